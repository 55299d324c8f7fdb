// SPDX-License-Identifier: MIT
//
// Finds the orders for which something is due and does it, whatever was lost: answers, webhooks,
// whole servers. Bounded: the host calls again while there is more.
#include <algorithm>
#include <utility>

#include "engine/server/flows.h"
#include "engine/server/request.h"
#include "engine/tracking/tracking.h"

namespace vitrine::server {
namespace {

constexpr std::int64_t kDefaultLimit = 10;
constexpr std::int64_t kHighestLimit = 50;
constexpr std::int64_t kMostFailures = 3;  // in one batch: then something larger is down

std::int64_t counted(const Run& run, std::string_view name) {
  return recall(run, name).asInt64().value_or(0);
}

void count(Run& run, std::string_view name) { run.memory.set(name, counted(run, name) + 1); }

void respondReconciled(Run& run, bool more) {
  respondValue(run, 200, Object{{"checked", counted(run, "checked")},
                                {"failed", counted(run, "failed")},
                                {"more", more}});
}

bool hasRequestedRefund(const Order& order) {
  return std::any_of(order.payment.refunds.begin(), order.payment.refunds.end(),
                     [](const Refund& refund) { return refund.status == "requested"; });
}

// A refund that was refused for good, of money that is not the shop's: somebody has to see to it.
bool isOwed(const Order& order, const Refund& refund) {
  return refund.status == "failed" && (!isMainMoney(order, refund.reference) ||
                                       order.status == OrderStatus::kRefundPending);
}

bool hasOwedRefund(const Order& order) {
  return std::any_of(order.payment.refunds.begin(), order.payment.refunds.end(),
                     [&order](const Refund& refund) { return isOwed(order, refund); });
}

void remindOfRefunds(Run& run, const Order& order) {
  for (const Refund& refund : order.payment.refunds) {
    if (!isOwed(order, refund)) continue;
    log(run, "refund_owed", Object{{"orderId", order.id.text},
                                   {"amountMinor", refund.amountMinor},
                                   {"currency", refund.currency}});
  }
}

bool isWithCarrier(const Order& order) {
  return std::any_of(order.shipments.begin(), order.shipments.end(),
                     [](const Shipment& shipment) { return !shipment.labelId.empty(); });
}

std::optional<Timestamp> nextPoll(const Order& order, Timestamp now) {
  std::optional<Timestamp> next;
  for (const Shipment& shipment : order.shipments) {
    const auto minutes = pollIntervalMinutes(shipment, now);
    if (!minutes) continue;
    const Timestamp at = now.plusMs(*minutes * kMinuteMs);
    next = next ? std::min(*next, at) : at;
  }
  return next;
}

Timestamp wholeSeconds(Timestamp at) { return Timestamp{at.ms / kSecondMs * kSecondMs}; }

// When the refunds have to be looked at. One that is asked for waits as long again as it has waited
// already; one that was refused brings a report every day at least, for a month.
std::optional<Timestamp> refundDue(const Order& order, Timestamp now) {
  const std::int64_t waited = now.ms - order.updatedAt.ms;
  if (hasRequestedRefund(order)) return now.plusMs(std::clamp(waited, kMinuteMs, kHourMs));
  if (hasOwedRefund(order) && waited < 30 * kDayMs) return now.plusMs(kDayMs);
  return std::nullopt;
}

std::optional<Timestamp> statusDue(const Order& order, Timestamp now) {
  switch (order.status) {
    case OrderStatus::kAwaitingPayment: {
      const Timestamp soon = now.plusMs(kMinuteMs);
      if (order.expiresAt > soon) return soon;
      return std::max(order.expiresAt, now.plusMs(20 * kSecondMs));
    }
    case OrderStatus::kPaid: return now.plusMs(30 * kSecondMs);
    case OrderStatus::kFulfilling:
    case OrderStatus::kShipped:
    case OrderStatus::kDelivered: return nextPoll(order, now);
    case OrderStatus::kRefundPending: return now.plusMs(kHourMs);
    default: return std::nullopt;
  }
}

std::optional<Timestamp> due(const Order& order, Timestamp now) {
  const std::optional<Timestamp> status = statusDue(order, now);
  const std::optional<Timestamp> refund = refundDue(order, now);
  return status && refund ? std::min(*status, *refund) : status ? status : refund;
}

}  // namespace

std::optional<Timestamp> nextCheck(const Order& order, Timestamp now) {
  const std::optional<Timestamp> at = due(order, now);
  return at ? std::optional<Timestamp>(wholeSeconds(*at)) : std::nullopt;
}

void startReconcile(Run& run) {
  const std::vector<Error> errors =
      checkMembers(run.request, {{"limit", MemberKind::kNumber, false}});
  if (!errors.empty()) return respondErrors(run, 422, errors);
  const std::int64_t limit = std::clamp(run.request["limit"].asInt64().value_or(kDefaultLimit),
                                        std::int64_t{1}, kHighestLimit);
  const std::string query =
      "*[_type == \"order\" && nextCheckAt <= $now] | order(nextCheckAt asc)[0..." +
      std::to_string(limit) + "]{_id}";
  ask(run, "due", "sanity.query",
      Object{{"query", query}, {"params", Object{{"now", wholeSeconds(run.now).toIso()}}}});
  run.memory.set("limit", limit);
  run.phase = "reconcile.read";
}

void reconcileRead(Run& run) {
  const Answer answer = answerTo(run, "due");
  if (!answer.ok) return respondLater(run, ErrorCode::kServiceFailed, "Not now.");
  Array queue;
  for (const Value& order : answer.value.items()) queue.push_back(order["_id"]);
  std::reverse(queue.begin(), queue.end());
  run.memory.set("more", static_cast<std::int64_t>(queue.size()) == counted(run, "limit"));
  run.memory.set("queue", std::move(queue));
  reconcileNext(run);
}

void reconcileNext(Run& run) {
  Array queue = recall(run, "queue").items();
  const bool stop = counted(run, "failed") >= kMostFailures;
  if (queue.empty() || stop) {
    return respondReconciled(run, !stop && recall(run, "more").asBool().value_or(false));
  }
  const std::string id(queue.back().asString());
  queue.pop_back();
  Object memory;
  for (const std::string_view name : {"limit", "more", "checked", "failed"}) {
    if (run.memory.find(name) != nullptr) memory.set(name, recall(run, name));
  }
  memory.set("queue", std::move(queue));
  run.memory = std::move(memory);
  run.tries = 0;
  readOrder(run, id, "reconcile.task");
}

void reconcileTask(Run& run) {
  const Order order = keptOrder(run);
  const bool awaiting = order.status == OrderStatus::kAwaitingPayment;
  remindOfRefunds(run, order);
  if (awaiting && run.now >= order.expiresAt) return closeBegin(run);
  // A refund whose answer was lost may have been made: the gateway is read before it is repeated.
  const bool refunding = order.status == OrderStatus::kRefundPending || hasRequestedRefund(order);
  if (awaiting || refunding) return settleInspect(run);
  if (isLabelDue(run, order)) return followUp(run);
  if (isWithCarrier(order)) return trackAsk(run);
  finishTask(run, true);
}

// One order is done with, for now. If nothing was written, its place in the queue moves back, so
// that it does not keep others waiting.
void finishTask(Run& run, bool done) {
  count(run, done ? "checked" : "failed");
  const bool read = hasOrder(run) &&
                    recall(run, "order")["_id"].asString() == recall(run, "orderId").asString();
  if (!read) return reconcileNext(run);
  const Order order = keptOrder(run);
  const bool still = order.nextCheckAt && order.nextCheckAt->ms <= run.now.ms;
  if (!still || recall(run, "moved").asBool().value_or(false)) return reconcileNext(run);
  run.memory.set("moved", true);
  run.tries = kMaxTries;  // not worth waiting for
  writeOrder(run, {order, {}, "reconcile.next", "reconcile.next"});
}

}  // namespace vitrine::server
