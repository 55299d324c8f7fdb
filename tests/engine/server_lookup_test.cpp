// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "tests/engine/scripted_shop.h"

namespace vitrine {
namespace {

struct PlacedShop : ScriptedShop {
  PlacedShop() { run("placeOrder", orderRequest('a')); }
  Value view(const std::string& id, Value token) {
    return run("viewOrder", Value(Object{{"orderId", id}, {"token", std::move(token)}}));
  }
  Value lookup(const char* number, const char* email) {
    return run("lookupOrder", Value(Object{{"number", number}, {"email", email}}));
  }
};

TEST(ViewOrderTest, TheOwnerSeesTheOrderWithoutItsSecrets) {
  PlacedShop shop;
  const Value response = shop.view(ScriptedShop::orderId('a'), shop.tokenOf('a'));

  ASSERT_EQ(response["status"], Value(200));
  const Value order = response["body"]["value"]["order"];
  EXPECT_EQ(order["total"]["amountMinor"], Value(10290));
  EXPECT_EQ(order["lines"][0]["image"]["url"],
            Value("https://cdn.example/images/p/d/"
                  "0123456789abcdef0123456789abcdef01234567-1200x1200.webp"));
  const std::string text = encodeJson(order);
  for (const std::string& secret : {shop.tokenOf('a'), shop.sessionOf('a'),
                                    std::string("requestHash"), std::string("history")}) {
    EXPECT_EQ(text.find(secret), std::string::npos) << secret;
  }
}

TEST(ViewOrderTest, AbsentAndForeignAreTheSame) {
  PlacedShop shop;
  const Value absent = shop.view(ScriptedShop::orderId('b'), shop.tokenOf('a'));
  for (const Value& token : {Value(""), Value(std::string(32, '0')), Value("x"),
                             Value(shop.tokenOf('a') + "0")}) {
    EXPECT_EQ(shop.view(ScriptedShop::orderId('a'), token)["body"], absent["body"]);
  }
  EXPECT_EQ(absent["status"], Value(404));
  for (const char* id : {"order.1", "product-aurora", "shop-settings", "../order", ""}) {
    EXPECT_EQ(shop.view(id, shop.tokenOf('a'))["status"], Value(404)) << id;
  }
  EXPECT_EQ(shop.view(ScriptedShop::orderId('a'), 7)["status"], Value(422));
}

TEST(LookupOrderTest, NumberAndEmailTogetherOpenTheOrder) {
  PlacedShop shop;
  const std::string number(shop.order('a')["number"].asString());
  std::string typed = number;
  for (char& c : typed) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);

  const Value response = shop.lookup(typed.c_str(), " ada@EXAMPLE.org ");

  ASSERT_EQ(response["status"], Value(200));
  EXPECT_EQ(response["cookies"]["orders"][0]["token"], Value(shop.tokenOf('a')));
  EXPECT_EQ(response["body"]["value"]["order"]["number"], Value(number));
}

TEST(LookupOrderTest, AWrongPairIsAnsweredLikeAnAbsentOne) {
  PlacedShop shop;
  const std::string number(shop.order('a')["number"].asString());
  const Value foreign = shop.lookup(number.c_str(), "eve@example.org");
  const Value absent = shop.lookup("VT-0000-0000", "ada@example.org");
  const Value nonsense = shop.lookup("' || true", "ada@example.org");

  EXPECT_EQ(foreign["status"], Value(404));
  EXPECT_EQ(foreign["body"], absent["body"]);
  EXPECT_EQ(foreign["body"], nonsense["body"]);
  EXPECT_TRUE(foreign["cookies"].isNull());
}

TEST(CouponTest, ARuleOrTheReason) {
  ScriptedShop shop;
  const auto ask = [&shop](const char* code) {
    return shop.run("coupon", Value(Object{{"code", code}}))["body"];
  };
  EXPECT_EQ(ask("welcome10")["error"]["code"], Value("coupon_unknown"));
  shop.lake.put(couponDocument(3));
  EXPECT_EQ(ask(" welcome10")["value"]["code"], Value("WELCOME10"));
  shop.lake.put(couponDocument(0));
  EXPECT_EQ(ask("WELCOME10")["error"]["code"], Value("coupon_used_up"));
  shop.lake.put(couponDocument(3).with("active", false));
  EXPECT_EQ(ask("WELCOME10")["error"]["code"], Value("coupon_unknown"));
  EXPECT_EQ(ask("order.1")["error"]["code"], Value("coupon_unknown"));
}

TEST(TrackTest, AParcelOfNobodyIsAcknowledged) {
  ScriptedShop shop;
  const Value response = shop.run(
      "track", Value(Object{{"resource_type", "API_TRACK"},
                            {"data", Object{{"tracking_number", "1Z"}, {"status_code", "DE"}}}}));
  EXPECT_EQ(response["status"], Value(200));
  EXPECT_EQ(response["body"]["value"]["orders"], Value(0));
}

}  // namespace
}  // namespace vitrine
