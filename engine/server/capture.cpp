// SPDX-License-Identifier: MIT
//
// PayPal takes the money only when it is told to, so approving is not paying: the amount is
// compared first, the intention to capture is in the order's document, then the request leaves.
#include <utility>

#include "engine/payment/requests.h"
#include "engine/server/flows.h"

namespace vitrine::server {
namespace {

std::string issueOf(const Answer& answer) {
  return answer.error["details"][0]["issue"].asString(answer.error["name"].asString());
}

std::string captureKey(const Order& order) {
  const Timestamp begun = order.payment.attemptAt.value_or(order.placedAt);
  return paymentKey(order) + ":capture:" + std::to_string(begun.ms);
}

}  // namespace

void captureAsk(Run& run) {
  const Order order = keptOrder(run);
  askPaypal(run, "capture", "POST", "/v2/checkout/orders/" + order.payment.sessionId + "/capture",
            Value(Object{}), captureKey(order));
  run.phase = "capture.done";
}

void captureDone(Run& run) {
  const Answer answer = answerTo(run, "capture");
  const std::string issue = answer.ok ? "" : issueOf(answer);
  if (!answer.ok && answer.unknown) {
    if (retryLater(run, "capture.ask")) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The payment cannot be completed now.");
  }
  run.memory.set("captured", true);
  if (answer.ok || issue == "ORDER_ALREADY_CAPTURED") return settleInspect(run);
  Order order = keptOrder(run);
  log(run, "capture_refused", Object{{"orderId", order.id.text}, {"code", issue}});
  // The shopper goes back to choose another way to pay, as long as the reservation lasts. What is
  // approved then is captured under a new key: this one would repeat the refusal. The number of
  // attempts stays, so that refusals never use up the other ways to pay.
  order.payment.attemptAt = run.now;
  order.payment.status = PaymentStatus::kRequiresAction;
  order.payment.message = issue.empty() ? "refused" : issue;
  const bool ends = run.kind == "cancel" ||
                    (run.kind == "reconcile" && run.now >= order.expiresAt);
  writeOrder(run, {std::move(order), {}, ends ? "close.release" : "followUp", "settle.inspect"});
}

}  // namespace vitrine::server
