// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace vitrine::groq {

// Upper and lower case of the alphabets that have one and that shops write in: Latin with its
// extensions, Greek, Cyrillic and Armenian. Other text is left as it is. Upper case of ß is SS; no
// other mapping changes the number of letters.
char32_t toLower(char32_t letter);
char32_t toUpper(char32_t letter);
std::string toLower(std::string_view text);
std::string toUpper(std::string_view text);

}  // namespace vitrine::groq
