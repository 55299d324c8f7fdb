// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "engine/cart/cart.h"
#include "engine/core/json.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

using testing::Eq;

Cart fullCart() {
  Cart cart;
  cart.lines = {{"a", 2, 4900}, {"b", 1, {}}};
  cart.savedForLater = {{"c", 20, {}}};
  cart.couponCode = "TEN";
  cart.country = "DE";
  cart.shippingMethodId = "standard";
  cart.updatedAt = Timestamp{1'795'000'000'123};
  return cart;
}

TEST(CartCodecTest, EncodingAndDecodingGiveTheSameCart) {
  for (const Cart& cart : {Cart{}, fullCart()}) {
    EXPECT_THAT(decodeCart(encodeCart(cart)), IsOkAndHolds(Eq(cart)));
    EXPECT_EQ(encodeCart(*decodeCart(encodeCart(cart))), encodeCart(cart));
  }
}

TEST(CartCodecTest, TheLargestCartFits) {
  Cart cart;
  const auto sku = [](std::size_t i) {
    std::string text = std::to_string(i);
    return std::string(kMaxSkuLength - text.size(), 'x') + text;
  };
  for (std::size_t i = 0; i < kMaxCartLines; ++i) cart.lines.push_back({sku(i), 1000, 1});
  for (std::size_t i = 0; i < kMaxSavedLines; ++i) {
    cart.savedForLater.push_back({sku(1000 + i), 1000, 9'007'199'254'740'991});
  }
  EXPECT_THAT(decodeCart(encodeCart(cart)), IsOkAndHolds(Eq(cart)));
  cart.lines.push_back({"more", 1, {}});
  EXPECT_THAT(decodeCart(encodeCart(cart)), FailsWith(ErrorCode::kStorageDamaged));
}

TEST(CartCodecTest, VersionOneMigrates) {
  const Result<Cart> cart = decodeCart(
      R"({"version":1,"lines":[{"sku":"a","quantity":2}],"couponCode":"TEN","updatedAt":5})");
  ASSERT_THAT(cart, IsOk());
  EXPECT_EQ(cart->lines, (std::vector<CartLine>{{"a", 2, {}}}));
  EXPECT_EQ(cart->couponCode, "TEN");
  EXPECT_TRUE(cart->savedForLater.empty());
  EXPECT_EQ(cartToValue(*cart)["version"].asInt64(), kCartVersion);
}

TEST(CartCodecTest, ALaterVersionIsNewerWhateverItHolds) {
  EXPECT_THAT(decodeCart(R"({"version":3,"rows":7})"), FailsWith(ErrorCode::kStorageNewer));
  EXPECT_THAT(decodeCart(R"({"version":9007199254740991})"), FailsWith(ErrorCode::kStorageNewer));
}

TEST(CartCodecTest, WhatThisEngineCannotHaveWrittenIsDamaged) {
  const Value good = cartToValue(fullCart());
  const auto decoded = [&](const char* field, Value value) {
    return cartFromValue(good.with(field, std::move(value)));
  };
  const auto withLine = [&](const char* field, Value value) {
    return decoded("lines", Array{good["lines"][0].with(field, std::move(value))});
  };
  EXPECT_THAT(decoded("version", nullptr), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(decoded("version", "2"), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(decoded("version", 0), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(decoded("version", 1.5), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(decoded("lines", nullptr), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(decoded("lines", Object{}), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(decoded("couponCode", 7), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(decoded("updatedAt", "now"), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(withLine("quantity", 0), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(withLine("quantity", 1001), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(withLine("quantity", 1000), IsOk());
  EXPECT_THAT(withLine("quantity", "2"), FailsWith(ErrorCode::kStorageDamaged));
  EXPECT_THAT(withLine("sku", "c"), FailsWith(ErrorCode::kStorageDamaged)) << "saved as well";
  EXPECT_THAT(withLine("sku", ""), FailsWith(ErrorCode::kStorageDamaged));
  for (const char* text : {"", "null", "[]", "7", "{}", "{\"version\":2", "\x80"}) {
    EXPECT_THAT(decodeCart(text), FailsWith(ErrorCode::kStorageDamaged)) << text;
  }
  EXPECT_THAT(decodeCart(std::string(300'000, ' ')), FailsWith(ErrorCode::kStorageDamaged));
}

TEST(CartCodecTest, NoPrefixOfACartIsTakenForOne) {
  const std::string text = encodeCart(fullCart());
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_THAT(decodeCart(text.substr(0, length)), FailsWith(ErrorCode::kStorageDamaged));
  }
}

}  // namespace
}  // namespace vitrine
