// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <utility>

#include "engine/core/json.h"
#include "tests/engine/placed_shop.h"

namespace vitrine {
namespace {

constexpr std::int64_t kTotal = 10290;
constexpr const char* kAurora = "product-aurora";
constexpr const char* kSand = "NL-AUR-SND";

TEST(SettleTest, BeforeThePaymentNothingChanges) {
  PlacedShop shop;
  const int commits = shop.lake.commits;
  EXPECT_EQ(statusOf(shop.settle('a')), 200);
  EXPECT_EQ(shop.lake.commits, commits);
}

TEST(SettleTest, TheSameFactThreeTimesAtOnceIsOnePaymentAndOneLabel) {
  for (std::size_t seed = 0; seed < 30; ++seed) {
    PlacedShop shop;
    shop.stripe.pay(shop.sessionOf('a'));
    std::size_t turn = seed;
    const auto responses = shop.runTogether(
        {{"settle", settleRequest('a')}, {"settle", settleRequest('a')},
         {"settle", settleRequest('a')}},
        [&turn](std::size_t count) { return (turn = turn * 11 + 7) / 5 % count; });

    for (const Value& response : responses) EXPECT_EQ(statusOf(response), 200);
    EXPECT_EQ(shop.statusOf('a'), "fulfilling") << seed;
    EXPECT_EQ(shop.carrier.labelsOf(ScriptedShop::orderId('a')), 1) << seed;
    EXPECT_EQ(shop.order('a')["history"].items().size(), 2U);
  }
}

TEST(SettleTest, ADeclinedCardLeavesThePageOpenAndSaysSo) {
  PlacedShop shop;
  shop.stripe.challenge(shop.sessionOf('a'), "requires_payment_method");
  shop.settle('a');

  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");
  EXPECT_EQ(shop.payment()["message"], Value("card_declined"));
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
}

TEST(SettleTest, CompleteButUnpaidIsNotPaid) {
  PlacedShop shop;
  shop.stripe.payLater(shop.sessionOf('a'));
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");
  EXPECT_EQ(shop.payment()["status"], Value("pending"));

  // Overdue, but the gateway is still working on it: the goods stay reserved.
  shop.expireAt(40);
  shop.reconcileUntilQuiet();
  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");
  shop.stripe.clear(shop.sessionOf('a'));
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
}

TEST(SettleTest, PaypalIsCapturedOnceAfterApproval) {
  PlacedShop shop("paypal");
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");
  ASSERT_TRUE(shop.paypal.approve(shop.sessionOf('a')));

  for (int i = 0; i < 3; ++i) shop.settle('a');

  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
  EXPECT_EQ(shop.paypal.captures, 1);
  EXPECT_EQ(shop.payment()["captureId"], Value("CAPPP1"));
}

TEST(SettleTest, TheIntentionToCaptureIsStoredBeforeTheCaptureLeaves) {
  PlacedShop shop("paypal");
  shop.paypal.approve(shop.sessionOf('a'));
  std::string stored;
  shop.fate = [&](const Value& command) {
    if (command["path"].asString().ends_with("/capture")) {
      stored = shop.payment()["status"].asString();
    }
    return Fate::kDone;
  };
  shop.settle('a');
  EXPECT_EQ(stored, "authorised");
}

TEST(SettleTest, ADeclinedInstrumentSendsTheShopperBackAndTheNextCaptureHasItsOwnKey) {
  PlacedShop shop("paypal");
  shop.paypal.approve(shop.sessionOf('a'));
  shop.paypal.declineNextCapture = "INSTRUMENT_DECLINED";
  shop.settle('a');
  EXPECT_EQ(shop.payment()["status"], Value("requires_action"));
  EXPECT_EQ(shop.payment()["message"], Value("INSTRUMENT_DECLINED"));

  shop.paypal.approve(shop.sessionOf('a'));
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
}

TEST(SettleTest, AnotherAmountIsNeverCapturedAndNeverPaid) {
  PlacedShop shop("paypal");
  const std::string id = shop.sessionOf('a');
  const Value unit = shop.paypal.orders[id]["purchase_units"][0];
  const Value cheap = unit.with("amount", Object{{"currency_code", "EUR"}, {"value", "0.01"}});
  shop.paypal.orders[id] = shop.paypal.orders[id].with("purchase_units", Array{cheap});
  shop.paypal.approve(id);

  shop.settle('a');

  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");
  EXPECT_EQ(shop.payment()["status"], Value("mismatch"));
  EXPECT_EQ(shop.paypal.captures, 0);
  EXPECT_TRUE(hasAlert(shop, "payment_mismatch"));

  // It does not stand in the way of paying rightly.
  const Value again = shop.run("payAgain", shop.payRequest());
  EXPECT_EQ(again["redirect"], Value("https://paypal.example/PP2")) << encodeJson(again);
  shop.paypal.approve("PP2");
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
}

TEST(SettleTest, AMismatchDoesNotHoldTheGoodsForEver) {
  PlacedShop shop("paypal");
  const std::string id = shop.sessionOf('a');
  const Value unit = shop.paypal.orders[id]["purchase_units"][0];
  const Value other = unit.with("custom_id", "order.other");
  shop.paypal.orders[id] = shop.paypal.orders[id].with("purchase_units", Array{other});
  shop.paypal.approve(id);

  shop.expireAt(31);
  shop.reconcileUntilQuiet();

  EXPECT_EQ(shop.statusOf('a'), "expired");
  EXPECT_EQ(shop.lake.stock(kAurora, kSand), 12);
  EXPECT_EQ(shop.paypal.captures, 0);
}

TEST(SettleTest, CapturedMoneyOfAnotherAmountGoesBackAndTheGoodsToo) {
  PlacedShop shop;
  const std::string id = shop.sessionOf('a');
  shop.stripe.sessions[id] = shop.stripe.sessions[id].with("amount_total", 1);
  shop.stripe.pay(id);

  shop.settle('a');

  EXPECT_EQ(shop.statusOf('a'), "refunded");
  EXPECT_EQ(shop.stripe.refundedOf(ScriptedShop::orderId('a')), 1);
  EXPECT_EQ(shop.lake.stock(kAurora, kSand), 12);
  EXPECT_TRUE(hasAlert(shop, "payment_mismatch"));
  EXPECT_EQ(shop.carrier.labels.size(), 0U);
}

TEST(SettleTest, AnotherCurrencyGoesBackInThatCurrency) {
  PlacedShop shop;
  const std::string id = shop.sessionOf('a');
  shop.stripe.sessions[id] = shop.stripe.sessions[id].with("currency", "jpy");
  shop.stripe.pay(id);

  shop.settle('a');

  EXPECT_EQ(shop.statusOf('a'), "refunded");
  EXPECT_EQ(shop.stripe.refundedOf(ScriptedShop::orderId('a')), kTotal);
}

TEST(SettleTest, ASessionOfAnotherOrderIsNoPayment) {
  PlacedShop shop;
  shop.run("placeOrder", ScriptedShop::orderRequest('b'));
  shop.stripe.pay(shop.sessionOf('b'));

  shop.run("settle", settleRequest('a').with("sessionId", shop.sessionOf('b')));

  EXPECT_EQ(shop.statusOf('a'), "awaiting_payment");
  EXPECT_EQ(shop.payment()["status"], Value("created"));
  EXPECT_TRUE(hasAlert(shop, "payment_of_another_order"));
}

TEST(SettleTest, ASessionThatTheOrderHasForgottenCountsWhenItNamesTheOrder) {
  ScriptedShop shop;
  // The server died after the page was opened and before its name was stored.
  const auto crashed = shop.runAndCrash("placeOrder", ScriptedShop::orderRequest('a'), 4);
  ASSERT_FALSE(crashed.has_value());
  ASSERT_EQ(shop.stripe.sessions.size(), 1U);
  ASSERT_EQ(shop.sessionOf('a'), "");
  shop.stripe.pay("cs_test_1");

  shop.run("settle", settleRequest('a').with("sessionId", "cs_test_1"));

  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
}

TEST(SettleTest, MoneyThatCameTwiceGoesBackOnce) {
  PlacedShop shop;
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');
  // A second page for the same order, from outside our control.
  Value twin = shop.stripe.sessions[shop.sessionOf('a')];
  shop.stripe.sessions["cs_twin"] = twin.with("id", "cs_twin").with("status", "open").with(
      "payment_status", "unpaid").with("payment_intent", Value());
  shop.stripe.pay("cs_twin");

  const Value request = settleRequest('a').with("sessionId", "cs_twin");
  for (int i = 0; i < 3; ++i) shop.run("settle", request);

  EXPECT_EQ(shop.stripe.capturedOf(ScriptedShop::orderId('a')), 2 * kTotal);
  EXPECT_EQ(shop.stripe.refundedOf(ScriptedShop::orderId('a')), kTotal);
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
  EXPECT_TRUE(hasAlert(shop, "duplicate_payment"));
}

TEST(SettleTest, ADoublePaymentThatCannotGoBackNowHoldsUpNeitherTheOrderNorItself) {
  PlacedShop shop;
  Value twin = shop.stripe.sessions[shop.sessionOf('a')];
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');
  shop.stripe.sessions["cs_twin"] = twin.with("id", "cs_twin");
  shop.stripe.pay("cs_twin");
  shop.stripe.refusesRefunds = 400;
  shop.run("settle", settleRequest('a').with("sessionId", "cs_twin"));
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
  EXPECT_EQ(shop.payment()["refunds"][0]["status"], Value("failed"));

  shop.carrier.scan("se-100", "DE", "DELIVERED", shop.nowMs);
  shop.expireAt(24 * 60);
  shop.reconcileUntilQuiet();
  EXPECT_EQ(shop.statusOf('a'), "delivered");
  shop.alerts.clear();
  shop.expireAt(24 * 60);
  shop.reconcileUntilQuiet();
  EXPECT_TRUE(hasAlert(shop, "refund_owed"));
}

TEST(SettleTest, ARefundWhoseAnswerWasLostIsNotMadeAgainWhenItsKeyIsForgotten) {
  PlacedShop shop;
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');
  shop.fate = [](const Value& command) {
    return command["path"] == Value("/v1/refunds") && command["method"] == Value("POST")
               ? Fate::kAnswerLost
               : Fate::kDone;
  };
  shop.run("refund", shop.refundRequest('1', 1000));
  ASSERT_EQ(shop.payment()["refunds"][0]["status"], Value("requested"));

  shop.fate = nullptr;
  shop.stripe.forgetKeys();
  shop.expireAt(24 * 60);
  shop.reconcileUntilQuiet();
  EXPECT_EQ(shop.stripe.refundedOf(ScriptedShop::orderId('a')), 1000);
  EXPECT_EQ(shop.payment()["refunds"][0]["status"], Value("succeeded"));
  EXPECT_EQ(shop.payment()["refundedMinor"], Value(1000));
}

TEST(SettleTest, AfterAConflictTheGatewayIsReadAgain) {
  PlacedShop shop;
  shop.stripe.pay(shop.sessionOf('a'));
  bool met = false;
  shop.fate = [&](const Value& command) {
    if (command["kind"] != Value("sanity.mutate") || std::exchange(met, true)) return Fate::kDone;
    // What the first one has read is old before it is written.
    shop.settle('a');
    shop.stripe.refundInDashboard(std::string(shop.payment()["intentId"].asString()), 290);
    shop.run("refund", shop.refundRequest('1', 1000));
    return Fate::kDone;
  };
  shop.settle('a');

  EXPECT_TRUE(met);
  EXPECT_EQ(shop.payment()["refundedMinor"], Value(1290));
  EXPECT_EQ(statusOf(shop.run("refund", shop.refundRequest('2'))), 200);
  EXPECT_EQ(shop.statusOf('a'), "refunded");
  EXPECT_EQ(shop.stripe.refundedOf(ScriptedShop::orderId('a')), kTotal);
}

TEST(SettleTest, ADisputeStopsTheOrder) {
  PlacedShop shop;
  shop.stripe.pay(shop.sessionOf('a'));
  const std::string intent(shop.stripe.sessions[shop.sessionOf('a')]["payment_intent"].asString());
  shop.settle('a');
  shop.stripe.intents[intent] = shop.stripe.intents[intent].with(
      "latest_charge", Object{{"id", "ch_1"}, {"disputed", true}});
  shop.settle('a');
  EXPECT_EQ(shop.statusOf('a'), "disputed");
}

TEST(SettleTest, ADisputeThatNamesTheMoneyAloneFindsItsOrder) {
  PlacedShop shop;
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');
  const std::string intent(shop.payment()["intentId"].asString());
  shop.stripe.intents[intent] = shop.stripe.intents[intent].with(
      "latest_charge", Object{{"id", "ch_1"}, {"disputed", true}});

  EXPECT_EQ(statusOf(shop.run("settle", Value(Object{{"reference", "pi_other"}}))), 404);
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
  EXPECT_EQ(statusOf(shop.run("settle", Value(Object{{"reference", intent}}))), 200);
  EXPECT_EQ(shop.statusOf('a'), "disputed");
}

TEST(SettleTest, AComplaintAtPaypalStopsTheOrder) {
  PlacedShop shop("paypal");
  shop.paypal.approve(shop.sessionOf('a'));
  shop.settle('a');
  ASSERT_EQ(shop.statusOf('a'), "fulfilling");
  shop.paypal.complain(shop.sessionOf('a'));

  const Value captureId = shop.payment()["captureId"];
  EXPECT_EQ(statusOf(shop.run("settle", Value(Object{{"reference", captureId}}))), 200);
  EXPECT_EQ(shop.statusOf('a'), "disputed");
  EXPECT_EQ(shop.payment()["status"], Value("paid"));
}

TEST(SettleTest, ARefundInTheDashboardIsSeen) {
  PlacedShop shop;
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');
  shop.stripe.refundInDashboard(std::string(shop.payment()["intentId"].asString()), 290);
  shop.settle('a');
  EXPECT_EQ(shop.payment()["refundedMinor"], Value(290));
  EXPECT_EQ(shop.payment()["status"], Value("partially_refunded"));
  EXPECT_EQ(shop.statusOf('a'), "fulfilling");
}

TEST(RefundTest, PartsUpToTheWholeAndNotAPennyMore) {
  PlacedShop shop;
  shop.stripe.pay(shop.sessionOf('a'));
  shop.settle('a');

  EXPECT_EQ(statusOf(shop.run("refund", shop.refundRequest('1', 290))), 200);
  EXPECT_EQ(statusOf(shop.run("refund", shop.refundRequest('1', 290))), 200);  // a retry
  EXPECT_EQ(codeOf(shop.run("refund", shop.refundRequest('1', 291))), "idempotency_key_reused");
  EXPECT_EQ(codeOf(shop.run("refund", shop.refundRequest('2', kTotal))), "refund_above_captured");
  EXPECT_EQ(codeOf(shop.run("refund", shop.refundRequest('3', 0))), "invalid_value");
  EXPECT_EQ(codeOf(shop.run("refund", shop.refundRequest('4', -5))), "invalid_value");
  EXPECT_EQ(shop.payment()["refundedMinor"], Value(290));

  EXPECT_EQ(statusOf(shop.run("refund", shop.refundRequest('5'))), 200);
  EXPECT_EQ(shop.statusOf('a'), "refunded");
  EXPECT_EQ(shop.stripe.refundedOf(ScriptedShop::orderId('a')), kTotal);
  EXPECT_EQ(codeOf(shop.run("refund", shop.refundRequest('6'))), "order_not_payable");
}

TEST(RefundTest, WithoutMoneyThereIsNothingToGiveBack) {
  PlacedShop shop;
  EXPECT_EQ(codeOf(shop.run("refund", shop.refundRequest('1'))), "order_not_payable");
}

TEST(RefundTest, PaypalRefundsItsCapture) {
  PlacedShop shop("paypal");
  shop.paypal.approve(shop.sessionOf('a'));
  shop.settle('a');
  EXPECT_EQ(statusOf(shop.run("refund", shop.refundRequest('1'))), 200);
  EXPECT_EQ(shop.paypal.refundedOf(ScriptedShop::orderId('a')), kTotal);
  EXPECT_EQ(shop.statusOf('a'), "refunded");
}

}  // namespace
}  // namespace vitrine
