// SPDX-License-Identifier: MIT
#include "engine/pricing/quote.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "engine/catalog/decode.h"
#include "tests/engine/catalog_fixture.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

// Worked examples, each figure by hand.

class QuoteTest : public testing::Test {
 protected:
  QuoteTest() {
    Product lamp = simpleProduct("lamp", "Lamp", 4990, 10);
    lamp.categoryId = "category-light";
    lamp.variants[0].weightGrams = 800;
    Product bowl = simpleProduct("bowl", "Bowl", 1000, 3);
    bowl.tags = {"table"};
    Product cup = simpleProduct("cup", "Cup", 333, 50);
    cup.tags = {"table"};
    Product gone = simpleProduct("gone", "Gone", 700, 0);
    Product yen = simpleProduct("yen", "Yen", 700, 5);
    yen.currency = *Currency::of("JPY");
    Product dear = simpleProduct("dear", "Dear", kMaxPriceMinor, 1000);
    catalog_ = Catalog({lamp, bowl, cup, gone, yen, dear});

    prices_.taxRates = {{"DE", 1900, "VAT"}, {"AT", 2000, "VAT"}};
    prices_.shippingMethods = {method("standard", 490, 7500, {"DE", "AT", "CH"}),
                               method("express", 1290, std::nullopt, {"DE"})};
    request_.country = "DE";
    request_.shippingMethodId = "standard";
  }

  static ShippingMethod method(const char* id, std::int64_t price,
                               std::optional<std::int64_t> freeFrom,
                               std::vector<std::string> countries) {
    ShippingMethod method;
    method.id = id;
    method.name = id;
    method.priceMinor = price;
    method.freeFromMinor = freeFrom;
    method.countries = std::move(countries);
    method.minDays = 2;
    method.maxDays = 4;
    return method;
  }

  static Promotion promotion(PromotionKind kind) {
    Promotion promotion;
    promotion.id = "p";
    promotion.name = "P";
    promotion.kind = kind;
    return promotion;
  }

  void add(const char* sku, std::int64_t quantity) {
    request_.lines.push_back({sku, quantity, {}});
  }

  Result<Quote> tryQuote() const { return quote(request_, catalog_, prices_, coupon_); }
  Quote quoted() const {
    const Result<Quote> answer = tryQuote();
    EXPECT_THAT(answer, IsOk());
    return answer ? *answer : Quote{};
  }

  static std::vector<ErrorCode> codes(const std::vector<QuoteProblem>& problems) {
    std::vector<ErrorCode> codes;
    for (const QuoteProblem& problem : problems) codes.push_back(problem.code);
    return codes;
  }

  Catalog catalog_;
  PriceList prices_;
  QuoteRequest request_;
  std::optional<Coupon> coupon_;
};

using Codes = std::vector<ErrorCode>;

TEST_F(QuoteTest, AddsLinesShippingAndNamesTheTaxContained) {
  add("lamp", 1);
  add("bowl", 2);

  const Quote answer = quoted();

  // 49.90 + 2 × 10.00 = 69.90; below 75.00, so 4.90 shipping; total 74.80.
  EXPECT_EQ(answer.subtotalMinor, 6990);
  EXPECT_EQ(answer.discountMinor, 0);
  EXPECT_EQ(answer.shippingMinor, 490);
  EXPECT_EQ(answer.totalMinor, 7480);
  // 4990 × 19/119 = 796.72, 2000 × 19/119 = 319.33, 490 × 19/119 = 78.24.
  EXPECT_EQ(answer.lines[0].taxMinor, 797);
  EXPECT_EQ(answer.lines[1].taxMinor, 319);
  EXPECT_EQ(answer.shippingTaxMinor, 78);
  EXPECT_EQ(answer.taxMinor, 1194);
  EXPECT_TRUE(answer.taxIncluded);
  EXPECT_EQ(answer.currency, "EUR");
  EXPECT_EQ(answer.quantity, 3);
  EXPECT_EQ(answer.weightGrams, 800);
  EXPECT_TRUE(answer.canOrder);
  ASSERT_EQ(answer.adjustments.size(), 1U);
  EXPECT_EQ(answer.adjustments[0], (Adjustment{"shipping:standard", "standard", "", 490}));
}

TEST_F(QuoteTest, RoundingOncePerOrderSpreadsTheTax) {
  prices_.scope = RoundingScope::kOrder;
  add("lamp", 1);
  add("bowl", 2);

  const Quote answer = quoted();

  // 7480 × 19/119 = 1194.29; the parts sum to it.
  EXPECT_EQ(answer.taxMinor, 1194);
  EXPECT_EQ(answer.lines[0].taxMinor + answer.lines[1].taxMinor + answer.shippingTaxMinor, 1194);
}

