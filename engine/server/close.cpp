// SPDX-License-Identifier: MIT
//
// Cancelling and expiring. The gateway's page is closed first and the goods are given back after
// that, never the other way round: otherwise somebody pays for what has been sold to another.
#include <utility>

#include "engine/payment/requests.h"
#include "engine/server/flows.h"
#include "engine/server/request.h"

namespace vitrine::server {
namespace {

bool isCancel(const Run& run) { return run.kind == "cancel"; }

// Approved at PayPal but not captured: the capture that may be under way is in the document. A
// shopper who cancels before it is has not paid.
bool isApprovedOnly(const Run& run, const PaymentFact& fact) {
  return isCancel(run) && fact.gateway == Gateway::kPaypal &&
         fact.status == PaymentStatus::kAuthorised &&
         keptOrder(run).payment.status != PaymentStatus::kAuthorised;
}

bool isBusy(const PaymentFact& fact) {
  return fact.capturedMinor > 0 || fact.status == PaymentStatus::kPaid ||
         fact.status == PaymentStatus::kPending || fact.status == PaymentStatus::kAuthorised;
}

// The order is no longer waiting for a payment: somebody else was faster.
void respondClosed(Run& run, const Order& order) {
  if (run.kind == "reconcile") return finishTask(run, true);
  if (order.status == OrderStatus::kCancelled) {
    return respondValue(run, 200, Object{{"order", viewOf(run, order)}});
  }
  const ErrorCode code =
      order.paidAt ? ErrorCode::kOrderAlreadyPaid : ErrorCode::kTransitionForbidden;
  respondError(run, 409, {code, "",
                          "The order is " + std::string(orderStatusName(order.status)) + "."});
}

}  // namespace

void startCancel(Run& run) {
  const std::vector<Error> errors = checkMembers(
      run.request, {{"orderId", MemberKind::kOrderId, true}, {"token", MemberKind::kText, true}});
  if (!errors.empty()) return respondErrors(run, 422, errors);
  if (!isOrderId(run.request["orderId"].asString())) return respondNotFound(run);
  readOrder(run, run.request["orderId"].asString(), "close.begin");
}

void closeBegin(Run& run) {
  const Order order = keptOrder(run);
  if (isCancel(run) && !isOwner(run, order)) return respondNotFound(run);
  if (order.status != OrderStatus::kAwaitingPayment) return respondClosed(run, order);
  // The expiry that the reconciler saw may have been put off by another attempt to pay.
  if (!isCancel(run) && run.now < order.expiresAt) return finishTask(run, true);
  // A page may exist that nobody has the name of: the same key brings it to light. Not for ever:
  // Stripe answers a key with the failure that it began with (docs.stripe.com/api/idempotent_requests),
  // and by then such a page has closed by itself.
  const Timestamp begun = order.payment.attemptAt.value_or(order.placedAt);
  const bool mayBeOpen = run.now < begun.plusMs(kSessionLifetimeMs);
  const bool unknown = order.payment.sessionId.empty() && mayBeOpen &&
                       order.payment.gateway == Gateway::kStripe &&
                       order.payment.status != PaymentStatus::kFailed;
  unknown ? sessionOpen(run) : inspect(run, "close.decide");
}

void closeDecide(Run& run) {
  if (!wasFound(run)) return closeRelease(run);
  const Result<PaymentFact> fact = inspectedFact(run);
  if (!fact) return giveUp(run, fact.error().code, fact.error().message);
  // A page of another amount: nothing was taken, and nothing of it would be kept.
  const bool foreign = fact->capturedMinor == 0 && !compareWithOrder(keptOrder(run), *fact);
  if (isApprovedOnly(run, *fact)) return closeRelease(run);
  if (isBusy(*fact) && !foreign) return settleApply(run);
  if (fact->open && fact->gateway == Gateway::kStripe) return closeSession(run);
  const bool over = foreign || fact->open || fact->status == PaymentStatus::kCancelled ||
                    fact->status == PaymentStatus::kFailed;
  if (!over) return giveUp(run, ErrorCode::kServiceFailed, "The payment's state is not known.");
  closeRelease(run);
}

void closeSession(Run& run) {
  const Order order = keptOrder(run);
  const std::string& session = order.payment.sessionId;
  askStripe(run, "close", "POST", "/v1/checkout/sessions/" + session + "/expire", {},
            order.id.text + ":expire:" + session);
  run.phase = "close.sessionDone";
}

void closeSessionDone(Run& run) {
  const Answer answer = answerTo(run, "close");
  const bool again = run.kind == "payAgain" || run.kind == "placeOrder";
  if (answer.ok && answer.value["status"].asString() == "expired") {
    return again ? payNext(run) : closeRelease(run);
  }
  // Refused (it was paid this moment), or nobody knows: look again.
  if (retryLater(run, again ? "pay.begin" : "close.begin")) return;
  giveUp(run, ErrorCode::kServiceFailed, "The payment page cannot be closed now.");
}

void closeRelease(Run& run) {
  askStock(run, keptOrder(run));
  run.phase = "close.stock";
}

void closeStock(Run& run) {
  const Answer stock = answerTo(run, "stock");
  if (!stock.ok) {
    if (retryLater(run, "close.release")) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The stock cannot be read now.");
  }
  Order order = keptOrder(run);
  Array returned = order.stockReserved ? stockReturned(order, stock) : Array{};
  const bool cancel = isCancel(run);
  order = moved(std::move(order),
                cancel ? OrderEvent::kCancelled : OrderEvent::kReservationExpired,
                cancel ? "cancelled by the shopper" : "not paid in time", run.now);
  order.stockReserved = false;
  order.payment.status = nextPaymentStatus(order.payment.status, PaymentStatus::kCancelled);
  order.payment.redirectUrl.clear();
  writeOrder(run, {std::move(order), std::move(returned), "close.done", "close.begin"});
}

void closeDone(Run& run) { respondClosed(run, keptOrder(run)); }

}  // namespace vitrine::server
