// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <random>

#include "engine/core/json.h"
#include "engine/order/order.h"
#include "tests/engine/scripted_shop.h"

namespace vitrine {
namespace {

constexpr const char* kKeys = "0123456789abcdef";
constexpr std::int64_t kStock = 15;

// A few shoppers, one shop, everything that goes wrong: one seed is one story.
class Story {
 public:
  explicit Story(std::uint32_t seed) : random_(seed) {
    shop_.lake.put(auroraDocument(kStock));
    shop_.fate = [this](const Value&) { return fateOfCommand(); };
    faults_ = chance(80) ? 1 + pick(15) : 0;
  }

  void live() {
    for (int i = 0; i < 60; ++i) {
      shop_.nowMs += static_cast<std::int64_t>(pick(180)) * kSecondMs;
      act(kKeys[pick(10)]);
    }
    faults_ = 0;
    for (int minute = 0; minute < 200; minute += 4) {
      shop_.nowMs += 4 * kMinuteMs;
      shop_.reconcileUntilQuiet();
    }
  }

  void check(const std::string& where) {
    std::int64_t taken = 0;
    for (const Value& document : shop_.lake.documentsOfType("order")) {
      const Order order = *decodeOrder(document);
      const std::string& id = order.id.text;
      const std::int64_t captured = shop_.stripe.capturedOf(id) + shop_.paypal.capturedOf(id);
      const std::int64_t kept =
          captured - shop_.stripe.refundedOf(id) - shop_.paypal.refundedOf(id);
      const bool sold = order.status == OrderStatus::kFulfilling;
      const std::string story = where + " " + id + " " + document["status"].asString().data();
      EXPECT_TRUE(sold || order.status == OrderStatus::kExpired ||
                  order.status == OrderStatus::kCancelled ||
                  order.status == OrderStatus::kRefunded)
          << story;
      EXPECT_EQ(kept, sold ? order.totalMinor : 0) << story;
      EXPECT_LE(shop_.carrier.labelsOf(id), 1) << story;
      EXPECT_LE(shop_.stripe.chargesOf(id), 1) << story;
      const bool labelled = !order.shipments.empty() && !order.shipments[0].labelId.empty();
      EXPECT_EQ(order.stockReserved, labelled) << story;  // what has a label is not sold again
      if (order.stockReserved) taken += order.lines.at(0).quantity;
    }
    EXPECT_EQ(shop_.lake.stock("product-aurora", "NL-AUR-SND") + taken, kStock) << where;
    checkHistory(where);
  }

 private:
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(random_()) % below; }
  bool chance(std::uint32_t percent) { return pick(100) < percent; }

  Fate fateOfCommand() {
    if (pick(100) >= faults_) return Fate::kDone;
    constexpr Fate kFates[] = {Fate::kAnswerLost, Fate::kRequestLost, Fate::kRefused500};
    return kFates[pick(3)];
  }

  // Any workflow may lose its server at any command.
  void run(const char* kind, Value request) {
    const int commands = faults_ > 0 && chance(20) ? static_cast<int>(pick(12)) : 10'000;
    shop_.runAndCrash(kind, std::move(request), commands);
  }

  void act(char key) {
    const std::string id = ScriptedShop::orderId(key);
    const Value owner(Object{{"orderId", id}, {"token", shop_.tokenOf(key)}});
    const std::string session = shop_.sessionOf(key);
    switch (pick(10)) {
      case 0:
      case 1:
      case 2: {
        const char* gateway = (key - '0') % 2 == 0 ? "stripe" : "paypal";
        return run("placeOrder", ScriptedShop::orderRequest(key, gateway));
      }
      case 3:
        if (shop_.stripe.sessions.contains(session)) shop_.stripe.pay(session);
        if (shop_.paypal.orders.contains(session)) shop_.paypal.approve(session);
        return;
      case 4:
      case 5:
        return run("settle", Value(Object{{"orderId", id}}));
      case 6:
        return run("cancel", owner);
      case 7:
        return run("payAgain", owner.with("gateway", chance(50) ? "stripe" : "paypal"));
      case 8:
        if (!chance(30)) return;
        return run("refund", Value(Object{{"orderId", id}, {"refundKey", std::string(32, key)}}));
      default:
        return run("reconcile", Value(Object{{"limit", 4}}));
    }
  }

  // What was ever written: money and lines never change, statuses only move along the table.
  void checkHistory(const std::string& where) {
    for (const auto& [before, after] : shop_.lake.orderWrites) {
      if (before.isNull()) continue;
      for (const char* fixed : {"totalMinor", "currency", "lines", "number", "accessToken"}) {
        EXPECT_EQ(before[fixed], after[fixed]) << where;
      }
      const auto from = *orderStatusOf(before["status"].asString());
      const auto to = *orderStatusOf(after["status"].asString());
      bool known = from == to;
      for (int event = 0; event < kOrderEventCount; ++event) {
        known = known || nextOrderStatus(from, static_cast<OrderEvent>(event)) == to;
      }
      EXPECT_TRUE(known) << where << orderStatusName(from) << " -> " << orderStatusName(to);
      EXPECT_GE(*after["payment"]["capturedMinor"].asInt64(),
                *before["payment"]["capturedMinor"].asInt64() *
                    (before["payment"]["sessionId"] == after["payment"]["sessionId"] ? 1 : 0));
    }
  }

  std::mt19937 random_;
  std::uint32_t faults_ = 0;
  ScriptedShop shop_;
};

TEST(SimulationTest, WhateverHappensMoneyGoodsAndOrdersAgreeInTheEnd) {
  for (std::uint32_t seed = 1; seed <= 60; ++seed) {
    Story story(seed);
    story.live();
    story.check("seed " + std::to_string(seed));
    if (testing::Test::HasFailure()) {
      FAIL() << "first failing seed: " << seed;
    }
  }
}

}  // namespace
}  // namespace vitrine
