// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <tuple>
#include <utility>

#include "engine/core/ordering.h"
#include "engine/tracking/status_map.h"
#include "engine/tracking/tracking.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxStoredEvents = 200;

bool isEarlier(const TrackingEvent& a, const TrackingEvent& b) {
  const auto place = [](const TrackingEvent& event) {
    return std::tuple(event.at.value_or(Timestamp{}).ms, shipmentRank(event.status), event.key);
  };
  return place(a) < place(b);
}

// Whether a parcel with that status may be said to be where the event says (contract 6.5, rule 7).
bool mayFollow(ShipmentStatus current, const TrackingEvent& event) {
  const int rank = shipmentRank(event.status);
  const ReasonEntry* reason = findReason(event.reason);
  if (event.status == ShipmentStatus::kUnknown) return false;
  if (reason != nullptr && !reason->advances && rank <= shipmentRank(current)) return false;
  switch (current) {
    case ShipmentStatus::kDelivered:
      return reason != nullptr && reason->reopensDelivered;
    case ShipmentStatus::kReturned:
      return event.status == ShipmentStatus::kDelivered;
    case ShipmentStatus::kCancelled:
      return rank >= 2;
    default:
      return rank >= 2 || shipmentRank(current) < 2;  // a label is not printed in transit
  }
}

// An event without a readable time happened when its neighbour did; one that claims to lie in the
// future counts from when it was told. Both keep their identity, which has the vendor's own words.
void fillTimes(std::vector<TrackingEvent>& events, Timestamp now) {
  std::optional<Timestamp> neighbour;
  for (const TrackingEvent& event : events) {
    if (event.at && !neighbour) neighbour = event.at;
  }
  for (TrackingEvent& event : events) {
    if (!event.at) event.at = neighbour.value_or(now);
    if (event.at->ms > now.ms + kDayMs) event.at = now;
    neighbour = event.at;
  }
}

void addMissing(std::vector<TrackingEvent>& events, const TrackingEvent& event) {
  for (const TrackingEvent& known : events) {
    if (known.key == event.key) return;
  }
  events.push_back(event);
}

// Rule 8: a headline that knows more than its own history becomes an event of its newest time.
std::optional<TrackingEvent> headlineEvent(const TrackingReport& report,
                                           const std::vector<TrackingEvent>& events,
                                           Timestamp now) {
  if (!report.headline || report.headline->status == ShipmentStatus::kUnknown) return {};
  TrackingEvent event = *report.headline;
  const FoldedStatus folded = foldEvents(events, now);
  if (event.status == folded.status) return {};
  const bool wins = event.status == ShipmentStatus::kDelivered ||
                    event.status == ShipmentStatus::kReturned ||
                    event.status == ShipmentStatus::kCancelled;
  if (shipmentRank(event.status) <= shipmentRank(folded.status) && !wins) return {};
  for (const TrackingEvent& known : events) {
    if (!event.at || (known.at && known.at->ms > event.at->ms)) event.at = known.at;
  }
  if (!event.at || event.at->ms > now.ms + kDayMs) event.at = now;
  return event;
}

}  // namespace

FoldedStatus foldEvents(std::vector<TrackingEvent> events, Timestamp now) {
  fillTimes(events, now);
  sortStably(events, isEarlier);
  FoldedStatus folded;
  for (const TrackingEvent& event : events) {
    if (!mayFollow(folded.status, event)) continue;
    if (event.status != folded.status) folded.at = event.at;
    folded.status = event.status;
    folded.reason = event.reason;
  }
  return folded;
}

Shipment withReport(Shipment shipment, const TrackingReport& report, Timestamp now) {
  std::vector<TrackingEvent> reported = report.events;
  fillTimes(reported, now);
  const std::optional<TrackingEvent> headline = headlineEvent(report, reported, now);
  for (const TrackingEvent& event : reported) addMissing(shipment.events, event);
  if (headline) addMissing(shipment.events, *headline);
  sortStably(shipment.events, isEarlier);
  if (shipment.events.size() > kMaxStoredEvents) {
    const auto surplus = shipment.events.size() - kMaxStoredEvents;
    shipment.events.erase(shipment.events.begin(),
                          shipment.events.begin() + static_cast<std::ptrdiff_t>(surplus));
  }
  const FoldedStatus folded = foldEvents(shipment.events, now);
  const bool knowsMore = shipmentRank(folded.status) >= shipmentRank(shipment.status) ||
                         shipmentRank(folded.status) >= 2;
  if (knowsMore && folded.status != ShipmentStatus::kUnknown) {
    shipment.status = folded.status;
    shipment.statusAt = folded.at;
  }
  if (!report.trackingUrl.empty()) shipment.trackingUrl = safeTrackingUrl(report.trackingUrl);
  if (report.estimatedDeliveryAt) shipment.estimatedDeliveryAt = report.estimatedDeliveryAt;
  shipment.checkedAt = now;
  return shipment;
}

bool isMoving(ShipmentStatus status) {
  return shipmentRank(status) >= 2 && status != ShipmentStatus::kCancelled &&
         status != ShipmentStatus::kExpired;
}

bool isFinal(ShipmentStatus status) { return shipmentRank(status) == 6; }

std::optional<std::int64_t> pollIntervalMinutes(const Shipment& shipment, Timestamp now) {
  constexpr std::int64_t kDayMinutes = 24 * 60;
  const std::int64_t age = shipment.statusAt ? now.ms - shipment.statusAt->ms : 0;
  switch (shipment.status) {
    case ShipmentStatus::kLabelRequested: return 2;
    case ShipmentStatus::kUnknown:
    case ShipmentStatus::kLabelCreated:
    case ShipmentStatus::kInTransit:
      if (age > 60 * kDayMs) return std::nullopt;
      return 60;
    case ShipmentStatus::kOutForDelivery: return 10;
    case ShipmentStatus::kDeliveryAttempted:
    case ShipmentStatus::kException:
    case ShipmentStatus::kAvailableForPickup:
    case ShipmentStatus::kReturning:
      if (age > 60 * kDayMs) return std::nullopt;
      return 240;
    default:
      // Corrections of an end come within days, if at all.
      if (age > 3 * kDayMs) return std::nullopt;
      return kDayMinutes;
  }
}

}  // namespace vitrine
