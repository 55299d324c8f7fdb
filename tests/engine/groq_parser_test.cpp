// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

TEST(GroqParserTest, AnErrorCarriesItsPlace) {
  const auto query = parse("*[_type == ]");

  ASSERT_FALSE(query.has_value());
  EXPECT_EQ(query.error().message, "unexpected \"]\", expected expression");
  EXPECT_EQ(query.error().start, 11U);
  EXPECT_EQ(query.error().end, 12U);
}

TEST(GroqParserTest, PlacesAreCountedInUtf16) {
  const auto query = parse("[\"😀\", ");

  ASSERT_FALSE(query.has_value());
  EXPECT_EQ(query.error().message, "unexpected end-of-file, expected expression");
  EXPECT_EQ(query.error().start, 7U);
}

// A string that began with FF 54 was taken for a date and time, and ended the program.
TEST(GroqParserTest, MalformedUtf8IsRefused) {
  EXPECT_FALSE(parse("\"\xFF"
                     "Tx\"")
                   .has_value());
  EXPECT_FALSE(parse("// \xC3\n1").has_value());
}

struct Invalid {
  std::string_view text;
  std::string_view message;
};

class GroqInvalidTest : public testing::TestWithParam<Invalid> {};

TEST_P(GroqInvalidTest, IsRefusedWithTheReason) {
  const auto query = parse(GetParam().text);
  ASSERT_FALSE(query.has_value()) << GetParam().text;
  EXPECT_EQ(query.error().message, GetParam().message) << GetParam().text;
}

INSTANTIATE_TEST_SUITE_P(
    All, GroqInvalidTest,
    testing::Values(
        Invalid{"", "unexpected end-of-file, expected expression"},
        Invalid{"1 2", "unexpected \"2\", expected end of query"},
        Invalid{"*[", "unexpected end-of-file, expected expression"},
        Invalid{"*[true", "unexpected end-of-file, expected \"]\""},
        Invalid{"{\"a\": 1", "unexpected end-of-file, expected \"}\""},
        Invalid{"{1}", "object member needs a name"},
        Invalid{"{a.b}", "object member needs a name"},
        Invalid{"(1", "unexpected end-of-file, expected \")\""},
        Invalid{"a == b == c", "unexpected \"==\", expected end of query"},
        Invalid{"1 => 2", "unexpected \"=>\", expected end of query"},
        Invalid{"1..2", "unexpected \"..\", expected end of query"},
        Invalid{"$missing", "param $missing referenced, but not provided"},
        Invalid{"*[a..b]", "slicing must use constant numbers"},
        Invalid{"a[0.5]", "an array index must be a whole number"},
        Invalid{"a[1 / 2]", "an array index must be a whole number"},
        Invalid{"a[0.5..2]", "slicing must use whole numbers"},
        Invalid{"a[0...1.5]", "slicing must use whole numbers"},
        Invalid{"nope()", "undefined function: nope"},
        Invalid{"nope::nope()", "undefined namespace: nope"},
        Invalid{"string::nope(1)", "undefined function: nope"},
        Invalid{"count()", "incorrect number of arguments to function count(): 0"},
        Invalid{"now(1)", "incorrect number of arguments to function now(): 1"},
        Invalid{"before()", "undefined function: before"},
        Invalid{"delta::changedAny(a)", "undefined function: changedAny"},
        Invalid{"boost(a, 1)", "boost() is allowed only in score()"},
        Invalid{"* | score(boost(a))", "boost() takes 2 arguments"},
        Invalid{"*{a} | score(a == 1)", "score() needs the documents of a filter"},
        Invalid{"* | nope()", "undefined pipe function: nope"},
        Invalid{"* | order()", "order() needs arguments"},
        Invalid{"* | order(a && b desc)", "unexpected desc"},
        Invalid{"select(1, 2)", "unexpected argument to select() behind the default"},
        Invalid{"diff::changedAny(a, b, c + 1)", "unexpected \"+\", expected \")\""},
        Invalid{"diff::changedAny(a, b, c[0])", "a selector cannot take elements of an array"},
        Invalid{"fn a::b($x, $y) = $x{a}; 1", "custom functions can only have one parameter"},
        Invalid{"fn a::b($x) = $x; 1",
                "a function body is a projection of its parameter, used once"},
        Invalid{"fn a::b($x) = $x{\"y\": $x}; 1",
                "a function body is a projection of its parameter, used once"},
        Invalid{"fn a::b($x) = $x{\"y\": ^.z}; 1",
                "a function body cannot use ^ to look outside of the function"},
        Invalid{"fn a::b($x) = $x{\"y\": a::b(y)}; 1", "recursive function: b"},
        Invalid{"fn a::b($x) = $x{y} 1", "unexpected end-of-file, expected \";\""}));

TEST(GroqParserTest, DeepNestingIsRefusedAndNotRecursedInto) {
  for (const std::string_view opening : {"(", "[", "{\"a\":", "!", "-", "a[", "count("}) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += opening;
    const auto query = parse(text);
    ASSERT_FALSE(query.has_value());
    EXPECT_EQ(query.error().message, "query is nested too deeply") << opening;
  }
}

TEST(GroqParserTest, ALongChainOfTraversalsIsRefused) {
  std::string text = "a";
  for (int i = 0; i < 10'000; ++i) text += ".b[]";
  const auto query = parse(text);
  ASSERT_FALSE(query.has_value());
  EXPECT_EQ(query.error().message, "query is nested too deeply");
}

TEST(GroqParserTest, AThousandAlternativesAreNotDeep) {
  std::string text = "*[_id == \"x\"";
  for (int i = 0; i < 1'000; ++i) text += " || _id == \"order.1\"";
  EXPECT_EQ(run(text + "]._id"), R"(["order.1"])");
}

TEST(GroqParserTest, AQueryOfTooManyExpressionsIsRefused) {
  std::string text = "[";
  for (int i = 0; i < 60'000; ++i) text += "1,";
  const auto query = parse(text + "]");
  ASSERT_FALSE(query.has_value());
  EXPECT_EQ(query.error().message, "query has too many expressions");
}

TEST(GroqParserTest, EveryPrefixAndEveryMutilationOfAQueryEnds) {
  const std::string text =
      "fn a::b($x) = $x[]->{title}; *[_type == \"product\" && price in 1..5 && !(a match 'b*')] | "
      "order(price desc, ^.x asc)[0...20]{..., \"a\": tags[]{t}, b->{c}, x => {y}, ...z, "
      "\"n\": select(a => 1, 2), \"d\": diff::changedAny(@, @, (a, b.c[])), \"s\": a::b(tags)}";
  ASSERT_TRUE(parse(text).has_value()) << parse(text).error().message;
  const MemoryDataset shop{shopDocuments()};
  int valid = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const char replacement : {'\0', '(', ')', ']', '^', '"', '.', '\xFF'}) {
      std::string broken = text;
      broken[i] = replacement;
      for (const std::string& candidate : {broken, text.substr(0, i)}) {
        const auto query = parse(candidate);
        if (!query) {
          EXPECT_LE(query.error().start, query.error().end);
          continue;
        }
        ++valid;
        EXPECT_TRUE(evaluate(*query, shop, {}, {}).has_value());
      }
    }
  }
  EXPECT_GT(valid, 0);
}

TEST(GroqParserTest, JsonIsGroq) {
  EXPECT_EQ(run(R"({"a": [1, -2.5, "x", true, false, null], "b": {}})"),
            R"({"a":[1,-2.5,"x",true,false,null],"b":{}})");
}

}  // namespace
}  // namespace vitrine::groq