TEST_F(QuoteTest, TaxIsAddedWhenPricesDoNotContainIt) {
  prices_.pricesIncludeTax = false;
  request_.country = "AT";
  add("cup", 1);

  const Quote answer = quoted();

  // 333 × 20 % = 66.6 → 67; 490 × 20 % = 98; 333 + 490 + 165 = 988.
  EXPECT_EQ(answer.taxMinor, 165);
  EXPECT_EQ(answer.totalMinor, 988);
  EXPECT_EQ(answer.adjustments.back(), (Adjustment{"tax:AT", "VAT", "", 165}));
}

TEST_F(QuoteTest, HalvesAreRoundedAsThePriceListSays) {
  // 5 % of 1000 + 10 = 50.5: up to 51, to even 50.
  Product odd = simpleProduct("odd", "Odd", 1010, 1);
  catalog_ = Catalog({odd});
  prices_.promotions = {promotion(PromotionKind::kPercentOff)};
  prices_.promotions[0].basisPoints = 500;
  add("odd", 1);
  EXPECT_EQ(quoted().discountMinor, 51);
  prices_.rounding = Rounding::kHalfEven;
  EXPECT_EQ(quoted().discountMinor, 50);
}

TEST_F(QuoteTest, ShippingIsFreeFromTheThresholdOfDiscountedGoods) {
  prices_.shippingMethods[0].freeFromMinor = 4990;
  add("lamp", 1);
  EXPECT_EQ(quoted().shippingMinor, 0);
  EXPECT_EQ(quoted().totalMinor, 4990);
  EXPECT_EQ(quoted().shippingChoices[0].missingForFreeMinor, 0);

  prices_.shippingMethods[0].freeFromMinor = 4991;
  EXPECT_EQ(quoted().shippingMinor, 490);
  EXPECT_EQ(quoted().shippingChoices[0].missingForFreeMinor, 1);

  prices_.shippingMethods[0].freeFromMinor = 4990;
  prices_.promotions = {promotion(PromotionKind::kAmountOff)};
  prices_.promotions[0].amountMinor = 1;
  EXPECT_EQ(quoted().shippingMinor, 490) << "the discount takes the goods below the threshold";
}

TEST_F(QuoteTest, BuyThreePayTwoFreesTheCheapestUnits) {
  prices_.promotions = {promotion(PromotionKind::kBuyXPayY)};
  prices_.promotions[0].buy = 3;
  prices_.promotions[0].pay = 2;
  prices_.promotions[0].tags = {"table"};
  add("lamp", 4);  // not eligible
  add("bowl", 3);
  add("cup", 2);
  // Five eligible units make one group: one cup is free.
  EXPECT_EQ(quoted().discountMinor, 333);
  EXPECT_EQ(quoted().lines[2].discountMinor, 333);
  request_.lines[2].quantity = 3;  // six units, two groups: two cups
  EXPECT_EQ(quoted().discountMinor, 666);
  request_.lines[2].quantity = 1;  // four units: one group
  EXPECT_EQ(quoted().discountMinor, 333);
  request_.lines[1].quantity = 1;  // two units: no group
  EXPECT_EQ(quoted().discountMinor, 0);
}

TEST_F(QuoteTest, PromotionsApplyInOrderOnWhatIsLeftAndTheCouponComesLast) {
  Promotion percent = promotion(PromotionKind::kPercentOff);
  percent.basisPoints = 1000;
  percent.categoryIds = {"category-light"};
  Promotion amount = promotion(PromotionKind::kAmountOff);
  amount.id = "q";
  amount.amountMinor = 500;
  prices_.promotions = {percent, amount};
  coupon_ = Coupon{.code = "HALF", .name = "Half", .kind = PromotionKind::kPercentOff,
                   .basisPoints = 5000, .amountMinor = 0, .minSubtotalMinor = {}, .startsAt = {},
                   .endsAt = {}, .usesLeft = {}, .active = true};
  request_.couponCode = " half ";
  add("lamp", 1);
  add("bowl", 1);

  const Quote answer = quoted();

  // Lamp 4990 − 499 = 4491; bowl 1000. 500 off 5491: 408.94 and 91.06 → 409 and 91.
  // Lamp 4082, bowl 909; half: 2041 and 454.5 → 455.
  EXPECT_EQ(answer.lines[0].totalMinor, 2041);
  EXPECT_EQ(answer.lines[1].totalMinor, 454);
  EXPECT_EQ(answer.couponCode, "HALF");
  EXPECT_EQ(answer.subtotalMinor, 5990);
  EXPECT_EQ(answer.discountMinor, 499 + 500 + 2041 + 455);
  ASSERT_EQ(answer.summary.size(), 4U);
  EXPECT_EQ(answer.summary[0], (Adjustment{"promotion:p", "P", "", -499}));
  EXPECT_EQ(answer.summary[1], (Adjustment{"promotion:q", "P", "", -500}));
  EXPECT_EQ(answer.summary[2], (Adjustment{"coupon:HALF", "Half", "", -2496}));
  EXPECT_EQ(answer.summary[3], (Adjustment{"shipping:standard", "standard", "", 490}));
}

