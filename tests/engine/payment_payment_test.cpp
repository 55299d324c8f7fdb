// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <array>
#include <string>

#include "engine/core/json.h"
#include "engine/payment/payment.h"
#include "tests/engine/matchers.h"
#include "tests/engine/order_fixture.h"

namespace vitrine {
namespace {

// By letter: Created Pending Requires_action Authorised pai$ failed(X) cancelled(Z) refunded(F)
// partially(H) Mismatch Unknown; '=' unchanged. Rows: now. Columns: reported.
constexpr std::string_view kLetters = "CPRA$XZFHMU";
constexpr std::array<std::string_view, kPaymentStatusCount> kExpected = {
    "=PRA$XZFHMU",  // created
    "C=RA$XZFHM=",  // pending
    "CP=A$XZFHM=",  // requires_action
    "CPR=$XZFHM=",  // authorised
    "=======FH==",  // paid
    "====$==FHM=",  // failed
    "====$==FHM=",  // cancelled
    "===========",  // refunded
    "=======F===",  // partially_refunded
    "=======FH==",  // mismatch
    "CPRA$XZFHM=",  // unknown
};

TEST(PaymentStatusTest, EveryStatusAnswersEveryReportAsTheTableSays) {
  for (std::size_t now = 0; now < kExpected.size(); ++now) {
    for (std::size_t reported = 0; reported < kExpected.size(); ++reported) {
      const auto from = static_cast<PaymentStatus>(now);
      const auto next = nextPaymentStatus(from, static_cast<PaymentStatus>(reported));
      const char actual = next == from ? '=' : kLetters[static_cast<std::size_t>(next)];
      EXPECT_EQ(actual, kExpected[now][reported])
          << paymentStatusName(from) << " x "
          << paymentStatusName(static_cast<PaymentStatus>(reported));
    }
  }
}

Value session(const char* status, const char* paid) {
  return Value(Object{{"id", "cs_1"},
                      {"status", status},
                      {"payment_status", paid},
                      {"amount_total", 9290},
                      {"currency", "eur"},
                      {"client_reference_id", "order.0123456789abcdef0123456789abcdef"},
                      {"payment_intent", "pi_1"},
                      {"url", "https://checkout.stripe.com/c/pay/cs_1"}});
}

Value intent(const char* status, std::int64_t received) {
  return Value(Object{{"id", "pi_1"},
                      {"status", status},
                      {"amount_received", received},
                      {"currency", "eur"},
                      {"latest_charge", "ch_1"},
                      {"last_payment_error", Value()}});
}

struct StripeRow {
  const char* session;
  const char* paid;
  const char* intent;
  PaymentStatus expected;
};
constexpr StripeRow kStripeRows[] = {
    {"open", "unpaid", "requires_payment_method", PaymentStatus::kCreated},
    {"open", "unpaid", "requires_action", PaymentStatus::kRequiresAction},
    {"open", "unpaid", "processing", PaymentStatus::kPending},
    {"complete", "unpaid", "processing", PaymentStatus::kPending},
    {"complete", "unpaid", "requires_payment_method", PaymentStatus::kFailed},
    {"complete", "unpaid", "requires_capture", PaymentStatus::kAuthorised},
    {"complete", "unpaid", "canceled", PaymentStatus::kCancelled},
    {"complete", "paid", "succeeded", PaymentStatus::kPaid},
    {"expired", "unpaid", "requires_payment_method", PaymentStatus::kCancelled},
    {"expired", "unpaid", "requires_action", PaymentStatus::kCancelled},
    {"complete", "unpaid", "a status of next year", PaymentStatus::kPending},
    {"a status of next year", "unpaid", "", PaymentStatus::kUnknown},
};

TEST(StripeFactTest, SessionAndIntentTogetherSayWhatBecameOfThePayment) {
  for (const StripeRow& row : kStripeRows) {
    const std::int64_t received = row.expected == PaymentStatus::kPaid ? 9290 : 0;
    const PaymentFact fact = withStripeIntent(*decodeStripeSession(session(row.session, row.paid)),
                                              intent(row.intent, received));
    EXPECT_EQ(fact.status, row.expected) << row.session << " / " << row.intent;
    EXPECT_EQ(fact.capturedMinor, received);
    EXPECT_EQ(fact.open, std::string_view(row.session) == "open");
  }
}

TEST(StripeFactTest, FailedRefundsDoNotCount) {
  const auto refund = [](const char* id, std::int64_t amount, const char* status) {
    return Value(
        Object{{"id", id}, {"amount", amount}, {"currency", "eur"}, {"status", status}});
  };
  const Value list(Object{{"data", Array{refund("re_1", 100, "succeeded"),
                                         refund("re_2", 200, "pending"),
                                         refund("re_3", 400, "failed")}}});

  const PaymentFact fact = withStripeRefunds(PaymentFact{}, list);

  EXPECT_EQ(fact.refundedMinor, 300);
  EXPECT_EQ(fact.refunds.size(), 3U);
}

TEST(StripeFactTest, AnAmountThatCannotBeReadIsNoOrdersAmount) {
  const Order order = sampleOrder();
  for (const Value& hostile : {Value("9290"), Value(), Value(92.9), Value(Object{})}) {
    const auto fact = decodeStripeSession(session("open", "unpaid").with("amount_total", hostile));
    EXPECT_THAT(compareWithOrder(order, *fact), FailsWith(ErrorCode::kPaymentMismatch));
  }
  EXPECT_THAT(decodeStripeSession(Value("<html>")), FailsWith(ErrorCode::kAnswerUnreadable));
}

TEST(CompareTest, ReferenceCurrencyAndAmountAreComparedInThisOrder) {
  const Order order = sampleOrder();
  const PaymentFact good = *decodeStripeSession(session("complete", "paid"));
  EXPECT_THAT(compareWithOrder(order, good), IsOk());

  PaymentFact bad = good;
  bad.capturedMinor = 9289;
  EXPECT_EQ(compareWithOrder(order, bad).error().field, "amount");
  bad.amountMinor = 1;
  EXPECT_EQ(compareWithOrder(order, bad).error().field, "amount");
  bad.currency = "USD";
  EXPECT_EQ(compareWithOrder(order, bad).error().field, "currency");
  bad.orderId = "order.other";
  EXPECT_EQ(compareWithOrder(order, bad).error().field, "reference");
}

Value paypalOrder(const char* status, Array captures, Array refunds = {}) {
  return Value(Object{
      {"id", "PP1"},
      {"status", status},
      {"purchase_units",
       Array{Value(Object{{"custom_id", "order.0123456789abcdef0123456789abcdef"},
                          {"amount", Object{{"currency_code", "EUR"}, {"value", "92.90"}}},
                          {"payments", Object{{"captures", std::move(captures)},
                                              {"refunds", std::move(refunds)}}}})}},
      {"links", Array{Value(Object{{"rel", "self"}, {"href", "https://api"}}),
                      Value(Object{{"rel", "approve"}, {"href", "https://paypal.com/x"}})}}});
}

Value capture(const char* status) {
  return Value(Object{{"id", "CAP1"},
                      {"status", status},
                      {"amount", Object{{"currency_code", "EUR"}, {"value", "92.90"}}}});
}

TEST(PaypalFactTest, CompletedMeansPaidOnlyWithACompletedCapture) {
  const auto statusOf = [](const char* order, Array captures) {
    return decodePaypalOrder(paypalOrder(order, std::move(captures)))->status;
  };
  EXPECT_EQ(statusOf("CREATED", {}), PaymentStatus::kCreated);
  EXPECT_EQ(statusOf("PAYER_ACTION_REQUIRED", {}), PaymentStatus::kCreated);
  EXPECT_EQ(statusOf("APPROVED", {}), PaymentStatus::kAuthorised);
  EXPECT_EQ(statusOf("VOIDED", {}), PaymentStatus::kCancelled);
  EXPECT_EQ(statusOf("COMPLETED", {}), PaymentStatus::kPending);
  EXPECT_EQ(statusOf("COMPLETED", {capture("PENDING")}), PaymentStatus::kPending);
  EXPECT_EQ(statusOf("COMPLETED", {capture("DECLINED")}), PaymentStatus::kFailed);
  EXPECT_EQ(statusOf("COMPLETED", {capture("COMPLETED")}), PaymentStatus::kPaid);
  EXPECT_EQ(statusOf("SOMETHING_NEW", {}), PaymentStatus::kUnknown);
}

TEST(PaypalFactTest, SumsComeFromCapturesAndRefunds) {
  const Value refund(Object{{"id", "R1"},
                            {"status", "COMPLETED"},
                            {"amount", Object{{"currency_code", "EUR"}, {"value", "12.00"}}}});
  const PaymentFact fact =
      *decodePaypalOrder(paypalOrder("COMPLETED", {capture("PARTIALLY_REFUNDED")}, {refund}));

  EXPECT_EQ(fact.capturedMinor, 9290);
  EXPECT_EQ(fact.refundedMinor, 1200);
  EXPECT_EQ(fact.reference, "CAP1");
  EXPECT_EQ(fact.redirectUrl, "https://paypal.com/x");
  EXPECT_THAT(compareWithOrder(sampleOrder(), fact), IsOk());
}

TEST(ApplyFactTest, PaidIsASumAndNotAFlag) {
  Payment payment;
  payment.amountMinor = 9290;
  PaymentFact fact = *decodeStripeSession(session("complete", "paid"));
  payment = withFact(payment, fact);
  EXPECT_EQ(payment.status, PaymentStatus::kPaid);
  EXPECT_EQ(payment.intentId, "pi_1");

  fact.refundedMinor = 9290;
  payment = withFact(payment, fact);
  EXPECT_EQ(payment.status, PaymentStatus::kRefunded);

  // The same money seen by an older eye.
  PaymentFact late = *decodeStripeSession(session("expired", "unpaid"));
  payment = withFact(payment, late);
  EXPECT_EQ(payment.status, PaymentStatus::kRefunded);
  EXPECT_EQ(payment.capturedMinor, 9290);
}

TEST(ApplyFactTest, WhatWeGaveBackIsNeverForgotten) {
  Payment payment;
  payment.amountMinor = 9290;
  payment.intentId = "pi_1";
  payment.refunds = {{.key = "k1", .reference = "pi_1", .amountMinor = 1000, .currency = "EUR",
                      .status = "succeeded", .refundId = "re_1", .reason = {}},
                     {.key = "k2", .reference = "pi_twin", .amountMinor = 9290, .currency = "EUR",
                      .status = "succeeded", .refundId = "re_2", .reason = {}}};
  payment = withFact(payment, *decodeStripeSession(session("complete", "paid")));
  EXPECT_EQ(payment.refundedMinor, 1000);
}

TEST(ApplyFactTest, ASessionOfTheOtherGatewayIsTakenWithItsMoneyOnly) {
  Payment payment;
  payment.gateway = Gateway::kPaypal;
  payment.amountMinor = 9290;
  payment.sessionId = "PP1";
  payment = withFact(payment, *decodeStripeSession(session("expired", "unpaid")));
  EXPECT_EQ(payment.sessionId, "PP1");

  const PaymentFact paid = *decodeStripeSession(session("complete", "paid"));
  payment = withFact(payment, paid);
  EXPECT_EQ(payment.gateway, Gateway::kStripe);
  EXPECT_EQ(payment.sessionId, paid.sessionId);
}

}  // namespace
}  // namespace vitrine
