// SPDX-License-Identifier: MIT
#include "engine/catalog/text_index.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <utility>

#include "engine/catalog/fold.h"
#include "engine/catalog/postings.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

constexpr std::uint32_t kFirst = 1U << 28U;  // above any sum of words
constexpr std::size_t kFrequentGrowth = 8;   // sets take at most so many times what postings do

constexpr std::uint8_t valueOf(std::size_t level, std::uint8_t closeness) {
  return static_cast<std::uint8_t>((2 * level + 1) * closeness);
}

// What a word may count for a document, the most first.
struct WordValue {
  std::uint8_t value = 0;
  std::uint8_t closeness = 0;
  std::uint8_t level = 0;
};
constexpr auto kWordValues = [] {
  constexpr std::uint8_t closenesses[] = {kExact,         kSynonym,  kPrefix,        kOneTypo,
                                          kOneTypoPrefix, kTwoTypos, kTwoTyposPrefix};
  std::array<WordValue, std::size(closenesses) * (kMaxLevel + 1)> values;
  std::size_t i = 0;
  for (const std::uint8_t closeness : closenesses) {
    for (std::uint8_t level = 0; level <= kMaxLevel; ++level) {
      values[i++] = {valueOf(level, closeness), closeness, level};
    }
  }
  std::ranges::sort(values, std::greater(), &WordValue::value);
  return values;
}();
static_assert((2 * kMaxLevel + 1) * kExact <= 255);

// The first bytes of a text as a number: of two that differ the texts are ordered alike.
std::uint32_t beginOf(std::string_view text) {
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < sizeof begin; ++i) {
    begin = begin << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
  }
  return begin;
}

}  // namespace

Result<TextIndex> TextIndex::open(const SnapshotSections& snapshot, std::size_t documents) {
  TextIndex index;
  auto terms = snapshot.texts(SectionId::kTermEnds, SectionId::kTerms);
  if (!terms) return fail(terms.error());
  index.terms_ = *terms;
  const std::size_t count = terms->size();
  auto postings = snapshot.texts(SectionId::kPostingEnds, SectionId::kPostings, count);
  auto counts = snapshot.numbers<std::uint32_t>(SectionId::kTermCounts, count);
  if (!postings) return fail(postings.error());
  if (!counts) return fail(counts.error());
  index.postings_ = *postings;
  index.counts_ = *counts;
  index.documents_ = documents;
  index.begins_.resize(count);
  index.shared_.resize(count);
  index.countSums_.resize(count + 1);
  index.scored_.scores.resize(documents);
  index.best_.resize(documents);
  return index;
}

Result<bool> TextIndex::check(std::size_t most) {
  for (std::size_t done = 0; done < most && checked_ < terms_.size(); ++checked_) {
    const std::string_view term = terms_[checked_];
    if (!takeTerm(term)) return fail(SnapshotSections::refusal(SectionId::kTerms));
    if (!arePostings(postings_[checked_], counts_[checked_], documents_)) {
      return fail(SnapshotSections::refusal(SectionId::kPostings));
    }
    countSums_[checked_ + 1] = countSums_[checked_] + counts_[checked_];
    done += term.size() + postings_[checked_].size();
  }
  return checked_ < terms_.size();
}

// Whether the next term to check is a word that comes behind the one before it. Notes what they share.
bool TextIndex::takeTerm(std::string_view term) {
  if (term.empty() || term.size() > WordReader::kMaxWordBytes) return false;
  begins_[checked_] = beginOf(term);
  if (checked_ == 0) return true;
  const std::string_view before = terms_[checked_ - 1];
  const auto split = std::ranges::mismatch(before, term);
  shared_[checked_] = static_cast<std::uint8_t>(split.in2 - term.begin());
  return split.in2 != term.end() &&
         (split.in1 == before.end() ||
          static_cast<unsigned char>(*split.in1) < static_cast<unsigned char>(*split.in2));
}

