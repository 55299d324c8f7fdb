// SPDX-License-Identifier: MIT
#include "engine/groq/lexer.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>

#include "engine/core/utf8.h"

namespace vitrine::groq {
namespace {

constexpr std::size_t kMaxQueryBytes = std::size_t{1} << 20U;

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isIdentifierStart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isIdentifierPart(char c) { return isIdentifierStart(c) || isDigit(c); }

int hexDigit(char c) {
  if (isDigit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

constexpr char32_t kPastUnicode = 0x110000;

// The number of the hexadecimal digits that stand there, `most` at most; nothing where none does.
std::optional<char32_t> hexNumber(std::string_view text, std::size_t& offset, std::size_t most) {
  const std::size_t first = offset;
  char32_t number = 0;
  for (; offset < text.size() && offset - first < most && hexDigit(text[offset]) >= 0; ++offset) {
    number = std::min<char32_t>(kPastUnicode,
                                number * 16 + static_cast<char32_t>(hexDigit(text[offset])));
  }
  return offset > first ? std::optional(number) : std::nullopt;
}

bool isHighSurrogate(char32_t code) { return code >= 0xD800 && code < 0xDC00; }
bool isLowSurrogate(char32_t code) { return code >= 0xDC00 && code < 0xE000; }

// The code point of \uXXXX, \uXXXX\uXXXX (two surrogates) or \u{X…}, when there is such a one:
// "Strings" of the specification. `offset` stands behind the u, and is moved past the sequence.
std::optional<char32_t> codePoint(std::string_view text, std::size_t& offset) {
  const bool isBraced = text.substr(offset).starts_with('{');
  if (isBraced) ++offset;
  const std::size_t first = offset;
  std::optional<char32_t> code = hexNumber(text, offset, isBraced ? text.size() : 4);
  if (!code || (isBraced ? !text.substr(offset).starts_with('}') : offset - first < 4)) {
    return std::nullopt;
  }
  if (isBraced) ++offset;
  if (!isBraced && isHighSurrogate(*code) && text.substr(offset).starts_with("\\u")) {
    offset += 2;
    const std::size_t second = offset;
    const char32_t low = hexNumber(text, offset, 4).value_or(0);
    if (!isLowSurrogate(low) || offset - second < 4) return std::nullopt;
    code = 0x10000 + ((*code - 0xD800) << 10U) + (low - 0xDC00);
  }
  const bool isSurrogate = isHighSurrogate(*code) || isLowSurrogate(*code);
  return *code < kPastUnicode && !isSurrogate ? code : std::nullopt;
}

struct Symbol {
  std::string_view text;
  TokenKind kind;
};

// Longer symbols stand before their prefixes.
constexpr Symbol kSymbols[] = {
    {"...", TokenKind::kEllipsis},
    {"..", TokenKind::kRange},
    {".", TokenKind::kDot},
    {"->", TokenKind::kArrow},
    {"-", TokenKind::kMinus},
    {"=>", TokenKind::kPair},
    {"==", TokenKind::kEqual},
    {"=", TokenKind::kAssign},
    {"!=", TokenKind::kNotEqual},
    {"!", TokenKind::kNot},
    {"<=", TokenKind::kLessEqual},
    {"<", TokenKind::kLess},
    {">=", TokenKind::kGreaterEqual},
    {">", TokenKind::kGreater},
    {"&&", TokenKind::kAnd},
    {"||", TokenKind::kOr},
    {"|", TokenKind::kPipe},
    {"::", TokenKind::kDoubleColon},
    {":", TokenKind::kColon},
    {"**", TokenKind::kStarStar},
    {"*", TokenKind::kStar},
    {"(", TokenKind::kLeftParen},
    {")", TokenKind::kRightParen},
    {"[", TokenKind::kLeftBracket},
    {"]", TokenKind::kRightBracket},
    {"{", TokenKind::kLeftBrace},
    {"}", TokenKind::kRightBrace},
    {",", TokenKind::kComma},
    {";", TokenKind::kSemicolon},
    {"+", TokenKind::kPlus},
    {"/", TokenKind::kSlash},
    {"%", TokenKind::kPercent},
    {"@", TokenKind::kAt},
    {"^", TokenKind::kCaret},
};

// Of each byte the first symbol that begins with it; symbols of one beginning are neighbours.
constexpr auto kFirstSymbols = [] {
  std::array<std::uint8_t, 256> first;
  first.fill(static_cast<std::uint8_t>(std::size(kSymbols)));
  for (std::size_t i = std::size(kSymbols); i-- > 0;) {
    first[static_cast<unsigned char>(kSymbols[i].text[0])] = static_cast<std::uint8_t>(i);
  }
  return first;
}();

static_assert([] {
  for (std::size_t i = 1; i < std::size(kSymbols); ++i) {
    const auto first = kFirstSymbols[static_cast<unsigned char>(kSymbols[i].text[0])];
    if (first < i && kSymbols[i - 1].text[0] != kSymbols[i].text[0]) return false;
  }
  return true;
}());

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::expected<std::vector<Token>, LexError> run() {
    if (text_.size() > kMaxQueryBytes) return failure("query is too long", 0);
    tokens_.reserve(text_.size() / 4 + 1);
    for (skipBlank(); offset_ < text_.size(); skipBlank()) {
      if (!next()) return failure(message_, offset_);
    }
    add(TokenKind::kEnd, offset_);
    return std::move(tokens_);
  }

 private:
  char at(std::size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }

  std::unexpected<LexError> failure(std::string message, std::size_t start) const {
    return std::unexpected(LexError{std::move(message), start, text_.size()});
  }

  bool fail(const char* message) {
    message_ = message;
    return false;
  }

  bool add(TokenKind kind, std::size_t end) {
    tokens_.push_back({kind, static_cast<std::uint32_t>(offset_), static_cast<std::uint32_t>(end)});
    offset_ = end;
    return true;
  }

  // White space of the specification, and comments to the end of their line.
  void skipBlank() {
    while (offset_ < text_.size()) {
      const char c = text_[offset_];
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        ++offset_;
      } else if (c == '\xC2' && (at(offset_ + 1) == '\x85' || at(offset_ + 1) == '\xA0')) {
        offset_ += 2;
      } else if (c == '/' && at(offset_ + 1) == '/') {
        while (offset_ < text_.size() && text_[offset_] != '\n') ++offset_;
      } else {
        return;
      }
    }
  }

  std::size_t identifierEnd(std::size_t end) const {
    if (!isIdentifierStart(at(end))) return end;
    while (isIdentifierPart(at(end))) ++end;
    return end;
  }

  std::size_t digitsEnd(std::size_t end) const {
    while (isDigit(at(end))) ++end;
    return end;
  }

  bool next() {
    const char c = text_[offset_];
    if (isIdentifierStart(c)) return add(TokenKind::kIdentifier, identifierEnd(offset_));
    if (isDigit(c)) return number();
    if (c == '"' || c == '\'') return string(c);
    if (c == '$') {
      const std::size_t end = identifierEnd(offset_ + 1);
      if (end == offset_ + 1) return fail("expected a parameter name after \"$\"");
      ++offset_;
      return add(TokenKind::kParameter, end);
    }
    std::size_t i = kFirstSymbols[static_cast<unsigned char>(c)];
    for (; i < std::size(kSymbols) && kSymbols[i].text[0] == c; ++i) {
      const Symbol& symbol = kSymbols[i];
      if (text_.substr(offset_).starts_with(symbol.text)) {
        return add(symbol.kind, offset_ + symbol.text.size());
      }
    }
    return fail("unexpected character");
  }

  bool number() {
    std::size_t end = digitsEnd(offset_);
    TokenKind kind = TokenKind::kInteger;
    if (at(end) == '.' && isDigit(at(end + 1))) {
      kind = TokenKind::kDecimal;
      end = digitsEnd(end + 1);
    }
    if (at(end) == 'e' || at(end) == 'E') {
      ++end;
      if (at(end) == '+' || at(end) == '-') ++end;
      if (!isDigit(at(end))) return fail("expected digits in the exponent of a number");
      kind = TokenKind::kDecimal;
      end = digitsEnd(end);
    }
    return add(kind, end);
  }

  bool string(char quote) {
    std::size_t end = offset_ + 1;
    while (end < text_.size() && text_[end] != quote) {
      if (text_[end] != '\\') {
        ++end;
      } else if (!escape(end)) {
        return fail("invalid escape sequence in a string");
      }
    }
    if (end >= text_.size()) return fail("unexpected end-of-file in a string");
    return add(TokenKind::kString, end + 1);
  }

  // Moves `end` past the escape sequence that begins there.
  bool escape(std::size_t& end) const {
    const char c = at(end + 1);
    if (c != 'u') {
      end += 2;
      return std::string_view("'\"\\/bfnrt").find(c) != std::string_view::npos && c != '\0';
    }
    end += 2;
    return codePoint(text_, end).has_value();
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  std::vector<Token> tokens_;
  std::string message_;
};

char simpleEscape(char c) {
  switch (c) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return c;
  }
}

}  // namespace

std::expected<std::vector<Token>, LexError> tokenize(std::string_view text) {
  // What is no UTF-8 could be taken for the evaluator's own marks in strings.
  if (!isValidUtf8(text)) return std::unexpected(LexError{"unexpected character", 0, text.size()});
  return Lexer(text).run();
}

std::string unescape(std::string_view literal) {
  const std::string_view text = literal.substr(1, literal.size() - 2);
  std::string out;
  for (std::size_t offset = 0; offset < text.size();) {
    if (text[offset] != '\\') {
      out += text[offset++];
    } else if (text[offset + 1] != 'u') {
      out += simpleEscape(text[offset + 1]);
      offset += 2;
    } else {
      offset += 2;
      appendUtf8(out, codePoint(text, offset).value_or(U'\uFFFD'));
    }
  }
  return out;
}

}  // namespace vitrine::groq
