// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/core/value.h"

namespace vitrine {

inline constexpr std::size_t kMaxWordGroups = 500;  // of synonyms; of stop words; words in a group

// What the shop says about words: in its settings' `search`, {synonyms: ["couch, sofa", …],
// stopWords: ["the", …]}.
struct SearchSettings {
  std::vector<std::vector<std::string>> synonyms;  // words of which each finds all of its group
  std::vector<std::string> stopWords;              // not looked for, unless there are no others

  bool operator==(const SearchSettings&) const = default;
};

// Of the shop's settings. Search works without: what is no such thing reads as nothing.
SearchSettings decodeSearchSettings(const Value& settings);

}  // namespace vitrine
