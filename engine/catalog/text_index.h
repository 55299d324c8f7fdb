// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/bits.h"
#include "engine/catalog/snapshot.h"
#include "engine/core/result.h"

namespace vitrine {

// Words to documents. A word of a document has a level from 0 to 7: how much the document is about
// the word, after BM25F (Robertson, Zaragoza: The Probabilistic Relevance Framework, 2009): the
// fields' weighted frequencies are added first and saturate then. A field's length counts against a
// usual length that is fixed, not against the average, so that a document's levels depend on itself
// alone. The postings of a word are kept by level, the highest first:
//
//   postings = levels:u8  group*          ; a group for each bit of `levels`, from bit 7 down
//   group    = count  first  gap[count - 1]   ; numbers as in bytes.h; documents ascending

inline constexpr std::size_t kMaxLevel = 7;

// A term that a word of a query may mean, and how close it is to it.
struct TermMatch {
  std::uint32_t term = 0;
  std::uint8_t closeness = 0;
};
using TermMatches = std::vector<TermMatch>;

inline constexpr std::uint8_t kExact = 16;  // the word itself
inline constexpr std::uint8_t kSynonym = 13;
inline constexpr std::uint8_t kPrefix = 12;  // its beginning
inline constexpr std::uint8_t kOneTypo = 8;
inline constexpr std::uint8_t kOneTypoPrefix = 6;
inline constexpr std::uint8_t kTwoTypos = 4;
inline constexpr std::uint8_t kTwoTyposPrefix = 3;

// A document that has all words of a synonym, and what that counts.
struct DocumentMatch {
  std::uint32_t document = 0;
  std::uint8_t value = 0;
};

// One word of a query, as one index reads it: what it has of any of these.
struct WordMatches {
  TermMatches matches;        // first those that begin with the word
  std::size_t beginning = 0;  // how many these are
  std::vector<DocumentMatch> documents;
  std::uint32_t rarity = 1;  // what having the word counts
};

// The documents that have every word, and their scores. The scores of others mean nothing.
struct TextHits {
  Bits found;
  std::vector<std::uint32_t> scores;
};

// Letters missing, added, wrong or swapped that a word may have: one from 4 letters, two from 8,
// none in numbers.
std::size_t typosAllowed(std::string_view word);

// The text index of one snapshot, used where it lies.
class TextIndex {
 public:
  // To be checked before it is asked.
  static Result<TextIndex> open(const SnapshotSections& snapshot, std::size_t documents);
  // Looks whether the next terms and their postings are sound, about so many bytes; whether there
  // are more.
  Result<bool> check(std::size_t most);

  // Terms that begin with the word.
  TermMatches beginningWith(std::string_view word) const;
  // Terms that the word is or begins but for typos (Damerau-Levenshtein distance in its restricted
  // form: no part is edited twice), without those that begin with the word.
  TermMatches withTypos(std::string_view word) const;
  // The same of an addition that is related to its base, which has found these.
  TermMatches withTypos(std::string_view word, const TextIndex& base,
                        const TermMatches& inBase) const;
  // Looks which terms the base has too, so many of them; whether there are more.
  bool relateTo(const TextIndex& base, std::size_t most);

  // How many documents have the term.
  std::size_t count(std::uint32_t term) const { return counts_[term]; }
  // How many have one of what the word may be, those with several counted several times.
  std::size_t count(const WordMatches& word) const;
  std::string_view term(std::uint32_t term) const { return terms_[term]; }
  std::optional<std::uint32_t> termOf(std::string_view word) const;
  bool has(std::uint32_t term, std::uint32_t document) const;
  // How many of these documents have the term.
  std::size_t countWithin(std::uint32_t term, const Bits& documents) const;

  // The documents that have each of the words. The result is this index's until the next call.
  TextHits& find(std::span<WordMatches* const> words) const;

 private:
  // A term that the base of this addition does not have.
  struct OwnTerm {
    std::uint32_t term = 0;
    std::uint8_t shared = 0;  // bytes, with the one before
  };

  bool isTermSound(std::string_view term);
  TermMatches nearTerms(std::string_view word, const std::vector<OwnTerm>* among) const;
  std::size_t firstNotBelow(std::string_view word) const;
  void markFirst(const WordMatches& word) const;
  void markNext(const WordMatches& word) const;

  Texts terms_;
  std::span<const std::uint32_t> counts_;
  Texts postings_;
  std::size_t checked_ = 0;           // terms
  std::vector<std::uint8_t> shared_;  // bytes that a term shares with the one before it
  std::size_t related_ = 0;  // terms
  std::vector<OwnTerm> own_;
  mutable TextHits hits_;
  mutable std::vector<std::uint8_t> best_;  // closeness × level of the word at hand; 0 outside find
  mutable Bits marked_;
};

}  // namespace vitrine
