// SPDX-License-Identifier: MIT
#include "engine/cart/merge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>

#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

using Lines = std::vector<CartLine>;

Cart cartOf(Lines lines, Lines saved = {}) {
  Cart cart;
  cart.lines = std::move(lines);
  cart.savedForLater = std::move(saved);
  return cart;
}

TEST(MergeTest, TheLargerQuantityCountsAndNothingIsLost) {
  const Cart account = cartOf({{"a", 3, 100}, {"b", 1, {}}});
  const Cart guest = cartOf({{"c", 2, {}}, {"a", 5, 90}});

  const MergedCart merged = merge(account, guest);

  EXPECT_EQ(merged.cart.lines, (Lines{{"a", 5, 100}, {"b", 1, {}}, {"c", 2, {}}}));
  EXPECT_EQ(merged.quantityRaised, (std::vector<std::string>{"a"}));
  EXPECT_TRUE(merged.movedToSaved.empty());
}

TEST(MergeTest, WhatIsSavedInOneAndInTheOtherCartIsInTheCart) {
  const MergedCart merged = merge(cartOf({}, {{"a", 9, {}}, {"b", 1, {}}}),
                                  cartOf({{"a", 2, {}}}, {{"b", 4, {}}}));
  EXPECT_EQ(merged.cart.lines, (Lines{{"a", 9, {}}}));
  EXPECT_EQ(merged.cart.savedForLater, (Lines{{"b", 4, {}}}));
}

TEST(MergeTest, TheCartChangedLastDecidesTheRest) {
  Cart account = cartOf({});
  account.couponCode = "OLD";
  account.country = "AT";
  account.updatedAt = Timestamp{1};
  Cart guest = cartOf({});
  guest.couponCode = "NEW";
  guest.updatedAt = Timestamp{2};
  const Cart merged = merge(account, guest).cart;
  EXPECT_EQ(merged.couponCode, "NEW");
  EXPECT_EQ(merged.country, "AT") << "the newer cart has none";
  EXPECT_EQ(merged.updatedAt, Timestamp{2});
}

TEST(MergeTest, TwoFullCartsLoseNothing) {
  Cart account;
  Cart guest;
  for (int i = 0; i < 100; ++i) {
    account.lines.push_back({"a" + std::to_string(i), 1, {}});
    account.savedForLater.push_back({"b" + std::to_string(i), 1, {}});
    guest.lines.push_back({"c" + std::to_string(i), 1, {}});
    guest.savedForLater.push_back({"d" + std::to_string(i), 1, {}});
  }
  const MergedCart merged = merge(account, guest);
  EXPECT_EQ(merged.cart.lines.size(), kMaxCartLines);
  EXPECT_EQ(merged.cart.savedForLater.size(), kMaxSavedLines);
  EXPECT_EQ(merged.movedToSaved.size(), 100U);
  EXPECT_EQ(merged.movedToSaved.front(), "c0");
  EXPECT_TRUE(merged.dropped.empty());
  EXPECT_THAT(decodeCart(encodeCart(merged.cart)), IsOk());

  guest.savedForLater.push_back({"e", 1, {}});
  EXPECT_EQ(merge(account, guest).dropped, (std::vector<std::string>{"e"}));
}

Cart randomCart(std::mt19937& random) {
  Cart cart;
  for (int i = 0; i < 12; ++i) {
    const auto quantity = static_cast<std::int64_t>(1 + random() % 9);
    const CartLine line{"s" + std::to_string(i), quantity, {}};
    if (random() % 3 == 0) cart.lines.push_back(line);
    else if (random() % 3 == 0) cart.savedForLater.push_back(line);
  }
  std::ranges::shuffle(cart.lines, random);
  return cart;
}

std::map<std::string, std::int64_t> contentOf(const Lines& lines) {
  std::map<std::string, std::int64_t> content;
  for (const CartLine& line : lines) content[line.sku] += line.quantity;
  return content;
}

TEST(MergeTest, HoldsTheLargerQuantityOfEverythingWhicheverCartComesFirst) {
  std::mt19937 random(3);
  for (int i = 0; i < 5'000; ++i) {
    const Cart a = randomCart(random);
    const Cart b = randomCart(random);
    const Cart ab = merge(a, b).cart;
    const Cart ba = merge(b, a).cart;
    ASSERT_EQ(contentOf(ab.lines), contentOf(ba.lines));
    ASSERT_EQ(contentOf(ab.savedForLater), contentOf(ba.savedForLater));
    ASSERT_EQ(merge(ab, b).cart, ab) << "merging again changes nothing";
    ASSERT_THAT(decodeCart(encodeCart(ab)), IsOk());
    for (const Cart* cart : {&a, &b}) {
      for (const CartLine& line : cart->lines) {
        ASSERT_GE(findLine(ab, line.sku)->quantity, line.quantity);
      }
    }
  }
}

}  // namespace
}  // namespace vitrine
