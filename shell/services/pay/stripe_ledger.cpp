// SPDX-License-Identifier: MIT
#include "shell/services/pay/stripe_ledger.h"

#include <algorithm>
#include <array>

#include "engine/core/json.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/pay/stripe_fields.h"
#include "shell/services/pay/stripe_session.h"

namespace vitrine::services {
namespace {

constexpr std::int64_t kDisputeMs = 4'000;

// The types that the shop's endpoint is subscribed to; all others are only listed.
constexpr std::array<std::string_view, 16> kSubscribed = {
    "checkout.session.completed",
    "checkout.session.expired",
    "checkout.session.async_payment_succeeded",
    "checkout.session.async_payment_failed",
    "payment_intent.succeeded",
    "payment_intent.payment_failed",
    "payment_intent.processing",
    "payment_intent.requires_action",
    "payment_intent.canceled",
    "payment_intent.amount_capturable_updated",
    "charge.refunded",
    "refund.created",
    "refund.updated",
    "refund.failed",
    "charge.dispute.created",
    "charge.dispute.closed"};

template <std::size_t N>
Object blank(std::string_view id, std::string_view kind,
             const std::array<std::string_view, N>& fields) {
  Object object{{"id", id}, {"object", kind}};
  for (const std::string_view field : fields) object.set(field, nullptr);
  return object;
}

Value cardDetails(const Card& card) {
  return Object{{"type", "card"},
                {"card", Object{{"brand", card.brand},
                                {"country", "US"},
                                {"exp_month", card.expMonth},
                                {"exp_year", card.expYear},
                                {"fingerprint", sha256Hex(card.brand + card.last4).substr(0, 16)},
                                {"funding", "credit"},
                                {"last4", card.last4},
                                {"network", card.brand},
                                {"three_d_secure", nullptr},
                                {"wallet", nullptr}}}};
}

Value rememberedCard(const Card& card) {
  return Object{{"brand", card.brand},
                {"last4", card.last4},
                {"expMonth", card.expMonth},
                {"expYear", card.expYear},
                {"decline", card.refusal ? Value(card.refusal->declineCode) : Value()},
                {"future", static_cast<std::int64_t>(card.future)}};
}

Card recalledCard(const Value& stored) {
  Card card;
  card.brand = stored["brand"].asString();
  card.last4 = stored["last4"].asString();
  card.expMonth = static_cast<int>(stored["expMonth"].asInt64().value_or(1));
  card.expYear = static_cast<int>(stored["expYear"].asInt64().value_or(2030));
  if (stored["decline"].isString()) card.refusal = refusalOf(stored["decline"].asString());
  card.future = static_cast<CardFuture>(stored["future"].asInt64().value_or(0));
  return card;
}

Value paymentError(const CardRefusal& refusal, const Card& card, std::string_view chargeId) {
  Object error{{"type", refusal.declineCode.empty() ? "invalid_request_error" : "card_error"},
               {"code", refusal.code},
               {"message", refusal.message},
               {"payment_method", Object{{"id", stripeId("pm_")},
                                         {"object", "payment_method"},
                                         {"type", "card"},
                                         {"card", cardDetails(card)["card"]}}}};
  if (!refusal.declineCode.empty()) error.set("decline_code", refusal.declineCode);
  if (!chargeId.empty()) error.set("charge", chargeId);
  return error;
}

}  // namespace

void StripeLedger::tell(std::string_view type, const Value& object, std::int64_t nowMs) {
  const std::string id = stripeId("evt_");
  const bool isSession = object["object"].asString() == "checkout.session";
  const Value event = Object{
      {"id", id},
      {"object", "event"},
      {"api_version", kStripeVersion},
      {"created", nowMs / 1'000},
      {"data", Object{{"object", isSession ? visibleSession(object) : visibleObject(object)}}},
      {"livemode", false},
      {"pending_webhooks", 1},
      {"request", Object{{"id", nullptr}, {"idempotency_key", nullptr}}},
      {"type", type}};
  objects_.put("event", id, event);
  if (std::ranges::find(kSubscribed, type) != kSubscribed.end()) {
    webhooks_.put("stripe", "", encodeJson(event));
  }
}

void StripeLedger::putSession(const Value& session) {
  objects_.put("session", session["id"].asString(), session);
}

std::optional<Value> StripeLedger::session(std::string_view id, std::int64_t nowMs) {
  auto session = objects_.find("session", id);
  if (!session || (*session)["status"].asString() != "open") return session;
  if ((*session)["expires_at"].asInt64().value_or(0) > nowMs / 1'000) return session;
  return expire(*session, nowMs);
}

Value StripeLedger::expire(const Value& session, std::int64_t nowMs) {
  const Value expired = session.with("status", "expired").with("url", nullptr);
  putSession(expired);
  if (const auto intent = objects_.find("payment_intent", session["payment_intent"].asString())) {
    const Value canceled = intent->with("status", "canceled")
                               .with("canceled_at", nowMs / 1'000)
                               .with("cancellation_reason", "automatic")
                               .with("next_action", nullptr);
    objects_.put("payment_intent", canceled["id"].asString(), canceled);
    tell("payment_intent.canceled", canceled, nowMs);
  }
  tell("checkout.session.expired", expired, nowMs);
  return expired;
}

Value StripeLedger::intentFor(const Value& session, std::int64_t nowMs) {
  if (auto known = objects_.find("payment_intent", session["payment_intent"].asString())) {
    return *known;
  }
  const std::string id = stripeId("pi_");
  const Value& given = session["_intent"];
  Object intent = blank(id, "payment_intent", kIntentFields);
  intent.set("amount", session["amount_total"]);
  intent.set("amount_capturable", 0);
  intent.set("amount_received", 0);
  intent.set("capture_method", "automatic_async");
  intent.set("client_secret", id + "_secret_" + randomAlphanumeric(25));
  intent.set("confirmation_method", "automatic");
  intent.set("created", nowMs / 1'000);
  intent.set("currency", session["currency"]);
  intent.set("description", given["description"]);
  intent.set("receipt_email", given["receipt_email"]);
  intent.set("livemode", false);
  intent.set("metadata", given["metadata"]);
  intent.set("payment_method_options", Object{});
  intent.set("payment_method_types", Array{"card"});
  intent.set("status", "requires_payment_method");
  intent.set("_session", session["id"]);
  return intent;
}

Attempt StripeLedger::pay(const Value& session, const Card& card, const Payer& payer,
                          std::int64_t nowMs) {
  if (session["status"].asString() != "open") return {Attempt::Outcome::kClosed, {}};
  const Value intent = intentFor(session, nowMs);
  const Value address = Object{{"city", nullptr},  {"country", payer.country}, {"line1", nullptr},
                               {"line2", nullptr}, {"postal_code", nullptr},   {"state", nullptr}};
  const Value details =
      Object{{"address", address},         {"business_name", nullptr}, {"email", payer.email},
             {"individual_name", nullptr}, {"name", payer.name},       {"phone", nullptr},
             {"tax_exempt", "none"},       {"tax_ids", Array{}}};
  const Value withPayer =
      session.with("payment_intent", intent["id"]).with("customer_details", details);
  putSession(withPayer);
  if (!card.needsAuthentication) return settle(withPayer, intent, card, nowMs);
  const Value next = Object{
      {"type", "redirect_to_url"},
      {"redirect_to_url", Object{{"url", std::string(session["url"].asString()) + "/challenge"},
                                 {"return_url", session["url"]}}}};
  const Value waiting = intent.with("status", "requires_action")
                            .with("payment_method", stripeId("pm_"))
                            .with("next_action", next)
                            .with("last_payment_error", nullptr)
                            .with("_card", rememberedCard(card));
  objects_.put("payment_intent", waiting["id"].asString(), waiting);
  tell("payment_intent.requires_action", waiting, nowMs);
  return {Attempt::Outcome::kNeedsAuthentication, {}};
}

bool StripeLedger::isAuthenticating(const Value& session) const {
  if (session["status"].asString() != "open") return false;
  const auto intent = objects_.find("payment_intent", session["payment_intent"].asString());
  return intent && (*intent)["status"].asString() == "requires_action";
}

Attempt StripeLedger::authenticate(const Value& session, bool isPassed, std::int64_t nowMs) {
  if (!isAuthenticating(session)) return {Attempt::Outcome::kClosed, {}};
  const Value intent = *objects_.find("payment_intent", session["payment_intent"].asString());
  const Card card = recalledCard(intent["_card"]);
  const Value ready = intent.with("next_action", nullptr).without("_card");
  if (!isPassed) return refuse(ready, card, kAuthenticationFailed, nowMs);
  return settle(session, ready, card, nowMs);
}

Attempt StripeLedger::settle(Value session, Value intent, const Card& card, std::int64_t nowMs) {
  if (card.refusal) return refuse(std::move(intent), card, *card.refusal, nowMs);
  return complete(std::move(session), std::move(intent), card, nowMs);
}

Value StripeLedger::makeCharge(const Value& intent, const Card& card, std::int64_t nowMs) const {
  Object charge = blank(stripeId("ch_"), "charge", kChargeFields);
  charge.set("amount", intent["amount"]);
  charge.set("amount_captured", 0);
  charge.set("amount_refunded", 0);
  charge.set("billing_details", Object{});
  charge.set("captured", false);
  charge.set("created", nowMs / 1'000);
  charge.set("currency", intent["currency"]);
  charge.set("description", intent["description"]);
  charge.set("disputed", false);
  charge.set("fraud_details", Object{});
  charge.set("livemode", false);
  charge.set("metadata", intent["metadata"]);
  charge.set("paid", false);
  charge.set("payment_intent", intent["id"]);
  charge.set("payment_method", stripeId("pm_"));
  charge.set("payment_method_details", cardDetails(card));
  charge.set("refunded", false);
  charge.set("status", "failed");
  charge.set("_future", static_cast<std::int64_t>(card.future));
  return charge;
}

Attempt StripeLedger::refuse(Value intent, const Card& card, const CardRefusal& refusal,
                             std::int64_t nowMs) {
  std::string chargeId;
  if (!refusal.declineCode.empty()) {
    const Value charge = makeCharge(intent, card, nowMs)
                             .with("failure_code", refusal.code)
                             .with("failure_message", refusal.message)
                             .with("outcome", Object{{"network_status", "declined_by_network"},
                                                     {"reason", refusal.declineCode},
                                                     {"type", "issuer_declined"}});
    chargeId = charge["id"].asString();
    objects_.put("charge", chargeId, charge);
    intent = intent.with("latest_charge", chargeId);
  }
  intent = intent.with("status", "requires_payment_method")
               .with("payment_method", nullptr)
               .with("last_payment_error", paymentError(refusal, card, chargeId));
  objects_.put("payment_intent", intent["id"].asString(), intent);
  tell("payment_intent.payment_failed", intent, nowMs);
  return {Attempt::Outcome::kRefused, refusal};
}

Attempt StripeLedger::complete(Value session, Value intent, const Card& card, std::int64_t nowMs) {
  Value charge = makeCharge(intent, card, nowMs)
                           .with("status", "succeeded")
                           .with("paid", true)
                           .with("captured", true)
                           .with("amount_captured", intent["amount"])
                           .with("balance_transaction", stripeId("txn_"))
                           .with("outcome", Object{{"network_status", "approved_by_network"},
                                                   {"reason", nullptr},
                                                   {"type", "authorized"}});
  if (card.future == CardFuture::kDispute) charge = charge.with("_due", nowMs + kDisputeMs);
  objects_.put("charge", charge["id"].asString(), charge);
  intent = intent.with("status", "succeeded")
               .with("amount_received", intent["amount"])
               .with("latest_charge", charge["id"])
               .with("payment_method", charge["payment_method"])
               .with("last_payment_error", nullptr);
  objects_.put("payment_intent", intent["id"].asString(), intent);
  session = session.with("status", "complete").with("payment_status", "paid").with("url", nullptr);
  putSession(session);
  tell("payment_intent.succeeded", intent, nowMs);
  tell("charge.succeeded", charge, nowMs);
  tell("checkout.session.completed", session, nowMs);
  return {Attempt::Outcome::kPaid, {}};
}

void StripeLedger::dispute(const Value& charge, std::int64_t nowMs) {
  const Value disputed = charge.without("_due").with("disputed", true);
  objects_.put("charge", disputed["id"].asString(), disputed);
  tell("charge.dispute.created",
       Object{{"id", stripeId("du_")},
              {"object", "dispute"},
              {"amount", charge["amount"]},
              {"charge", charge["id"]},
              {"created", nowMs / 1'000},
              {"currency", charge["currency"]},
              {"livemode", false},
              {"metadata", Object{}},
              {"payment_intent", charge["payment_intent"]},
              {"reason", "fraudulent"},
              {"status", "needs_response"}},
       nowMs);
}

}  // namespace vitrine::services
