// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/fold.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

using Segments = std::vector<std::unique_ptr<Segment>>;

constexpr std::size_t kMostQueries = 3;
constexpr std::size_t kMostNames = 3;  // of categories and brands together

// The word at the end of a text that may go on, folded; words that signs join are one.
struct OpenWord {
  std::string text;
  std::size_t begin = 0;   // of its last part, in the text
  std::size_t before = 0;  // bytes of the folded word that stand before that
};

std::optional<OpenWord> openWordOf(std::string_view text) {
  OpenWord open;
  std::size_t end = 0;
  for (WordReader reader(text); reader.next();) {
    const Word word = reader.word();
    end = word.end;
    if (word.isCovered) continue;
    open.before = 0;
    if (word.isJoined) {
      open.before = word.text.size() - std::min(word.text.size(), open.text.size());
    } else {
      open.begin = word.begin;
    }
    open.text = word.text;
  }
  // A pair of signs that goes on is no word of its script.
  if (open.text.empty() || end != text.size() || isOfSigns(open.text)) return std::nullopt;
  return open;
}

struct Completion {
  std::string_view term;
  std::size_t products = 0;  // that have it
};

// The terms that go on from a word, each with the products that have it in any segment.
std::vector<Completion> termsBeginningWith(std::string_view word, const Segments& segments) {
  std::vector<Completion> terms;
  for (const auto& segment : segments) {
    const TextIndex& index = segment->text();
    for (const TermMatch match : index.beginningWith(word)) {
      if (match.closeness == kExact) continue;
      for (std::uint32_t i = match.terms.begin; i < match.terms.end; ++i) {
        terms.push_back({index.term(i), index.count({i, i + 1})});
      }
    }
  }
  if (segments.size() == 1) return terms;
  std::vector<Completion> merged;
  const auto byTerm = [&](std::size_t a, std::size_t b) { return terms[a].term < terms[b].term; };
  for (const std::size_t i : stableOrder(terms.size(), byTerm)) {
    if (merged.empty() || merged.back().term != terms[i].term) {
      merged.push_back(terms[i]);
    } else {
      merged.back().products += terms[i].products;
    }
  }
  return merged;
}

// How many products that the text has found have the term, too.
std::size_t countFound(std::string_view term, const Segments& segments, const TextQuery& found) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const TextIndex& index = segments[i]->text();
    if (const auto number = index.termOf(term)) {
      count += index.countWithin(*number, found.found(i));
    }
  }
  return count;
}

// The text with its last word written out, "table la" as "table lamp", in the ways that find most.
std::vector<std::string> completions(std::string_view text, const Segments& segments,
                                     const TextQuery& found) {
  const std::optional<OpenWord> open = openWordOf(text);
  if (!open || found.isEmpty() || found.correctedText()) return {};
  // By the products that have the term, no fewer than will be found: when one can no more be among
  // the best, no other behind it can, and of thousands of terms a few are counted.
  const std::vector<Completion> terms = termsBeginningWith(open->text, segments);
  const auto isMore = [&](std::size_t a, std::size_t b) {
    return terms[a].products > terms[b].products;
  };
  std::vector<Completion> best;
  for (const std::size_t i : stableOrder(terms.size(), isMore)) {
    if (best.size() == kMostQueries && terms[i].products <= best.back().products) break;
    const std::size_t products = countFound(terms[i].term, segments, found);
    if (products == 0) continue;
    best.push_back({terms[i].term, products});
    for (std::size_t j = best.size() - 1; j > 0 && best[j - 1].products < products; --j) {
      std::swap(best[j - 1], best[j]);
    }
    if (best.size() > kMostQueries) best.pop_back();
  }
  std::vector<std::string> texts;
  for (const Completion& each : best) {
    std::string& completed = texts.emplace_back(text.substr(0, open->begin));
    completed += each.term.substr(open->before);
  }
  return texts;
}

bool beginsAWord(std::string_view name, std::string_view word) {
  for (WordReader reader(name); reader.next();) {
    if (reader.word().text.starts_with(word)) return true;
  }
  return false;
}

bool hasAllWords(std::string_view name, std::string_view text) {
  for (WordReader reader(text); reader.next();) {
    if (!reader.word().isJoined && !beginsAWord(name, reader.word().text)) return false;
  }
  return true;
}

}  // namespace

std::vector<Suggestion> Catalog::suggestions(std::string_view text, std::size_t limit) const {
  if (foldedText(text).empty() || limit == 0) return {};
  CatalogQuery query;
  query.text = text;
  query.pageSize = static_cast<std::int32_t>(std::min<std::size_t>(limit, kMaxPageSize));
  query = canonicalQuery(std::move(query));
  const TextQuery read(query.text, segments_, Typos::kOn);
  const CatalogPage page = pageOf(query, read);
  std::vector<Suggestion> suggestions;
  for (std::string& completed : completions(text, segments_, read)) {
    // Words that signs join may be read as parts now, and as one then.
    if (TextQuery(completed, segments_, Typos::kOff).total() == 0) continue;
    suggestions.push_back({SuggestionKind::kQuery, std::move(completed), "", {}, {}});
  }
  // Categories and brands of what was found that are called so.
  const std::size_t names = suggestions.size() + kMostNames;
  for (const Facet& facet : page.facets) {
    if (facet.name != "category" && facet.name != "brand") continue;
    for (const FacetValue& value : facet.values) {
      if (suggestions.size() == names) break;
      if (value.count == 0 || !hasAllWords(value.label(), text)) continue;
      Suggestion& suggestion = suggestions.emplace_back();
      suggestion.text = value.label();
      suggestion.slug = value.value;
      suggestion.kind = SuggestionKind::kBrand;
      if (facet.name == "brand") continue;
      suggestion.kind = SuggestionKind::kCategory;
      const auto category = std::ranges::find(categories(), value.value, &Category::slug);
      const bool hasImage = category != categories().end() && category->image.has_value();
      if (hasImage) suggestion.image = cardImageOf(*category->image);
    }
  }
  // They leave room for products: at least half of the list when there are enough of both.
  const std::size_t products = std::min(page.cards.size(), limit - limit / 2);
  suggestions.resize(std::min(suggestions.size(), limit - products));
  for (const Card& card : page.cards) {
    if (suggestions.size() == limit) break;
    suggestions.push_back({SuggestionKind::kProduct, std::string(card.title), card.slug,
                           card.image, card.priceMinMinor});
  }
  return suggestions;
}

}  // namespace vitrine
