// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

// The words of a text, folded so that spelling variants meet: lower case, without diacritics, ß as
// ss, full-width as ASCII. Everything that is no letter and no digit separates words.
std::vector<std::string> foldWords(std::string_view text);

// One field of a document: its words count `weight` each.
struct IndexedText {
  std::string_view text;
  std::int32_t weight = 1;
};

struct TextHit {
  std::size_t document = 0;
  std::int64_t score = 0;

  bool operator==(const TextHit&) const = default;
};

struct TextAnswer {
  std::vector<TextHit> hits;                 // documents that have every word; ascending
  std::optional<std::string> correctedText;  // set when a word was read as another
};

// Words to documents, in memory. Every word of a query is a prefix of what it may match; a word
// that matches nothing so is read with typos: one (a letter missing, added, wrong, or two swapped)
// from 4 letters, two from 8. When no document has all words that way, all are read with typos.
class TextIndex {
 public:
  // Documents are numbered in the order in which they are added. Call finish() after the last.
  void add(const std::vector<IndexedText>& fields);
  void finish();

  TextAnswer search(std::string_view text) const;

 private:
  struct Posting {
    std::uint32_t document = 0;
    std::int32_t weight = 0;  // of the best field
  };
  struct Term {
    std::string word;
    std::vector<Posting> postings;  // ascending
  };
  struct Match {
    const Term* term = nullptr;
    std::int32_t closeness = 0;  // 8 the word itself, 6 its beginning, 4 to 1 with typos
  };
  using Matches = std::vector<Match>;  // of one word of the query

  Matches prefixMatches(std::string_view word) const;
  Matches typoMatches(std::string_view word) const;
  std::vector<TextHit> intersect(const std::vector<Matches>& matches) const;
  std::optional<std::string> correction(const std::vector<std::string>& words,
                                        const std::vector<Matches>& matches,
                                        std::size_t document) const;

  std::vector<Term> terms_;  // sorted by word after finish()
  std::uint32_t documents_ = 0;
};

}  // namespace vitrine
