// SPDX-License-Identifier: MIT
#include "engine/catalog/search_settings.h"

#include <optional>
#include <string_view>

#include "engine/catalog/decode.h"
#include "engine/catalog/field_reader.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxGroupLength = 300;  // code points of "couch, sofa, settee"

std::vector<std::string> splitAtCommas(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string word = cleanText(text.substr(0, end));
    if (!word.empty()) words.push_back(std::move(word));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

}  // namespace

SearchSettings decodeSearchSettings(const Value& settings) {
  SearchSettings search;
  std::optional<Error> fault;
  if (!settings["search"].isObject()) return search;
  FieldReader reader(settings["search"], "search", fault);
  for (const std::string& group : reader.texts("synonyms", kMaxWordGroups, kMaxGroupLength)) {
    search.synonyms.push_back(splitAtCommas(group));
  }
  search.stopWords = reader.texts("stopWords", kMaxWordGroups, kMaxNameLength);
  return fault ? SearchSettings{} : search;
}

}  // namespace vitrine
