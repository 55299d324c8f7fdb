// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace vitrine::groq {

// Upper and lower case of the alphabets that have one and that shops write in: Latin (but
// for the digraphs and for letters of African languages), Greek (but for breathings), Cyrillic and
// Armenian. Other text is left as it is.
//
// A text's case is the full one of Unicode, whatever its language: upper case of ß is SS, of the
// ligature ﬀ is FF, lower case of İ is an i with a dot above, and a Σ that ends a word becomes ς. A
// single letter is left as it is where its other case is several.
char32_t toLower(char32_t letter);
char32_t toUpper(char32_t letter);
std::string toLower(std::string_view text);
std::string toUpper(std::string_view text);

}  // namespace vitrine::groq
