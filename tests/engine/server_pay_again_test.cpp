// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "engine/core/json.h"
#include "tests/engine/placed_shop.h"

namespace vitrine {
namespace {

// The PayPal order stays approved, and every capture of it is refused.
struct DeclinedShop : PlacedShop {
  DeclinedShop() : PlacedShop("paypal") {
    paypal.approve("PP1");
    paypal.staysApproved = true;
    decline();
  }
  void decline() {
    paypal.declineNextCapture = "INSTRUMENT_DECLINED";
    settle('a');
    EXPECT_EQ(payment()["message"], Value("INSTRUMENT_DECLINED"));
  }
};

TEST(DeclinedTest, AnotherGatewayIsOpenedHoweverOftenTheCaptureWasRefused) {
  DeclinedShop shop;
  for (int i = 0; i < 6; ++i) shop.decline();
  const Value again = shop.run("payAgain", shop.payRequest("stripe"));
  EXPECT_EQ(again["redirect"], Value("https://pay.example/c/pay/cs_test_1")) << encodeJson(again);
  EXPECT_EQ(shop.paypal.captures, 0);

  shop.stripe.pay("cs_test_1");
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
}

TEST(DeclinedTest, TheSameGatewayOpensAnotherPage) {
  DeclinedShop shop;
  const Value again = shop.run("payAgain", shop.payRequest());
  EXPECT_EQ(again["redirect"], Value("https://paypal.example/PP2")) << encodeJson(again);
  shop.paypal.approve("PP2");
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
  EXPECT_EQ(shop.payment()["captureId"], Value("CAPPP2"));
}

TEST(DeclinedTest, TheReconcilerDoesNotAskAgainBeforeTheOrderEnds) {
  DeclinedShop shop;
  const auto asked = [&shop] {
    return std::count_if(shop.commands.begin(), shop.commands.end(), [](const Value& command) {
      return command["path"].asString().ends_with("/capture");
    });
  };
  const auto before = asked();
  for (int i = 0; i < 4; ++i) {
    shop.expireAt(2);
    shop.reconcileUntilQuiet();
  }
  EXPECT_EQ(asked(), before);
  EXPECT_EQ(shop.payment()["message"], Value("INSTRUMENT_DECLINED"));

  shop.paypal.declineNextCapture = "INSTRUMENT_DECLINED";
  shop.expireAt(30);
  shop.reconcileUntilQuiet();
  EXPECT_EQ(shop.statusOf('a'), "expired");
  EXPECT_EQ(shop.lake.stock("product-aurora", "NL-AUR-SND"), 12);
}

TEST(PayAgainTest, AnOpenPageIsUsedAgain) {
  PlacedShop shop;
  const Value again = shop.run("payAgain", shop.payRequest());
  EXPECT_EQ(statusOf(again), 200);
  EXPECT_EQ(again["redirect"], Value("https://pay.example/c/pay/cs_test_1"));
  EXPECT_EQ(shop.stripe.sessions.size(), 1U);
}

TEST(PayAgainTest, AnotherGatewayClosesTheFirstPageBeforeItsOwn) {
  PlacedShop shop;
  const Value again = shop.run("payAgain", shop.payRequest("paypal"));
  EXPECT_EQ(statusOf(again), 200) << encodeJson(again);
  EXPECT_EQ(again["redirect"], Value("https://paypal.example/PP1"));
  EXPECT_EQ(shop.stripe.openSessionsOf(ScriptedShop::orderId('a')), 0);
  EXPECT_FALSE(shop.stripe.pay("cs_test_1"));
}

TEST(PayAgainTest, TheFirstPageThatIsReportedClosedDoesNotDisturbTheNext) {
  PlacedShop shop;
  shop.fate = [&](const Value& command) {
    if (command["path"] == Value("/v2/checkout/orders")) {
      shop.run("settle", settleRequest('a').with("sessionId", "cs_test_1"));
    }
    return Fate::kDone;
  };
  const Value again = shop.run("payAgain", shop.payRequest("paypal"));
  EXPECT_EQ(again["redirect"], Value("https://paypal.example/PP1")) << encodeJson(again);
  EXPECT_EQ(shop.sessionOf('a'), "PP1");
  EXPECT_EQ(shop.payment()["attempt"], Value(2));
  EXPECT_EQ(shop.payment()["status"], Value("created"));
}

TEST(PayAgainTest, WhatIsPaidIsNotPaidTwice) {
  PlacedShop shop;
  shop.stripe.pay(shop.sessionOf('a'));
  EXPECT_EQ(codeOf(shop.run("payAgain", shop.payRequest("paypal"))), "order_already_paid");
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
  EXPECT_TRUE(shop.paypal.orders.empty());
}

TEST(PayAgainTest, AStrangerLearnsNothing) {
  PlacedShop shop;
  const Value request = shop.payRequest().with("token", std::string(32, '0'));
  EXPECT_EQ(statusOf(shop.run("payAgain", request)), 404);
  EXPECT_EQ(shop.run("payAgain", request)["body"],
            shop.run("payAgain", request.with("orderId", ScriptedShop::orderId('f')))["body"]);
}

TEST(PayAgainTest, AttemptsAreCounted) {
  PlacedShop shop;
  for (int i = 0; i < 4; ++i) {
    const char* gateway = i % 2 == 0 ? "paypal" : "stripe";
    EXPECT_EQ(statusOf(shop.run("payAgain", shop.payRequest(gateway))), 200) << i;
  }
  EXPECT_EQ(statusOf(shop.run("payAgain", shop.payRequest("paypal"))), 429);
}

}  // namespace
}  // namespace vitrine
