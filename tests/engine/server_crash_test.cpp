// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "tests/engine/scripted_shop.h"

namespace vitrine {
namespace {

constexpr const char* kAurora = "product-aurora";
constexpr const char* kSand = "NL-AUR-SND";

std::int64_t statusOf(const Value& response) { return *response["status"].asInt64(); }

// Ends the purchase whatever state it was left in, and checks what must hold of every one.
void finishAndCheck(ScriptedShop& shop, const char* gateway, const std::string& where) {
  const Value again = shop.run("placeOrder", ScriptedShop::orderRequest('a', gateway));
  ASSERT_LT(statusOf(again), 202) << where << encodeJson(again);
  const std::string session = shop.sessionOf('a');
  if (std::string_view(gateway) == "stripe") {
    shop.stripe.pay(session);
  } else {
    shop.paypal.approve(session);
  }
  shop.settle('a');
  shop.nowMs += 5 * kMinuteMs;  // a label that another server had begun to buy
  shop.reconcileUntilQuiet();

  const std::string id = ScriptedShop::orderId('a');
  EXPECT_EQ(shop.statusOf('a'), "fulfilling") << where;
  EXPECT_EQ(shop.stripe.capturedOf(id) + shop.paypal.capturedOf(id), 10290) << where;
  EXPECT_EQ(shop.stripe.refundedOf(id) + shop.paypal.refundedOf(id), 0) << where;
  EXPECT_EQ(shop.carrier.labelsOf(id), 1) << where;
  EXPECT_EQ(shop.lake.stock(kAurora, kSand), 10) << where;
  EXPECT_EQ(shop.order('a')["shipments"][0]["status"], Value("label_created")) << where;
}

TEST(CrashTest, PlacingAnOrderResumesFromEveryCommand) {
  for (const char* gateway : {"stripe", "paypal"}) {
    for (int commands = 0;; ++commands) {
      ScriptedShop shop;
      const auto done =
          shop.runAndCrash("placeOrder", ScriptedShop::orderRequest('a', gateway), commands);
      finishAndCheck(shop, gateway, gateway + std::to_string(commands));
      if (done) {
        EXPECT_GT(commands, 4);
        break;
      }
    }
  }
}

TEST(CrashTest, SettlingResumesFromEveryCommand) {
  for (const char* gateway : {"stripe", "paypal"}) {
    for (int commands = 0;; ++commands) {
      ScriptedShop shop;
      shop.run("placeOrder", ScriptedShop::orderRequest('a', gateway));
      shop.stripe.pay(shop.sessionOf('a'));
      shop.paypal.approve(shop.sessionOf('a'));
      const auto done = shop.runAndCrash(
          "settle", Value(Object{{"orderId", ScriptedShop::orderId('a')}}), commands);
      finishAndCheck(shop, gateway, gateway + std::to_string(commands));
      if (done) break;
    }
  }
}

TEST(CrashTest, OnlyTheReconcilerIsNeededAfterACrashedSettle) {
  for (const char* gateway : {"stripe", "paypal"}) {
    for (int commands = 0;; ++commands) {
      ScriptedShop shop;
      shop.run("placeOrder", ScriptedShop::orderRequest('a', gateway));
      shop.stripe.pay(shop.sessionOf('a'));
      shop.paypal.approve(shop.sessionOf('a'));
      const auto done = shop.runAndCrash(
          "settle", Value(Object{{"orderId", ScriptedShop::orderId('a')}}), commands);
      for (int minute = 0; minute < 10; ++minute) {
        shop.nowMs += kMinuteMs;
        shop.reconcileUntilQuiet();
      }
      EXPECT_EQ(shop.order('a')["shipments"][0]["status"], Value("label_created")) << commands;
      EXPECT_EQ(shop.carrier.labels.size(), 1U) << commands;
      if (done) break;
    }
  }
}

TEST(CrashTest, ExpiringResumesFromEveryCommand) {
  for (const char* gateway : {"stripe", "paypal"}) {
    for (int commands = 0;; ++commands) {
      ScriptedShop shop;
      shop.run("placeOrder", ScriptedShop::orderRequest('a', gateway));
      shop.nowMs += 31 * kMinuteMs;
      const auto done = shop.runAndCrash("reconcile", Value(Object{}), commands);
      shop.nowMs += 5 * kMinuteMs;
      shop.reconcileUntilQuiet();

      EXPECT_EQ(shop.statusOf('a'), "expired") << commands;
      EXPECT_EQ(shop.lake.stock(kAurora, kSand), 12) << commands;
      EXPECT_EQ(shop.stripe.openSessionsOf(ScriptedShop::orderId('a')), 0);
      if (done) break;
    }
  }
}

TEST(CrashTest, ARefundResumesFromEveryCommandAndIsPaidOnce) {
  for (const char* gateway : {"stripe", "paypal"}) {
    for (int commands = 0;; ++commands) {
      ScriptedShop shop;
      shop.run("placeOrder", ScriptedShop::orderRequest('a', gateway));
      shop.stripe.pay(shop.sessionOf('a'));
      shop.paypal.approve(shop.sessionOf('a'));
      shop.settle('a');
      const Value request(Object{{"orderId", ScriptedShop::orderId('a')},
                                 {"refundKey", std::string(32, '7')}});
      const auto done = shop.runAndCrash("refund", request, commands);
      EXPECT_EQ(statusOf(shop.run("refund", request)), 200) << commands;

      const std::string id = ScriptedShop::orderId('a');
      EXPECT_EQ(shop.stripe.refundedOf(id) + shop.paypal.refundedOf(id), 10290) << commands;
      EXPECT_EQ(shop.statusOf('a'), "refunded") << gateway << commands;
      if (done) break;
    }
  }
}

// The same with every single answer lost once, the work being done.
TEST(LostAnswerTest, EveryAnswerMayBeLostOnce) {
  for (const char* gateway : {"stripe", "paypal"}) {
    for (int lost = 0; lost < 40; ++lost) {
      for (const Fate fate : {Fate::kAnswerLost, Fate::kRequestLost, Fate::kRefused500}) {
        ScriptedShop shop;
        int command = 0;
        shop.fate = [&](const Value&) { return command++ == lost ? fate : Fate::kDone; };
        finishAndCheck(shop, gateway,
                       gateway + std::to_string(lost) + "/" +
                           std::to_string(static_cast<int>(fate)));
      }
    }
  }
}

}  // namespace
}  // namespace vitrine
