// SPDX-License-Identifier: MIT
#include <array>

#include "engine/tracking/status_map.h"

namespace vitrine {
namespace {

using S = ShipmentStatus;

constexpr auto kReasons = std::to_array<ReasonEntry>({
    {"unknown", S::kUnknown, false, false},
    {"pending", S::kUnknown, false, false},
    {"not_mapped", S::kUnknown, false, false},
    {"vendor_error", S::kUnknown, false, false},
    {"label_created", S::kLabelCreated, true, false},
    {"info_received", S::kLabelCreated, true, false},
    {"awaiting_handover", S::kLabelCreated, true, false},
    {"pickup_failed", S::kLabelCreated, true, false},
    {"not_received_by_carrier", S::kLabelCreated, true, false},
    {"dropped_off", S::kInTransit, true, false},
    {"picked_up", S::kInTransit, true, false},
    {"accepted", S::kInTransit, true, false},
    {"in_transit", S::kInTransit, true, false},
    {"arrived_facility", S::kInTransit, true, false},
    {"departed_facility", S::kInTransit, true, false},
    {"processing", S::kInTransit, true, false},
    {"arrived_destination_country", S::kInTransit, true, false},
    {"arrived_local_facility", S::kInTransit, true, false},
    {"customs_started", S::kInTransit, true, false},
    {"customs_cleared", S::kInTransit, true, false},
    {"handed_to_partner", S::kInTransit, true, false},
    {"partner_event", S::kInTransit, false, false},
    {"redirected", S::kInTransit, true, false},
    {"redirected_by_carrier", S::kInTransit, true, false},
    {"relabelled", S::kInTransit, true, false},
    {"information", S::kInTransit, false, false},
    {"notification_sent", S::kInTransit, false, false},
    {"delivery_scheduled", S::kInTransit, true, false},
    {"delivery_arranged", S::kInTransit, true, false},
    {"customer_contacted", S::kInTransit, false, false},
    {"cod_paid", S::kInTransit, false, false},
    {"problem_resolved", S::kInTransit, true, false},
    {"accepted_no_advice", S::kInTransit, true, false},
    {"repackaged", S::kInTransit, true, false},
    {"delivery_rescheduled", S::kInTransit, true, false},
    {"delayed", S::kInTransit, true, false},
    {"delayed_carrier", S::kInTransit, true, false},
    {"delayed_external", S::kInTransit, true, false},
    {"delayed_weather", S::kInTransit, true, false},
    {"delayed_customs", S::kInTransit, true, false},
    {"delayed_flight", S::kInTransit, true, false},
    {"missorted", S::kInTransit, true, false},
    {"declaration_incorrect", S::kInTransit, true, false},
    {"damaged_moving", S::kInTransit, true, false},
    {"out_for_delivery", S::kOutForDelivery, true, false},
    {"pickup_available", S::kAvailableForPickup, true, true},
    {"pickup_at_post_office", S::kAvailableForPickup, true, false},
    {"pickup_at_depot", S::kAvailableForPickup, true, false},
    {"delivered_to_pickup_point", S::kAvailableForPickup, true, false},
    {"attempted", S::kDeliveryAttempted, true, true},
    {"attempted_final", S::kDeliveryAttempted, true, true},
    {"notice_left", S::kDeliveryAttempted, true, true},
    {"recipient_absent", S::kDeliveryAttempted, true, true},
    {"business_closed", S::kDeliveryAttempted, true, false},
    {"reschedule_required", S::kDeliveryAttempted, true, false},
    {"cod_not_paid", S::kDeliveryAttempted, true, false},
    {"identification_failed", S::kDeliveryAttempted, true, false},
    {"access_denied", S::kDeliveryAttempted, true, false},
    {"exception", S::kException, true, false},
    {"held", S::kException, true, false},
    {"held_customs", S::kException, true, false},
    {"held_pre_clearance", S::kException, true, false},
    {"damaged", S::kException, true, false},
    {"contact_carrier", S::kException, true, false},
    {"address_issue", S::kException, true, false},
    {"payment_required", S::kException, true, false},
    {"duty_unpaid", S::kException, true, false},
    {"documents_missing", S::kException, true, false},
    {"unclaimed", S::kException, true, true},
    {"recipient_moved", S::kException, true, false},
    {"refused", S::kException, true, true},
    {"rejected_by_carrier", S::kException, true, false},
    {"hazardous", S::kException, true, false},
    {"out_of_service_area", S::kException, true, false},
    {"recipient_deceased", S::kException, true, false},
    {"returning", S::kReturning, true, true},
    {"returned", S::kReturned, true, true},
    {"delivered", S::kDelivered, true, false},
    {"delivered_signed", S::kDelivered, true, false},
    {"delivered_collected", S::kDelivered, true, false},
    {"delivered_neighbour", S::kDelivered, true, false},
    {"delivered_reception", S::kDelivered, true, false},
    {"delivered_safe_place", S::kDelivered, true, false},
    {"delivered_po_box", S::kDelivered, true, false},
    {"delivered_cod", S::kDelivered, true, false},
    {"post_delivery_info", S::kDelivered, false, false},
    {"proof_of_delivery", S::kDelivered, true, false},
    {"delivered_damaged", S::kDelivered, true, false},
    {"delivered_partial", S::kDelivered, true, false},
    {"delivered_alternate", S::kDelivered, true, false},
    {"lost", S::kFailed, true, true},
    {"disposed", S::kFailed, true, false},
    {"undeliverable", S::kFailed, true, true},
    {"cancelled", S::kCancelled, true, false},
    {"expired", S::kExpired, true, false},
});

}  // namespace

const ReasonEntry* findReason(std::string_view name) {
  for (const ReasonEntry& entry : kReasons) {
    if (entry.name == name) return &entry;
  }
  return nullptr;
}

int shipmentRank(ShipmentStatus status) {
  switch (status) {
    case S::kUnknown: return 0;
    case S::kLabelRequested: return 0;
    case S::kLabelCreated: return 1;
    case S::kInTransit: return 2;
    case S::kOutForDelivery: return 3;
    case S::kAvailableForPickup:
    case S::kDeliveryAttempted:
    case S::kException: return 4;
    case S::kReturning: return 5;
    case S::kDelivered:
    case S::kReturned:
    case S::kFailed:
    case S::kCancelled:
    case S::kExpired: return 6;
  }
  return 0;
}

}  // namespace vitrine
