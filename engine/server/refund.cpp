// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/payment/requests.h"
#include "engine/server/flows.h"
#include "engine/server/request.h"

namespace vitrine::server {
namespace {

Refund* findRefund(Order& order, std::string_view key) {
  for (Refund& refund : order.payment.refunds) {
    if (refund.key == key) return &refund;
  }
  return nullptr;
}

Refund* firstRequested(Order& order) {
  for (Refund& refund : order.payment.refunds) {
    if (refund.status == "requested") return &refund;
  }
  return nullptr;
}

// What is left to give back: what was captured less what went back or is on its way.
std::int64_t refundableMinor(const Order& order) {
  std::int64_t asked = 0;
  for (const Refund& refund : order.payment.refunds) {
    const bool counts = refund.status == "requested" && isMainMoney(order, refund.reference);
    if (counts) asked += refund.amountMinor;
  }
  return order.payment.capturedMinor - order.payment.refundedMinor - asked;
}

// Refused because of the shop's own account, not of the refund: a key that is being changed, a
// right that is missing, a balance that is too low. The same request may succeed later.
bool isForLater(const Answer& answer) {
  if (answer.status == 401 || answer.status == 402 || answer.status == 403) return true;
  const Value& issue = answer.error["details"][0]["issue"];
  const std::string code(issue.asString(answer.error["code"].asString()));
  return code.contains("insufficient") || code.contains("INSUFFICIENT");
}

// The money is still owed: the order goes on, and the reconciler asks again, ever more rarely.
void postpone(Run& run, const Answer& answer) {
  log(run, "refund_postponed", Object{{"orderId", recall(run, "orderId")},
                                      {"status", answer.status},
                                      {"code", answer.error["code"]}});
  run.memory.set("refundWaits", true);
  followUp(run);
}

}  // namespace

void startRefund(Run& run) {
  const std::vector<Error> errors =
      checkMembers(run.request, {{"orderId", MemberKind::kOrderId, true},
                                 {"refundKey", MemberKind::kHex32, true},
                                 {"amountMinor", MemberKind::kNumber, false},
                                 {"reason", MemberKind::kText, false}});
  if (!errors.empty()) return respondErrors(run, 422, errors);
  if (!isOrderId(run.request["orderId"].asString())) return respondNotFound(run);
  readOrder(run, run.request["orderId"].asString(), "refund.begin");
}

void refundBegin(Run& run) {
  Order order = keptOrder(run);
  const std::string key(run.request["refundKey"].asString());
  const std::optional<std::int64_t> amount = run.request["amountMinor"].asInt64();
  if (const Refund* known = findRefund(order, key)) {
    if (!amount || *amount == known->amountMinor) return followUp(run);
    return respondError(run, 422, {ErrorCode::kIdempotencyKeyReused, "refundKey",
                                   "The key belongs to a refund of another amount."});
  }
  const std::int64_t left = refundableMinor(order);
  if (order.payment.capturedMinor == 0 || (left <= 0 && !amount)) {
    return respondError(run, 409, {ErrorCode::kOrderNotPayable, "", "Nothing is left to refund."});
  }
  const std::int64_t wanted = amount.value_or(left);
  if (wanted < 1) {
    return respondError(run, 422, {ErrorCode::kInvalidValue, "amountMinor", "At least 1."});
  }
  if (wanted > left) {
    return respondError(run, 422, {ErrorCode::kRefundAboveCaptured, "amountMinor",
                                   "More than was captured."});
  }
  const bool stripe = order.payment.gateway == Gateway::kStripe;
  // Made before the order is moved: the two arguments of a call are read in either order.
  Refund refund{.key = key,
                .reference = stripe ? order.payment.intentId : order.payment.captureId,
                .amountMinor = wanted,
                .currency = std::string(order.currency.code()),
                .status = "requested",
                .refundId = {},
                .reason = std::string(run.request["reason"].asString("merchant"))};
  order = withRefund(std::move(order), std::move(refund));
  const bool all = wanted == left;
  if (all && nextOrderStatus(order.status, OrderEvent::kRefundRequested)) {
    const bool returns = isUnsent(order);
    order = moved(std::move(order), OrderEvent::kRefundRequested, "refund", run.now);
    if (returns) {
      run.memory.set("decided", encodeOrder(order).with("_rev", order.revision));
      run.memory.set("decidedBy", "refund.begin");
      askStock(run, order);
      run.phase = "return.read";
      return;
    }
  }
  writeOrder(run, {std::move(order), {}, "followUp", "refund.begin"});
}

void refundAsk(Run& run) {
  Order order = keptOrder(run);
  const Refund* refund = firstRequested(order);
  if (refund == nullptr) return followUp(run);
  run.memory.set("refundKey", refund->key);
  const bool stripe = refund->reference.starts_with("pi_");
  const Result<Value> body = stripe ? stripeRefundParams(order, *refund)
                                    : paypalRefundBody(*refund);
  if (!body) return giveUp(run, body.error().code, body.error().message);
  if (stripe) {
    askStripe(run, "refund", "POST", "/v1/refunds", *body, refundRequestKey(order, *refund));
  } else {
    askPaypal(run, "refund", "POST", "/v2/payments/captures/" + refund->reference + "/refund",
              *body, refundRequestKey(order, *refund));
  }
  run.phase = "refund.done";
}

void refundDone(Run& run) {
  const Answer answer = answerTo(run, "refund");
  if (!answer.ok && answer.unknown) {
    if (retryLater(run, "refund.ask")) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The refund is under way; ask again later.");
  }
  if (!answer.ok && isForLater(answer)) return postpone(run, answer);
  Order order = keptOrder(run);
  Refund* refund = findRefund(order, recall(run, "refundKey").asString());
  if (refund == nullptr) return followUp(run);
  const bool stripe = refund->reference.starts_with("pi_");
  const RefundFact fact =
      stripe ? decodeStripeRefund(answer.value) : decodePaypalRefund(answer.value);
  refund->status = answer.ok ? fact.status : "failed";
  if (answer.ok) refund->refundId = fact.refundId;
  if (refund->status == "failed") {
    log(run, "refund_failed", Object{{"orderId", order.id.text},
                                     {"amountMinor", refund->amountMinor},
                                     {"code", answer.error["code"]}});
  } else if (isMainMoney(order, refund->reference)) {
    Payment& payment = order.payment;
    payment.refundedMinor += refund->amountMinor;
    const bool all = payment.refundedMinor >= payment.capturedMinor;
    payment.status = nextPaymentStatus(
        payment.status, all ? PaymentStatus::kRefunded : PaymentStatus::kPartiallyRefunded);
  }
  writeOrder(run, {std::move(order), {}, "followUp", "followUp"});
}

}  // namespace vitrine::server
