// SPDX-License-Identifier: MIT
#include <algorithm>
#include <unordered_map>

#include "engine/groq/indexes.h"
#include "engine/groq/match.h"

namespace vitrine::groq {

WordIndex::WordIndex(const Column& column) : documents_(column.size()) {
  std::unordered_map<std::string, Postings> postings;
  for (std::size_t i = 0; i < column.size(); ++i) {
    for (std::string& word : textWords(column[i]).words) {
      postings[std::move(word)].add(static_cast<std::uint32_t>(i));
      withWords_.add(static_cast<std::uint32_t>(i));
    }
  }
  withWords_.finish(documents_);
  words_.reserve(postings.size());
  while (!postings.empty()) {
    auto entry = postings.extract(postings.begin());
    entry.mapped().finish(documents_);
    words_.emplace_back(std::move(entry.key()), std::move(entry.mapped()));
  }
  std::ranges::sort(words_, {}, &std::pair<std::string, Postings>::first);
}

// Only the words that begin as the pattern does, up to its first `*`, can match.
Postings WordIndex::matching(std::string_view pattern, std::size_t& work) const {
  if (pattern.find_first_not_of('*') == std::string_view::npos) {
    work += withWords_.size();
    return withWords_;
  }
  const std::string_view start = pattern.substr(0, pattern.find('*'));
  auto word = std::ranges::lower_bound(words_, start, {}, &std::pair<std::string, Postings>::first);
  std::vector<const Postings*> found;
  for (; word != words_.end() && word->first.starts_with(start); ++word, ++work) {
    if (wordMatches(pattern, word->first)) found.push_back(&word->second);
    if (start.size() == pattern.size()) break;  // the word itself comes first
  }
  for (const Postings* postings : found) work += postings->size();
  return Postings::unionOf(found, documents_);
}

std::size_t WordIndex::bytes() const {
  std::size_t sum = withWords_.bytes();
  for (const auto& [word, postings] : words_) {
    sum += sizeof(std::string) + word.size() + postings.bytes();
  }
  return sum;
}

}  // namespace vitrine::groq
