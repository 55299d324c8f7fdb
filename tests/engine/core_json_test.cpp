// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "engine/core/json.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

std::string roundTrip(std::string_view text) {
  const Result<Value> value = decodeJson(text);
  return value ? encodeJson(*value) : std::string(errorCodeName(value.error().code));
}

TEST(JsonTest, EveryKindOfValueReadsAndWritesTheSame) {
  constexpr std::string_view kText =
      R"({"a":null,"b":true,"c":-3,"d":1.5,"e":"x","f":[1,[]],"g":{},"h":9223372036854775807})";

  EXPECT_EQ(roundTrip(kText), kText);
}

TEST(JsonTest, WholeNumbersHaveOneText) {
  EXPECT_EQ(roundTrip("[12.0, 1e2, -0.0]"), "[12,100,0]");
  EXPECT_EQ(roundTrip("[0.1, 1e300, 5e-324]"), "[0.1,1e+300,5e-324]");
}

TEST(JsonTest, NumbersThatAreNotFiniteAreWrittenAsNull) {
  EXPECT_EQ(encodeJson(Value(std::numeric_limits<double>::infinity())), "null");
  EXPECT_EQ(encodeJson(Value(std::numeric_limits<double>::quiet_NaN())), "null");
}

TEST(JsonTest, TextIsEscapedAndRepaired) {
  EXPECT_EQ(encodeJson(Value(std::string("a\"\\\n\x01ä"))), "\"a\\\"\\\\\\n\\u0001ä\"");
  EXPECT_EQ(encodeJson(Value(std::string("a\xFFz"))), "\"a\xEF\xBF\xBDz\"");
}

TEST(JsonTest, ARepeatedMemberKeepsItsFirstPlaceAndItsLastValue) {
  EXPECT_EQ(roundTrip(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
}

TEST(JsonTest, CanonicalTextDoesNotDependOnTheOrderOfMembers) {
  const Value a(Object{{"x", 1}, {"y", Object{{"b", 2}, {"a", 1}}}});
  const Value b(Object{{"y", Object{{"a", 1}, {"b", 2}}}, {"x", 1.0}});

  EXPECT_EQ(encodeCanonicalJson(a), encodeCanonicalJson(b));
  EXPECT_EQ(a, b);
}

TEST(JsonTest, DamagedTextIsRefused) {
  for (const char* text : {"", " ", "{", "[1,", "{\"a\"}", "nul", "01", "\"\x01\"", "[1]x",
                           "\"\xFF\"", "\"\\ud800\"", "{\"a\":1,}", "'a'", "\xEF\xBB"}) {
    EXPECT_THAT(decodeJson(text), FailsWith(ErrorCode::kMalformedJson)) << text;
  }
}

TEST(JsonTest, NestingIsBoundedFromBothSides) {
  const auto nested = [](int depth) {
    return std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']');
  };

  EXPECT_THAT(decodeJson(nested(64)), IsOk());
  EXPECT_THAT(decodeJson(nested(65)), FailsWith(ErrorCode::kTooDeep));
  EXPECT_THAT(decodeJson(nested(1'000'000)), FailsWith(ErrorCode::kTooDeep));
}

TEST(JsonTest, SizeIsBoundedFromBothSides) {
  const JsonLimits limits{.maxBytes = 4, .maxDepth = 4};

  EXPECT_THAT(decodeJson("1234", limits), IsOk());
  EXPECT_THAT(decodeJson("12345", limits), FailsWith(ErrorCode::kTooLarge));
}

TEST(JsonTest, AHundredThousandRepeatedMembersAreReadInPassing) {
  std::string text = "{";
  for (int i = 0; i < 100'000; ++i) text += "\"k" + std::to_string(i % 50'000) + "\":1,";
  text += "\"z\":2}";

  const Result<Value> value = decodeJson(text);

  ASSERT_THAT(value, IsOk());
  EXPECT_EQ(value->members().size(), 50'001U);
}

}  // namespace
}  // namespace vitrine
