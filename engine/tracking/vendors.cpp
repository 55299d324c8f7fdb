// SPDX-License-Identifier: MIT
//
// Four vendors' payloads read into one report. Everything that a payload lacks reads as empty: the
// vendors' own samples break their own schemas.
#include <array>
#include <cstddef>
#include <initializer_list>
#include <utility>

#include "engine/core/utf8.h"
#include "engine/tracking/status_map.h"
#include "engine/tracking/tracking.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxText = 300;
constexpr std::size_t kMaxEvents = 1'000;

std::string clean(std::string_view text) {
  std::string line;
  for (std::size_t at = 0; at < text.size() && line.size() < kMaxText;) {
    const char32_t c = decodeUtf8(text, at);
    const bool space = c <= 0x20 || c == 0x7F;
    if (space && (line.empty() || line.back() == ' ')) continue;
    appendUtf8(line, space ? U' ' : c);
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// The first that says something. Carriers send codes also as numbers.
std::string firstText(std::initializer_list<const Value*> values) {
  for (const Value* value : values) {
    std::string text = clean(value->asString());
    if (!text.empty()) return text;
    if (const auto number = value->asInt64()) return std::to_string(*number);
  }
  return {};
}

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string canonicalCarrier(std::string_view code) {
  const std::string carrier = lowerCase(clean(code));
  return carrier == "stamps_com" || carrier == "endicia" ? "usps" : carrier;
}

std::optional<Timestamp> timeOf(std::string_view text) {
  const Result<Timestamp> at = Timestamp::parse(text);
  return at ? std::optional<Timestamp>(*at) : std::nullopt;
}

std::string join(std::initializer_list<std::string> parts, std::string_view separator) {
  std::string joined;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!joined.empty()) joined += separator;
    joined += part;
  }
  return joined;
}

// One scan in the vendor's words, before it has an identity.
struct Scan {
  std::string coarse;
  std::string detail;
  std::string carrierCode;
  std::string time;
  std::string description;
  std::string location;
};

// Contract 6.5: the identity of a scan is what it says, not where it stands in a list.
std::string keyOf(const TrackingReport& report, const Scan& scan,
                  const std::optional<Timestamp>& at) {
  const std::string time = at ? std::to_string(at->ms / kMinuteMs) : scan.time;
  std::string text = std::to_string(static_cast<int>(report.vendor));
  for (const std::string* part : {&report.carrierCode, &report.trackingNumber, &time, &scan.coarse,
                                  &scan.detail, &scan.carrierCode, &scan.location,
                                  &scan.description}) {
    text += '\x1f';
    text += lowerCase(*part);
  }
  return sha256Hex(text).substr(0, 32);
}

TrackingEvent eventOf(const TrackingReport& report, const Scan& scan) {
  const MappedStatus mapped = mapStatus(report.vendor, scan.coarse, scan.detail);
  const std::optional<Timestamp> at = timeOf(scan.time);
  return {.key = keyOf(report, scan, at),
          .at = at,
          .status = mapped.status,
          .reason = std::string(mapped.reason),
          .description = scan.description,
          .location = scan.location,
          .rawStatus = join({scan.coarse, scan.detail, scan.carrierCode}, "/")};
}

std::string placeOf(const Value& place, std::array<const char*, 4> names) {
  const std::string region =
      join({clean(place[names[1]].asString()), clean(place[names[2]].asString())}, " ");
  return join({clean(place[names[0]].asString()), region, clean(place[names[3]].asString())}, ", ");
}

using ScanOf = Scan (*)(const Value&);

void addEvents(TrackingReport& report, const Value& list, ScanOf scanOf) {
  for (const Value& one : list.items()) {
    if (!one.isObject()) continue;
    report.events.push_back(eventOf(report, scanOf(one)));
    if (report.events.size() == kMaxEvents) return;
  }
}

// --- ShipEngine ------------------------------------------------------------------------------

Scan shipEngineScan(const Value& event) {
  return {.coarse = firstText({&event["status_code"]}),
          .detail = firstText({&event["status_detail_code"]}),
          .carrierCode = firstText({&event["carrier_status_code"], &event["event_code"]}),
          .time = firstText({&event["occurred_at"], &event["event_date"],
                             &event["carrier_occurred_at"]}),
          .description = firstText({&event["description"], &event["event_description"],
                                    &event["carrier_status_description"],
                                    &event["status_description"]}),
          .location = placeOf(event, {"city_locality", "state_province", "postal_code",
                                      "country_code"})};
}

void readShipEngine(TrackingReport& report, const Value& payload) {
  const Value& data = payload["data"].isObject() ? payload["data"] : payload;
  report.trackingNumber = firstText({&data["tracking_number"]});
  report.carrierCode = canonicalCarrier(data["carrier_code"].asString());
  report.trackingUrl = std::string(data["tracking_url"].asString());
  report.estimatedDeliveryAt = timeOf(data["estimated_delivery_date"].asString());
  addEvents(report, data["events"], shipEngineScan);
  Scan headline = shipEngineScan(data);
  headline.description = firstText({&data["status_description"],
                                    &data["carrier_status_description"]});
  headline.time = firstText({&data["actual_delivery_date"]});
  report.headline = eventOf(report, headline);
}