TEST_F(QuoteTest, ADiscountNeverExceedsTheGoods) {
  prices_.promotions = {promotion(PromotionKind::kAmountOff)};
  prices_.promotions[0].amountMinor = kMaxPriceMinor;
  add("cup", 3);
  EXPECT_EQ(quoted().discountMinor, 999);
  EXPECT_EQ(quoted().totalMinor, 490) << "shipping is not a discount's to take";
}

TEST_F(QuoteTest, TheMinimumSubtotalCountsGoodsBeforeDiscounts) {
  prices_.promotions = {promotion(PromotionKind::kAmountOff)};
  prices_.promotions[0].amountMinor = 100;
  prices_.promotions[0].minSubtotalMinor = 2000;
  add("bowl", 2);
  EXPECT_EQ(quoted().discountMinor, 100);
  prices_.promotions[0].minSubtotalMinor = 2001;
  EXPECT_EQ(quoted().discountMinor, 0);
}

TEST_F(QuoteTest, ARefusedCouponIsNamedAndTakesNothing) {
  add("bowl", 1);
  request_.couponCode = "NOPE";
  EXPECT_EQ(codes(quoted().problems), (Codes{ErrorCode::kCouponUnknown}));
  Coupon other;
  other.code = "OTHER";
  other.basisPoints = 5000;
  coupon_ = other;
  EXPECT_EQ(codes(quoted().problems), (Codes{ErrorCode::kCouponUnknown})) << "not the code typed";
  EXPECT_EQ(quoted().discountMinor, 0);
  request_.couponCode = "other";
  coupon_->endsAt = Timestamp{0};
  EXPECT_EQ(codes(quoted().problems), (Codes{ErrorCode::kCouponExpired}));
  EXPECT_TRUE(quoted().canOrder) << "the shopper may go on without it";
  request_.couponCode = "";
  coupon_->endsAt.reset();
  EXPECT_EQ(quoted().discountMinor, 0) << "a coupon nobody typed";
}

TEST_F(QuoteTest, ProblemsOfALineAreNamedNotRepaired) {
  add("bowl", 4);
  add("gone", 1);
  add("nothing", 1);
  add("yen", 1);
  request_.lines.push_back({"lamp", 1, 3990});

  const Quote answer = quoted();

  EXPECT_EQ(codes(answer.lines[0].problems), (Codes{ErrorCode::kQuantityAboveStock}));
  EXPECT_EQ(answer.lines[0].problems[0].available, 3);
  EXPECT_EQ(answer.lines[0].quantity, 4);
  EXPECT_EQ(codes(answer.lines[1].problems), (Codes{ErrorCode::kOutOfStock}));
  EXPECT_EQ(codes(answer.lines[2].problems), (Codes{ErrorCode::kVariantNotFound}));
  EXPECT_EQ(answer.lines[2].totalMinor, 0);
  EXPECT_EQ(codes(answer.lines[3].problems), (Codes{ErrorCode::kCurrencyMismatch}));
  EXPECT_EQ(codes(answer.lines[4].problems), (Codes{ErrorCode::kTotalChanged}));
  EXPECT_EQ(answer.lines[4].problems[0].previousUnitMinor, 3990);
  EXPECT_FALSE(answer.canOrder);
  EXPECT_EQ(answer.subtotalMinor, 4000 + 700 + 4990);
}

TEST_F(QuoteTest, AChangedPriceAloneDoesNotBlock) {
  request_.lines.push_back({"lamp", 1, 3990});
  EXPECT_TRUE(quoted().canOrder);
}

TEST_F(QuoteTest, LinesOfOneSkuAreOneDemand) {
  add("bowl", 2);
  add("lamp", 1);
  add("bowl", 2);

  const Quote answer = quoted();

  ASSERT_EQ(answer.lines.size(), 2U);
  EXPECT_EQ(answer.lines[0].quantity, 4);
  EXPECT_EQ(codes(answer.lines[0].problems), (Codes{ErrorCode::kQuantityAboveStock}));
}