std::size_t TextIndex::firstNotBelow(std::string_view word) const {
  const std::uint32_t begin = beginOf(word);
  std::size_t low = 0;
  for (std::size_t high = terms_.size(); low < high;) {
    const std::size_t middle = (low + high) / 2;
    const bool differs = begins_[middle] != begin;
    if (differs ? begins_[middle] < begin : terms_[middle] < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

TermMatches TextIndex::beginningWith(std::string_view word) const {
  TermMatches matches;
  TermRange range;
  range.begin = static_cast<std::uint32_t>(firstNotBelow(word));
  if (range.begin == terms_.size() || !terms_[range.begin].starts_with(word)) return matches;
  range.end = range.begin + 1;
  while (range.end < terms_.size() && shared_[range.end] >= word.size()) ++range.end;
  if (terms_[range.begin].size() == word.size()) {
    matches.push_back({{range.begin, range.begin + 1}, kExact});
    ++range.begin;
  }
  if (range.begin < range.end) matches.push_back({range, kPrefix});
  return matches;
}

std::optional<std::uint32_t> TextIndex::termOf(std::string_view word) const {
  const std::size_t term = firstNotBelow(word);
  if (term == terms_.size() || terms_[term] != word) return std::nullopt;
  return static_cast<std::uint32_t>(term);
}

bool TextIndex::relateTo(const TextIndex& base, std::size_t most) {
  for (; most > 0 && related_ < terms_.size(); --most, ++related_) {
    const std::string_view term = terms_[related_];
    if (const auto known = base.termOf(term)) {
      common_.push_back({*known, static_cast<std::uint32_t>(related_)});
      continue;
    }
    const std::string_view before = own_.empty() ? "" : terms_[own_.back().term];
    const auto split = std::ranges::mismatch(before, term);
    own_.push_back({static_cast<std::uint32_t>(related_),
                    static_cast<std::uint8_t>(split.in2 - term.begin())});
  }
  return related_ < terms_.size();
}

bool TextIndex::readFrequentTerms(std::size_t most) {
  if (!isFrequentChosen_) {
    const std::size_t mostBytes = kFrequentGrowth * postings_.bytes.size();
    frequent_.choose(terms_, shared_, countSums_, documents_, mostBytes);
    isFrequentChosen_ = true;
  }
  return frequent_.work(postings_, most);
}

std::size_t TextIndex::count(const WordMatches& word) const {
  std::size_t having = word.documents.size();
  for (const TermMatch match : word.matches) having += count(match.terms);
  return having;
}

// Each posting of each of the terms. Visitors that write bytes work on plain pointers: a byte could
// otherwise be anything, and every address would be read again.
template <typename Visit>
void TextIndex::forEachDocument(TermRange terms, const Visit& visit) const {
  for (std::uint32_t term = terms.begin; term < terms.end; ++term) {
    forEachPosting(postings_[term], visit);
  }
}

bool TextIndex::has(TermRange terms, std::uint32_t document) const {
  bool found = false;
  forEachDocument(terms, [&](std::uint32_t each, std::size_t) { found |= each == document; });
  return found;
}

std::size_t TextIndex::countWithin(std::uint32_t term, const Bits& documents) const {
  const TermRange terms{term, term + 1};
  const auto* frequent = frequent_.find(terms);
  if (frequent != nullptr) return frequent->documents.countCommon(documents);
  Bits having(documents_);
  forEachDocument(terms, [&](std::uint32_t document, std::size_t) { having.add(document); });
  return having.countCommon(documents);
}

// The set of the documents that have the word, when there is one already; null when not.
const Bits* TextIndex::knownOf(const WordMatches& word) const {
  if (word.matches.size() != 1 || !word.documents.empty()) return nullptr;
  const auto* frequent = frequent_.find(word.matches.front().terms);
  return frequent == nullptr ? nullptr : &frequent->documents;
}

// The documents that have the word.
Bits TextIndex::having(const WordMatches& word) const {
  std::optional<Bits> documents;
  std::vector<TermRange> others;
  for (const TermMatch match : word.matches) {
    const auto* frequent = frequent_.find(match.terms);
    if (frequent == nullptr) {
      others.push_back(match.terms);
    } else if (documents) {
      *documents |= frequent->documents;
    } else {
      documents = frequent->documents;
    }
  }
  if (!documents) documents.emplace(documents_);
  std::uint64_t* words = documents->words();
  for (const TermRange terms : others) {
    forEachDocument(terms, [=](std::uint32_t document, std::size_t) {
      words[document / Bits::kPerWord] |= std::uint64_t{1} << (document % Bits::kPerWord);
    });
  }
  for (const DocumentMatch match : word.documents) documents->add(match.document);
  return std::move(*documents);
}

Bits TextIndex::find(Words words) const {
  std::vector<std::size_t> counts;
  for (const WordMatches* word : words) counts.push_back(count(*word));
  const std::vector<std::size_t> rarestFirst = stableOrder(
      words.size(), [&](std::size_t a, std::size_t b) { return counts[a] < counts[b]; });
  const std::size_t rarest = rarestFirst.front();
  Bits found = having(*words[rarest]);
  if (counts[rarest] == 0) return found;
  for (const std::size_t i : std::span(rarestFirst).subspan(1)) {
    if (const Bits* known = knownOf(*words[i])) {
      found &= *known;
    } else {
      found &= having(*words[i]);
    }
  }
  return found;
}

const ScoredDocuments& TextIndex::best(Words words, const Bits& documents, std::size_t most,
                                       std::span<const std::uint32_t> first) const {
  for (const std::uint32_t document : scored_.documents) scored_.scores[document] = 0;
  scored_.documents.clear();
  const bool isOne = words.size() == 1 && words.front()->documents.empty();
  if (isOne) {
    // All of `first`, which are compared with one another, and of the others as many as it takes.
    if (!first.empty()) {
      Bits preferred(documents_);
      for (const std::uint32_t document : first) {
        if (documents.has(document)) preferred.add(document);
      }
      scoreBest(*words.front(), preferred, SIZE_MAX);
    }
    scoreBest(*words.front(), documents, most);
  } else {
    scoreAll(words, documents);
  }
  for (const std::uint32_t document : first) {
    std::uint32_t& score = scored_.scores[document];
    if (!documents.has(document) || score >= kFirst) continue;
    if (isOne && score == 0) scored_.documents.push_back(document);  // it has the SKU alone
    score += kFirst;
  }
  return scored_;
}

// Documents of one word that have no score yet, those of the highest value first, as many values as
// it takes.
void TextIndex::scoreBest(const WordMatches& word, const Bits& documents,
                          std::size_t most) const {
  struct Source {
    std::uint8_t closeness = 0;
    const FrequentTerms* frequent = nullptr;
    std::vector<PostingGroups> terms;  // when they are not frequent
  };
  std::vector<Source> sources;
  for (const TermMatch match : word.matches) {
    Source& source = sources.emplace_back(match.closeness, frequent_.find(match.terms));
    if (source.frequent != nullptr) continue;
    for (std::uint32_t i = match.terms.begin; i < match.terms.end; ++i) {
      source.terms.emplace_back(postings_[i]);
    }
  }
  std::uint8_t last = 0;
  for (const WordValue& next : kWordValues) {
    if (next.value != last && scored_.documents.size() >= most) return;
    last = next.value;
    const std::uint32_t score = next.value * word.rarity;
    std::uint32_t* scores = scored_.scores.data();
    const auto take = [&, scores](std::size_t document) {
      if (scores[document] != 0) return;
      scores[document] = score;
      scored_.documents.push_back(static_cast<std::uint32_t>(document));
    };
    const auto takeWanted = [&](std::size_t document) {
      if (documents.has(document)) take(document);
    };
    for (Source& source : sources) {
      if (source.closeness != next.closeness) continue;
      if (source.frequent != nullptr) source.frequent->forEachOf(next.level, documents, take);
      for (PostingGroups& term : source.terms) term.readLevel(next.level, takeWanted);
    }
  }
}

void TextIndex::scoreAll(Words words, const Bits& documents) const {
  documents.forEach([&](std::size_t document) {
    scored_.documents.push_back(static_cast<std::uint32_t>(document));
  });
  std::uint8_t* best = best_.data();
  const std::uint64_t* wanted = documents.words();
  const auto raise = [=](std::size_t document, std::uint8_t value) {
    const bool isWanted =
        (wanted[document / Bits::kPerWord] >> (document % Bits::kPerWord) & 1U) != 0;
    if (isWanted && best[document] < value) best[document] = value;
  };
  for (const WordMatches* word : words) {
    for (const TermMatch match : word->matches) {
      if (const auto* frequent = frequent_.find(match.terms)) {
        for (const std::uint32_t document : scored_.documents) {
          if (!frequent->documents.has(document)) continue;
          raise(document, valueOf(frequent->levelOf(document), match.closeness));
        }
      } else {
        forEachDocument(match.terms, [=](std::uint32_t document, std::size_t level) {
          raise(document, valueOf(level, match.closeness));
        });
      }
    }
    for (const DocumentMatch match : word->documents) raise(match.document, match.value);
    for (const std::uint32_t document : scored_.documents) {
      scored_.scores[document] += best[document] * word->rarity;
      best[document] = 0;
    }
  }
}

}  // namespace vitrine
