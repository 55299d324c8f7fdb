// SPDX-License-Identifier: MIT
#include <algorithm>
#include <unordered_map>

#include "engine/groq/indexes.h"

namespace vitrine::groq {

WordIndex::WordIndex(const Column& column) : documents_(column.size()) {
  std::unordered_map<std::string, Postings> postings;
  for (std::size_t i = 0; i < column.size(); ++i) {
    for (std::string& word : textWords(column[i]).words) {
      postings[std::move(word)].add(static_cast<std::uint32_t>(i));
    }
  }
  words_.reserve(postings.size());
  while (!postings.empty()) {
    auto entry = postings.extract(postings.begin());
    entry.mapped().finish(documents_);
    words_.emplace_back(std::move(entry.key()), std::move(entry.mapped()));
  }
  std::ranges::sort(words_, {}, &std::pair<std::string, Postings>::first);
}

Postings WordIndex::matching(const MatchWords& pattern, std::size_t& work) const {
  Postings result;
  if (!pattern.allStrings || pattern.words.empty()) return result;
  result = matchingWord(pattern.words[0], work);
  for (std::size_t i = 1; i < pattern.words.size() && result.size() > 0; ++i) {
    const Postings next = matchingWord(pattern.words[i], work);
    Postings both;
    for (const std::uint32_t position : result.positions()) {
      if (next.contains(position)) both.add(position);
    }
    work += result.size();
    result = std::move(both);
  }
  return result;
}

// Only the words that begin as the pattern does, up to its first `*`, can match.
Postings WordIndex::matchingWord(const std::string& pattern, std::size_t& work) const {
  const std::string_view start = std::string_view(pattern).substr(0, pattern.find('*'));
  auto word = std::ranges::lower_bound(words_, start, {}, &std::pair<std::string, Postings>::first);
  std::vector<const Postings*> found;
  for (; word != words_.end() && word->first.starts_with(start); ++word, ++work) {
    if (wordMatches(pattern, word->first)) found.push_back(&word->second);
    if (start.size() == pattern.size()) break;  // the word itself comes first
  }
  for (const Postings* postings : found) work += postings->size();
  return Postings::unionOf(found, documents_);
}

}  // namespace vitrine::groq
