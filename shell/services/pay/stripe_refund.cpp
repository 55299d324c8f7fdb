// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>

#include "shell/services/pay/stripe_fields.h"
#include "shell/services/pay/stripe_ledger.h"
#include "shell/services/pay/stripe_session.h"

namespace vitrine::services {
namespace {

constexpr std::int64_t kSlowRefundMs = 3'000;
constexpr std::array<std::string_view, 3> kReasons = {"duplicate", "fraudulent",
                                                      "requested_by_customer"};

StripeResult<std::int64_t> amountOf(const Value& params, std::int64_t left) {
  if (params["amount"].isNull()) return left;
  const std::string_view text = params["amount"].asString();
  std::int64_t amount = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), amount);
  if (problem != std::errc{} || end != text.data() + text.size() || amount < 1) {
    return invalidParam("parameter_invalid_integer", "amount",
                        "Invalid positive integer: " + std::string(text));
  }
  if (amount <= left) return amount;
  return std::unexpected(StripeError{400, "invalid_request_error", "", "amount",
                                     "Refund amount (" + std::to_string(amount) +
                                         ") is greater than unrefunded amount on charge (" +
                                         std::to_string(left) + ")",
                                     false});
}

StripeResult<void> checkParams(const Value& params) {
  for (const auto& [name, value] : params.members()) {
    if (std::ranges::find(kRefundParams, name) == kRefundParams.end()) {
      return invalidParam("parameter_unknown", name, "Received unknown parameter: " + name);
    }
  }
  const Value& reason = params["reason"];
  if (!reason.isNull() && std::ranges::find(kReasons, reason.asString()) == kReasons.end()) {
    return invalidParam("", "reason",
                        "Invalid reason: must be one of duplicate, fraudulent, or "
                        "requested_by_customer");
  }
  if (params["payment_intent"].isNull() && params["charge"].isNull()) {
    return invalidParam("parameter_missing", "",
                        "One of the following params should be provided for this request: "
                        "payment_intent or charge.");
  }
  return {};
}

}  // namespace

StripeResult<Value> StripeLedger::chargeToRefund(const Value& params) const {
  std::string chargeId(params["charge"].asString());
  if (chargeId.empty()) {
    const std::string_view intentId = params["payment_intent"].asString();
    const auto intent = objects_.find("payment_intent", intentId);
    if (!intent) return missing("payment_intent", intentId);
    if ((*intent)["status"].asString() != "succeeded") {
      return std::unexpected(StripeError{400, "invalid_request_error",
                                         "payment_intent_unexpected_state", "payment_intent",
                                         "This PaymentIntent (" + std::string(intentId) +
                                             ") does not have a successful charge to refund.",
                                         false});
    }
    chargeId = (*intent)["latest_charge"].asString();
  }
  auto charge = objects_.find("charge", chargeId);
  if (!charge) return missing("charge", chargeId);
  return *charge;
}

StripeResult<Value> StripeLedger::refund(const Value& params, std::int64_t nowMs) {
  if (auto fine = checkParams(params); !fine) return std::unexpected(fine.error());
  const auto metadata = checkedMetadata(params, "metadata");
  if (!metadata) return std::unexpected(metadata.error());
  const auto charge = chargeToRefund(params);
  if (!charge) return std::unexpected(charge.error());
  const std::int64_t refunded = (*charge)["amount_refunded"].asInt64().value_or(0);
  const std::int64_t left = (*charge)["amount_captured"].asInt64().value_or(0) - refunded;
  if (left <= 0) {
    return std::unexpected(StripeError{
        400, "invalid_request_error", "charge_already_refunded", "",
        "Charge " + std::string((*charge)["id"].asString()) + " has already been refunded.",
        false});
  }
  const auto amount = amountOf(params, left);
  if (!amount) return std::unexpected(amount.error());

  const auto future = static_cast<CardFuture>((*charge)["_future"].asInt64().value_or(0));
  Object refund{{"id", stripeId("re_")}, {"object", "refund"}};
  for (const std::string_view field : kRefundFields) refund.set(field, nullptr);
  refund.set("amount", *amount);
  refund.set("balance_transaction", stripeId("txn_"));
  refund.set("charge", (*charge)["id"]);
  refund.set("created", nowMs / 1'000);
  refund.set("currency", (*charge)["currency"]);
  refund.set("metadata", *metadata);
  refund.set("payment_intent", (*charge)["payment_intent"]);
  refund.set("reason", params["reason"]);
  refund.set("status", future == CardFuture::kPendingRefund ? "pending" : "succeeded");
  if (future == CardFuture::kPendingRefund || future == CardFuture::kFailingRefund) {
    refund.set("_due", nowMs + kSlowRefundMs);
    refund.set("_future", static_cast<std::int64_t>(future));
  }
  const Value made(std::move(refund));
  objects_.put("refund", made["id"].asString(), made);
  const Value after =
      charge->with("amount_refunded", refunded + *amount).with("refunded", *amount == left);
  objects_.put("charge", after["id"].asString(), after);
  tell("refund.created", made, nowMs);
  tell("charge.refunded", after, nowMs);
  return made;
}

void StripeLedger::settleRefund(const Value& refund, std::int64_t nowMs) {
  const auto future = static_cast<CardFuture>(refund["_future"].asInt64().value_or(0));
  const bool isFailing = future == CardFuture::kFailingRefund;
  Value settled = refund.without("_due").with("status", isFailing ? "failed" : "succeeded");
  if (isFailing) {
    settled = settled.with("failure_reason", "expired_or_canceled_card");
    if (const auto charge = objects_.find("charge", refund["charge"].asString())) {
      const std::int64_t left = (*charge)["amount_refunded"].asInt64().value_or(0) -
                                refund["amount"].asInt64().value_or(0);
      objects_.put("charge", (*charge)["id"].asString(),
                   charge->with("amount_refunded", left).with("refunded", false));
    }
  }
  objects_.put("refund", settled["id"].asString(), settled);
  tell("refund.updated", settled, nowMs);
  if (isFailing) tell("refund.failed", settled, nowMs);
}

void StripeLedger::tick(std::int64_t nowMs) {
  const auto isDue = [nowMs](const Value& object) {
    const auto due = object["_due"].asInt64();
    return due && *due <= nowMs;
  };
  for (const Value& open : objects_.all("session")) {
    if (open["status"].asString() == "open") session(open["id"].asString(), nowMs);
  }
  for (const Value& charge : objects_.all("charge")) {
    if (isDue(charge)) dispute(charge, nowMs);
  }
  for (const Value& refund : objects_.all("refund")) {
    if (isDue(refund)) settleRefund(refund, nowMs);
  }
}

}  // namespace vitrine::services
