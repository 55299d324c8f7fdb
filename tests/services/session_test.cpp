// SPDX-License-Identifier: MIT
#include "shell/services/pay/stripe_session.h"

#include <gtest/gtest.h>

#include "shell/services/pay/form.h"

namespace vitrine::services {
namespace {

constexpr std::int64_t kNow = 1'795'000'000'000;
const std::string kGood =
    "mode=payment&success_url=http%3A%2F%2Fshop%2F%3Fs%3D%7BCHECKOUT_SESSION_ID%7D"
    "&line_items[0][quantity]=2&line_items[0][price_data][currency]=eur"
    "&line_items[0][price_data][unit_amount]=1999&line_items[0][price_data][product_data][name]="
    "Cup";

StripeResult<Value> make(const std::string& form) {
  return makeSession(parseForm(form).value(), kNow, "http://pay");
}

std::string paramAtFault(const std::string& form) {
  const auto session = make(form);
  return session ? "" : session.error().param;
}

TEST(SessionTest, AddsUpAndSubstitutesItsId) {
  const auto session = make(kGood);
  ASSERT_TRUE(session.has_value());
  EXPECT_EQ((*session)["amount_total"], Value(3998));
  EXPECT_EQ(successUrl(*session), "http://shop/?s=" + std::string((*session)["id"].asString()));
}

TEST(SessionTest, HidesWhatTheApiNeverShows) {
  const Value shown = visibleSession(*make(kGood));
  for (const auto& [name, value] : shown.members()) EXPECT_FALSE(name.starts_with('_')) << name;
  EXPECT_TRUE(visibleSession(make(kGood)->with("status", "complete"))["url"].isNull());
}

TEST(SessionTest, RefusesMixedCurrenciesHugeAmountsAndForeignUrls) {
  const std::string second =
      "&line_items[1][quantity]=1&line_items[1][price_data][currency]=usd"
      "&line_items[1][price_data][unit_amount]=100&line_items[1][price_data][product_data][name]=X";
  EXPECT_EQ(paramAtFault(kGood + second), "line_items[1]");
  EXPECT_EQ(paramAtFault(kGood + "&cancel_url=javascript:alert(1)"), "cancel_url");
  EXPECT_EQ(paramAtFault(kGood + "&unheard_of=1"), "unheard_of");
  EXPECT_FALSE(make(kGood + "&discounts[0][coupon]=X").has_value());
}

}  // namespace
}  // namespace vitrine::services
