// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "engine/tracking/status_map.h"
#include "engine/tracking/tracking.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

TrackingReport read(TrackingVendor vendor, const char* json) {
  const Result<Value> payload = decodeJson(json);
  EXPECT_THAT(payload, IsOk());
  Result<TrackingReport> report = decodeTracking(vendor, *payload);
  EXPECT_THAT(report, IsOk());
  return report ? *report : TrackingReport{};
}

// The vendor's own sample: a headline in June that says DE, empty statuses in July.
constexpr const char* kShipEngine = R"({"tracking_number":"332980205337","status_code":"DE",
  "carrier_id":3,"status_description":"Delivered","carrier_status_code":-2147219283,
  "estimated_delivery_date":"2026-04-30T00:00:00","actual_delivery_date":"2021-06-17T05:04:39Z",
  "events":[
   {"occurred_at":"2021-07-23T12:42:00Z","carrier_occurred_at":"2021-07-23T07:42:00",
    "description":"Out for Delivery, Expected Delivery by 9:00pm","city_locality":"MCKINNEY",
    "state_province":"TX","postal_code":"75071","country_code":"","signer":"","event_code":"OF",
    "status_code":"","carrier_status_code":"OF","latitude":33.175},
   {"occurred_at":"2021-07-23T12:31:00Z","description":"Arrived at Post Office","status_code":null,
    "city_locality":"MCKINNEY","state_province":"TX","postal_code":"75070","event_code":"07"}]})";

TEST(ShipEngineTest, TheVendorsOwnSampleReads) {
  const TrackingReport report = read(TrackingVendor::kShipEngine, kShipEngine);

  EXPECT_EQ(report.trackingNumber, "332980205337");
  ASSERT_EQ(report.events.size(), 2U);
  EXPECT_EQ(report.events[0].location, "MCKINNEY, TX 75071");
  EXPECT_EQ(report.events[0].status, ShipmentStatus::kUnknown);
  EXPECT_EQ(report.events[0].rawStatus, "OF");
  EXPECT_EQ(report.headline->status, ShipmentStatus::kDelivered);
  EXPECT_EQ(report.estimatedDeliveryAt->toIso(), "2026-04-30T00:00:00Z");
}

TEST(ShipEngineTest, AHeadlineThatKnowsMoreEndsTheParcel) {
  const TrackingReport report = read(TrackingVendor::kShipEngine, kShipEngine);
  const Timestamp now = *Timestamp::parse("2021-07-24T00:00:00Z");

  const Shipment shipment = withReport(Shipment{}, report, now);

  EXPECT_EQ(shipment.status, ShipmentStatus::kDelivered);
  EXPECT_EQ(shipment.statusAt->toIso(), "2021-07-23T12:42:00Z");
  EXPECT_EQ(withReport(shipment, report, now), shipment);
}

TEST(ShipEngineTest, AWebhookIsTheSameReportInAnEnvelope) {
  const std::string webhook =
      std::string(R"({"resource_type":"API_TRACK","resource_url":"https://x","data":)") +
      kShipEngine + "}";
  EXPECT_EQ(read(TrackingVendor::kShipEngine, webhook.c_str()),
            read(TrackingVendor::kShipEngine, kShipEngine));
}

TEST(EasyPostTest, AnEventWithItsTrackerReads) {
  const TrackingReport report = read(TrackingVendor::kEasyPost, R"({"description":"tracker.updated",
   "object":"Event","result":{"tracking_code":"EZ2","status":"in_transit","carrier":"FedEx",
   "est_delivery_date":"2024-08-05T00:00:00Z","carrier_detail":null,"tracking_details":[
    {"message":"Shipment information sent","status":"pre_transit","status_detail":"label_created",
     "datetime":"2024-07-31T15:00:00Z","carrier_code":"OC",
     "tracking_location":{"city":null,"state":null,"country":"US","zip":"32837"}},
    {"message":"Departed","status":"in_transit","status_detail":"departed_facility",
     "datetime":"2024-08-01T14:42:13Z","carrier_code":"","tracking_location":null}]}})");

  EXPECT_EQ(report.carrierCode, "fedex");
  ASSERT_EQ(report.events.size(), 2U);
  EXPECT_EQ(report.events[0].reason, "label_created");
  EXPECT_EQ(report.events[0].location, "32837, US");
  EXPECT_EQ(report.events[1].reason, "departed_facility");
  EXPECT_EQ(report.estimatedDeliveryAt->toIso(), "2024-08-05T00:00:00Z");
}

