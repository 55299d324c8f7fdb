// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/order/shipment.h"
#include "engine/tracking/tracking.h"

namespace vitrine {

// From a vendor's codes to ours, after the normalised status map of 2026-11-22: every code of the
// four vendors has exactly one reason, every reason one status.
struct ReasonEntry {
  std::string_view name;
  ShipmentStatus status;
  bool advances;          // false: says something, but not where the parcel is
  bool reopensDelivered;  // a parcel that was delivered after all was not
};

const ReasonEntry* findReason(std::string_view name);

// What a pair of codes means. An unknown detail falls back to the coarse code, an unknown coarse
// code is `unknown`; a detail that says nothing about place keeps the coarse code's status.
struct MappedStatus {
  ShipmentStatus status = ShipmentStatus::kUnknown;
  std::string_view reason = "unknown";
};
MappedStatus mapStatus(TrackingVendor vendor, std::string_view coarse, std::string_view detail);

// 0 nothing known, 1 label, 2 with the carrier ... 6 at an end.
int shipmentRank(ShipmentStatus status);

}  // namespace vitrine
