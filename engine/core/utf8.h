// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vitrine {

// Text in the engine is UTF-8. These walk it by code point; malformed bytes read as U+FFFD, one
// byte at a time, so every function ends on every input.

// Reads the code point at `offset` and moves `offset` past it. offset < text.size().
char32_t decodeUtf8(std::string_view text, std::size_t& offset);

void appendUtf8(std::string& text, char32_t codePoint);

bool isValidUtf8(std::string_view text);

// The text with every malformed sequence replaced by U+FFFD.
std::string repairUtf8(std::string_view text);

// Number of code points.
std::size_t countCodePoints(std::string_view text);

}  // namespace vitrine
