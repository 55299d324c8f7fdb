// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "engine/groq/lexer.h"
#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

std::vector<TokenKind> kindsOf(std::string_view text) {
  std::vector<TokenKind> kinds;
  const auto tokens = tokenize(text);
  if (!tokens) return kinds;
  for (const Token& token : *tokens) kinds.push_back(token.kind);
  return kinds;
}

using testing::ElementsAre;
using enum TokenKind;

TEST(GroqLexerTest, TheLongestSymbolWins) {
  EXPECT_THAT(kindsOf("...->=>==**"),
              ElementsAre(kEllipsis, kArrow, kPair, kEqual, kStarStar, kEnd));
  EXPECT_THAT(kindsOf("||::<=!=!"),
              ElementsAre(kOr, kDoubleColon, kLessEqual, kNotEqual, kNot, kEnd));
}

TEST(GroqLexerTest, ADotBetweenDigitsIsADecimalAndTwoAreARange) {
  EXPECT_THAT(kindsOf("1.5"), ElementsAre(kDecimal, kEnd));
  EXPECT_THAT(kindsOf("1..5"), ElementsAre(kInteger, kRange, kInteger, kEnd));
  EXPECT_THAT(kindsOf("1.a"), ElementsAre(kInteger, kDot, kIdentifier, kEnd));
  EXPECT_THAT(kindsOf("1e-3"), ElementsAre(kDecimal, kEnd));
}

TEST(GroqLexerTest, CommentsAndUnicodeSpacesSeparateTokens) {
  EXPECT_THAT(kindsOf("a // b c\nd\xC2\xA0"
                      "e\xC2\x85"
                      "f"),
              ElementsAre(kIdentifier, kIdentifier, kIdentifier, kIdentifier, kEnd));
  EXPECT_THAT(kindsOf("a // to the end"), ElementsAre(kIdentifier, kEnd));
}

TEST(GroqLexerTest, EscapesGiveTheirCharacters) {
  EXPECT_EQ(unescape(R"("a\n\t\"\\\/")"), "a\n\t\"\\/");
  EXPECT_EQ(unescape(R"('\u00e6\u{1F600}\uD83D\uDE00')"), "æ😀😀");
}

TEST(GroqLexerTest, ABracedEscapeHasAnyNumberOfDigits) {
  EXPECT_EQ(unescape(R"("\u{9}\u{0000041}\u{10FFFF}\u{000000000010FFFF}")"),
            "\tA\U0010FFFF\U0010FFFF");
}

struct Broken {
  std::string_view text;
  std::string_view message;
};

class GroqLexerErrorTest : public testing::TestWithParam<Broken> {};

TEST_P(GroqLexerErrorTest, SaysWhatIsWrong) {
  const auto tokens = tokenize(GetParam().text);
  ASSERT_FALSE(tokens.has_value());
  EXPECT_EQ(tokens.error().message, GetParam().message);
}

INSTANTIATE_TEST_SUITE_P(
    All, GroqLexerErrorTest,
    testing::Values(Broken{"\"open", "unexpected end-of-file in a string"},
                    Broken{"\"open\\", "invalid escape sequence in a string"},
                    Broken{R"("\x")", "invalid escape sequence in a string"},
                    Broken{R"("\u12")", "invalid escape sequence in a string"},
                    Broken{R"("\u{}")", "invalid escape sequence in a string"},
                    Broken{R"("\u{41")", "invalid escape sequence in a string"},
                    Broken{R"("\u{110000}")", "invalid escape sequence in a string"},
                    Broken{R"("\u{FFFFFFFFF0000041}")", "invalid escape sequence in a string"},
                    Broken{R"("\u{D800}")", "invalid escape sequence in a string"},
                    Broken{R"("\ud800")", "invalid escape sequence in a string"},
                    Broken{R"("\udc00")", "invalid escape sequence in a string"},
                    Broken{R"("\ud800\ud800")", "invalid escape sequence in a string"},
                    Broken{R"("\ud800\udc0")", "invalid escape sequence in a string"},
                    Broken{R"("\ud800\u{dc00}")", "invalid escape sequence in a string"},
                    Broken{"1e+", "expected digits in the exponent of a number"},
                    Broken{"$ a", "expected a parameter name after \"$\""},
                    Broken{"a # b", "unexpected character"},
                    Broken{"a é b", "unexpected character"},
                    Broken{"a & b", "unexpected character"},
                    Broken{std::string_view("\xFF\0", 2), "unexpected character"}));

}  // namespace
}  // namespace vitrine::groq
