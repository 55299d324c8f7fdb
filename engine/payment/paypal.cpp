// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/payment/amounts.h"
#include "engine/payment/payment.h"

namespace vitrine {
namespace {

std::string textOf(const Value& value) { return std::string(value.asString()); }

std::int64_t minorOf(const Value& amount) {
  const Result<Money> money =
      moneyOfPaypal(amount["value"].asString(), amount["currency_code"].asString());
  return money ? money->amountMinor() : -1;
}

PaymentStatus orderStatus(std::string_view status) {
  if (status == "CREATED" || status == "SAVED" || status == "PAYER_ACTION_REQUIRED") {
    return PaymentStatus::kCreated;
  }
  if (status == "APPROVED") return PaymentStatus::kAuthorised;
  if (status == "VOIDED") return PaymentStatus::kCancelled;
  if (status == "COMPLETED") return PaymentStatus::kPending;  // until a capture says more
  return PaymentStatus::kUnknown;
}

bool hasMoney(std::string_view status) {
  return status == "COMPLETED" || status == "PARTIALLY_REFUNDED" || status == "REFUNDED";
}

// Money that was captured and is held back again, because its payer complained to PayPal or bank
// (developer.paypal.com, Orders v2, capture_status_details).
bool isDisputed(const Value& capture) {
  const std::string_view reason = capture["status_details"]["reason"].asString();
  return reason == "BUYER_COMPLAINT" || reason == "CHARGEBACK";
}

void addCapture(PaymentFact& fact, const Value& capture) {
  const std::string_view status = capture["status"].asString();
  fact.disputed = fact.disputed || isDisputed(capture);
  if (fact.capturedMinor == 0) fact.reference = textOf(capture["id"]);
  if (hasMoney(status)) {
    fact.capturedMinor += minorOf(capture["amount"]);
    fact.currency = textOf(capture["amount"]["currency_code"]);
    fact.status = PaymentStatus::kPaid;
    if (status == "REFUNDED") fact.refundedMinor += minorOf(capture["amount"]);
  } else if (fact.status != PaymentStatus::kPaid) {
    const bool refused = status == "DECLINED" || status == "FAILED";
    fact.status = refused ? PaymentStatus::kFailed : PaymentStatus::kPending;
    if (refused) fact.message = textOf(capture["status_details"]["reason"]);
  }
}

std::string_view linkOf(const Value& order) {
  for (const std::string_view rel : {"payer-action", "approve"}) {
    for (const Value& link : order["links"].items()) {
      const std::string_view href = link["href"].asString();
      const bool web = href.starts_with("https://") || href.starts_with("http://");
      if (web && link["rel"].asString() == rel) return href;
    }
  }
  return {};
}

std::string refundStatus(std::string_view status) {
  if (status == "COMPLETED") return "succeeded";
  if (status == "FAILED" || status == "CANCELLED") return "failed";
  return "pending";
}

}  // namespace

Result<PaymentFact> decodePaypalOrder(const Value& order) {
  PaymentFact fact;
  fact.gateway = Gateway::kPaypal;
  fact.sessionId = textOf(order["id"]);
  if (fact.sessionId.empty()) {
    return fail(ErrorCode::kAnswerUnreadable, "id", "The gateway's answer is no order.");
  }
  const Value& unit = order["purchase_units"][0];
  fact.orderId = textOf(unit["custom_id"]);
  fact.currency = textOf(unit["amount"]["currency_code"]);
  fact.amountMinor = minorOf(unit["amount"]);
  fact.status = orderStatus(order["status"].asString());
  fact.open = fact.status == PaymentStatus::kCreated;
  fact.redirectUrl = std::string(linkOf(order));
  for (const Value& capture : unit["payments"]["captures"].items()) addCapture(fact, capture);
  std::int64_t listed = 0;
  for (const Value& refund : unit["payments"]["refunds"].items()) {
    RefundFact one = decodePaypalRefund(refund);
    if (one.status != "failed") listed += one.amountMinor;
    fact.refunds.push_back(std::move(one));
  }
  if (listed > fact.refundedMinor) fact.refundedMinor = listed;
  return fact;
}

RefundFact decodePaypalRefund(const Value& refund) {
  const std::int64_t minor = minorOf(refund["amount"]);
  return {.refundId = textOf(refund["id"]),
          .refundKey = textOf(refund["custom_id"]),
          .amountMinor = minor < 0 ? 0 : minor,
          .status = refundStatus(refund["status"].asString())};
}

}  // namespace vitrine
