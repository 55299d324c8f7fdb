// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <bit>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/catalog/bits.h"
#include "engine/catalog/postings.h"
#include "engine/catalog/snapshot.h"

namespace vitrine {

// Terms, neighbours in their order.
struct TermRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  auto operator<=>(const TermRange&) const = default;
};

// What of many documents is a query's word, as sets: a term that many have, or all terms that begin
// alike. A shopper's first letters mean thousands of terms, whose postings are read here once.
struct FrequentTerms {
  TermRange terms;
  Bits documents;                       // that have one of them
  std::array<Bits, kLevelBits> levels;  // of each the highest, bit by bit
  std::uint8_t present = 0;             // a bit for each level that a document has

  std::size_t levelOf(std::size_t document) const {
    std::size_t level = 0;
    for (std::size_t i = 0; i < kLevelBits; ++i) {
      level |= static_cast<std::size_t>(levels[i].has(document)) << i;
    }
    return level;
  }
  // Each of these documents that has this level.
  template <typename Visit>
  void forEachOf(std::size_t level, const Bits& among, const Visit& visit) const {
    if ((present >> level & 1U) == 0) return;
    // It has the level when each of its three bits is that of the level: a word of bits is turned
    // over where the level's bit is 0.
    static_assert(kLevelBits == 3);
    const std::uint64_t* wanted = among.words();
    const std::uint64_t* having = documents.words();
    const std::uint64_t* ones = levels[0].words();
    const std::uint64_t* twos = levels[1].words();
    const std::uint64_t* fours = levels[2].words();
    const auto without = [&](std::size_t bit) {
      return (level & bit) != 0 ? std::uint64_t{0} : ~std::uint64_t{0};
    };
    const std::uint64_t noOnes = without(1);
    const std::uint64_t noTwos = without(2);
    const std::uint64_t noFours = without(4);
    const std::size_t words = documents.wordCount();
    for (std::size_t i = 0; i < words; ++i) {
      std::uint64_t word = wanted[i] & having[i] & (ones[i] ^ noOnes) & (twos[i] ^ noTwos) &
                           (fours[i] ^ noFours);
      for (; word != 0; word &= word - 1) {
        visit(i * Bits::kPerWord + static_cast<std::size_t>(std::countr_zero(word)));
      }
    }
  }
};

// All that are worth it. They follow from the index, so a snapshot does not have them.
class FrequentTermsTable {
 public:
  // `shared`: the bytes that each term shares with the one before it; `countSums`: the postings of
  // all terms before each, and of all; `mostBytes`: of memory for the sets.
  void choose(const Texts& terms, std::span<const std::uint8_t> shared,
              std::span<const std::uint32_t> countSums, std::size_t documents,
              std::size_t mostBytes);
  // Then reads about so many bytes of postings; whether there are more.
  bool work(const Texts& postings, std::size_t most);

  // Those of exactly these terms; null when they are few, or not read yet.
  const FrequentTerms* find(TermRange terms) const;

 private:
  void finish();

  std::vector<TermRange> chosen_;     // in the order of their terms
  std::vector<FrequentTerms> read_;   // the first of these
  std::vector<std::uint8_t> levels_;  // of each document in the next, plus one
  std::uint32_t term_ = 0;            // of the next
};

}  // namespace vitrine
