// SPDX-License-Identifier: MIT
#include "shell/services/pay/paypal_amount.h"

#include <gtest/gtest.h>

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

std::string read(std::string_view value, std::string_view currency = "EUR") {
  const auto minor = readAmount(Object{{"currency_code", currency}, {"value", value}}, "/amount");
  return minor ? std::to_string(*minor) : minor.error().issue;
}

TEST(PayPalAmountTest, ReadsTextToMinorUnits) {
  EXPECT_EQ(read("49.00"), "4900");
  EXPECT_EQ(read("49"), "4900");
  EXPECT_EQ(read("49.5"), "4950");
  EXPECT_EQ(read("0.01"), "1");
  EXPECT_EQ(read("500", "JPY"), "500");
}

TEST(PayPalAmountTest, RefusesWhatIsNoAmount) {
  EXPECT_EQ(read("49.005"), "DECIMAL_PRECISION");
  EXPECT_EQ(read("500.0", "JPY"), "DECIMAL_PRECISION");
  EXPECT_EQ(read("-1.00"), "CANNOT_BE_ZERO_OR_NEGATIVE");
  EXPECT_EQ(read("1.00", "eur"), "INVALID_CURRENCY_CODE");
  for (const char* text : {"1,00", "1e9", "1.", "+1", " 1", "99999999999999999999", "NaN"}) {
    EXPECT_EQ(read(text), "INVALID_PARAMETER_VALUE") << text;
  }
}

TEST(PayPalAmountTest, WritesWhatItReads) {
  EXPECT_EQ(encodeJson(writeAmount(4900, "EUR")), R"({"currency_code":"EUR","value":"49.00"})");
  EXPECT_EQ(encodeJson(writeAmount(5, "EUR")), R"({"currency_code":"EUR","value":"0.05"})");
  EXPECT_EQ(encodeJson(writeAmount(500, "JPY")), R"({"currency_code":"JPY","value":"500"})");
}

}  // namespace
}  // namespace vitrine::services
