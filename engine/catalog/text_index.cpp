// SPDX-License-Identifier: MIT
#include "engine/catalog/text_index.h"

#include <algorithm>

#include "engine/catalog/fold.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

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
  index.hits_ = {Bits(documents), std::vector<std::uint32_t>(documents)};
  index.best_.resize(documents);
  index.marked_ = Bits(documents);
  return index;
}

Result<bool> TextIndex::check(std::size_t most) {
  const std::size_t documents = best_.size();
  for (std::size_t done = 0; done < most && checked_ < terms_.size(); ++checked_) {
    const std::string_view term = terms_[checked_];
    if (!isTermSound(term)) return fail(SnapshotSections::refusal(SectionId::kTerms));
    if (!arePostings(postings_[checked_], counts_[checked_], documents)) {
      return fail(SnapshotSections::refusal(SectionId::kPostings));
    }
    done += term.size() + postings_[checked_].size();
  }
  return checked_ < terms_.size();
}

// Whether the next term to check is a word that comes behind the one before it. Notes what they share.
bool TextIndex::isTermSound(std::string_view term) {
  if (term.empty() || term.size() > WordReader::kMaxWordBytes) return false;
  if (checked_ == 0) return true;
  const std::string_view before = terms_[checked_ - 1];
  const auto split = std::ranges::mismatch(before, term);
  shared_[checked_] = static_cast<std::uint8_t>(split.in2 - term.begin());
  return split.in2 != term.end() &&
         (split.in1 == before.end() ||
          static_cast<unsigned char>(*split.in1) < static_cast<unsigned char>(*split.in2));
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

std::optional<std::uint32_t> TextIndex::termOf(std::string_view word) const {
  const std::size_t term = firstNotBelow(word);
  if (term == terms_.size() || terms_[term] != word) return std::nullopt;
  return static_cast<std::uint32_t>(term);
}

bool TextIndex::relateTo(const TextIndex& base, std::size_t most) {
  for (; most > 0 && related_ < terms_.size(); --most, ++related_) {
    const std::string_view term = terms_[related_];
    if (base.termOf(term)) continue;
    const std::string_view before = own_.empty() ? "" : terms_[own_.back().term];
    const auto split = std::ranges::mismatch(before, term);
    own_.push_back({static_cast<std::uint32_t>(related_),
                    static_cast<std::uint8_t>(split.in2 - term.begin())});
  }
  return related_ < terms_.size();
}

std::size_t TextIndex::count(const WordMatches& word) const {
  std::size_t having = word.documents.size();
  for (const TermMatch match : word.matches) having += count(match.term);
  return having;
}

bool TextIndex::has(std::uint32_t term, std::uint32_t document) const {
  bool found = false;
  forEachPosting(postings_[term],
                 [&](std::uint32_t each, std::size_t) { found |= each == document; });
  return found;
}

std::size_t TextIndex::countWithin(std::uint32_t term, const Bits& documents) const {
  std::size_t having = 0;
  forEachPosting(postings_[term], [&](std::uint32_t document, std::size_t) {
    having += documents.has(document) ? 1 : 0;
  });
  return having;
}

// The loops over postings work on plain pointers: a byte that is written could otherwise be anything,
// and every address would be read again.

void TextIndex::markFirst(const WordMatches& word) const {
  std::uint64_t* found = hits_.found.words();
  std::uint32_t* scores = hits_.scores.data();
  std::uint8_t* best = best_.data();
  const bool isOne = word.matches.size() == 1 && word.documents.empty();  // none comes twice
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
  for (const DocumentMatch match : word.documents) {
    best[match.document] = std::max(best[match.document], match.value);
    hits_.found.add(match.document);
  }
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
  for (const DocumentMatch match : word.documents) {
    if (!hits_.found.has(match.document)) continue;
    best[match.document] = std::max(best[match.document], match.value);
    marked_.add(match.document);
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
  for (const WordMatches* word : words) counts.push_back(count(*word));
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
