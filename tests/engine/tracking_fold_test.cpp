// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/tracking/status_map.h"
#include "engine/tracking/tracking.h"

namespace vitrine {
namespace {

constexpr Timestamp kNow{1'764'600'000'000};

TrackingEvent event(const char* reason, std::int64_t minute) {
  const ReasonEntry* entry = findReason(reason);
  return {.key = std::string(reason) + std::to_string(minute),
          .at = Timestamp{1'764'000'000'000 + minute * kMinuteMs},
          .status = entry->status,
          .reason = reason,
          .description = reason,
          .location = "",
          .rawStatus = ""};
}

TrackingReport report(std::vector<TrackingEvent> events) {
  TrackingReport one;
  one.trackingNumber = "1Z";
  one.events = std::move(events);
  return one;
}

ShipmentStatus folded(std::vector<TrackingEvent> events) {
  return foldEvents(std::move(events), kNow).status;
}

TEST(FoldTest, TheNewestPlaceCounts) {
  EXPECT_EQ(folded({}), ShipmentStatus::kUnknown);
  EXPECT_EQ(folded({event("label_created", 1)}), ShipmentStatus::kLabelCreated);
  EXPECT_EQ(folded({event("out_for_delivery", 3), event("accepted", 2)}),
            ShipmentStatus::kOutForDelivery);
  EXPECT_EQ(folded({event("out_for_delivery", 3), event("delayed", 4)}),
            ShipmentStatus::kInTransit);
}

TEST(FoldTest, DeliveredBeforeShippedStaysDelivered) {
  EXPECT_EQ(folded({event("delivered", 1), event("in_transit", 2)}), ShipmentStatus::kDelivered);
  EXPECT_EQ(folded({event("delivered", 1), event("label_created", 9)}),
            ShipmentStatus::kDelivered);
}

TEST(FoldTest, OnlyACorrectionReopensWhatWasDelivered) {
  EXPECT_EQ(folded({event("delivered", 1), event("refused", 2)}), ShipmentStatus::kException);
  EXPECT_EQ(folded({event("delivered", 1), event("returning", 2), event("returned", 3)}),
            ShipmentStatus::kReturned);
  EXPECT_EQ(folded({event("delivered", 1), event("post_delivery_info", 2)}),
            ShipmentStatus::kDelivered);
}

TEST(FoldTest, CancelledGoesOnOnlyWithAPhysicalScan) {
  EXPECT_EQ(folded({event("cancelled", 1), event("info_received", 2)}),
            ShipmentStatus::kCancelled);
  EXPECT_EQ(folded({event("cancelled", 1), event("accepted", 2)}), ShipmentStatus::kInTransit);
}

TEST(FoldTest, WordsThatSayNothingAboutPlaceDoNotMoveTheParcel) {
  EXPECT_EQ(folded({event("out_for_delivery", 1), event("notification_sent", 2)}),
            ShipmentStatus::kOutForDelivery);
  EXPECT_EQ(folded({event("exception", 1), event("not_mapped", 2)}), ShipmentStatus::kException);
}

TEST(FoldTest, ADateInTheFarFutureDoesNotHideWhatComesAfter) {
  TrackingEvent future = event("in_transit", 0);
  future.at = Timestamp{kNow.ms + 400 * kDayMs};
  Shipment shipment = withReport(Shipment{}, report({future}), kNow);
  TrackingEvent delivered = event("delivered", 0);
  delivered.at = kNow.plusMs(kHourMs);

  shipment = withReport(shipment, report({future, delivered}), kNow.plusMs(2 * kHourMs));

  EXPECT_EQ(shipment.status, ShipmentStatus::kDelivered);
  EXPECT_EQ(shipment.events.size(), 2U);
}

TEST(FoldTest, AnEventWithoutATimeIsKept) {
  TrackingEvent timeless = event("accepted", 0);
  timeless.at.reset();
  const Shipment shipment = withReport(Shipment{}, report({timeless}), kNow);

  EXPECT_EQ(shipment.status, ShipmentStatus::kInTransit);
  EXPECT_EQ(shipment.events.at(0).at, kNow);
}

TEST(FoldTest, ALabelThatIsAskedForIsNotForgottenByASilentCarrier) {
  Shipment shipment;
  shipment.status = ShipmentStatus::kLabelCreated;
  EXPECT_EQ(withReport(shipment, report({}), kNow).status, ShipmentStatus::kLabelCreated);
  EXPECT_EQ(withReport(shipment, report({event("not_mapped", 1)}), kNow).status,
            ShipmentStatus::kLabelCreated);
}

// The reports of one parcel, each the history so far, delivered in any order and any number of
// times, end in the same shipment.
TEST(FoldTest, RepeatedAndReorderedReportsEndInTheSameShipment) {
  constexpr const char* kReasons[] = {"label_created", "accepted",   "departed_facility",
                                      "delayed",       "attempted",  "out_for_delivery",
                                      "delivered",     "in_transit", "returning",
                                      "cancelled",     "not_mapped", "expired"};
  std::mt19937 random(20261122);
  for (int round = 0; round < 2'000; ++round) {
    std::vector<TrackingEvent> history;
    const std::size_t length = 1 + random() % 8;
    for (std::size_t i = 0; i < length; ++i) {
      history.push_back(event(kReasons[random() % std::size(kReasons)],
                              static_cast<std::int64_t>(random() % 20)));
    }
    std::vector<TrackingReport> reports;
    for (std::size_t i = 1; i <= length; ++i) {
      reports.push_back(report({history.begin(), history.begin() + static_cast<long>(i)}));
    }
    Shipment inOrder;
    for (const TrackingReport& one : reports) inOrder = withReport(inOrder, one, kNow);
    for (std::size_t i = 0; i < 3; ++i) reports.push_back(reports[random() % reports.size()]);
    std::shuffle(reports.begin(), reports.end(), random);
    Shipment shuffled;
    for (const TrackingReport& one : reports) shuffled = withReport(shuffled, one, kNow);

    ASSERT_EQ(shuffled.events, inOrder.events) << round;
    ASSERT_EQ(shuffled.status, foldEvents(inOrder.events, kNow).status) << round;
  }
}

}  // namespace
}  // namespace vitrine
