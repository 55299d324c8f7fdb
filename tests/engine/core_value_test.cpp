// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cmath>
#include <compare>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>

#include "engine/core/error.h"
#include "engine/core/utf8.h"
#include "engine/core/value.h"

namespace vitrine {
namespace {

const Value kDocument(Object{{"_id", "a"},
                             {"price", 4'900},
                             {"ratio", 0.5},
                             {"tags", Array{"new", "sale"}},
                             {"slug", Object{{"current", "lamp"}}}});

TEST(ValueTest, MembersAndItemsAreReadByNameAndIndex) {
  EXPECT_EQ(kDocument["slug"]["current"].asString(), "lamp");
  EXPECT_EQ(kDocument["tags"][1].asString(), "sale");
  EXPECT_EQ(kDocument["price"].asInt64(), 4'900);
  EXPECT_EQ(kDocument["ratio"].asDouble(), 0.5);
}

TEST(ValueTest, WhateverIsMissingReadsAsNull) {
  EXPECT_TRUE(kDocument["no"]["such"][7]["path"].isNull());
  EXPECT_TRUE(kDocument["tags"][-1].isNull());
  EXPECT_TRUE(kDocument["tags"][2].isNull());
  EXPECT_EQ(kDocument["price"].asString(), "");
  EXPECT_EQ(kDocument["price"].asString("none"), "none");
  EXPECT_EQ(kDocument["tags"].asInt64(), std::nullopt);
  EXPECT_TRUE(kDocument["price"].items().empty());
}

TEST(ValueTest, WholeNumbersAreExactOrNothing) {
  EXPECT_EQ(Value(12.0).asInt64(), 12);
  EXPECT_EQ(Value(12.5).asInt64(), std::nullopt);
  EXPECT_EQ(Value(1e18).asInt64(), std::nullopt);
  EXPECT_EQ(Value(std::int64_t{9'007'199'254'740'991}).asInt64(), 9'007'199'254'740'991);
  EXPECT_EQ(Value(std::int64_t{9'007'199'254'740'992}).asInt64(), std::nullopt);
  EXPECT_EQ(Value(std::numeric_limits<double>::quiet_NaN()).asInt64(), std::nullopt);
}

// Of numbers in rising order, none equal: each is compared with every other one.
TEST(ValueTest, WholeAndRealNumbersAreComparedExactly) {
  constexpr std::int64_t kExact = 9'007'199'254'740'992;  // 2^53
  constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  const Value rising[] = {-1e300, std::nextafter(-0x1p63, -1e300), kLeast, kLeast + 1, -kExact - 1,
                          -0x1p53, -1.5, -1, 0.0, 0.5, 1, 0x1p53, kExact + 1, kExact + 2, kMost,
                          0x1p63, 1e300};
  for (std::size_t i = 0; i < std::size(rising); ++i) {
    for (std::size_t j = 0; j < std::size(rising); ++j) {
      EXPECT_EQ(compareNumbers(rising[i], rising[j]), i <=> j) << i << ' ' << j;
      EXPECT_EQ(rising[i] == rising[j], i == j) << i << ' ' << j;
    }
  }
  EXPECT_EQ(Value(kExact), Value(0x1p53));
  EXPECT_EQ(Value(kLeast), Value(-0x1p63));
  EXPECT_EQ(Value(0), Value(-0.0));
}

TEST(ValueTest, WhatIsNotANumberEqualsNothing) {
  const Value nothing(std::numeric_limits<double>::quiet_NaN());
  for (const Value& each : {Value(0), Value(0.5), nothing}) {
    EXPECT_EQ(compareNumbers(nothing, each), std::partial_ordering::unordered);
    EXPECT_EQ(compareNumbers(each, nothing), std::partial_ordering::unordered);
    EXPECT_NE(nothing, each);
  }
}

TEST(ValueTest, WithAndWithoutLeaveTheOriginalAlone) {
  const Value changed = kDocument.with("price", 1).without("tags");

  EXPECT_EQ(changed["price"].asInt64(), 1);
  EXPECT_TRUE(changed["tags"].isNull());
  EXPECT_EQ(kDocument["price"].asInt64(), 4'900);
  EXPECT_EQ(kDocument["tags"].items().size(), 2U);
}

TEST(ValueTest, EqualityIsThatOfJson) {
  EXPECT_EQ(Value(1), Value(1.0));
  EXPECT_NE(Value(1), Value(true));
  EXPECT_NE(Value(), Value(0));
  EXPECT_NE(Value(Object{{"a", 1}}), Value(Object{{"b", 1}}));
  EXPECT_NE(Value(Array{1, 2}), Value(Array{2, 1}));
}

TEST(ErrorTest, EveryCodeHasANameOfItsOwn) {
  std::string all = " ";
  for (int code = 0; code <= static_cast<int>(ErrorCode::kLast); ++code) {
    const std::string name(errorCodeName(static_cast<ErrorCode>(code)));
    EXPECT_FALSE(name.empty());
    EXPECT_EQ(all.find(" " + name + " "), std::string::npos) << name;
    all += name + " ";
  }
  EXPECT_EQ(errorCodeName(ErrorCode::kQuantityMustBePositive), "quantity_must_be_positive");
  EXPECT_EQ(errorCodeName(ErrorCode::kTotalChanged), "total_changed");
  EXPECT_EQ(errorCodeName(ErrorCode::kStorageNewer), "storage_newer");
}

TEST(ErrorTest, OnlyOutsideFailuresAreWorthARetry) {
  EXPECT_TRUE(isTransient(ErrorCode::kTransportTimeout));
  EXPECT_TRUE(isTransient(ErrorCode::kRevisionConflict));
  EXPECT_FALSE(isTransient(ErrorCode::kCouponExpired));
  EXPECT_FALSE(isTransient(ErrorCode::kPaymentDeclined));
}

TEST(Utf8Test, CodePointsReadAndWriteTheSame) {
  for (const char32_t codePoint : {U'\0', U'a', U'\x7F', U'\x80', U'ä', U'\x7FF', U'\x800', U'語',
                                   U'\xFFFF', U'\x10000', U'😀', U'\x10FFFF'}) {
    std::string text;
    appendUtf8(text, codePoint);
    std::size_t offset = 0;
    EXPECT_EQ(decodeUtf8(text, offset), codePoint);
    EXPECT_EQ(offset, text.size());
    EXPECT_TRUE(isValidUtf8(text));
  }
}

TEST(Utf8Test, MalformedBytesReadAsReplacementsOneAtATime) {
  for (const std::string text : {"\x80", "\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF5\x80",
                                 "\xF4\x90\x80\x80", "\xC3", "\xE2\x82", "\xFF"}) {
    EXPECT_FALSE(isValidUtf8(text));
    EXPECT_EQ(countCodePoints(text), text.size());
    EXPECT_TRUE(isValidUtf8(repairUtf8(text)));
  }
}

}  // namespace
}  // namespace vitrine
