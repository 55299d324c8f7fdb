// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "engine/payment/requests.h"
#include "tests/engine/matchers.h"
#include "tests/engine/order_fixture.h"

namespace vitrine {
namespace {

std::int64_t sumOf(const Value& params) {
  std::int64_t sum = 0;
  for (const Value& item : params["line_items"].items()) {
    sum += *item["price_data"]["unit_amount"].asInt64() * *item["quantity"].asInt64();
  }
  return sum;
}

TEST(StripeRequestTest, TheItemsSumToTheTotal) {
  const Value params = *stripeSessionParams(sampleOrder(), "https://shop.example");

  EXPECT_EQ(sumOf(params), 9290);
  EXPECT_EQ(params["line_items"].items().size(), 2U);
  EXPECT_EQ(params["line_items"][0]["quantity"], Value(2));
  EXPECT_EQ(params["line_items"][0]["price_data"]["currency"], Value("eur"));
  EXPECT_EQ(params["client_reference_id"], Value("order.0123456789abcdef0123456789abcdef"));
  EXPECT_EQ(params["expires_at"], Value(1'764'007'200));
  EXPECT_EQ(params["success_url"],
            Value("https://shop.example/api/payments/return?order=order."
                  "0123456789abcdef0123456789abcdef&gateway=stripe&session_id="
                  "{CHECKOUT_SESSION_ID}"));
}

TEST(StripeRequestTest, ALineThatDoesNotDivideIsOneItemAndTheSumStaysExact) {
  Order order = sampleOrder();
  order.lines[0].totalMinor = 8801;
  order.totalMinor = 9291;

  const Value params = *stripeSessionParams(order, "");

  EXPECT_EQ(sumOf(params), 9291);
  EXPECT_EQ(params["line_items"][0]["quantity"], Value(1));
}

TEST(StripeRequestTest, ItemsThatCannotAddUpAreLeftToOneOfTheTotal) {
  Order order = sampleOrder();
  order.totalMinor = 9000;  // as when a discount of the whole order is not on its lines

  const Value params = *stripeSessionParams(order, "");

  ASSERT_EQ(params["line_items"].items().size(), 1U);
  EXPECT_EQ(sumOf(params), 9000);
}

TEST(StripeRequestTest, TheSameAttemptAlwaysSendsTheSameBytes) {
  const Order order = sampleOrder();
  EXPECT_EQ(encodeJson(*stripeSessionParams(order, "https://a")),
            encodeJson(*stripeSessionParams(order, "https://a")));
  EXPECT_EQ(paymentKey(order), "order.0123456789abcdef0123456789abcdef:1:9290");
}

TEST(PaypalRequestTest, AmountsAreTextAndTheBreakdownAddsUp) {
  Order order = sampleOrder();
  order.payment.gateway = Gateway::kPaypal;
  const Value unit = (*paypalOrderBody(order, "https://shop.example"))["purchase_units"][0];

  EXPECT_EQ(unit["amount"]["value"], Value("92.90"));
  EXPECT_EQ(unit["amount"]["breakdown"]["item_total"]["value"], Value("98.00"));
  EXPECT_EQ(unit["amount"]["breakdown"]["discount"]["value"], Value("10.00"));
  EXPECT_EQ(unit["items"][0]["quantity"], Value("2"));
  EXPECT_EQ(unit["items"][0]["unit_amount"]["value"], Value("49.00"));
  EXPECT_EQ(unit["custom_id"], Value("order.0123456789abcdef0123456789abcdef"));
}

TEST(PaypalRequestTest, ABreakdownThatDoesNotAddUpIsLeftOut) {
  Order order = sampleOrder();
  order.totalMinor = 9000;
  const Value unit = (*paypalOrderBody(order, ""))["purchase_units"][0];

  EXPECT_EQ(unit["amount"]["value"], Value("90.00"));
  EXPECT_TRUE(unit["amount"]["breakdown"].isNull());
  EXPECT_TRUE(unit["items"].isNull());
}

TEST(PaypalRequestTest, ALongTitleIsCutBetweenCharacters) {
  Order order = sampleOrder();
  order.lines[0].title.clear();
  for (int i = 0; i < 100; ++i) order.lines[0].title += "ü";
  const Value body = *paypalOrderBody(order, "");
  const std::string name(body["purchase_units"][0]["items"][0]["name"].asString());

  EXPECT_LE(name.size(), 127U);
  EXPECT_EQ(name.size() % 2, 0U);
}

}  // namespace
}  // namespace vitrine
