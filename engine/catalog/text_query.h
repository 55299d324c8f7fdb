// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/fold.h"
#include "engine/catalog/query.h"
#include "engine/catalog/segment.h"
#include "engine/catalog/text_index.h"

namespace vitrine {

enum class Typos : std::uint8_t { kOff, kOn };

// A shopper's text as the segments of a catalog read it.
//
// Each word is the beginning of what it may mean; words that are a synonym of others, together or
// alone, are these others too. Stop words are left out when there are others. When no product has
// all words so, words that signs join ("USB-C") are read as one, and when still none has, all words
// are read with typos.
class TextQuery {
 public:
  TextQuery(std::string_view text, const std::vector<std::unique_ptr<Segment>>& segments,
            Typos typos);

  bool isEmpty() const { return words_.empty(); }
  // The products of a segment that have the text.
  const Bits& found(std::size_t segment) const { return found_[segment]; }
  // Of these found products at least the `most` that count most, first among them those whose SKU or
  // title the text is. Valid until the next call.
  const ScoredDocuments& best(std::size_t segment, const Bits& products, std::size_t most) const;
  std::size_t total() const { return total_; }
  // The text with the words that were read as others, when none has it as typed.
  const std::optional<std::string>& correctedText() const { return correctedText_; }
  // What of a title was looked for.
  std::vector<Highlight> highlightsOf(std::string_view title, std::size_t segment) const;

 private:
  struct QueryWord {
    std::string text;
    std::vector<const Synonym*> synonyms;  // beside it, or beside words that it is one of
    std::vector<WordMatches> matches;      // by segment
  };

  void findAsTyped(const std::vector<std::string>& texts);
  void readSynonyms();
  void dropStopWords();
  void matchAsTyped(QueryWord& word) const;
  void preferIdentical(std::string_view text);
  void addTypos();
  void find();
  std::vector<const WordMatches*> wordsOf(std::size_t segment) const;
  void correct();
  std::vector<std::string_view> synonymWordsIn(std::string_view title) const;

  const std::vector<std::unique_ptr<Segment>>& segments_;
  std::vector<QueryWord> words_;
  std::vector<Bits> found_;                            // by segment
  std::vector<std::vector<std::uint32_t>> identical_;  // likewise: products with that SKU or title
  std::size_t total_ = 0;
  std::optional<std::string> correctedText_;
  mutable WordReader title_{""};  // of highlightsOf(): its memory is kept from one to the next
};

// What of a title a text looks for when it is read as typed.
std::vector<Highlight> highlightsOf(std::string_view title, std::string_view text);

}  // namespace vitrine
