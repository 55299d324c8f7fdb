// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "tests/engine/scripted_shop.h"

namespace vitrine {
namespace {

constexpr const char* kAurora = "product-aurora";
constexpr const char* kSand = "NL-AUR-SND";

std::string codeOf(const Value& response) {
  return std::string(response["body"]["error"]["code"].asString());
}

std::int64_t statusOf(const Value& response) { return *response["status"].asInt64(); }

TEST(PlaceOrderTest, AnOrderIsPaidLabelledAndDelivered) {
  ScriptedShop shop;

  const Value placed = shop.run("placeOrder", ScriptedShop::orderRequest('a'));
  ASSERT_EQ(statusOf(placed), 201) << encodeJson(placed);
  EXPECT_EQ(placed["redirect"], Value("https://pay.example/c/pay/cs_test_1"));
  EXPECT_EQ(placed["cookies"]["orders"][0]["token"], Value(shop.tokenOf('a')));
  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");
  EXPECT_EQ(shop.lake.stock(kAurora, kSand), 10);

  ASSERT_TRUE(shop.stripe.pay(shop.sessionOf('a')));
  const Value settled = shop.settle('a');
  EXPECT_EQ(statusOf(settled), 200) << encodeJson(settled);
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
  EXPECT_EQ(shop.order('a')["payment"]["capturedMinor"], Value(10290));
  EXPECT_EQ(shop.carrier.labelsOf(ScriptedShop::orderId('a')), 1);

  shop.carrier.scan("se-100", "IT", "HUB_SCAN_IN", shop.nowMs);
  shop.run("track", shop.carrier.webhook("se-100"));
  EXPECT_EQ(shop.statusOf('a'), "shipped");
  shop.carrier.scan("se-100", "DE", "DELIVERED", shop.nowMs + 1000);
  shop.run("track", shop.carrier.webhook("se-100"));
  EXPECT_EQ(shop.statusOf('a'), "delivered");
}

TEST(PlaceOrderTest, ADeliveryHeardOfFirstStillEndsDelivered) {
  ScriptedShop shop;
  shop.run("placeOrder", ScriptedShop::orderRequest('a'));
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');
  shop.carrier.scan("se-100", "DE", "DELIVERED", shop.nowMs);
  const Value delivered = shop.carrier.webhook("se-100");
  shop.carrier.scans.clear();
  shop.carrier.scan("se-100", "IT", "HUB_SCAN_IN", shop.nowMs - 1000);
  const Value moving = shop.carrier.webhook("se-100");

  for (const Value& webhook : {delivered, moving, delivered, moving}) shop.run("track", webhook);

  EXPECT_EQ(shop.statusOf('a'), "delivered");
}

TEST(PlaceOrderTest, ARetryWithTheSameKeyIsTheSameOrder) {
  ScriptedShop shop;
  const Value first = shop.run("placeOrder", ScriptedShop::orderRequest('a'));
  const Value second = shop.run("placeOrder", ScriptedShop::orderRequest('a'));

  EXPECT_EQ(statusOf(second), 200);
  EXPECT_EQ(first["body"], second["body"]);
  EXPECT_EQ(first["cookies"], second["cookies"]);
  EXPECT_EQ(shop.stripe.sessions.size(), 1U);
  EXPECT_EQ(shop.lake.stock(kAurora, kSand), 10);
}

TEST(PlaceOrderTest, TheSameKeyWithOtherContentIsRefusedAndChangesNothing) {
  ScriptedShop shop;
  shop.run("placeOrder", ScriptedShop::orderRequest('a'));
  const Value before = shop.order('a');

  const Value request = ScriptedShop::orderRequest('a').with("name", "Eve");
  const Value refused = shop.run("placeOrder", request);

  EXPECT_EQ(statusOf(refused), 422);
  EXPECT_EQ(codeOf(refused), "idempotency_key_reused");
  EXPECT_TRUE(refused["cookies"].isNull());
  EXPECT_EQ(shop.order('a'), before);
}

TEST(PlaceOrderTest, ARetryAfterPaymentLeadsToTheOrder) {
  ScriptedShop shop;
  shop.run("placeOrder", ScriptedShop::orderRequest('a'));
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');

  const Value again = shop.run("placeOrder", ScriptedShop::orderRequest('a'));

  EXPECT_EQ(statusOf(again), 200);
  EXPECT_EQ(again["redirect"], Value("https://shop.example/orders/" + std::string(32, 'a')));
  EXPECT_EQ(shop.stripe.sessions.size(), 1U);
}

TEST(PlaceOrderTest, APriceThatRoseIsAnsweredWithTheNewQuote) {
  ScriptedShop shop;
  shop.lake.put(auroraDocument(12, 5000));

  const Value refused = shop.run("placeOrder", ScriptedShop::orderRequest('a'));

  EXPECT_EQ(statusOf(refused), 409);
  EXPECT_EQ(codeOf(refused), "total_changed");
  EXPECT_EQ(refused["body"]["quote"]["totalMinor"], Value(10490));
  EXPECT_EQ(refused["body"]["changes"][0]["after"]["amountMinor"], Value(10490));
  EXPECT_TRUE(shop.order('a').isNull());
  EXPECT_EQ(shop.lake.stock(kAurora, kSand), 12);
}

TEST(PlaceOrderTest, AProductThatChangesBetweenReadingAndWritingIsPricedAgain) {
  ScriptedShop shop;
  bool edited = false;
  shop.fate = [&](const Value& command) {
    if (command["kind"] == Value("sanity.mutate") && !edited) {
      edited = true;
      shop.lake.put(auroraDocument(12, 5000));
    }
    return Fate::kDone;
  };

  const Value refused = shop.run("placeOrder", ScriptedShop::orderRequest('a'));

  EXPECT_EQ(codeOf(refused), "total_changed");
  EXPECT_EQ(shop.lake.stock(kAurora, kSand), 12);
}

TEST(PlaceOrderTest, AStormOfConflictsEndsWith503AndNoOrder) {
  ScriptedShop shop;
  int reads = 0;
  shop.fate = [&](const Value& command) {
    if (command["kind"] == Value("sanity.query")) reads += 1;
    if (command["kind"] == Value("sanity.mutate")) shop.lake.put(auroraDocument(12));
    return Fate::kDone;
  };

  const Value gaveUp = shop.run("placeOrder", ScriptedShop::orderRequest('a'));

  EXPECT_EQ(statusOf(gaveUp), 503);
  EXPECT_EQ(codeOf(gaveUp), "revision_conflict");
  EXPECT_EQ(gaveUp["retryAfterSeconds"], Value(2));
  EXPECT_EQ(reads, 6);  // once and five times again
  EXPECT_TRUE(shop.order('a').isNull());
}

TEST(PlaceOrderTest, OfManyBuyersOfTheLastItemOneGetsIt) {
  for (std::size_t seed = 0; seed < 20; ++seed) {
    ScriptedShop shop;
    shop.lake.put(auroraDocument(2));
    std::vector<std::pair<const char*, Value>> starts;
    for (const char key : std::string("abcdef")) {
      starts.emplace_back("placeOrder", ScriptedShop::orderRequest(key));
    }
    std::size_t turn = seed;
    const auto responses = shop.runTogether(starts, [&turn](std::size_t count) {
      turn = turn * 7 + 3;
      return turn / 5 % count;
    });

    int sold = 0;
    for (const Value& response : responses) {
      if (statusOf(response) == 201) ++sold;
      else EXPECT_EQ(codeOf(response), "out_of_stock") << encodeJson(response);
    }
    EXPECT_EQ(sold, 1) << seed;
    EXPECT_EQ(shop.lake.stock(kAurora, kSand), 0);
    EXPECT_EQ(shop.lake.documentsOfType("order").size(), 1U);
  }
}

TEST(PlaceOrderTest, ADoubleClickIsOneOrderAndOnePage) {
  for (std::size_t seed = 0; seed < 20; ++seed) {
    ScriptedShop shop;
    std::size_t turn = seed;
    const auto responses = shop.runTogether(
        {{"placeOrder", ScriptedShop::orderRequest('a')},
         {"placeOrder", ScriptedShop::orderRequest('a')}},
        [&turn](std::size_t count) { return (turn = turn * 5 + 1) / 3 % count; });

    EXPECT_EQ(responses[0]["body"], responses[1]["body"]) << seed;
    EXPECT_EQ(shop.stripe.sessions.size(), 1U);
    EXPECT_EQ(shop.lake.stock(kAurora, kSand), 10);
  }
}

TEST(PlaceOrderTest, ACouponsUseIsTakenWithTheOrderAndRunsOut) {
  ScriptedShop shop;
  shop.lake.put(couponDocument(1));
  const auto request = [](char key) {
    return ScriptedShop::orderRequest(key).with("couponCode", " welcome10 ").with(
        "agreedTotalMinor", 9800 - 980 + 490);
  };

  EXPECT_EQ(statusOf(shop.run("placeOrder", request('a'))), 201);
  EXPECT_EQ(shop.lake.document("coupon.WELCOME10")["usesLeft"], Value(0));
  EXPECT_EQ(shop.order('a')["coupon"], Value("WELCOME10"));

  const Value refused = shop.run("placeOrder", request('b'));
  EXPECT_EQ(statusOf(refused), 409);
  EXPECT_EQ(codeOf(refused), "coupon_used_up");
}

TEST(PlaceOrderTest, AnUnknownOutcomeOfTheGatewayLeavesTheOrderPayable) {
  ScriptedShop shop;
  shop.fate = [](const Value& command) {
    return command["kind"] == Value("stripe.request") ? Fate::kAnswerLost : Fate::kDone;
  };
  const Value unknown = shop.run("placeOrder", ScriptedShop::orderRequest('a'));
  EXPECT_EQ(statusOf(unknown), 503);
  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");

  shop.fate = nullptr;
  const Value again = shop.run("placeOrder", ScriptedShop::orderRequest('a'));

  EXPECT_EQ(statusOf(again), 200);
  EXPECT_EQ(shop.stripe.sessions.size(), 1U);
  EXPECT_EQ(shop.lake.stock(kAurora, kSand), 10);
}

TEST(PlaceOrderTest, AGatewayThatRefusesThePageLeavesTheNextAttemptItsOwnKey) {
  ScriptedShop shop;
  shop.paypal.orders.clear();
  Value request = ScriptedShop::orderRequest('a');
  shop.nowMs = 1'764'000'000'000;
  bool refuse = true;
  shop.fate = [&](const Value& command) {
    // A page that would expire before it may: the stand-in refuses its parameters.
    if (command["kind"] == Value("stripe.request") && refuse) shop.nowMs += 10 * kHourMs;
    return Fate::kDone;
  };
  const Value refused = shop.run("placeOrder", request);
  EXPECT_EQ(statusOf(refused), 502);
  EXPECT_EQ(shop.order('a')["payment"]["status"], Value("failed"));

  refuse = false;
  shop.nowMs = 1'764'000'000'000 + kMinuteMs;
  const Value again = shop.run("placeOrder", request);

  EXPECT_EQ(statusOf(again), 200) << encodeJson(again);
  EXPECT_EQ(shop.order('a')["payment"]["attempt"], Value(2));
}

TEST(PlaceOrderTest, ALakeThatIsDownIsA503) {
  ScriptedShop shop;
  shop.fate = [](const Value&) { return Fate::kRefused500; };
  EXPECT_EQ(statusOf(shop.run("placeOrder", ScriptedShop::orderRequest('a'))), 503);
}

}  // namespace
}  // namespace vitrine
