// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/server/flows.h"

namespace vitrine::server {
namespace {

constexpr std::int64_t kNotFound = 404;

bool isStripe(const Run& run) { return recall(run, "inspects").asString() == "stripe"; }

// Ids go into paths: only what the gateways themselves use.
bool isPlainId(std::string_view id) {
  if (id.empty() || id.size() > 255) return false;
  for (const char c : id) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                       (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
    if (!plain) return false;
  }
  return true;
}

void found(Run& run, bool known) {
  run.memory.set("found", known);
  enter(run, std::string(recall(run, "afterInspect").asString()));
}

}  // namespace

void inspect(Run& run, std::string_view next) {
  const Order order = keptOrder(run);
  run.memory.set("afterInspect", next);
  run.memory.erase("session");
  run.memory.erase("intent");
  run.memory.erase("refunds");
  std::string id = order.payment.sessionId;
  Gateway gateway = order.payment.gateway;
  // A webhook may know a Stripe session that the order does not, from an attempt that was cut off.
  const std::string hint(recall(run, "hint").asString());
  if (hint.starts_with("cs_") && isPlainId(hint)) {
    id = hint;
    gateway = Gateway::kStripe;
  }
  run.memory.set("inspects", gatewayName(gateway));
  run.memory.set("inspectId", id);
  if (!isPlainId(id)) return found(run, false);
  inspectAsk(run);
}

void inspectAsk(Run& run) {
  const std::string id(recall(run, "inspectId").asString());
  if (isStripe(run)) {
    askStripe(run, "session", "GET", "/v1/checkout/sessions/" + id);
  } else {
    askPaypal(run, "session", "GET", "/v2/checkout/orders/" + id);
  }
  run.phase = "inspect.session";
}

void inspectSession(Run& run) {
  const Answer answer = answerTo(run, "session");
  if (!answer.ok) {
    if (answer.status == kNotFound) return found(run, false);
    if (answer.unknown && retryLater(run, "inspect.ask")) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The payment cannot be checked now.");
  }
  run.memory.set("session", answer.value);
  const Result<PaymentFact> fact = inspectedFact(run);
  if (!fact) return giveUp(run, fact.error().code, fact.error().message);
  if (!isStripe(run) || !isPlainId(fact->reference)) return found(run, true);
  askStripe(run, "intent", "GET", "/v1/payment_intents/" + fact->reference,
            Value(Object{{"expand", Array{Value("latest_charge")}}}));
  askStripe(run, "refunds", "GET", "/v1/refunds",
            Value(Object{{"payment_intent", fact->reference}, {"limit", 100}}));
  run.phase = "inspect.money";
}

void inspectMoney(Run& run) {
  const Answer intent = answerTo(run, "intent");
  const Answer refunds = answerTo(run, "refunds");
  if (!intent.ok || !refunds.ok) {
    if (retryLater(run, "inspect.ask")) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The payment cannot be checked now.");
  }
  run.memory.set("intent", intent.value);
  run.memory.set("refunds", refunds.value);
  found(run, true);
}

bool wasFound(const Run& run) { return recall(run, "found").asBool().value_or(false); }

Result<PaymentFact> inspectedFact(const Run& run) {
  const Value& session = recall(run, "session");
  if (!isStripe(run)) return decodePaypalOrder(session);
  Result<PaymentFact> fact = decodeStripeSession(session);
  if (!fact) return fact;
  const Value& intent = recall(run, "intent");
  if (intent.isObject()) fact = withStripeIntent(std::move(*fact), intent);
  const Value& refunds = recall(run, "refunds");
  if (refunds.isObject()) fact = withStripeRefunds(std::move(*fact), refunds);
  return fact;
}

}  // namespace vitrine::server
