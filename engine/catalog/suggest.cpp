// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/fold.h"

namespace vitrine {
namespace {

constexpr std::size_t kMostQueries = 3;
constexpr std::size_t kMostNames = 3;  // of categories and brands together

// The text with its last word written out: "table la" as "table lamp", by the words that most
// products have.
std::vector<std::string> completions(std::string_view text, const TextIndex& index) {
  Word last;
  for (WordReader reader(text); reader.next();) {
    if (!reader.word().isJoined) last = {{}, reader.word().begin, reader.word().end, false};
  }
  if (last.end != text.size()) return {};  // the last word is complete
  const std::string word = foldedText(text.substr(last.begin));
  TermMatches matches = index.beginningWith(word);
  const auto weightOf = [&](TermMatch match) { return index.count(match.term); };
  std::vector<std::string> texts;
  while (texts.size() < kMostQueries && !matches.empty()) {
    const auto best = std::ranges::max_element(matches, {}, weightOf);
    const std::string_view term = index.term(best->term);
    if (term != word) texts.push_back(std::string(text.substr(0, last.begin)) + std::string(term));
    matches.erase(best);
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
  const CatalogPage page = search(query);
  std::vector<Suggestion> suggestions;
  for (std::string& completed : completions(text, segments_.front()->text())) {
    suggestions.push_back({SuggestionKind::kQuery, std::move(completed), "", {}, {}});
  }
  // Categories and brands of what was found that are called so.
  const std::size_t names = suggestions.size() + kMostNames;
  for (const Facet& facet : page.facets) {
    if (facet.name != "category" && facet.name != "brand") continue;
    for (const FacetValue& value : facet.values) {
      if (suggestions.size() == names) break;
      if (value.count == 0 || !hasAllWords(value.label, text)) continue;
      Suggestion& suggestion = suggestions.emplace_back();
      suggestion.text = value.label;
      suggestion.slug = value.value;
      suggestion.kind = SuggestionKind::kBrand;
      if (facet.name == "brand") continue;
      suggestion.kind = SuggestionKind::kCategory;
      const auto category = std::ranges::find(categories(), value.value, &Category::slug);
      if (category != categories().end()) suggestion.image = category->image;
    }
  }
  // They leave room for products: at least half of the list when there are enough of both.
  const std::size_t products = std::min(page.cards.size(), limit - limit / 2);
  suggestions.resize(std::min(suggestions.size(), limit - products));
  for (const Card& card : page.cards) {
    if (suggestions.size() == limit) break;
    suggestions.push_back({SuggestionKind::kProduct, card.title, card.slug, card.image,
                           card.priceMinMinor});
  }
  return suggestions;
}

}  // namespace vitrine
