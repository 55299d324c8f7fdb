// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "engine/groq/token.h"

namespace vitrine::groq {

// Why a text has no tokens; offsets in bytes.
struct LexError {
  std::string message;
  std::size_t start;
  std::size_t end;
};

// All tokens of a query; the last one is kEnd. White space and `//` comments separate tokens.
std::expected<std::vector<Token>, LexError> tokenize(std::string_view text);

// The text of a string token (with its quotes) that the lexer has accepted, escapes replaced.
std::string unescape(std::string_view literal);

}  // namespace vitrine::groq
