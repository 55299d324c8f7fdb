// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/payment/requests.h"
#include "engine/server/flows.h"
#include "engine/server/request.h"

namespace vitrine::server {
namespace {

constexpr std::int64_t kMaxAttempts = 5;
constexpr std::int64_t kAttemptMs = 20 * kMinuteMs;
constexpr std::int64_t kLongestReservationMs = 2 * kHourMs;

bool isPayAgain(const Run& run) { return run.kind == "payAgain" || run.kind == "placeOrder"; }

Gateway wantedGateway(const Run& run, const Order& order) {
  return gatewayOf(run.request["gateway"].asString()).value_or(order.payment.gateway);
}

// What was approved at PayPal is still there, but its capture was refused: the same money would be
// refused again, so another page is opened. The old one can no longer be captured by anybody.
bool isRefusedApproval(const Order& order, const PaymentFact& fact) {
  return fact.gateway == Gateway::kPaypal && fact.status == PaymentStatus::kAuthorised &&
         order.payment.status == PaymentStatus::kRequiresAction;
}

std::string refusalOf(const Answer& answer) {
  const Value& issue = answer.error["details"][0]["issue"];
  return issue.asString(answer.error["code"].asString(answer.error["name"].asString()));
}

// The gateway will not open this page, ever: the attempt is over, the order may have another.
void failAttempt(Run& run, std::string message) {
  Order order = keptOrder(run);
  log(run, "payment_page_refused", Object{{"orderId", order.id.text},
                                          {"gateway", gatewayName(order.payment.gateway)},
                                          {"code", message}});
  order.payment.status = nextPaymentStatus(order.payment.status, PaymentStatus::kFailed);
  order.payment.message = message.empty() ? "refused" : std::move(message);
  run.memory.set("refused", true);
  writeOrder(run, {std::move(order), {}, "session.ready", "session.check"});
}

void respondNotPayable(Run& run, const Order& order) {
  const bool paid = order.paidAt.has_value();
  respondError(run, 409, {paid ? ErrorCode::kOrderAlreadyPaid : ErrorCode::kOrderNotPayable, "",
                          "The order is " + std::string(orderStatusName(order.status)) + "."});
}

}  // namespace

void sessionOpen(Run& run) {
  const Order order = keptOrder(run);
  const bool stripe = order.payment.gateway == Gateway::kStripe;
  Result<Value> body = stripe ? stripeSessionParams(order, run.shop.url)
                              : paypalOrderBody(order, run.shop.url);
  if (!body) return failAttempt(run, std::string(errorCodeName(body.error().code)));
  if (stripe) {
    askStripe(run, "session", "POST", "/v1/checkout/sessions", std::move(*body), paymentKey(order));
  } else {
    askPaypal(run, "session", "POST", "/v2/checkout/orders", std::move(*body), paymentKey(order));
  }
  run.phase = "session.opened";
}

void sessionOpened(Run& run) {
  const Answer answer = answerTo(run, "session");
  Order order = keptOrder(run);
  if (!answer.ok && answer.unknown) {
    if (retryLater(run, "session.open")) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The payment page cannot be opened now.");
  }
  if (!answer.ok) return failAttempt(run, refusalOf(answer));
  const Result<PaymentFact> fact = order.payment.gateway == Gateway::kStripe
                                       ? decodeStripeSession(answer.value)
                                       : decodePaypalOrder(answer.value);
  if (!fact) return giveUp(run, fact.error().code, fact.error().message);
  // A short answer may leave the reference out; settling compares before any money is taken.
  if (!fact->orderId.empty() && !compareWithOrder(order, *fact)) {
    return failAttempt(run, "payment_mismatch");
  }
  order.payment.sessionId = fact->sessionId;
  order.payment.redirectUrl = fact->redirectUrl;
  order.payment.status = nextPaymentStatus(order.payment.status, PaymentStatus::kCreated);
  order.payment.message.clear();
  writeOrder(run, {std::move(order), {}, "session.ready", "session.check"});
}

void sessionCheck(Run& run) {
  const Order order = keptOrder(run);
  const bool ready = !order.payment.sessionId.empty() ||
                     order.status != OrderStatus::kAwaitingPayment ||
                     order.payment.status == PaymentStatus::kFailed;
  ready ? sessionReady(run) : sessionOpen(run);
}

void sessionReady(Run& run) {
  const Order order = keptOrder(run);
  if (!isPayAgain(run)) return closeBegin(run);
  if (order.status != OrderStatus::kAwaitingPayment) return respondNotPayable(run, order);
  if (recall(run, "refused").asBool().value_or(false)) {
    return respondError(run, 502, {ErrorCode::kServiceFailed, "gateway",
                                   "The payment page cannot be opened."});
  }
  if (wantedGateway(run, order) != order.payment.gateway) return payBegin(run);
  if (order.payment.redirectUrl.empty()) return payBegin(run);
  respondPayable(run, order, order.payment.redirectUrl);
}

void startPayAgain(Run& run) {
  const std::vector<Error> errors =
      checkMembers(run.request, {{"orderId", MemberKind::kOrderId, true},
                                 {"token", MemberKind::kText, true},
                                 {"gateway", MemberKind::kText, false}});
  if (!errors.empty()) return respondErrors(run, 422, errors);
  const Value& wanted = run.request["gateway"];
  if (!wanted.isNull() && !wanted.asString().empty()) {
    const auto gateway = gatewayOf(wanted.asString());
    const auto& offered = run.shop.gateways;
    if (!gateway || std::find(offered.begin(), offered.end(), *gateway) == offered.end()) {
      return respondError(run, 422, {ErrorCode::kGatewayUnknown, "gateway", "Not offered here."});
    }
  }
  if (!isOrderId(run.request["orderId"].asString())) return respondNotFound(run);
  readOrder(run, run.request["orderId"].asString(), "pay.begin");
}

void payBegin(Run& run) {
  const Order order = keptOrder(run);
  const bool trusted = recall(run, "trusted").asBool().value_or(false);
  if (!trusted && !isOwner(run, order)) return respondNotFound(run);
  const bool open = order.status == OrderStatus::kAwaitingPayment && run.now < order.expiresAt;
  if (!open) return respondNotPayable(run, order);
  if (!order.payment.sessionId.empty()) return inspect(run, "pay.decide");
  const bool switches = wantedGateway(run, order) != order.payment.gateway;
  const bool over = order.payment.status == PaymentStatus::kFailed;
  // A PayPal order that nobody knows can never be captured; a Stripe page can be paid, so it has to
  // be known before it is left for another.
  if (over || (switches && order.payment.gateway == Gateway::kPaypal)) return payNext(run);
  sessionOpen(run);
}

void payDecide(Run& run) {
  if (!wasFound(run)) return payNext(run);
  const Result<PaymentFact> fact = inspectedFact(run);
  if (!fact) return giveUp(run, fact.error().code, fact.error().message);
  const Order order = keptOrder(run);
  const bool foreign = fact->capturedMinor == 0 && !compareWithOrder(order, *fact);
  const bool stripe = fact->gateway == Gateway::kStripe;
  if (foreign) return fact->open && stripe ? closeSession(run) : payNext(run);
  if (isRefusedApproval(order, *fact)) return payNext(run);
  const bool busy = fact->capturedMinor > 0 || fact->status == PaymentStatus::kPending ||
                    fact->status == PaymentStatus::kAuthorised;
  if (busy) return settleApply(run);
  if (!fact->open) return payNext(run);
  if (wantedGateway(run, order) == order.payment.gateway && !fact->redirectUrl.empty()) {
    return respondPayable(run, order, fact->redirectUrl);
  }
  stripe ? closeSession(run) : payNext(run);
}

void payNext(Run& run) {
  Order order = keptOrder(run);
  if (order.payment.attempt >= kMaxAttempts) {
    return respondError(run, 429, {ErrorCode::kRateLimited, "", "Too many attempts to pay."});
  }
  Payment next;
  next.gateway = wantedGateway(run, order);
  next.attempt = order.payment.attempt + 1;
  next.attemptAt = run.now;
  next.amountMinor = order.totalMinor;
  next.refunds = order.payment.refunds;
  order.payment = std::move(next);
  const Timestamp longest = order.placedAt.plusMs(kLongestReservationMs);
  order.expiresAt = std::max(order.expiresAt, std::min(run.now.plusMs(kAttemptMs), longest));
  writeOrder(run, {std::move(order), {}, "session.open", "pay.begin"});
}

}  // namespace vitrine::server
