// SPDX-License-Identifier: MIT
#include "engine/tracking/status_map.h"

#include <array>
#include <cstddef>
#include <span>

namespace vitrine {
namespace {

using S = ShipmentStatus;

// A vendor's code and the name of its reason. Compared without regard to case.
struct Code {
  std::string_view code;
  std::string_view reason;
};

constexpr auto kShipEngineStatuses = std::to_array<Code>({
    {"UN", "unknown"},
    {"NY", "label_created"},
    {"AC", "info_received"},
    {"IT", "in_transit"},
    {"AT", "attempted"},
    {"SP", "delivered_to_pickup_point"},
    {"DE", "delivered"},
    {"EX", "exception"},
});
constexpr auto kShipEngineDetails = std::to_array<Code>({
    {"CARRIER_STATUS_NOT_MAPPED", "not_mapped"},
    {"SHIPMENT_CREATED", "label_created"},
    {"AWAITING_PICKUP_DROP_OFF", "awaiting_handover"},
    {"DROPPED_OFF", "dropped_off"},
    {"ELEC_ADVICE_RECD_BY_CARRIER", "info_received"},
    {"PICKED_UP", "picked_up"},
    {"CUSTOMS_CLEARED", "customs_cleared"},
    {"CUSTOMS_PROCESSING", "customs_started"},
    {"DELIVERY_ARRANGED_WITH_RECIPIENT", "delivery_arranged"},
    {"HUB_SCAN_OUT", "departed_facility"},
    {"HUB_SCAN_IN", "arrived_facility"},
    {"IN_TRANSIT", "in_transit"},
    {"INFORMATION", "information"},
    {"PARCEL_OVER_LABELLED", "relabelled"},
    {"PARCEL_UPDATE_NOTIFICATION", "notification_sent"},
    {"RECEIVED_BY_CARRIER", "accepted"},
    {"RECEIVED_LOCAL_DELIVERY_DEPOT", "arrived_local_facility"},
    {"SUB_CONTRACTOR_EVENT", "partner_event"},
    {"SUB_CONTRACTOR_RECEIVED", "handed_to_partner"},
    {"PARCEL_REDIRECTED", "redirected"},
    {"DELIVERY_SCHEDULED", "delivery_scheduled"},
    {"HUB_PROCESSING", "processing"},
    {"DELIVERY_RESCHEDULED", "delivery_rescheduled"},
    {"ATTEMPTED_DELIVERY", "attempted"},
    {"ATTEMPTED_DELIVERY_FINAL", "attempted_final"},
    {"COD_AMOUNT_PAID", "cod_paid"},
    {"CUSTOMER_CARDED", "notice_left"},
    {"OUT_FOR_DELIVERY", "out_for_delivery"},
    {"AWAITING_COLLECTION_FROM_PICKUP_POINT", "pickup_available"},
    {"COLLECT_AT_LOCAL_PO", "pickup_at_post_office"},
    {"CUSTOMER_TO_COLLECT_FROM_CARRIER", "pickup_at_depot"},
    {"DELIVERED_TO_RECEPTION", "delivered_reception"},
    {"DELIVERED", "delivered"},
    {"DELIVERED_DAMAGED", "delivered_damaged"},
    {"DELIVERED_IN_PART", "delivered_partial"},
    {"DELIVERED_SPECIFIED_SAFE_PLACE", "delivered_safe_place"},
    {"DELIVERED_TO_ALTERNATIVE_DELIVERY_LOCATION", "delivered_alternate"},
    {"DELIVERED_TO_NEIGHBOUR", "delivered_neighbour"},
    {"DELIVERED_TO_PO_BOX", "delivered_po_box"},
    {"PARCEL_COLLECTED_FROM_PICKUP_POINT", "delivered_collected"},
    {"POST_TRANSIT_STATUS", "post_delivery_info"},
    {"PROOF_OF_DELIVERY", "proof_of_delivery"},
    {"PICKUP_FAILED", "pickup_failed"},
    {"NOT_YET_RECEIVED_BY_CARRIER", "not_received_by_carrier"},
    {"PARCEL_DAMAGED", "damaged_moving"},
    {"ADDRESS_QUERY", "address_issue"},
    {"CARRIER_DELAYS", "delayed_carrier"},
    {"DELAYED_NOT_CARRIER", "delayed_external"},
    {"HELD_BY_CARRIER", "held"},
    {"HELD_BY_CARRIER_FOR_CLEARANCE_PRE_PROCESSING", "held_pre_clearance"},
    {"HELD_BY_CUSTOMS", "held_customs"},
    {"INCORRECT_DECLARATION", "declaration_incorrect"},
    {"MISROUTED", "missorted"},
    {"PARCEL_REPACKED", "repackaged"},
    {"RECD_BY_CARRIER_NO_ELEC_ADVICE", "accepted_no_advice"},
    {"COD_AMOUNT_NOT_PAID", "cod_not_paid"},
    {"CUSTOMER_IDENTIFICATION_FAILED", "identification_failed"},
    {"NO_ACCESS_TO_RECIPIENTS_ADDRESS", "access_denied"},
    {"CANCELLED", "cancelled"},
    {"CUSTOMER_MOVED", "recipient_moved"},
    {"HAZARDOUS_PROHIBITED", "hazardous"},
    {"NOT_COLLECTED_FROM_PICKUP_POINT", "unclaimed"},
    {"NOT_DELIVERED", "returning"},
    {"NOT_DELIVERED_ADDRESSEE_DECEASED", "recipient_deceased"},
    {"PARCEL_DISPOSED", "disposed"},
    {"PARCEL_LOST", "lost"},
    {"PARCEL_OUTSIDE_OF_SERVICE_CAPABILITY", "out_of_service_area"},
    {"REFUSED_BY_CUSTOMER", "refused"},
    {"RETURN_TO_SENDER", "returning"},
    {"UNSPECIFIED_EXCEPTION", "exception"},
    {"TRACKING_EXPIRED", "expired"},
    {"DUTY_NOT_PAID", "duty_unpaid"},
    {"PARCEL_REDIRECTED_BY_CARRIER", "redirected_by_carrier"},
    {"DELIVERED_TO_PICKUP_POINT", "delivered_to_pickup_point"},
    {"UNDELIVERABLE_RETURNED_TO_SENDER", "returned"},
});

constexpr auto kShippoStatuses = std::to_array<Code>({
    {"UNKNOWN", "unknown"},
    {"PRE_TRANSIT", "label_created"},
    {"TRANSIT", "in_transit"},
    {"DELIVERED", "delivered"},
    {"RETURNED", "returning"},
    {"FAILURE", "exception"},
});
constexpr auto kShippoDetails = std::to_array<Code>({
    {"information_received", "info_received"},
    {"address_issue", "address_issue"},
    {"contact_carrier", "contact_carrier"},
    {"delayed", "delayed"},
    {"delivery_attempted", "attempted"},
    {"delivery_rescheduled", "delivery_rescheduled"},
    {"delivery_scheduled", "delivery_scheduled"},
    {"location_inaccessible", "access_denied"},
    {"notice_left", "notice_left"},
    {"out_for_delivery", "out_for_delivery"},
    {"package_accepted", "accepted"},
    {"package_arrived", "arrived_facility"},
    {"package_damaged", "damaged"},
    {"package_departed", "departed_facility"},
    {"package_forwarded", "redirected"},
    {"package_held", "held"},
    {"package_processed", "processing"},
    {"package_processing", "processing"},
    {"pickup_available", "pickup_available"},
    {"reschedule_delivery", "reschedule_required"},
    {"delivered", "delivered"},
    {"return_to_sender", "returning"},
    {"package_unclaimed", "unclaimed"},
    {"package_undeliverable", "undeliverable"},
    {"package_disposed", "disposed"},
    {"package_lost", "lost"},
    {"other", "unknown"},
});

constexpr auto kAfterShipStatuses = std::to_array<Code>({
    {"Pending", "pending"},
    {"InfoReceived", "info_received"},
    {"InTransit", "in_transit"},
    {"OutForDelivery", "out_for_delivery"},
    {"AttemptFail", "attempted"},
    {"Delivered", "delivered"},
    {"AvailableForPickup", "pickup_available"},
    {"Exception", "exception"},
    {"Expired", "expired"},
});
constexpr auto kAfterShipDetails = std::to_array<Code>({
    {"Delivered_001", "delivered"},
    {"Delivered_002", "delivered_collected"},
    {"Delivered_003", "delivered_signed"},
    {"Delivered_004", "delivered_cod"},
    {"Delivered_005", "delivered_neighbour"},
    {"AvailableForPickup_001", "pickup_available"},
    {"Exception_001", "exception"},
    {"Exception_002", "recipient_moved"},
    {"Exception_003", "refused"},
    {"Exception_004", "delayed_customs"},
    {"Exception_005", "delayed_external"},
    {"Exception_006", "payment_required"},
    {"Exception_007", "address_issue"},
    {"Exception_008", "unclaimed"},
    {"Exception_009", "rejected_by_carrier"},
    {"Exception_010", "returning"},
    {"Exception_011", "returned"},
    {"Exception_012", "damaged"},
    {"Exception_013", "lost"},
    {"Exception_016", "delayed_carrier"},
    {"Exception_017", "delayed_weather"},
    {"Exception_018", "documents_missing"},
    {"Exception_019", "delayed_flight"},
    {"Exception_020", "cancelled"},
    {"Exception_021", "disposed"},
    {"AttemptFail_001", "attempted"},
    {"AttemptFail_002", "recipient_absent"},
    {"AttemptFail_003", "business_closed"},
    {"InTransit_001", "in_transit"},
    {"InTransit_002", "accepted"},
    {"InTransit_003", "arrived_facility"},
    {"InTransit_004", "arrived_destination_country"},
    {"InTransit_005", "customs_cleared"},
    {"InTransit_006", "customs_started"},
    {"InTransit_007", "departed_facility"},
    {"InTransit_008", "problem_resolved"},
    {"InTransit_009", "redirected"},
    {"InfoReceived_001", "info_received"},
    {"OutForDelivery_001", "out_for_delivery"},
    {"OutForDelivery_003", "customer_contacted"},
    {"OutForDelivery_004", "delivery_scheduled"},
    {"Pending_001", "pending"},
    {"Expired_001", "expired"},
});

constexpr auto kEasyPostStatuses = std::to_array<Code>({
    {"unknown", "unknown"},
    {"pre_transit", "label_created"},
    {"in_transit", "in_transit"},
    {"out_for_delivery", "out_for_delivery"},
    {"delivered", "delivered"},
    {"available_for_pickup", "pickup_available"},
    {"return_to_sender", "returning"},
    {"failure", "undeliverable"},
    {"cancelled", "cancelled"},
    {"error", "vendor_error"},
});

// EasyPost's details refine only the statuses of the mask: bit n is the n-th of kEasyPostStatuses.
struct PairedCode {
  std::string_view code;
  std::string_view reason;
  unsigned statuses;
};
constexpr auto kEasyPostDetails = std::to_array<PairedCode>({
    {"address_correction", "address_issue", 0x08dU},
    {"arrived_at_destination", "arrived_local_facility", 0x004U},
    {"arrived_at_facility", "arrived_facility", 0x004U},
    {"arrived_at_pickup_location", "pickup_available", 0x024U},
    {"awaiting_information", "info_received", 0x002U},
    {"cancelled", "cancelled", 0x183U},
    {"damaged", "damaged", 0x085U},
    {"delayed", "delayed", 0x004U},
    {"delivery_exception", "exception", 0x08dU},
    {"departed_facility", "departed_facility", 0x004U},
    {"departed_origin_facility", "departed_facility", 0x004U},
    {"expired", "expired", 0x087U},
    {"failure", "undeliverable", 0x080U},
    {"held", "held", 0x084U},
    {"in_transit", "in_transit", 0x004U},
    {"label_created", "label_created", 0x003U},
    {"lost", "lost", 0x085U},
    {"missorted", "missorted", 0x004U},
    {"out_for_delivery", "out_for_delivery", 0x00cU},
    {"received_at_destination_facility", "arrived_local_facility", 0x004U},
    {"received_at_origin_facility", "accepted", 0x004U},
    {"refused", "refused", 0x08cU},
    {"return", "returning", 0x0c4U},
    {"transferred_to_destination_carrier", "handed_to_partner", 0x004U},
    {"transit_exception", "exception", 0x084U},
    {"weather_delay", "delayed_weather", 0x004U},
});

bool sameCode(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

std::string_view reasonOf(std::span<const Code> codes, std::string_view code) {
  for (const Code& known : codes) {
    if (sameCode(known.code, code)) return known.reason;
  }
  return {};
}

std::string_view easyPostDetail(std::string_view coarse, std::string_view detail) {
  for (const PairedCode& known : kEasyPostDetails) {
    if (!sameCode(known.code, detail)) continue;
    for (std::size_t i = 0; i < kEasyPostStatuses.size(); ++i) {
      const bool paired = (known.statuses >> i & 1U) != 0;
      if (paired && sameCode(kEasyPostStatuses[i].code, coarse)) return known.reason;
    }
  }
  return {};
}

struct Reasons {
  std::string_view coarse;
  std::string_view detail;
};

Reasons reasonsOf(TrackingVendor vendor, std::string_view coarse, std::string_view detail) {
  switch (vendor) {
    case TrackingVendor::kShipEngine:
      return {reasonOf(kShipEngineStatuses, coarse), reasonOf(kShipEngineDetails, detail)};
    case TrackingVendor::kEasyPost:
      return {reasonOf(kEasyPostStatuses, coarse), easyPostDetail(coarse, detail)};
    case TrackingVendor::kShippo:
      return {reasonOf(kShippoStatuses, coarse), reasonOf(kShippoDetails, detail)};
    case TrackingVendor::kAfterShip:
      break;
  }
  // A subtag that is newer than this table still begins with its tag.
  const std::string_view tag = detail.substr(0, detail.find('_'));
  const std::string_view known = reasonOf(kAfterShipStatuses, coarse.empty() ? tag : coarse);
  return {known, reasonOf(kAfterShipDetails, detail)};
}

}  // namespace

MappedStatus mapStatus(TrackingVendor vendor, std::string_view coarse, std::string_view detail) {
  const Reasons names = reasonsOf(vendor, coarse, detail);
  const ReasonEntry* byCoarse = findReason(names.coarse);
  const ReasonEntry* byDetail = findReason(names.detail);
  if (byDetail == nullptr && byCoarse == nullptr) return {};
  if (byDetail == nullptr) return {byCoarse->status, byCoarse->name};
  if (byCoarse == nullptr) return {byDetail->status, byDetail->name};
  const bool delivered = byCoarse->status == S::kDelivered && byDetail->status != S::kDelivered;
  if (delivered || !byDetail->advances) return {byCoarse->status, byDetail->name};
  return {byDetail->status, byDetail->name};
}

}  // namespace vitrine
