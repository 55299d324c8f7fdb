// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>
#include <random>
#include <vector>

#include "engine/core/money.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

Money eur(std::int64_t amountMinor) { return Money(amountMinor, Currency::eur()); }

std::vector<std::int64_t> minors(const std::vector<Money>& parts) {
  std::vector<std::int64_t> amounts;
  for (const Money& part : parts) amounts.push_back(part.amountMinor());
  return amounts;
}

TEST(CurrencyTest, CodesAreReadInEitherCaseAndKnowTheirDecimals) {
  EXPECT_EQ(Currency::of("eur")->code(), "EUR");
  EXPECT_EQ(Currency::of("EUR")->decimals(), 2);
  EXPECT_EQ(Currency::of("JPY")->decimals(), 0);
  EXPECT_EQ(Currency::of("KWD")->decimals(), 3);
}

TEST(CurrencyTest, UnknownCodesAreRefused) {
  for (const char* code : {"", "EU", "EURO", "XXX", "€", "eur "}) {
    EXPECT_THAT(Currency::of(code), FailsWith(ErrorCode::kCurrencyUnknown)) << code;
  }
}

TEST(MoneyTest, AddsAndSubtractsWithinOneCurrency) {
  EXPECT_THAT(eur(150).plus(eur(-50)), IsOkAndHolds(eur(100)));
  EXPECT_THAT(eur(150).minus(eur(200)), IsOkAndHolds(eur(-50)));
}

TEST(MoneyTest, CurrenciesCannotBeMixed) {
  const Money yen(100, *Currency::of("JPY"));

  EXPECT_THAT(eur(100).plus(yen), FailsWith(ErrorCode::kCurrencyMismatch));
  EXPECT_THAT(eur(100).minus(yen), FailsWith(ErrorCode::kCurrencyMismatch));
  EXPECT_NE(eur(100), yen);
}

TEST(MoneyTest, AmountsAreBoundedFromBothSides) {
  EXPECT_THAT(eur(kMaxAmountMinor - 1).plus(eur(1)), IsOkAndHolds(eur(kMaxAmountMinor)));
  EXPECT_THAT(eur(kMaxAmountMinor).plus(eur(1)), FailsWith(ErrorCode::kAmountOverflow));
  EXPECT_THAT(eur(-kMaxAmountMinor).minus(eur(1)), FailsWith(ErrorCode::kAmountOverflow));
  EXPECT_THAT(eur(3).times(std::numeric_limits<std::int64_t>::max()),
              FailsWith(ErrorCode::kAmountOverflow));
  EXPECT_THAT(eur(-1).times(kMaxAmountMinor), IsOkAndHolds(eur(-kMaxAmountMinor)));
}

TEST(MoneyTest, SharesRoundHalvesAsStated) {
  EXPECT_THAT(eur(5).share(1, 2, Rounding::kHalfUp), IsOkAndHolds(eur(3)));
  EXPECT_THAT(eur(5).share(1, 2, Rounding::kHalfEven), IsOkAndHolds(eur(2)));
  EXPECT_THAT(eur(7).share(1, 2, Rounding::kHalfEven), IsOkAndHolds(eur(4)));
  EXPECT_THAT(eur(-5).share(1, 2, Rounding::kHalfUp), IsOkAndHolds(eur(-3)));
  EXPECT_THAT(eur(-5).share(1, 2, Rounding::kHalfEven), IsOkAndHolds(eur(-2)));
  EXPECT_THAT(eur(11'900).share(1'900, 11'900, Rounding::kHalfUp), IsOkAndHolds(eur(1'900)));
}

TEST(MoneyTest, SharesOfTheLargestAmountDoNotWrap) {
  EXPECT_THAT(eur(kMaxAmountMinor).share(kMaxAmountMinor, kMaxAmountMinor, Rounding::kHalfUp),
              IsOkAndHolds(eur(kMaxAmountMinor)));
  EXPECT_THAT(eur(kMaxAmountMinor).share(2, 1, Rounding::kHalfUp),
              FailsWith(ErrorCode::kAmountOverflow));
}

TEST(MoneyTest, AllocatesByTheLargestRemainder) {
  EXPECT_EQ(minors(eur(100).allocate(std::vector<std::int64_t>{1, 1, 1})),
            (std::vector<std::int64_t>{34, 33, 33}));
  EXPECT_EQ(minors(eur(-100).allocate(std::vector<std::int64_t>{1, 1, 1})),
            (std::vector<std::int64_t>{-34, -33, -33}));
  EXPECT_EQ(minors(eur(10).allocate(std::vector<std::int64_t>{1, 6, 3})),
            (std::vector<std::int64_t>{1, 6, 3}));
  EXPECT_EQ(minors(eur(7).allocate(std::vector<std::int64_t>{0, 0})),
            (std::vector<std::int64_t>{7, 0}));
}

TEST(MoneyTest, AllocatedPartsAlwaysSumToTheWhole) {
  std::mt19937_64 random(20'261'122);
  for (int round = 0; round < 20'000; ++round) {
    const auto amount = static_cast<std::int64_t>(random() % 2'000'001) - 1'000'000;
    std::vector<std::int64_t> weights(1 + random() % 12);
    for (std::int64_t& weight : weights) weight = static_cast<std::int64_t>(random() % 100'000);

    const auto parts = minors(eur(amount).allocate(weights));

    ASSERT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), amount);
    const auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    for (std::size_t i = 0; i < parts.size() && sum > 0; ++i) {
      ASSERT_LE(std::abs(parts[i] * sum - amount * weights[i]), sum) << "off by over one unit";
    }
  }
}

TEST(MoneyTest, TheLargestAmountAllocatesWithoutWrapping) {
  const std::vector<std::int64_t> weights{kMaxAmountMinor, kMaxAmountMinor, 1};

  const auto parts = minors(eur(kMaxAmountMinor).allocate(weights));

  EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), kMaxAmountMinor);
}

}  // namespace
}  // namespace vitrine
