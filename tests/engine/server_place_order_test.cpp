// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "tests/engine/scripted_shop.h"

namespace vitrine {
namespace {


TEST(PlaceOrderTest, AnOrderIsPaidLabelledAndDelivered) {
  ScriptedShop shop;

  const Value placed = shop.run("placeOrder", ScriptedShop::orderRequest('a'));
  ASSERT_EQ(placed["status"], Value(201)) << encodeJson(placed);
  EXPECT_EQ(placed["redirect"], Value("https://pay.example/c/pay/cs_test_1"));
  EXPECT_EQ(placed["cookies"]["orders"][0]["token"], Value(shop.tokenOf('a')));
  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");
  EXPECT_EQ(shop.lake.stock("product-aurora", "NL-AUR-SND"), 10);

  ASSERT_TRUE(shop.stripe.pay(shop.sessionOf('a')));
  const Value settled = shop.settle('a');
  EXPECT_EQ(settled["status"], Value(200)) << encodeJson(settled);
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
  EXPECT_EQ(shop.order('a')["payment"]["capturedMinor"], Value(10290));
  EXPECT_EQ(shop.carrier.labelsOf(ScriptedShop::orderId('a')), 1);

  shop.carrier.scan("se-100", "IT", "HUB_SCAN_IN", shop.nowMs);
  shop.run("track", shop.carrier.webhook("se-100"));
  EXPECT_EQ(shop.statusOf('a'), "shipped");
  shop.carrier.scan("se-100", "DE", "DELIVERED", shop.nowMs + 1000);
  shop.run("track", shop.carrier.webhook("se-100"));
  EXPECT_EQ(shop.statusOf('a'), "delivered");

  const Value view = shop.run("viewOrder", Value(Object{{"orderId", ScriptedShop::orderId('a')},
                                                        {"token", shop.tokenOf('a')}}));
  EXPECT_EQ(view["status"], Value(200));
  EXPECT_EQ(view["body"]["value"]["order"]["status"], Value("delivered"));
}

}  // namespace
}  // namespace vitrine