// --- EasyPost --------------------------------------------------------------------------------

Scan easyPostScan(const Value& detail) {
  return {.coarse = firstText({&detail["status"]}),
          .detail = firstText({&detail["status_detail"]}),
          .carrierCode = firstText({&detail["carrier_code"]}),
          .time = firstText({&detail["datetime"]}),
          .description = firstText({&detail["description"], &detail["message"]}),
          .location = placeOf(detail["tracking_location"], {"city", "state", "zip", "country"})};
}

void readEasyPost(TrackingReport& report, const Value& payload) {
  const Value& wrapped = payload["result"].isObject() ? payload["result"] : payload["tracker"];
  const Value& tracker = wrapped.isObject() ? wrapped : payload;
  report.trackingNumber = firstText({&tracker["tracking_code"]});
  report.carrierCode = canonicalCarrier(tracker["carrier"].asString());
  report.trackingUrl = std::string(tracker["public_url"].asString());
  const Value& local = tracker["carrier_detail"]["est_delivery_date_local"];
  report.estimatedDeliveryAt =
      timeOf(local.asString(tracker["est_delivery_date"].asString()));
  addEvents(report, tracker["tracking_details"], easyPostScan);
  report.headline = eventOf(report, {.coarse = firstText({&tracker["status"]}),
                                     .detail = firstText({&tracker["status_detail"]}),
                                     .carrierCode = {},
                                     .time = {},
                                     .description = {},
                                     .location = {}});
}

// --- Shippo ----------------------------------------------------------------------------------

Scan shippoScan(const Value& event) {
  return {.coarse = firstText({&event["status"]}),
          .detail = firstText({&event["substatus"]["code"]}),
          .carrierCode = {},
          .time = firstText({&event["status_date"]}),
          .description = firstText({&event["status_details"], &event["substatus"]["text"]}),
          .location = placeOf(event["location"], {"city", "state", "zip", "country"})};
}

void readShippo(TrackingReport& report, const Value& payload) {
  const Value& track = payload["data"].isObject() ? payload["data"] : payload;
  report.trackingNumber = firstText({&track["tracking_number"]});
  report.carrierCode = canonicalCarrier(track["carrier"].asString());
  report.trackingUrl = std::string(track["tracking_url_provider"].asString());
  report.estimatedDeliveryAt = timeOf(track["eta"].asString());
  addEvents(report, track["tracking_history"], shippoScan);
  if (track["tracking_status"].isObject()) {
    report.headline = eventOf(report, shippoScan(track["tracking_status"]));
  }
}

// --- AfterShip -------------------------------------------------------------------------------

Scan afterShipScan(const Value& checkpoint) {
  return {.coarse = firstText({&checkpoint["tag"]}),
          .detail = firstText({&checkpoint["subtag"]}),
          .carrierCode = firstText({&checkpoint["raw_tag"]}),
          .time = firstText({&checkpoint["checkpoint_time"], &checkpoint["created_at"]}),
          .description = firstText({&checkpoint["message"], &checkpoint["subtag_message"]}),
          .location = placeOf(checkpoint, {"city", "state", "postal_code", "country_region"})};
}

void readAfterShip(TrackingReport& report, const Value& payload) {
  const Value& wrapped = payload["msg"].isObject() ? payload["msg"] : payload["data"];
  const Value& tracking = wrapped.isObject() ? wrapped : payload;
  report.trackingNumber = firstText({&tracking["tracking_number"]});
  report.carrierCode = canonicalCarrier(tracking["slug"].asString());
  report.trackingUrl = std::string(tracking["courier_tracking_link"].asString());
  const Value& latest = tracking["latest_estimated_delivery"];
  report.estimatedDeliveryAt =
      timeOf(latest["datetime"].asString(latest["datetime_max"].asString()));
  addEvents(report, tracking["checkpoints"], afterShipScan);
  report.headline = eventOf(report, {.coarse = firstText({&tracking["tag"]}),
                                     .detail = firstText({&tracking["subtag"]}),
                                     .carrierCode = {},
                                     .time = firstText({&tracking["shipment_delivery_date"]}),
                                     .description = firstText({&tracking["subtag_message"]}),
                                     .location = {}});
}

}  // namespace

Result<TrackingReport> decodeTracking(TrackingVendor vendor, const Value& payload) {
  if (!payload.isObject()) {
    return fail(ErrorCode::kAnswerUnreadable, "", "A tracking payload is an object.");
  }
  TrackingReport report;
  report.vendor = vendor;
  switch (vendor) {
    case TrackingVendor::kShipEngine: readShipEngine(report, payload); break;
    case TrackingVendor::kEasyPost: readEasyPost(report, payload); break;
    case TrackingVendor::kShippo: readShippo(report, payload); break;
    case TrackingVendor::kAfterShip: readAfterShip(report, payload); break;
  }
  if (report.trackingNumber.empty()) {
    return fail(ErrorCode::kAnswerUnreadable, "trackingNumber", "No parcel is named.");
  }
  return report;
}

}  // namespace vitrine