TEST(ShippoTest, DatesWithoutZoneAndNullSubstatusRead) {
  const TrackingReport report = read(TrackingVendor::kShippo, R"({"event":"track_updated",
   "test":true,
   "data":{"carrier":"shippo","tracking_number":"SHIPPO_TRANSIT","eta":null,"tracking_status":
    {"status":"TRANSIT","status_date":"2026-11-20T10:00:00","substatus":null,"location":null},
   "tracking_history":[
    {"status":"UNKNOWN","status_date":"2026-11-19T10:00:00","status_details":"No record"},
    {"status":"TRANSIT","status_date":"2026-11-20T10:00:00","status_details":"On the van",
     "substatus":{"code":"out_for_delivery","text":"x","action_required":false}}]}})");

  ASSERT_EQ(report.events.size(), 2U);
  EXPECT_EQ(report.events[0].status, ShipmentStatus::kUnknown);
  EXPECT_EQ(report.events[1].status, ShipmentStatus::kOutForDelivery);
  EXPECT_EQ(report.events[1].at->toIso(), "2026-11-20T10:00:00Z");
}

TEST(AfterShipTest, AWebhookReadsAndANewSubtagFallsBackToItsTag) {
  const TrackingReport report = read(TrackingVendor::kAfterShip, R"({"event":"tracking_update",
   "msg":{"tracking_number":"00","slug":"usps","tag":"Exception","subtag":"Exception_099",
    "checkpoints":[{"checkpoint_time":"2021-01-14T00:52:00","message":"Departed","tag":"InTransit",
      "subtag":"InTransit_007"},{"checkpoint_time":"2021-01-15","message":"Held",
      "subtag":"Exception_099"}]},"ts":1})");

  EXPECT_EQ(report.events[0].reason, "departed_facility");
  EXPECT_EQ(report.events[1].status, ShipmentStatus::kException);
  EXPECT_EQ(report.events[1].rawStatus, "Exception_099");
}

TEST(VendorsTest, GarbageIsRefusedAndMistypedMembersAreAbsent) {
  for (const auto vendor : {TrackingVendor::kShipEngine, TrackingVendor::kEasyPost,
                            TrackingVendor::kShippo, TrackingVendor::kAfterShip}) {
    EXPECT_THAT(decodeTracking(vendor, Value()), FailsWith(ErrorCode::kAnswerUnreadable));
    EXPECT_THAT(decodeTracking(vendor, Value(Object{{"data", Array{}}})),
                FailsWith(ErrorCode::kAnswerUnreadable));
  }
  const TrackingReport report = read(
      TrackingVendor::kShipEngine,
      R"({"tracking_number":12345,"status_code":7,
          "events":[null,"x",{"occurred_at":{},"status_code":[]}]})");
  EXPECT_EQ(report.trackingNumber, "12345");
  EXPECT_EQ(report.events.size(), 1U);
}

TEST(StatusMapTest, TheCombiningRuleOfTheContractHolds) {
  using enum TrackingVendor;
  const auto status = [](TrackingVendor vendor, const char* coarse, const char* detail) {
    return mapStatus(vendor, coarse, detail).status;
  };
  // A delay is filed under exception by the vendor; the parcel is in transit.
  EXPECT_EQ(status(kShipEngine, "EX", "CARRIER_DELAYS"), ShipmentStatus::kInTransit);
  // AC alone means no more than a label.
  EXPECT_EQ(status(kShipEngine, "AC", ""), ShipmentStatus::kLabelCreated);
  EXPECT_EQ(status(kShipEngine, "ac", "received_by_carrier"), ShipmentStatus::kInTransit);
  // A detail that says nothing about place keeps the coarse code.
  EXPECT_EQ(status(kShipEngine, "DE", "INFORMATION"), ShipmentStatus::kDelivered);
  EXPECT_EQ(mapStatus(kShipEngine, "IT", "CARRIER_STATUS_NOT_MAPPED").reason, "not_mapped");
  // Delivered is never overridden.
  EXPECT_EQ(status(kShipEngine, "DE", "HUB_SCAN_IN"), ShipmentStatus::kDelivered);
  EXPECT_EQ(status(kShippo, "FAILURE", ""), ShipmentStatus::kException);
  EXPECT_EQ(status(kEasyPost, "pre_transit", "lost"), ShipmentStatus::kLabelCreated);
  EXPECT_EQ(status(kEasyPost, "failure", "lost"), ShipmentStatus::kFailed);
  EXPECT_EQ(status(kShipEngine, "MY", "NEW_CODE"), ShipmentStatus::kUnknown);
}

}  // namespace
}  // namespace vitrine
