// SPDX-License-Identifier: MIT
#include "engine/catalog/text_index.h"

#include <algorithm>
#include <numeric>

#include "engine/catalog/bytes.h"
#include "engine/catalog/fold.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

constexpr std::uint32_t kWeightUnit = 16;
// The weight at which a word counts half of what it can (k1 of BM25).
constexpr std::uint32_t kHalfWeight = 20 * kWeightUnit;

std::uint8_t levelOf(std::uint32_t weight) {
  return static_cast<std::uint8_t>((kMaxLevel + 1) * weight / (weight + kHalfWeight));
}

std::uint8_t valueOf(std::size_t level, std::uint8_t closeness) {
  return static_cast<std::uint8_t>((2 * level + 1) * closeness);
}
static_assert((2 * kMaxLevel + 1) * kExact <= 255);

// Reads a number of postings that have been checked.
inline std::uint32_t readGap(const unsigned char*& place) {
  std::uint32_t byte = *place++;
  if (byte < 0x80) return byte;
  std::uint32_t number = byte & 0x7FU;
  for (unsigned shift = 7;; shift += 7) {
    byte = *place++;
    number |= (byte & 0x7FU) << shift;
    if (byte < 0x80) return number;
  }
}

// Each document of a word's postings, with its level; level by level.
template <typename Visit>
inline void forEachPosting(std::string_view postings, const Visit& visit) {
  const auto* place = reinterpret_cast<const unsigned char*>(postings.data());
  const std::uint32_t levels = *place++;
  for (std::size_t level = kMaxLevel + 1; level-- > 0;) {
    if ((levels >> level & 1U) == 0) continue;
    std::uint32_t document = 0;
    for (std::uint32_t left = readGap(place); left > 0; --left) {
      document += readGap(place);
      visit(document, level);
    }
  }
}

