// SPDX-License-Identifier: MIT
#include "engine/catalog/search_settings.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "engine/catalog/decode.h"
#include "engine/catalog/field_reader.h"
#include "engine/catalog/fold.h"
#include "engine/core/ordering.h"

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

ShopWords::ShopWords(const SearchSettings& settings) {
  for (std::size_t group = 0; group < settings.synonyms.size(); ++group) {
    for (const std::string& text : settings.synonyms[group]) {
      Synonym synonym{.words = wholeWords(text), .joined = {}, .group = group};
      for (const std::string& word : synonym.words) synonym.joined += word;
      if (synonym.words.empty()) continue;
      longest_ = std::max(longest_, synonym.joined.size());
      synonyms_.push_back(std::move(synonym));
    }
  }
  byJoined_ = stableOrder(synonyms_.size(), [&](std::size_t a, std::size_t b) {
    return synonyms_[a].joined < synonyms_[b].joined;
  });
  for (const std::string& word : settings.stopWords) stopWords_.push_back(foldedText(word));
  sortUnique(stopWords_);
}

bool ShopWords::isStopWord(std::string_view word) const {
  return std::ranges::binary_search(stopWords_, word);
}

std::vector<const Synonym*> ShopWords::synonymsOf(std::string_view joined) const {
  std::vector<const Synonym*> all;
  const auto joinedOf = [&](std::size_t i) -> std::string_view { return synonyms_[i].joined; };
  auto same = std::ranges::lower_bound(byJoined_, joined, {}, joinedOf);
  for (; same != byJoined_.end() && joinedOf(*same) == joined; ++same) {
    const std::size_t group = synonyms_[*same].group;
    if (!all.empty() && all.back()->group == group) continue;  // "t-shirt" and "tshirt"
    auto member = std::ranges::lower_bound(synonyms_, group, {}, &Synonym::group);
    for (; member != synonyms_.end() && member->group == group; ++member) all.push_back(&*member);
  }
  return all;
}

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
