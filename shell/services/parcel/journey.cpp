// SPDX-License-Identifier: MIT
#include "shell/services/parcel/journey.h"

#include <array>
#include <string>

#include "engine/core/check.h"
#include "shell/services/clock.h"
#include "shell/services/parcel/carriers.h"

namespace vitrine::services {
namespace {

enum class Place : std::uint8_t { kNone, kFrom, kHub, kTo };

struct Step {
  std::string_view status;
  std::string_view statusText;
  std::string_view detail;
  std::string_view detailText;
  std::string_view carrierCode;
  std::string_view description;
  Place place;
  bool hasStatus;  // some scans come with an empty status_code
};

constexpr std::array<Step, kJourneySteps> kSteps = {{
    {"AC", "Accepted", "ELEC_ADVICE_RECD_BY_CARRIER",
     "Your shipment is now in the carrier's system.", "MP", "Shipment information received",
     Place::kNone, true},
    {"IT", "In Transit", "PICKED_UP", "Your parcel has been picked up by the carrier.", "PU",
     "Picked up", Place::kFrom, true},
    {"IT", "In Transit", "HUB_SCAN_IN", "Your parcel has arrived at a carrier facility.", "AR",
     "Arrived at facility", Place::kHub, false},
    {"IT", "In Transit", "OUT_FOR_DELIVERY", "Your parcel is out for delivery.", "OF",
     "Out for delivery", Place::kTo, true},
    {"DE", "Delivered", "DELIVERED", "Your parcel was successfully delivered.", "D1", "Delivered",
     Place::kTo, true},
}};

constexpr std::int64_t kLocalOffsetMs = kHourMs;  // Central European Time

// "2026-11-22T17:07:00": local wall time without a zone, as the vendor writes it.
std::string localTime(std::int64_t ms) {
  std::string text = isoSeconds(ms + kLocalOffsetMs);
  if (text.ends_with('Z')) text.pop_back();
  return text;
}

Value textOf(const Value& address, std::string_view name) {
  return address[name].isString() ? address[name] : Value("");
}

}  // namespace

Value scanOf(std::size_t step, const Value& from, const Value& to, std::int64_t nowMs) {
  check(step < kSteps.size());
  const Step& scan = kSteps[step];
  const Value& address = scan.place == Place::kFrom ? from : to;
  const bool isAtAddress = scan.place == Place::kFrom || scan.place == Place::kTo;
  const bool isAtHub = scan.place == Place::kHub;
  const bool isDelivered = scan.status == "DE";
  return Object{
      {"occurred_at", isoSeconds(nowMs)},
      {"carrier_occurred_at", localTime(nowMs)},
      {"description", scan.description},
      {"city_locality",
       isAtHub ? Value("Leipzig") : (isAtAddress ? textOf(address, "city_locality") : Value(""))},
      {"state_province", isAtAddress ? textOf(address, "state_province") : Value("")},
      {"postal_code", isAtAddress ? textOf(address, "postal_code") : Value("")},
      {"country_code", isAtHub ? Value("DE") : textOf(address, "country_code")},
      {"company_name", ""},
      {"signer", isDelivered ? "Front door" : ""},
      {"event_code", scan.carrierCode},
      {"carrier_detail_code", nullptr},
      {"status_code", scan.hasStatus ? scan.status : std::string_view{}},
      {"status_detail_code", scan.hasStatus ? Value(scan.detail) : Value()},
      {"status_description", scan.hasStatus ? scan.statusText : std::string_view{}},
      {"status_detail_description", scan.hasStatus ? Value(scan.detailText) : Value()},
      {"carrier_status_code", scan.carrierCode},
      {"carrier_status_description", scan.description},
      {"latitude", nullptr},
      {"longitude", nullptr}};
}

Value trackingOf(const Value& label) {
  const Array& events = label["_events"].items();
  const Carrier* carrier = carrierByCode(label["carrier_code"].asString());
  Object tracking{{"tracking_number", label["tracking_number"]},
                  {"tracking_url", label["tracking_url"]}};
  const bool isKnown = !events.empty();
  const Step& latest = kSteps[isKnown ? events.size() - 1 : 0];
  const bool isDelivered = isKnown && latest.status == "DE";
  tracking.set("status_code", isKnown ? latest.status : "NY");
  tracking.set("status_detail_code", isKnown ? Value(latest.detail) : Value());
  tracking.set("carrier_code",
               carrier == nullptr ? label["carrier_code"] : Value(carrier->trackingCode));
  tracking.set("carrier_id", carrier == nullptr ? Value() : Value(carrier->number));
  tracking.set("status_description", isKnown ? latest.statusText : "Not Yet In System");
  tracking.set("status_detail_description", isKnown ? Value(latest.detailText) : Value());
  tracking.set("carrier_status_code", isKnown ? Value(latest.carrierCode) : Value());
  tracking.set("carrier_detail_code", nullptr);
  tracking.set("carrier_status_description", isKnown ? Value(latest.description) : Value());
  tracking.set("ship_date", label["ship_date"]);
  tracking.set("estimated_delivery_date", label["_estimated"]);
  tracking.set("actual_delivery_date", isDelivered ? events.front()["occurred_at"] : Value());
  tracking.set("exception_description", nullptr);
  tracking.set("events", label["_events"].isArray() ? label["_events"] : Value(Array{}));
  return tracking;
}

}  // namespace vitrine::services
