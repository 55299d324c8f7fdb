// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/order/order.h"
#include "engine/order/order_view.h"
#include "engine/order/shipment.h"

namespace vitrine {

enum class TrackingVendor : std::uint8_t { kShipEngine, kEasyPost, kShippo, kAfterShip };

// What one vendor says about one parcel at one moment: its whole history, oldest first, and a
// headline that may know more than the history does.
struct TrackingReport {
  TrackingVendor vendor = TrackingVendor::kShipEngine;
  std::string trackingNumber;
  std::string carrierCode;
  std::string trackingUrl;
  std::optional<Timestamp> estimatedDeliveryAt;
  std::vector<TrackingEvent> events;
  std::optional<TrackingEvent> headline;

  bool operator==(const TrackingReport&) const = default;
};

// Reads a vendor's answer or webhook body, leniently: a missing, null, empty or mistyped member is
// absent, an unknown code is kept in `rawStatus`. Fails (`answer_unreadable`) only when the payload
// is no object or names no tracking number.
Result<TrackingReport> decodeTracking(TrackingVendor vendor, const Value& payload);

// The shipment after a report: the union of its events, and its status as a fold over all of them
// in the order of their times. So repeated, late and reordered reports end in the same shipment, and
// "delivered" that comes before "in transit" stays delivered.
Shipment withReport(Shipment shipment, const TrackingReport& report, Timestamp now);

// The status (and since when) that a set of events amounts to, whatever their order.
struct FoldedStatus {
  ShipmentStatus status = ShipmentStatus::kUnknown;
  std::string reason;
  std::optional<Timestamp> at;

  bool operator==(const FoldedStatus&) const = default;
};
FoldedStatus foldEvents(std::vector<TrackingEvent> events, Timestamp now);

// Whether the parcel is with the carrier, and whether it has reached its end.
bool isMoving(ShipmentStatus status);
bool isFinal(ShipmentStatus status);

// Minutes between two questions to the carrier; nothing when there is no more to learn.
std::optional<std::int64_t> pollIntervalMinutes(const Shipment& shipment, Timestamp now);

// The URL when it is https, on the allow-list of carriers' hosts, without user, port or control
// characters; otherwise "". The shop never fetches it: it only becomes a link.
std::string safeTrackingUrl(std::string_view url);

TrackingView trackingView(const Shipment& shipment, Timestamp now);

// The order as its owner sees it. `imagesUrl` is the folder of the image pipeline
// ("https://cdn.sanity.io/images/p/production"); empty: no pictures.
OrderView orderView(const Order& order, std::string_view imagesUrl, Timestamp now);

}  // namespace vitrine
