// SPDX-License-Identifier: MIT
#include "engine/cart/cart.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

const CartLimits kLimits{.maxQuantityPerLine = 20, .stock = {}};

CartLimits stockOf(std::int64_t stock) { return {.maxQuantityPerLine = 20, .stock = stock}; }

CartLine line(std::string sku, std::int64_t quantity) { return {std::move(sku), quantity, {}}; }

Cart cartOf(std::vector<CartLine> lines) {
  Cart cart;
  cart.lines = std::move(lines);
  return cart;
}

TEST(CartTest, AddingTheSameVariantMergesTheLines) {
  const Cart before = cartOf({{"a", 2, 100}, line("b", 1)});

  const Result<Cart> after = withLine(before, {"a", 3, 200}, kLimits);

  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->lines, (std::vector<CartLine>{{"a", 5, 100}, line("b", 1)}));
  EXPECT_EQ(before.lines[0].quantity, 2) << "the cart before is left alone";
}

TEST(CartTest, QuantitiesAreBoundedFromBothSides) {
  EXPECT_THAT(withLine({}, line("a", 1), kLimits), IsOk());
  EXPECT_THAT(withLine({}, line("a", 20), kLimits), IsOk());
  EXPECT_THAT(withLine({}, line("a", 0), kLimits), FailsWith(ErrorCode::kQuantityMustBePositive));
  EXPECT_THAT(withLine({}, line("a", -1), kLimits), FailsWith(ErrorCode::kQuantityMustBePositive));
  EXPECT_THAT(withLine({}, line("a", 21), kLimits), FailsWith(ErrorCode::kQuantityAboveLimit));
  EXPECT_THAT(withLine(cartOf({line("a", 19)}), line("a", 1), kLimits), IsOk());
  EXPECT_THAT(withLine(cartOf({line("a", 20)}), line("a", 1), kLimits),
              FailsWith(ErrorCode::kQuantityAboveLimit));
  EXPECT_THAT(withLine(cartOf({line("a", 20)}), line("a", INT64_MAX), kLimits),
              FailsWith(ErrorCode::kQuantityAboveLimit));
}

TEST(CartTest, MoreThanTheStockIsRefusedWithWhatIsLeft) {
  EXPECT_THAT(withLine({}, line("a", 3), stockOf(3)), IsOk());
  const Result<Cart> refused = withLine(cartOf({line("a", 2)}), line("a", 2), stockOf(3));
  EXPECT_THAT(refused, FailsWith(ErrorCode::kQuantityAboveStock));
  EXPECT_EQ(refused.error().message, "Only 3 left.");
  EXPECT_THAT(withLine({}, line("a", 1), stockOf(0)), FailsWith(ErrorCode::kOutOfStock));
}

TEST(CartTest, AStrangeSkuIsRefused) {
  for (const std::string& sku : {std::string(), std::string("a b"), std::string("<x>"),
                                 std::string(kMaxSkuLength + 1, 'a')}) {
    EXPECT_THAT(withLine({}, line(sku, 1), kLimits), FailsWith(ErrorCode::kVariantNotFound));
  }
  EXPECT_THAT(withLine({}, line(std::string(kMaxSkuLength, 'a'), 1), kLimits), IsOk());
}

TEST(CartTest, HoldsAHundredLines) {
  Cart cart;
  for (std::size_t i = 0; i < kMaxCartLines; ++i) {
    const Result<Cart> next = withLine(cart, line("s" + std::to_string(i), 1), kLimits);
    ASSERT_THAT(next, IsOk());
    cart = *next;
  }
  EXPECT_THAT(withLine(cart, line("more", 1), kLimits), FailsWith(ErrorCode::kCartFull));
  EXPECT_THAT(withLine(cart, line("s0", 1), kLimits), IsOk()) << "a line that is there still grows";
  EXPECT_EQ(unitCount(cart), 100);
}

TEST(CartTest, SettingAQuantity) {
  const Cart cart = cartOf({line("a", 5)});
  EXPECT_EQ(withQuantity(cart, "a", 7, kLimits)->lines[0].quantity, 7);
  EXPECT_TRUE(withQuantity(cart, "a", 0, kLimits)->lines.empty());
  EXPECT_THAT(withQuantity(cart, "a", -1, kLimits), FailsWith(ErrorCode::kQuantityMustBePositive));
  EXPECT_THAT(withQuantity(cart, "a", 21, kLimits), FailsWith(ErrorCode::kQuantityAboveLimit));
  EXPECT_THAT(withQuantity(cart, "b", 1, kLimits), FailsWith(ErrorCode::kLineNotFound));
  EXPECT_THAT(withQuantity(cart, "b", 0, kLimits), FailsWith(ErrorCode::kLineNotFound));
  EXPECT_THAT(withQuantity(cart, "a", 6, stockOf(2)), FailsWith(ErrorCode::kQuantityAboveStock));
  EXPECT_THAT(withQuantity(cart, "a", 4, stockOf(2)), IsOk()) << "less is always allowed";
}

