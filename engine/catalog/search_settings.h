// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"

namespace vitrine {

inline constexpr std::size_t kMaxWordGroups = 500;  // of synonyms; of stop words; words in a group

// What the shop says about words: in its settings' `search`, {synonyms: ["couch, sofa", …],
// stopWords: ["the", …]}. A synonym may be several words, "light bulb": what has them all has it.
// Signs join words to one: "t-shirt" is found where "T-Shirt" or "tshirt" is written, and typed in
// any way; if the shop writes "T Shirt" as well, that is one more synonym.
struct SearchSettings {
  std::vector<std::vector<std::string>> synonyms;  // each finds all of its group
  std::vector<std::string> stopWords;              // not looked for, unless there are no others

  bool operator==(const SearchSettings&) const = default;
};

// One of a group of synonyms, folded.
struct Synonym {
  std::vector<std::string> words;
  std::string joined;  // the words without spaces: typed together or apart, they are the same
  std::size_t group = 0;
};

// The same, as queries are read with it: folded once, and sorted.
class ShopWords {
 public:
  explicit ShopWords(const SearchSettings& settings);

  bool isStopWord(std::string_view word) const;
  // All synonyms of the groups that have this one, itself among them; valid as long as these words.
  std::vector<const Synonym*> synonymsOf(std::string_view joined) const;
  std::size_t longestSynonym() const { return longest_; }  // joined, in bytes

 private:
  std::vector<Synonym> synonyms_;      // group by group
  std::vector<std::size_t> byJoined_;  // the synonyms by what they are when joined
  std::vector<std::string> stopWords_;
  std::size_t longest_ = 0;
};

// Of the shop's settings. Search works without: what is no such thing reads as nothing.
SearchSettings decodeSearchSettings(const Value& settings);

}  // namespace vitrine
