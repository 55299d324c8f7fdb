// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/catalog/bits.h"
#include "engine/catalog/frequent_terms.h"
#include "engine/catalog/snapshot.h"
#include "engine/core/result.h"

namespace vitrine {

// Terms that a word of a query may mean, and how close they are to it. One read with typos is a range
// of its own.
struct TermMatch {
  TermRange terms;
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
using Words = std::span<const WordMatches* const>;

// Documents and what each counts: higher is better.
struct ScoredDocuments {
  std::vector<std::uint32_t> documents;
  std::vector<std::uint32_t> scores;  // by document; 0 for others
};

// Letters missing, added, wrong or swapped that a word may have: one from 4 letters, two from 8,
// none in numbers.
std::size_t typosAllowed(std::string_view word);

// Words to documents: the text index of one snapshot, used where it lies.
class TextIndex {
 public:
  // To be checked before it is asked.
  static Result<TextIndex> open(const SnapshotSections& snapshot, std::size_t documents);
  // Looks whether the next terms and their postings are sound, about so many bytes; whether there
  // are more.
  Result<bool> check(std::size_t most);

  // The term that the word is, and those that it begins.
  TermMatches beginningWith(std::string_view word) const;
  // Terms that the word is or begins but for typos (Damerau-Levenshtein distance in its restricted
  // form: no part is edited twice), without those that begin with the word.
  TermMatches withTypos(std::string_view word) const;
  // The same of an addition that is related to its base, which has found these.
  TermMatches withTypos(std::string_view word, const TermMatches& inBase) const;
  // Looks which terms the base has too, so many of them; whether there are more.
  bool relateTo(const TextIndex& base, std::size_t most);
  // Reads about so many bytes of the postings of frequent terms, which are found faster then; whether
  // there are more.
  bool readFrequentTerms(std::size_t most);

  std::string_view term(std::uint32_t term) const { return terms_[term]; }
  std::optional<std::uint32_t> termOf(std::string_view word) const;
  // How many documents have the terms, those with several counted several times.
  std::size_t count(TermRange terms) const {
    return countSums_[terms.end] - countSums_[terms.begin];
  }
  std::size_t count(const WordMatches& word) const;
  bool has(TermRange terms, std::uint32_t document) const;
  // How many of these documents have the term.
  std::size_t countWithin(std::uint32_t term, const Bits& documents) const;

  // The documents that have each of the words, of which there is one at the least. (Not inlined: its
  // caller is compiled for size, and these loops would be, too.)
  [[gnu::noinline]] Bits find(Words words) const;
  // Of these documents, which have the words, at least the `most` that count most; those of `first`
  // before all others. Valid until the next call.
  const ScoredDocuments& best(Words words, const Bits& documents, std::size_t most,
                              std::span<const std::uint32_t> first = {}) const;

 private:
  // A term that the base of this addition does not have.
  struct OwnTerm {
    std::uint32_t term = 0;
    std::uint8_t shared = 0;  // bytes, with the one before
  };

  // A term that it has, too.
  struct CommonTerm {
    std::uint32_t inBase = 0;
    std::uint32_t term = 0;
  };

  bool takeTerm(std::string_view term);
  TermMatches nearTerms(std::string_view word, const std::vector<OwnTerm>* among) const;
  std::size_t firstNotBelow(std::string_view word) const;
  template <typename Visit>
  void forEachDocument(TermRange terms, const Visit& visit) const;
  const Bits* knownOf(const WordMatches& word) const;
  Bits having(const WordMatches& word) const;
  void scoreAll(Words words, const Bits& documents) const;
  void scoreBest(const WordMatches& word, const Bits& documents, std::size_t most) const;

  Texts terms_;
  std::span<const std::uint32_t> counts_;
  Texts postings_;
  std::size_t documents_ = 0;
  std::size_t checked_ = 0;            // terms
  std::vector<std::uint32_t> begins_;  // of terms; most comparisons need no more of them
  std::vector<std::uint8_t> shared_;   // bytes that a term shares with the one before it
  std::vector<std::uint32_t> countSums_;  // of the terms before each, and of all
  bool isFrequentChosen_ = false;
  FrequentTermsTable frequent_;
  std::size_t related_ = 0;  // terms
  std::vector<OwnTerm> own_;
  std::vector<CommonTerm> common_;  // ascending
  mutable ScoredDocuments scored_;
  mutable std::vector<std::uint8_t> best_;  // value of the word at hand; 0 outside scoreAll
};

}  // namespace vitrine