TEST_F(QuoteTest, QuantitiesAreBoundedFromBothSides) {
  add("cup", 1);
  const auto with = [&](std::int64_t quantity) {
    request_.lines[0].quantity = quantity;
    return tryQuote();
  };
  EXPECT_THAT(with(1), IsOk());
  EXPECT_THAT(with(20), IsOk());
  EXPECT_THAT(with(0), FailsWith(ErrorCode::kQuantityMustBePositive));
  EXPECT_THAT(with(-1), FailsWith(ErrorCode::kQuantityMustBePositive));
  EXPECT_THAT(with(21), FailsWith(ErrorCode::kQuantityAboveLimit));
  EXPECT_THAT(with(INT64_MAX), FailsWith(ErrorCode::kQuantityAboveLimit));
  EXPECT_THAT(with(INT64_MIN), FailsWith(ErrorCode::kQuantityMustBePositive));
  add("cup", 10);
  EXPECT_THAT(with(10), IsOk());
  EXPECT_THAT(with(11), FailsWith(ErrorCode::kQuantityAboveLimit)) << "of both lines together";
}

TEST_F(QuoteTest, TheNumberOfLinesIsBoundedFromBothSides) {
  for (std::size_t i = 0; i < kMaxQuoteLines; ++i) add(("x" + std::to_string(i)).c_str(), 1);
  EXPECT_THAT(tryQuote(), IsOk());
  add("one-more", 1);
  EXPECT_THAT(tryQuote(), FailsWith(ErrorCode::kCartFull));
}

TEST_F(QuoteTest, AmountsBeyondTheLargestAreAnError) {
  prices_.maxQuantityPerLine = kHighestQuantityLimit;
  std::vector<Product> products;
  for (int i = 0; i < 10; ++i) {
    products.push_back(simpleProduct("d" + std::to_string(i), "D", kMaxPriceMinor, 1000));
  }
  catalog_ = Catalog(std::move(products));
  for (int i = 0; i < 9; ++i) add(("d" + std::to_string(i)).c_str(), 1000);
  EXPECT_THAT(tryQuote(), IsOk()) << "9 × 10^15 is below 2^53";
  add("d9", 1000);
  EXPECT_THAT(tryQuote(), FailsWith(ErrorCode::kAmountOverflow));
  request_.lines.pop_back();
  prices_.pricesIncludeTax = false;
  EXPECT_THAT(tryQuote(), FailsWith(ErrorCode::kAmountOverflow)) << "with the tax on top";
}

TEST_F(QuoteTest, AnEmptyCartCostsNothingAndCannotBeOrdered) {
  const Quote answer = quoted();
  EXPECT_EQ(answer.totalMinor, 0);
  EXPECT_EQ(answer.shippingMinor, 0);
  EXPECT_FALSE(answer.canOrder);
  EXPECT_TRUE(answer.adjustments.empty());
}

TEST_F(QuoteTest, WithoutADestinationTheFirstIsAssumed) {
  request_.country = "";
  request_.shippingMethodId = "";
  add("bowl", 1);
  const Quote answer = quoted();
  EXPECT_EQ(answer.country, "DE");
  EXPECT_TRUE(answer.countryAssumed);
  EXPECT_EQ(answer.shippingMethodId, "standard") << "the cheapest";
  EXPECT_TRUE(answer.shippingAssumed);
  EXPECT_EQ(answer.shippingChoices.size(), 2U);
}

TEST_F(QuoteTest, DestinationsThatCannotBeServedBlock) {
  add("bowl", 1);
  const auto problems = [&](const char* country, const char* methodId) {
    request_.country = country;
    request_.shippingMethodId = methodId;
    EXPECT_FALSE(quoted().canOrder);
    return codes(quoted().problems);
  };
  EXPECT_EQ(problems("FR", "standard"), (Codes{ErrorCode::kShippingNotAvailable}));
  EXPECT_EQ(problems("Germany", ""), (Codes{ErrorCode::kCountryUnknown}));
  EXPECT_EQ(problems("AT", "express"), (Codes{ErrorCode::kShippingNotAvailable}));
  EXPECT_EQ(problems("AT", "pigeon"), (Codes{ErrorCode::kShippingMethodUnknown}));
}

TEST_F(QuoteTest, ACountryWithoutATaxRateHasNoTax) {
  request_.country = "CH";
  add("bowl", 1);
  EXPECT_EQ(quoted().taxMinor, 0);
  EXPECT_EQ(quoted().totalMinor, 1490);
}

TEST_F(QuoteTest, TheJsonCarriesTheCodesByName) {
  add("bowl", 4);
  const Value json = encodeQuote(quoted());
  EXPECT_EQ(json["totalMinor"].asInt64(), 4490);
  EXPECT_EQ(json["lines"][0]["problems"][0]["code"].asString(), "quantity_above_stock");
  EXPECT_EQ(json["lines"][0]["problems"][0]["available"].asInt64(), 3);
  EXPECT_EQ(json["summary"][0]["rule"].asString(), "shipping:standard");
  EXPECT_EQ(json["canOrder"].asBool(), false);
}

}  // namespace
}  // namespace vitrine
