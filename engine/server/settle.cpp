// SPDX-License-Identifier: MIT
//
// One function applies what a gateway says, whoever asked: webhook, return page, reconciler.
#include <algorithm>
#include <utility>

#include "engine/server/flows.h"
#include "engine/server/request.h"

namespace vitrine::server {
namespace {

// A key for a refund that follows from the money itself, so that it is asked for once however often
// the fact comes.
std::string refundKeyOf(const PaymentFact& fact) {
  return sha256Hex(fact.reference + fact.sessionId).substr(0, 32);
}

Refund giveBack(const PaymentFact& fact, std::string reason) {
  return {.key = refundKeyOf(fact),
          .reference = fact.reference,
          .amountMinor = fact.capturedMinor - fact.refundedMinor,
          .currency = fact.currency,
          .status = "requested",
          .refundId = {},
          .reason = std::move(reason)};
}

void alert(Run& run, std::string_view event, const Order& order, const PaymentFact& fact) {
  log(run, event, Object{{"orderId", order.id.text},
                         {"gateway", gatewayName(fact.gateway)},
                         {"reference", fact.reference},
                         {"expectedMinor", order.totalMinor},
                         {"expectedCurrency", order.currency.code()},
                         {"amountMinor", fact.amountMinor},
                         {"capturedMinor", fact.capturedMinor},
                         {"currency", fact.currency}});
}

bool hasOtherMoney(const Order& order, const PaymentFact& fact) {
  return order.payment.capturedMinor > 0 && !isMainMoney(order, fact.reference);
}

Order refundable(Order order, const PaymentFact& fact, std::string reason, Timestamp now) {
  order = withRefund(std::move(order), giveBack(fact, reason));
  if (order.status == OrderStatus::kRefunded) return order;
  return moved(std::move(order), OrderEvent::kRefundRequested, reason, now);
}

// Money of another amount or currency, or of another order: never kept, and never a payment.
Order withMismatch(Run& run, Order order, const PaymentFact& fact) {
  alert(run, "payment_mismatch", order, fact);
  if (fact.capturedMinor <= 0) {
    order.payment.status = nextPaymentStatus(order.payment.status, PaymentStatus::kMismatch);
    return order;
  }
  const bool unpaid = order.payment.capturedMinor == 0;
  if (!unpaid) return withRefund(std::move(order), giveBack(fact, "mismatch"));
  order.payment.status = nextPaymentStatus(order.payment.status, PaymentStatus::kMismatch);
  return refundable(std::move(order), fact, "mismatch", run.now);
}

Order withSums(Order order, const PaymentFact& fact, Timestamp now) {
  order.payment = withFact(std::move(order.payment), fact);
  const bool all = order.payment.capturedMinor > 0 &&
                   order.payment.refundedMinor >= order.payment.capturedMinor;
  const bool kept = order.status == OrderStatus::kPaid ||
                    order.status == OrderStatus::kFulfilling ||
                    order.status == OrderStatus::kShipped ||
                    order.status == OrderStatus::kDelivered;
  if (all && kept) {
    order = moved(std::move(order), OrderEvent::kRefundRequested, "refunded at the gateway", now);
  }
  return order;
}

// The money is the order's. What it means depends on what became of the order meanwhile.
Order withMoney(Run& run, Order order, const PaymentFact& fact) {
  if (hasOtherMoney(order, fact)) {
    alert(run, "duplicate_payment", order, fact);
    return withRefund(std::move(order), giveBack(fact, "duplicate"));
  }
  order = withSums(std::move(order), fact, run.now);
  if (order.status == OrderStatus::kAwaitingPayment) {
    if (isPaid(order)) {
      return moved(std::move(order), OrderEvent::kPaymentCaptured, "payment captured", run.now);
    }
    return moved(std::move(order), OrderEvent::kRefundRequested, "refunded at once", run.now);
  }
  if (order.status == OrderStatus::kCancelled && isPaid(order)) {
    alert(run, "paid_after_cancel", order, fact);
    return refundable(std::move(order), fact, "cancelled", run.now);
  }
  return order;
}

bool needsStock(const Order& order, const PaymentFact& fact) {
  return order.status == OrderStatus::kExpired && fact.capturedMinor > fact.refundedMinor &&
         !hasOtherMoney(order, fact) && compareWithOrder(order, fact).has_value();
}

// Another session than the order's own, and no money in it: nothing that the order should know.
// While the page of a later attempt is being opened, the order has no session at all.
bool isIdle(const Order& order, const PaymentFact& fact) {
  const Payment& payment = order.payment;
  const bool own = fact.gateway == payment.gateway && payment.attempt == 1 &&
                   payment.sessionId.empty();
  return fact.capturedMinor == 0 && fact.sessionId != payment.sessionId && !own;
}

// The capture of this approval was refused. A message or the shopper's return may mean that it was
// approved again; the clock alone does not, until the order ends and nothing is lost by asking.
bool isRefused(const Run& run, const Order& order, const PaymentFact& fact) {
  return run.kind == "reconcile" && run.now < order.expiresAt &&
         fact.gateway == Gateway::kPaypal && fact.status == PaymentStatus::kAuthorised &&
         order.payment.status == PaymentStatus::kRequiresAction;
}

// A payment that ends before the goods left gives them back, in the same write.
bool returnsGoods(const Order& before, const Order& after) {
  return isUnsent(before) && after.status == OrderStatus::kRefundPending &&
         before.status != OrderStatus::kRefundPending;
}

Order decided(Run& run, const Order& order, const PaymentFact& fact) {
  Order next = order;
  const bool captured = fact.capturedMinor > 0 || fact.status == PaymentStatus::kPaid;
  if (!compareWithOrder(order, fact)) {
    next = withMismatch(run, std::move(next), fact);
  } else if (captured) {
    next = withMoney(run, std::move(next), fact);
  } else {
    next.payment = withFact(std::move(next.payment), fact);
  }
  if (fact.disputed && nextOrderStatus(next.status, OrderEvent::kDisputeOpened)) {
    next = moved(std::move(next), OrderEvent::kDisputeOpened, "dispute", run.now);
  }
  return next;
}

// A dispute names nothing but the money: a Stripe payment intent or a PayPal capture.
void findByMoney(Run& run, const Value& reference) {
  ask(run, "orders", "sanity.query",
      Object{{"query",
              "*[_type == \"order\" && "
              "(payment.intentId == $reference || payment.captureId == $reference)][0...1]{_id}"},
             {"params", Object{{"reference", reference}}}});
  run.phase = "settle.found";
}

}  // namespace

Order withRefund(Order order, Refund refund) {
  for (const Refund& known : order.payment.refunds) {
    if (known.key == refund.key) return order;
  }
  if (refund.amountMinor > 0) order.payment.refunds.push_back(std::move(refund));
  return order;
}

bool isMainMoney(const Order& order, std::string_view reference) {
  return reference == order.payment.intentId || reference == order.payment.captureId;
}

void startSettle(Run& run) {
  const Value& reference = run.request["reference"];
  const std::vector<Error> errors =
      checkMembers(run.request, {{"orderId", MemberKind::kOrderId, reference.isNull()},
                                 {"reference", MemberKind::kText, false},
                                 {"gateway", MemberKind::kText, false},
                                 {"sessionId", MemberKind::kText, false},
                                 {"token", MemberKind::kText, false}});
  if (!errors.empty()) return respondErrors(run, 422, errors);
  if (run.request["orderId"].isNull()) return findByMoney(run, reference);
  if (!isOrderId(run.request["orderId"].asString())) return respondNotFound(run);
  run.memory.set("hint", run.request["sessionId"]);
  readOrder(run, run.request["orderId"].asString(), "settle.inspect");
}

void settleFound(Run& run) {
  const Answer answer = answerTo(run, "orders");
  if (!answer.ok) return respondLater(run, ErrorCode::kServiceFailed, "Not now.");
  const std::string id(answer.value[0]["_id"].asString());
  if (!isOrderId(id)) return respondNotFound(run);
  readOrder(run, id, "settle.inspect");
}

void settleInspect(Run& run) { inspect(run, "settle.apply"); }

// Only with what was read after the order: if somebody else writes meanwhile, the gateway is asked
// again too.
void settleApply(Run& run) {
  if (!wasFound(run)) return followUp(run);
  const Result<PaymentFact> fact = inspectedFact(run);
  if (!fact) return giveUp(run, fact.error().code, fact.error().message);
  const Order order = keptOrder(run);
  if (isIdle(order, *fact)) {
    const bool hinted = recall(run, "hint").isString();
    run.memory.erase("hint");
    return hinted ? settleInspect(run) : followUp(run);
  }
  if (fact->orderId != order.id.text && fact->sessionId != order.payment.sessionId) {
    alert(run, "payment_of_another_order", order, *fact);
    return followUp(run);
  }
  if (isRefused(run, order, *fact)) return followUp(run);
  if (needsStock(order, *fact)) {
    askStock(run, order);
    run.phase = "reserve.read";
    return;
  }
  Order next = decided(run, order, *fact);
  if (returnsGoods(order, next)) {
    run.memory.set("decided", encodeOrder(next).with("_rev", order.revision));
    run.memory.set("decidedBy", "settle.inspect");
    askStock(run, order);
    run.phase = "return.read";
    return;
  }
  writeOrder(run, {std::move(next), {}, "followUp", "settle.inspect"});
}

// Paid after the reservation was given back: the goods are taken again, or the money goes back.
void reserveRead(Run& run) {
  const Answer stock = answerTo(run, "stock");
  if (!stock.ok) {
    if (retryLater(run, "settle.apply")) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The stock cannot be read now.");
  }
  const Result<PaymentFact> fact = inspectedFact(run);
  if (!fact) return giveUp(run, fact.error().code, fact.error().message);
  Order next = keptOrder(run);
  next.payment = withFact(std::move(next.payment), *fact);
  const bool whole = isPaid(next);  // part of it may have gone back before we heard of it
  Result<Array> taken = stockTaken(next, stock);
  if (taken && whole) {
    next = moved(std::move(next), OrderEvent::kPaymentCaptured, "paid late", run.now);
    next.stockReserved = true;
    return writeOrder(run, {std::move(next), std::move(*taken), "followUp", "settle.inspect"});
  }
  alert(run, whole ? "paid_late_and_sold_out" : "paid_late_in_part", next, *fact);
  next = refundable(std::move(next), *fact, whole ? "sold_out" : "refunded in part", run.now);
  writeOrder(run, {std::move(next), {}, "followUp", "settle.inspect"});
}

// An order that ends unsent: what was decided is written together with the return of its goods.
void returnRead(Run& run) {
  const Answer stock = answerTo(run, "stock");
  const std::string decider(recall(run, "decidedBy").asString());
  if (!stock.ok) {
    if (retryLater(run, decider)) return;
    return giveUp(run, ErrorCode::kServiceFailed, "The stock cannot be read now.");
  }
  Result<Order> next = decodeOrder(recall(run, "decided"));
  if (!next) return giveUp(run, next.error().code, next.error().message);
  next->stockReserved = false;
  writeOrder(run, {*next, stockReturned(*next, stock), "followUp", decider});
}

// What the order's own document says is still to be done, one thing after the other.
void followUp(Run& run) {
  const Order order = keptOrder(run);
  const bool approved = order.payment.gateway == Gateway::kPaypal &&
                        order.payment.status == PaymentStatus::kAuthorised &&
                        order.status == OrderStatus::kAwaitingPayment;
  if (approved && !recall(run, "captured").asBool().value_or(false)) return captureAsk(run);
  const bool waits = recall(run, "refundWaits").asBool().value_or(false);
  bool owed = false;
  for (const Refund& refund : order.payment.refunds) {
    if (refund.status == "requested" && !waits) return refundAsk(run);
    // Of the order's own money the sum tells what is left to give back, whoever gave it.
    const bool main = isMainMoney(order, refund.reference);
    owed = owed || refund.status == "requested" || (refund.status == "pending" && main) ||
           (refund.status == "failed" && !main);
  }
  const bool returned = order.payment.refundedMinor >= order.payment.capturedMinor;
  if (order.status == OrderStatus::kRefundPending && returned && !owed) {
    Order next = moved(order, OrderEvent::kRefundCompleted, "refunded", run.now);
    return writeOrder(run, {std::move(next), {}, "followUp", "followUp"});
  }
  if (isLabelDue(run, order)) return labelBegin(run);
  settleDone(run);
}

void settleDone(Run& run) {
  const Order order = keptOrder(run);
  if (run.kind == "reconcile") return finishTask(run, true);
  if (run.kind == "cancel" || run.kind == "payAgain" || run.kind == "placeOrder") {
    if (order.paidAt && run.kind == "placeOrder") {
      return respondPayable(run, order, pageOf(run, order));
    }
    const ErrorCode code = order.paidAt ? ErrorCode::kOrderAlreadyPaid
                           : order.status == OrderStatus::kAwaitingPayment
                               ? ErrorCode::kTransitionForbidden
                               : ErrorCode::kOrderNotPayable;
    return respondError(run, 409, {code, "", "A payment is under way or made."});
  }
  const Value brief(
      Object{{"id", order.id.text},
             {"status", orderStatusName(order.status)},
             {"payment", Object{{"status", paymentStatusName(order.payment.status)},
                                {"refundedMinor", order.payment.refundedMinor}}}});
  const bool owner = run.kind == "settle" && isOwner(run, order);
  respondValue(run, 200, Object{{"order", owner ? viewOf(run, order) : brief}});
}

}  // namespace vitrine::server