TEST(CartTest, RemovingAndSavingForLater) {
  const Cart cart = cartOf({line("a", 5), line("b", 1)});
  EXPECT_EQ(without(cart, "a").lines, (std::vector<CartLine>{line("b", 1)}));
  EXPECT_EQ(without(cart, "x"), cart);

  const Cart saved = *withSavedForLater(cart, "a");
  EXPECT_EQ(saved.lines, (std::vector<CartLine>{line("b", 1)}));
  EXPECT_EQ(saved.savedForLater, (std::vector<CartLine>{line("a", 5)}));
  EXPECT_EQ(withRestored(saved, "a")->lines, (std::vector<CartLine>{line("b", 1), line("a", 5)}));
  EXPECT_THAT(withSavedForLater(cart, "x"), FailsWith(ErrorCode::kLineNotFound));
  EXPECT_THAT(withRestored(cart, "a"), FailsWith(ErrorCode::kLineNotFound));
  EXPECT_TRUE(without(saved, "a").savedForLater.empty());
}

TEST(CartTest, AddingWhatWasSavedBringsItBack) {
  const Cart saved = *withSavedForLater(cartOf({line("a", 5)}), "a");
  const Cart back = *withLine(saved, line("a", 1), kLimits);
  EXPECT_EQ(back.lines, (std::vector<CartLine>{line("a", 6)}));
  EXPECT_TRUE(back.savedForLater.empty());
}

TEST(CartIntentTest, EveryIntentDoesItsOperation) {
  const Timestamp now{77};
  Cart cart;
  const auto run = [&](const CartIntent& intent) {
    const Result<Cart> next = apply(cart, intent, kLimits, now);
    ASSERT_THAT(next, IsOk());
    cart = *next;
    EXPECT_EQ(cart.updatedAt, now);
  };
  run(AddLine{"a", 2, 100});
  run(AddLine{"b", 1, {}});
  run(SetQuantity{"a", 3});
  run(SaveForLater{"b"});
  run(SetCoupon{"ten"});
  run(SetDestination{"DE", "standard"});
  EXPECT_EQ(cart.lines, (std::vector<CartLine>{{"a", 3, 100}}));
  EXPECT_EQ(cart.couponCode, "ten");
  EXPECT_EQ(cart.country, "DE");
  EXPECT_EQ(cart.shippingMethodId, "standard");
  run(RestoreLine{"b"});
  run(TakeOut{"a", 1});
  EXPECT_EQ(cart.lines, (std::vector<CartLine>{{"a", 2, 100}, line("b", 1)}));
  run(TakeOut{"a", 5});
  EXPECT_EQ(cart.lines, (std::vector<CartLine>{line("b", 1)}));
  run(TakeOut{"x", 1});
  run(AddLine{"a", 1, {}});
  run(RemoveLine{"a"});
  EXPECT_EQ(cart.lines, (std::vector<CartLine>{line("b", 1)}));
  run(ClearCart{});
  EXPECT_TRUE(cart.lines.empty());
  EXPECT_EQ(cart.couponCode, "");
}

TEST(CartIntentTest, FailsAsItsOperationAndNamesItsSku) {
  EXPECT_THAT(apply({}, SetQuantity{"a", 3}, kLimits, {}), FailsWith(ErrorCode::kLineNotFound));
  EXPECT_THAT(apply({}, AddLine{"a", 0, {}}, kLimits, {}),
              FailsWith(ErrorCode::kQuantityMustBePositive));
  EXPECT_THAT(apply({}, SetCoupon{std::string(65, 'x')}, kLimits, {}),
              FailsWith(ErrorCode::kCouponUnknown));
  EXPECT_THAT(apply({}, SetDestination{std::string(65, 'x'), ""}, kLimits, {}),
              FailsWith(ErrorCode::kCountryUnknown));
  EXPECT_EQ(skuOf(SetQuantity{"a", 3}), "a");
  EXPECT_EQ(skuOf(ClearCart{}), "");
}

TEST(CartIntentTest, PendingIntentsApplyToANewerCart) {
  // Another tab added b and raised a meanwhile: nothing of either is lost.
  const std::vector<CartIntent> pending = {AddLine{"a", 1, {}}, AddLine{"c", 1, {}}};
  Cart cart = cartOf({line("a", 4), line("b", 1)});
  for (const CartIntent& intent : pending) cart = *apply(cart, intent, kLimits, {});
  EXPECT_EQ(cart.lines, (std::vector<CartLine>{line("a", 5), line("b", 1), line("c", 1)}));
}

}  // namespace
}  // namespace vitrine
