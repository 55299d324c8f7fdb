// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace vitrine::groq {

enum class TokenKind : std::uint8_t {
  kEnd,
  kIdentifier,
  kParameter,  // $name; the token is the name
  kInteger,
  kDecimal,
  kString,  // with its quotes
  kLeftParen,
  kRightParen,
  kLeftBracket,
  kRightBracket,
  kLeftBrace,
  kRightBrace,
  kComma,
  kColon,
  kDoubleColon,
  kSemicolon,
  kDot,
  kRange,     // ..
  kEllipsis,  // ...
  kArrow,     // ->
  kPair,      // =>
  kAssign,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kNot,
  kAnd,
  kOr,
  kPipe,
  kPlus,
  kMinus,
  kStar,
  kStarStar,
  kSlash,
  kPercent,
  kAt,
  kCaret,
};

// One word of a query: its kind and its place in the text, in bytes.
struct Token {
  TokenKind kind;
  std::uint32_t start;
  std::uint32_t end;
};

}  // namespace vitrine::groq