// Reads a number of postings that are not believed. False at the end, or when it is too long.
inline bool readChecked(const unsigned char*& place, const unsigned char* end,
                        std::uint64_t& number) {
  number = 0;
  for (unsigned shift = 0; place < end && shift <= 28; shift += 7) {
    const std::uint64_t byte = *place++;
    number |= (byte & 0x7FU) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

// Whether the bytes are postings of as many documents, all below the limit, in order.
bool arePostings(std::string_view bytes, std::size_t count, std::size_t documents) {
  if (bytes.empty()) return false;
  const auto* place = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = place + bytes.size();
  const std::uint32_t levels = *place++;
  std::uint64_t total = 0;
  for (std::size_t level = 0; level <= kMaxLevel; ++level) {
    if ((levels >> level & 1U) == 0) continue;
    std::uint64_t size = 0;
    if (!readChecked(place, end, size) || size == 0 || size > count) return false;
    total += size;
    std::uint64_t document = 0;
    for (std::uint64_t i = 0; i < size; ++i) {
      std::uint64_t gap = 0;
      if (!readChecked(place, end, gap) || (gap == 0 && i > 0)) return false;
      document += gap;
    }
    if (document >= documents) return false;
  }
  return place == end && total == count;
}

}  // namespace

std::uint32_t TextIndexBuilder::termOf(std::string_view word) {
  const std::uint32_t term = terms_.add(word);
  if (term == weights_.size()) weights_.push_back(0);
  return term;
}

void TextIndexBuilder::add(std::span<const IndexedText> fields) {
  std::vector<std::uint32_t> words;
  for (const IndexedText& field : fields) {
    words.clear();
    for (WordReader reader(field.text); reader.next();) words.push_back(termOf(reader.word().text));
    // weight ÷ (½ + ½ · length ÷ usual length)
    const auto length = static_cast<std::int64_t>(words.size());
    const std::int64_t share =
        2 * kWeightUnit * std::int64_t{field.weight} * field.usualLength /
        (field.usualLength + length);
    for (const std::uint32_t term : words) {
      if (weights_[term] == 0) touched_.push_back(term);
      weights_[term] += static_cast<std::uint32_t>(std::max<std::int64_t>(share, 1));
    }
  }
  for (const std::uint32_t term : touched_) {
    postings_.push_back({term, documents_, levelOf(weights_[term])});
    weights_[term] = 0;
  }
  touched_.clear();
  ++documents_;
}

// The postings of one term, documents ascending.
std::string TextIndexBuilder::groupsOf(std::span<const Posting> postings) const {
  std::vector<std::uint32_t> counts(kMaxLevel + 1);
  for (const Posting& posting : postings) ++counts[posting.level];
  std::uint32_t levels = 0;
  for (std::size_t level = 0; level <= kMaxLevel; ++level) {
    if (counts[level] > 0) levels |= 1U << level;
  }
  std::string groups(1, static_cast<char>(levels));
  for (std::size_t level = kMaxLevel + 1; level-- > 0;) {
    if (counts[level] == 0) continue;
    appendNumber(groups, counts[level]);
    std::uint32_t before = 0;
    for (const Posting& posting : postings) {
      if (posting.level != level) continue;
      appendNumber(groups, posting.document - before);
      before = posting.document;
    }
  }
  return groups;
}

void TextIndexBuilder::write(SnapshotWriter& snapshot) const {
  const Texts terms = terms_.texts();
  const std::vector<std::size_t> order = stableOrder(
      terms.size(), [&](std::size_t a, std::size_t b) { return terms[a] < terms[b]; });
  // The postings by term: each term's place is where the terms before it end.
  std::vector<std::uint32_t> counts(terms.size());
  for (const Posting& posting : postings_) ++counts[posting.term];
  std::vector<std::size_t> places(terms.size());
  std::exclusive_scan(counts.begin(), counts.end(), places.begin(), std::size_t{0});
  std::vector<Posting> byTerm(postings_.size());
  for (const Posting& posting : postings_) byTerm[places[posting.term]++] = posting;

  TextsWriter sortedTerms;
  TextsWriter postings;
  std::vector<std::uint32_t> sortedCounts;
  for (const std::size_t term : order) {
    sortedTerms.add(terms[term]);
    sortedCounts.push_back(counts[term]);
    postings.add(groupsOf({&byTerm[places[term] - counts[term]], counts[term]}));
  }
  snapshot.add(SectionId::kTermEnds, sortedTerms.ends);
  snapshot.add(SectionId::kTerms, sortedTerms.bytes);
  snapshot.add(SectionId::kTermCounts, sortedCounts);
  snapshot.add(SectionId::kPostingEnds, postings.ends);
  snapshot.add(SectionId::kPostings, postings.bytes);
}

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
  index.shared_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view term = index.terms_[i];
    if (term.empty() || term.size() > WordReader::kMaxWordBytes) {
      return fail(SnapshotSections::refusal(SectionId::kTerms));
    }
    if (!arePostings(index.postings_[i], index.counts_[i], documents)) {
      return fail(SnapshotSections::refusal(SectionId::kPostings));
    }
    if (i == 0) continue;
    const std::string_view before = index.terms_[i - 1];
    const auto split = std::ranges::mismatch(before, term);
    index.shared_[i] = static_cast<std::uint8_t>(split.in2 - term.begin());
    const bool rises = split.in2 != term.end() &&
                       (split.in1 == before.end() || static_cast<unsigned char>(*split.in1) <
                                                         static_cast<unsigned char>(*split.in2));
    if (!rises) return fail(SnapshotSections::refusal(SectionId::kTerms));
  }
  index.hits_ = {Bits(documents), std::vector<std::uint32_t>(documents)};
  index.best_.resize(documents);
  index.marked_ = Bits(documents);
  return index;
}

