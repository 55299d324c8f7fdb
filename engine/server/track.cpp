// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/server/flows.h"
#include "engine/server/request.h"
#include "engine/tracking/tracking.h"

namespace vitrine::server {
namespace {

constexpr const char* kOrdersOfNumber =
    "*[_type == \"order\" && count(shipments[trackingNumber == $number]) > 0][0...5]";

bool isLabelled(const Shipment& shipment) {
  return !shipment.labelId.empty() && !shipment.trackingNumber.empty();
}

// A number alone may be recycled, so the carrier has to be the same; a report that does not name
// one is taken.
bool isAbout(const Shipment& shipment, const TrackingReport& report) {
  if (shipment.trackingNumber != report.trackingNumber) return false;
  if (report.carrierCode.empty() || shipment.carrierCode.empty()) return true;
  return report.carrierCode == shipment.carrierCode ||
         (report.carrierCode == "usps" && shipment.carrierCode == "stamps_com");
}

Order withReports(Order order, const TrackingReport& report, Timestamp now) {
  for (Shipment& shipment : order.shipments) {
    if (isAbout(shipment, report)) shipment = withReport(std::move(shipment), report, now);
  }
  return withParcels(std::move(order), now);
}

void respondTracked(Run& run, std::int64_t orders) {
  respondValue(run, 200, Object{{"orders", orders}});
}

}  // namespace

// What the parcels say about the order: moving when one is, delivered when all are. Steps that the
// carrier skipped are taken on the way, so "delivered" that comes first still ends delivered.
Order withParcels(Order order, Timestamp now) {
  bool moving = false;
  bool delivered = !order.shipments.empty();
  for (const Shipment& shipment : order.shipments) {
    moving = moving || isMoving(shipment.status);
    delivered = delivered && shipment.status == ShipmentStatus::kDelivered;
  }
  if (moving && nextOrderStatus(order.status, OrderEvent::kParcelMoving)) {
    order = moved(std::move(order), OrderEvent::kParcelMoving, "with the carrier", now);
  }
  if (delivered && nextOrderStatus(order.status, OrderEvent::kParcelDelivered)) {
    order = moved(std::move(order), OrderEvent::kParcelDelivered, "delivered", now);
  }
  return order;
}

void startTrack(Run& run) {
  if (!run.request["orderId"].isNull()) {
    const std::vector<Error> errors =
        checkMembers(run.request, {{"orderId", MemberKind::kOrderId, true}});
    if (!errors.empty()) return respondErrors(run, 422, errors);
    if (!isOrderId(run.request["orderId"].asString())) return respondNotFound(run);
    return readOrder(run, run.request["orderId"].asString(), "track.ask");
  }
  const Result<TrackingReport> report =
      decodeTracking(TrackingVendor::kShipEngine, run.request);
  if (!report) return respondError(run, 422, report.error());
  ask(run, "orders", "sanity.query",
      Object{{"query", kOrdersOfNumber}, {"params", Object{{"number", report->trackingNumber}}}});
  run.phase = "track.found";
}

void trackFound(Run& run) {
  const Answer answer = answerTo(run, "orders");
  if (!answer.ok) return respondLater(run, ErrorCode::kServiceFailed, "Not now.");
  Array queue;
  for (const Value& order : answer.value.items()) queue.push_back(order["_id"]);
  run.memory.set("queue", std::move(queue));
  run.memory.set("tracked", 0);
  trackNext(run);
}

void trackNext(Run& run) {
  Array queue = recall(run, "queue").items();
  if (queue.empty()) {
    return respondTracked(run, recall(run, "tracked").asInt64().value_or(0));
  }
  const std::string id(queue.back().asString());
  queue.pop_back();
  run.memory.set("queue", std::move(queue));
  run.tries = 0;
  readOrder(run, id, "track.apply");
}

void trackApply(Run& run) {
  const Result<TrackingReport> report =
      decodeTracking(TrackingVendor::kShipEngine, run.request);
  if (!report) return respondError(run, 422, report.error());
  writeOrder(run, {withReports(keptOrder(run), *report, run.now), {}, "track.done", "track.apply"});
}

// Asks the carrier itself, for every parcel that has a label.
void trackAsk(Run& run) {
  const Order order = keptOrder(run);
  bool asked = false;
  for (const Shipment& shipment : order.shipments) {
    if (!isLabelled(shipment)) continue;
    askShipEngine(run, shipment.key, "GET", "/v1/labels/" + shipment.labelId + "/track");
    asked = true;
  }
  if (!asked) return trackDone(run);
  run.phase = "track.read";
}

void trackRead(Run& run) {
  Order order = keptOrder(run);
  for (Shipment& shipment : order.shipments) {
    const Answer answer = answerTo(run, shipment.key);
    if (!answer.ok) continue;
    // The label is the identity here; the carrier may have merged it under another code.
    Value payload = answer.value.with("tracking_number", shipment.trackingNumber);
    const Result<TrackingReport> report = decodeTracking(TrackingVendor::kShipEngine, payload);
    if (report) shipment = withReport(std::move(shipment), *report, run.now);
  }
  writeOrder(run, {withParcels(std::move(order), run.now), {}, "track.done", "track.ask"});
}

void trackDone(Run& run) {
  if (run.kind == "reconcile") return finishTask(run, true);
  if (!run.request["orderId"].isNull()) return respondTracked(run, 1);
  run.memory.set("tracked", recall(run, "tracked").asInt64().value_or(0) + 1);
  trackNext(run);
}

}  // namespace vitrine::server
