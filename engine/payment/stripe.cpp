// SPDX-License-Identifier: MIT
#include <array>
#include <utility>

#include "engine/payment/amounts.h"
#include "engine/payment/payment.h"

namespace vitrine {
namespace {

std::string textOf(const Value& value) { return std::string(value.asString()); }

std::string upperCase(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return upper;
}

// An amount that cannot be read is one that no order has.
std::int64_t minorOf(const Value& amount, const std::string& currency) {
  const Result<Money> money = moneyOfStripe(amount.asInt64().value_or(-1), currency);
  return money ? money->amountMinor() : -1;
}

struct IntentStatus {
  std::string_view name;
  PaymentStatus whileOpen;   // the session still takes payments
  PaymentStatus whenClosed;
};
constexpr std::array<IntentStatus, 7> kIntentStatuses = {{
    {"requires_payment_method", PaymentStatus::kCreated, PaymentStatus::kFailed},
    {"requires_confirmation", PaymentStatus::kCreated, PaymentStatus::kPending},
    {"requires_action", PaymentStatus::kRequiresAction, PaymentStatus::kPending},
    {"processing", PaymentStatus::kPending, PaymentStatus::kPending},
    {"requires_capture", PaymentStatus::kAuthorised, PaymentStatus::kAuthorised},
    {"succeeded", PaymentStatus::kPaid, PaymentStatus::kPaid},
    {"canceled", PaymentStatus::kCancelled, PaymentStatus::kCancelled},
}};

std::string intentOf(const Value& session) {
  const Value& intent = session["payment_intent"];
  return textOf(intent.isObject() ? intent["id"] : intent);
}

PaymentStatus sessionStatus(const Value& session) {
  const std::string_view status = session["status"].asString();
  const std::string_view paid = session["payment_status"].asString();
  if (paid == "paid" || paid == "no_payment_required") return PaymentStatus::kPaid;
  if (status == "open") return PaymentStatus::kCreated;
  if (status == "expired") return PaymentStatus::kCancelled;
  if (status == "complete") return PaymentStatus::kPending;  // a delayed method
  return PaymentStatus::kUnknown;
}

std::string refundStatus(std::string_view status) {
  if (status == "succeeded") return "succeeded";
  if (status == "failed" || status == "canceled") return "failed";
  return "pending";
}

bool isWebUrl(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

}  // namespace

Result<PaymentFact> decodeStripeSession(const Value& session) {
  PaymentFact fact;
  fact.sessionId = textOf(session["id"]);
  if (fact.sessionId.empty()) {
    return fail(ErrorCode::kAnswerUnreadable, "id", "The gateway's answer is no session.");
  }
  fact.orderId = textOf(session["client_reference_id"]);
  if (fact.orderId.empty()) fact.orderId = textOf(session["metadata"]["orderId"]);
  fact.reference = intentOf(session);
  fact.currency = upperCase(session["currency"].asString());
  fact.amountMinor = minorOf(session["amount_total"], fact.currency);
  fact.status = sessionStatus(session);
  fact.open = session["status"].asString() == "open";
  if (session["payment_status"].asString() == "paid") fact.capturedMinor = fact.amountMinor;
  if (isWebUrl(session["url"].asString())) fact.redirectUrl = textOf(session["url"]);
  return fact;
}

PaymentFact withStripeIntent(PaymentFact fact, const Value& intent) {
  const std::string_view name = intent["status"].asString();
  for (const IntentStatus& known : kIntentStatuses) {
    if (known.name != name) continue;
    // An expired session has closed the page, whatever its intent still waits for.
    const bool over = fact.status == PaymentStatus::kCancelled;
    const PaymentStatus status = fact.open ? known.whileOpen : known.whenClosed;
    if (!over || status == PaymentStatus::kPaid) fact.status = status;
  }
  const Value& received = intent["amount_received"];
  if (received.isInt()) {
    const std::string currency = upperCase(intent["currency"].asString());
    fact.capturedMinor = minorOf(received, currency);
    if (fact.capturedMinor > 0 && currency != fact.currency) fact.currency = currency;
  }
  const Value& error = intent["last_payment_error"];
  fact.message = error["decline_code"].asString(error["code"].asString());
  fact.disputed = intent["latest_charge"]["disputed"].asBool().value_or(false);
  return fact;
}

PaymentFact withStripeRefunds(PaymentFact fact, const Value& list) {
  fact.refundedMinor = 0;
  fact.refunds.clear();
  for (const Value& refund : list["data"].items()) {
    RefundFact one = decodeStripeRefund(refund);
    if (one.status != "failed") fact.refundedMinor += one.amountMinor;
    fact.refunds.push_back(std::move(one));
  }
  return fact;
}

RefundFact decodeStripeRefund(const Value& refund) {
  const std::string currency = upperCase(refund["currency"].asString());
  const Result<Money> money = moneyOfStripe(refund["amount"].asInt64().value_or(0), currency);
  return {.refundId = textOf(refund["id"]),
          .refundKey = textOf(refund["metadata"]["refundKey"]),
          .amountMinor = money ? money->amountMinor() : 0,
          .status = refundStatus(refund["status"].asString())};
}

}  // namespace vitrine
