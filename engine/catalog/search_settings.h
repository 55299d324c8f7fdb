// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

namespace vitrine {

// What the shop says about words, in its settings (`search`).
struct SearchSettings {
  std::vector<std::vector<std::string>> synonyms;  // words of which each finds all of its group
  std::vector<std::string> stopWords;              // not looked for, unless there are no others

  bool operator==(const SearchSettings&) const = default;
};

}  // namespace vitrine
