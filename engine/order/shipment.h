// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/timestamp.h"

namespace vitrine {

// Where a parcel is. The order of the list is no rank; `engine/tracking` knows how to fold events.
enum class ShipmentStatus : std::uint8_t {
  kUnknown,
  kLabelRequested,  // the purchase of the label is under way
  kLabelCreated,    // the label exists, the carrier has no parcel yet
  kInTransit,
  kOutForDelivery,
  kAvailableForPickup,
  kDeliveryAttempted,
  kException,
  kReturning,
  kDelivered,
  kReturned,
  kFailed,  // lost, disposed, undeliverable
  kCancelled,
  kExpired,  // tracking gave up
};
inline constexpr int kShipmentStatusCount = 14;

std::string_view shipmentStatusName(ShipmentStatus status);  // "label_created"
std::optional<ShipmentStatus> shipmentStatusOf(std::string_view name);

// One scan, as stored in the order's document. `rawStatus` keeps the carrier's own codes verbatim
// ("IT/HUB_SCAN_IN"), so the vendor's view can always be rebuilt.
struct TrackingEvent {
  std::string key;               // the event's identity: equal scans have equal keys
  std::optional<Timestamp> at;   // nothing: the carrier named no readable time
  ShipmentStatus status = ShipmentStatus::kUnknown;
  std::string reason;            // one of the contract's 95 reasons: "delayed_weather"
  std::string description;
  std::string location;          // "MCKINNEY, TX 75071, US"
  std::string rawStatus;

  bool operator==(const TrackingEvent&) const = default;
};

struct Shipment {
  std::string key;
  std::string labelId;
  std::string carrierCode;
  std::string trackingNumber;
  std::string trackingUrl;
  ShipmentStatus status = ShipmentStatus::kUnknown;
  std::optional<Timestamp> statusAt;
  std::optional<Timestamp> estimatedDeliveryAt;
  std::optional<Timestamp> checkedAt;  // when the carrier was last asked or told us
  std::vector<TrackingEvent> events;   // oldest first

  bool operator==(const Shipment&) const = default;
};

// What the shopper sees of one parcel: newest event first, a tracking URL only when it is safe.
enum class StepState : std::uint8_t { kDone, kCurrent, kUpcoming, kFailed };
std::string_view stepStateName(StepState state);  // "done"

struct ViewStep {
  std::string key;
  StepState state = StepState::kUpcoming;
  std::optional<Timestamp> at;

  bool operator==(const ViewStep&) const = default;
};

struct TrackingEventView {
  std::string at;  // ISO, or empty
  std::string status;
  std::string description;
  std::string location;

  bool operator==(const TrackingEventView&) const = default;
};

struct TrackingView {
  std::string status;
  std::optional<Timestamp> statusAt;
  std::string carrier;
  std::string trackingNumber;
  std::string trackingUrl;  // "" unless https on the allow-list
  std::optional<Timestamp> estimatedDeliveryAt;
  std::vector<ViewStep> steps;  // label_created, in_transit, out_for_delivery, delivered
  std::vector<TrackingEventView> events;

  bool operator==(const TrackingView&) const = default;
};

}  // namespace vitrine
