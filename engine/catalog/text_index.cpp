// SPDX-License-Identifier: MIT
#include "engine/catalog/text_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <utility>

#include "engine/core/ordering.h"
#include "engine/core/utf8.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxWords = 12;         // of a query; the rest is not read
constexpr std::size_t kMaxWordLength = 32;    // code points that are compared with typos
constexpr std::size_t kMaxTypos = 2;
constexpr std::int32_t kExact = 8;
constexpr std::int32_t kPrefix = 6;

struct Letters {
  std::array<char32_t, kMaxWordLength> signs;
  std::size_t count = 0;
};

Letters lettersOf(std::string_view word, std::size_t most) {
  Letters letters;
  for (std::size_t offset = 0; offset < word.size() && letters.count < most;) {
    letters.signs[letters.count++] = decodeUtf8(word, offset);
  }
  return letters;
}

std::size_t typosAllowed(std::string_view word) {
  const bool number = word.find_first_not_of("0123456789") == std::string_view::npos;
  const std::size_t length = countCodePoints(word);
  if (number || length < 4 || length > kMaxWordLength - kMaxTypos) return 0;
  return length < 8 ? 1 : 2;
}

// How well a document answers a word: how close the term is, and where it stands.
std::int64_t closenessIn(std::int32_t closeness, std::int32_t weight) {
  return std::int64_t{closeness} * weight;
}

struct Distance {
  std::size_t whole = 0;   // to the term
  std::size_t prefix = 0;  // to the nearest beginning of the term
};

// Damerau-Levenshtein distance in its restricted form: no part is edited twice.
Distance typosBetween(const Letters& word, const Letters& term) {
  using Row = std::array<std::size_t, kMaxWordLength + 1>;
  std::array<Row, 3> rows;  // the row before the last, the last, this one
  for (std::size_t j = 0; j <= term.count; ++j) rows[0][j] = j;
  for (std::size_t i = 1; i <= word.count; ++i) {
    Row& row = rows[i % 3];
    const Row& last = rows[(i + 2) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= term.count; ++j) {
      const std::size_t wrong = word.signs[i - 1] == term.signs[j - 1] ? 0 : 1;
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + wrong});
      if (i > 1 && j > 1 && word.signs[i - 1] == term.signs[j - 2] &&
          word.signs[i - 2] == term.signs[j - 1]) {
        row[j] = std::min(row[j], rows[(i + 1) % 3][j - 2] + 1);
      }
    }
  }
  const Row& row = rows[word.count % 3];
  const auto end = row.begin() + static_cast<std::ptrdiff_t>(term.count) + 1;
  return {.whole = row[term.count], .prefix = *std::min_element(row.begin(), end)};
}

}  // namespace

void TextIndex::add(const std::vector<IndexedText>& fields) {
  PlaceByName weights;
  for (const IndexedText& field : fields) {
    for (std::string& word : foldWords(field.text)) {
      std::size_t& weight = weights[std::move(word)];
      weight = std::max(weight, static_cast<std::size_t>(field.weight));
    }
  }
  for (const auto& [word, weight] : weights) {
    const auto kept = static_cast<std::int32_t>(weight);
    terms_.push_back(Term{.word = word, .postings = {{.document = documents_, .weight = kept}}});
  }
  ++documents_;
}

