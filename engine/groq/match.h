// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"

namespace vitrine::groq {

// The words of both sides of `match`, in lower case. Text is split at white space and punctuation;
// dots at the edge of a word disappear ("ding.dong" is the word "dingdong"). In a pattern `*`
// stands for any number of characters of one word.
struct MatchWords {
  std::vector<std::string> words;
  bool allStrings = true;  // a pattern with anything but strings in it matches nothing
};

// Of a string, or of the strings in an array.
MatchWords textWords(const Value& text);
MatchWords patternWords(const Value& pattern);

// Whether the word is what the pattern's word says.
bool wordMatches(std::string_view pattern, std::string_view word);

// Whether each word of the pattern is found among the words of the text.
bool matchesText(const MatchWords& text, const MatchWords& pattern);

// How well: for each word of the pattern its frequency in the text, saturating (BM25 without the
// length of the text).
double matchScore(const MatchWords& text, const MatchWords& pattern);

}  // namespace vitrine::groq
