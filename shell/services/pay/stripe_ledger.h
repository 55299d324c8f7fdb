// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/services/delivery/webhook_queue.h"
#include "shell/services/pay/card.h"
#include "shell/services/pay/stripe_error.h"
#include "shell/services/storage/objects.h"

namespace vitrine::services {

// What came of the buyer's try to pay.
struct Attempt {
  enum class Outcome : std::uint8_t { kPaid, kNeedsAuthentication, kRefused, kClosed };
  Outcome outcome = Outcome::kClosed;
  std::optional<CardRefusal> refusal;
};

struct Payer {
  std::string email;
  std::string name;
  std::string country;
};

// Sessions, intents, charges, refunds and events, and what moves them. Every call happens inside
// one transaction of the pay service's database, one caller at a time.
class StripeLedger {
 public:
  StripeLedger(Objects& objects, WebhookQueue& webhooks) : objects_(objects), webhooks_(webhooks) {}

  Objects& objects() { return objects_; }

  // The session, expired first when its time has come.
  std::optional<Value> session(std::string_view id, std::int64_t nowMs);
  void putSession(const Value& session);

  Attempt pay(const Value& session, const Card& card, const Payer& payer, std::int64_t nowMs);
  Attempt authenticate(const Value& session, bool isPassed, std::int64_t nowMs);
  // Whether the session's intent waits for the buyer's authentication.
  bool isAuthenticating(const Value& session) const;
  Value expire(const Value& session, std::int64_t nowMs);

  StripeResult<Value> refund(const Value& params, std::int64_t nowMs);

  // What happens by itself: sessions expire, slow refunds end.
  void tick(std::int64_t nowMs);

 private:
  Value intentFor(const Value& session, std::int64_t nowMs);
  Attempt settle(Value session, Value intent, const Card& card, std::int64_t nowMs);
  Attempt refuse(Value intent, const Card& card, const CardRefusal& refusal, std::int64_t nowMs);
  Attempt complete(Value session, Value intent, const Card& card, std::int64_t nowMs);
  Value makeCharge(const Value& intent, const Card& card, std::int64_t nowMs) const;
  StripeResult<Value> chargeToRefund(const Value& params) const;
  void settleRefund(const Value& refund, std::int64_t nowMs);
  void dispute(const Value& charge, std::int64_t nowMs);
  void tell(std::string_view type, const Value& object, std::int64_t nowMs);

  Objects& objects_;
  WebhookQueue& webhooks_;
};

}  // namespace vitrine::services