void TextIndex::finish() {
  sortStably(terms_, [](const Term& a, const Term& b) { return a.word < b.word; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    if (kept > 0 && terms_[kept - 1].word == terms_[i].word) {
      terms_[kept - 1].postings.push_back(terms_[i].postings.front());
    } else {
      if (kept != i) terms_[kept] = std::move(terms_[i]);
      ++kept;
    }
  }
  terms_.resize(kept);
}

TextIndex::Matches TextIndex::prefixMatches(std::string_view word) const {
  Matches matches;
  auto term = std::ranges::lower_bound(terms_, word, {}, &Term::word);
  for (; term != terms_.end() && term->word.starts_with(word); ++term) {
    matches.push_back({.term = &*term, .closeness = term->word == word ? kExact : kPrefix});
  }
  return matches;
}

TextIndex::Matches TextIndex::typoMatches(std::string_view word) const {
  const std::size_t allowed = typosAllowed(word);
  if (allowed == 0) return {};
  const Letters letters = lettersOf(word, kMaxWordLength);
  std::array<Matches, kMaxTypos + 1> byTypos;
  for (const Term& term : terms_) {
    if (term.word.size() + allowed < letters.count) continue;
    const Letters other = lettersOf(term.word, letters.count + kMaxTypos);
    const Distance distance = typosBetween(letters, other);
    if (distance.prefix == 0 || distance.prefix > allowed) continue;  // 0: a prefix match
    // The whole term within the same typos is closer than a beginning of it.
    const bool whole = distance.whole == distance.prefix;
    const std::size_t closeness = 2 * (kMaxTypos + 1 - distance.prefix) - (whole ? 0 : 1);
    byTypos[distance.prefix].push_back(
        {.term = &term, .closeness = static_cast<std::int32_t>(closeness)});
  }
  for (Matches& matches : byTypos) {
    if (!matches.empty()) return std::move(matches);  // two typos only where one finds nothing
  }
  return {};
}

std::vector<TextHit> TextIndex::intersect(const std::vector<Matches>& matches) const {
  std::vector<std::int64_t> total(documents_, 0);
  std::vector<std::size_t> found(documents_, 0);
  std::vector<std::int64_t> best(documents_, 0);
  for (const Matches& ofWord : matches) {
    std::ranges::fill(best, 0);
    for (const Match& match : ofWord) {
      for (const Posting& posting : match.term->postings) {
        std::int64_t& score = best[posting.document];
        score = std::max(score, closenessIn(match.closeness, posting.weight));
      }
    }
    // Rare words weigh more: the logarithm of how many documents there are for one that is found.
    // By word, not by term: a rare longer word must not beat the word itself.
    const auto having = static_cast<std::size_t>(
        std::ranges::count_if(best, [](std::int64_t score) { return score > 0; }));
    if (having == 0) return {};
    const auto rarity = static_cast<std::int64_t>(std::bit_width(documents_ / having));
    for (std::size_t i = 0; i < best.size(); ++i) {
      found[i] += best[i] > 0 ? 1 : 0;
      total[i] += best[i] * rarity;
    }
  }
  std::vector<TextHit> hits;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] == matches.size()) hits.push_back({.document = i, .score = total[i]});
  }
  return hits;
}

// The query as the best document reads it, when a word of it was read with typos.
std::optional<std::string> TextIndex::correction(const std::vector<std::string>& words,
                                                 const std::vector<Matches>& matches,
                                                 std::size_t document) const {
  std::string text;
  bool corrected = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::int64_t bestScore = 0;
    const Match* best = nullptr;
    for (const Match& match : matches[i]) {
      const auto posting = std::ranges::lower_bound(match.term->postings, document, {},
                                                    &Posting::document);
      if (posting == match.term->postings.end() || posting->document != document) continue;
      const std::int64_t score = closenessIn(match.closeness, posting->weight);
      if (score > bestScore) {
        bestScore = score;
        best = &match;
      }
    }
    const bool other = best != nullptr && best->closeness < kPrefix;
    corrected = corrected || other;
    if (!text.empty()) text += ' ';
    text += other ? best->term->word : words[i];
  }
  return corrected ? std::optional(std::move(text)) : std::nullopt;
}

TextAnswer TextIndex::search(std::string_view text) const {
  std::vector<std::string> words = foldWords(text);
  if (words.size() > kMaxWords) words.resize(kMaxWords);
  if (words.empty()) return {};
  std::vector<Matches> matches;
  for (const std::string& word : words) {
    matches.push_back(prefixMatches(word));
    if (matches.back().empty()) matches.back() = typoMatches(word);
  }
  TextAnswer answer{.hits = intersect(matches), .correctedText = std::nullopt};
  if (answer.hits.empty()) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      for (const Match& match : typoMatches(words[i])) {
        const auto known = std::ranges::find(matches[i], match.term, &Match::term);
        if (known == matches[i].end()) matches[i].push_back(match);
      }
    }
    answer.hits = intersect(matches);
  }
  const auto top = std::ranges::max_element(answer.hits, {}, &TextHit::score);
  if (top != answer.hits.end()) answer.correctedText = correction(words, matches, top->document);
  return answer;
}

}  // namespace vitrine