std::size_t TextIndex::firstNotBelow(std::string_view word) const {
  std::size_t low = 0;
  for (std::size_t high = terms_.size(); low < high;) {
    const std::size_t middle = (low + high) / 2;
    if (terms_[middle] < word) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

TermMatches TextIndex::beginningWith(std::string_view word) const {
  TermMatches matches;
  for (std::size_t i = firstNotBelow(word); i < terms_.size() && terms_[i].starts_with(word); ++i) {
    const bool whole = terms_[i].size() == word.size();
    matches.push_back({static_cast<std::uint32_t>(i), whole ? kExact : kPrefix});
  }
  return matches;
}

TermMatches TextIndex::equalTo(std::string_view word, std::uint8_t closeness) const {
  const std::size_t term = firstNotBelow(word);
  if (term == terms_.size() || terms_[term] != word) return {};
  return {{static_cast<std::uint32_t>(term), closeness}};
}

std::size_t TextIndex::count(const TermMatches& matches) const {
  std::size_t count = 0;
  for (const TermMatch match : matches) count += counts_[match.term];
  return count;
}

bool TextIndex::has(std::uint32_t term, std::uint32_t document) const {
  bool found = false;
  forEachPosting(postings_[term],
                 [&](std::uint32_t each, std::size_t) { found |= each == document; });
  return found;
}

// The loops over postings work on plain pointers: a byte that is written could otherwise be anything,
// and every address would be read again.

void TextIndex::markFirst(const WordMatches& word) const {
  std::uint64_t* found = hits_.found.words();
  std::uint32_t* scores = hits_.scores.data();
  std::uint8_t* best = best_.data();
  const bool isOne = word.matches.size() == 1;  // no document comes twice
  for (const TermMatch match : word.matches) {
    const std::uint32_t rarity = word.rarity;
    forEachPosting(postings_[match.term], [=](std::uint32_t document, std::size_t level) {
      const std::uint8_t value = valueOf(level, match.closeness);
      if (isOne) {
        scores[document] = value * rarity;
      } else if (best[document] < value) {
        best[document] = value;
      }
      found[document / Bits::kPerWord] |= std::uint64_t{1} << (document % Bits::kPerWord);
    });
  }
  if (isOne) return;
  hits_.found.forEach([&](std::size_t document) {
    scores[document] = best[document] * word.rarity;
    best[document] = 0;
  });
}

void TextIndex::markNext(const WordMatches& word) const {
  const std::uint64_t* found = hits_.found.words();
  std::uint64_t* marked = marked_.words();
  std::uint8_t* best = best_.data();
  for (const TermMatch match : word.matches) {
    forEachPosting(postings_[match.term], [=](std::uint32_t document, std::size_t level) {
      const std::uint64_t bit = std::uint64_t{1} << (document % Bits::kPerWord);
      if ((found[document / Bits::kPerWord] & bit) == 0) return;
      const std::uint8_t value = valueOf(level, match.closeness);
      if (best[document] < value) best[document] = value;
      marked[document / Bits::kPerWord] |= bit;
    });
  }
  hits_.found &= marked_;
  marked_.clear();
  hits_.found.forEach([&](std::size_t document) {
    hits_.scores[document] += best[document] * word.rarity;
    best[document] = 0;
  });
}

TextHits& TextIndex::find(std::span<WordMatches* const> words) const {
  hits_.found.clear();
  std::vector<std::size_t> counts;
  for (const WordMatches* word : words) counts.push_back(count(word->matches));
  const std::vector<std::size_t> rarestFirst = stableOrder(
      words.size(), [&](std::size_t a, std::size_t b) { return counts[a] < counts[b]; });
  for (std::size_t i = 0; i < rarestFirst.size(); ++i) {
    const WordMatches& word = *words[rarestFirst[i]];
    if (counts[rarestFirst[i]] == 0) {
      hits_.found.clear();
      return hits_;
    }
    i == 0 ? markFirst(word) : markNext(word);
  }
  return hits_;
}

}  // namespace vitrine
