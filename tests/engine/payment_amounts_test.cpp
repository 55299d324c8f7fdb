// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "engine/payment/amounts.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

Money money(std::int64_t amountMinor, const char* currency) {
  return Money(amountMinor, *Currency::of(currency));
}

struct Row {
  const char* currency;
  std::int64_t minor;
  std::int64_t stripe;
  const char* paypal;
};
constexpr Row kRows[] = {
    {"EUR", 4900, 4900, "49.00"},   {"EUR", 5, 5, "0.05"},    {"EUR", 0, 0, "0.00"},
    {"JPY", 7490, 7490, "7490"},    {"KRW", 1, 1, "1"},       {"ISK", 1500, 150000, "1500"},
    {"UGX", 20000, 2000000, "20000"}, {"KWD", 12340, 12340, "12.340"},
    {"HUF", 175000, 175000, "1750"},
};

TEST(GatewayAmountTest, EveryKindOfCurrencyIsSpelledAndReadBack) {
  for (const Row& row : kRows) {
    const Money amount = money(row.minor, row.currency);
    EXPECT_THAT(stripeAmount(amount), IsOkAndHolds(row.stripe)) << row.currency;
    EXPECT_THAT(moneyOfStripe(row.stripe, row.currency), IsOkAndHolds(amount)) << row.currency;
    EXPECT_THAT(paypalAmount(amount), IsOkAndHolds(std::string(row.paypal))) << row.currency;
    EXPECT_THAT(moneyOfPaypal(row.paypal, row.currency), IsOkAndHolds(amount)) << row.currency;
  }
}

TEST(GatewayAmountTest, WhatAGatewayCannotTakeIsRefusedNotRounded) {
  EXPECT_THAT(stripeAmount(money(12345, "KWD")), FailsWith(ErrorCode::kInvalidValue));
  EXPECT_THAT(stripeAmount(money(kMaxAmountMinor, "ISK")), FailsWith(ErrorCode::kAmountOverflow));
  EXPECT_THAT(moneyOfStripe(150001, "ISK"), FailsWith(ErrorCode::kInvalidValue));
  EXPECT_THAT(paypalAmount(money(101, "HUF")), FailsWith(ErrorCode::kInvalidValue));
  EXPECT_THAT(paypalAmount(money(-1, "EUR")), FailsWith(ErrorCode::kAmountNegative));
}

TEST(GatewayAmountTest, HostileDecimalsAreNoAmounts) {
  for (const char* text : {"", ".", ".5", "1.005", "-1.00", "1e3", "0x1", "1,00", "٣", "1.0 "}) {
    EXPECT_THAT(moneyOfPaypal(text, "EUR"), FailsWith(ErrorCode::kInvalidValue)) << text;
  }
  EXPECT_THAT(moneyOfPaypal("99999999999999999999", "EUR"), FailsWith(ErrorCode::kInvalidValue));
  EXPECT_THAT(moneyOfPaypal("999999999999999.99", "EUR"), FailsWith(ErrorCode::kAmountOverflow));
  EXPECT_THAT(moneyOfPaypal("1.00", "XXX"), FailsWith(ErrorCode::kCurrencyUnknown));
  EXPECT_THAT(moneyOfPaypal("1.5", "EUR"), IsOkAndHolds(money(150, "EUR")));
  EXPECT_THAT(moneyOfPaypal("7490.00", "JPY"), IsOkAndHolds(money(7490, "JPY")));
}

}  // namespace
}  // namespace vitrine
