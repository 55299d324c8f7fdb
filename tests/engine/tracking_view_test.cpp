// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/tracking/tracking.h"
#include "tests/engine/order_fixture.h"

namespace vitrine {
namespace {

constexpr Timestamp kNow{1'764'000'600'000};
constexpr const char* kImages = "https://cdn.example/images/p/d";

std::string stepsOf(const OrderView& view) {
  std::string text;
  for (const ViewStep& step : view.steps) text += stepStateName(step.state).substr(0, 1);
  return text;
}

TEST(TrackingUrlTest, OnlyHttpsOfKnownCarriersIsALink) {
  EXPECT_EQ(safeTrackingUrl("https://www.ups.com/track?n=1"), "https://www.ups.com/track?n=1");
  EXPECT_EQ(safeTrackingUrl("https://WWW.DHL.de/x#y"), "https://WWW.DHL.de/x#y");
  for (const char* hostile :
       {"", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "http://www.ups.com/",
        "https://ups.com.evil.example/", "https://evilups.com/", "https://ups.com@evil.example/",
        "https://evil.example/?https://ups.com", "https://127.0.0.1/", "https://[::1]/",
        "https://169.254.169.254/", "https://ups.com:8443/", "https://ups.com\\@evil.example/",
        "https://ups.com/\"onclick=x", "https://ups.com/<b>", "//ups.com/", "https:/ups.com",
        "https://ups.com/a b", "https://ups.com/\n", " https://ups.com/", "https://uрs.com/",
        "https://"}) {
    EXPECT_EQ(safeTrackingUrl(hostile), "") << hostile;
  }
}

TEST(TrackingViewTest, AnUnknownScanShowsAsInTransit) {
  Shipment shipment;
  shipment.events = {{"k", kNow, ShipmentStatus::kUnknown, "unknown", "Something", "", "ZZ"}};

  const TrackingView view = trackingView(shipment, kNow);

  EXPECT_EQ(view.status, "in_transit");
  EXPECT_EQ(view.events.at(0).status, "in_transit");
}

TEST(TrackingViewTest, StepsFollowTheParcelAndALossStopsThem) {
  const auto steps = [](ShipmentStatus status) {
    Shipment shipment;
    shipment.status = status;
    std::string text;
    for (const ViewStep& step : trackingView(shipment, kNow).steps) {
      text += stepStateName(step.state).substr(0, 1);
    }
    return text;
  };
  EXPECT_EQ(steps(ShipmentStatus::kLabelRequested), "cuuu");
  EXPECT_EQ(steps(ShipmentStatus::kLabelCreated), "dcuu");
  EXPECT_EQ(steps(ShipmentStatus::kInTransit), "ddcu");
  EXPECT_EQ(steps(ShipmentStatus::kOutForDelivery), "dddc");
  EXPECT_EQ(steps(ShipmentStatus::kDelivered), "dddd");
  EXPECT_EQ(steps(ShipmentStatus::kReturned), "dddf");
}

TEST(TrackingViewTest, APromiseThatIsOverIsNotShown) {
  Shipment shipment;
  shipment.status = ShipmentStatus::kInTransit;
  shipment.estimatedDeliveryAt = kNow.plusMs(kDayMs);
  EXPECT_TRUE(trackingView(shipment, kNow).estimatedDeliveryAt.has_value());
  EXPECT_FALSE(trackingView(shipment, kNow.plusMs(3 * kDayMs)).estimatedDeliveryAt.has_value());
}

TEST(OrderViewTest, AWaitingOrderCanBePaidAndCancelled) {
  const OrderView view = orderView(sampleOrder(), kImages, kNow);

  EXPECT_EQ(view.status, "awaiting_payment");
  EXPECT_TRUE(view.canPay);
  EXPECT_TRUE(view.canCancel);
  EXPECT_FALSE(view.settled);
  EXPECT_EQ(stepsOf(view), "dcuuu");
  EXPECT_EQ(view.lines.at(0).imageUrl, "https://cdn.example/images/p/d/abc123-1200x900.webp");
  EXPECT_EQ(view.lines.at(0).imageWidth, 1200);
}

TEST(OrderViewTest, AfterItsTimeItCannotBePaid) {
  Order order = sampleOrder();
  EXPECT_FALSE(orderView(order, "", order.expiresAt).canPay);
  order.payment.status = PaymentStatus::kPending;
  EXPECT_FALSE(orderView(order, "", kNow).canPay);
  EXPECT_FALSE(orderView(order, "", kNow).canCancel);
}

TEST(OrderViewTest, ARefusedCardIsSaidWithoutTheGatewaysWords) {
  Order order = sampleOrder();
  order.payment.message = "insufficient_funds";
  EXPECT_EQ(orderView(order, "", kNow).paymentFailure, "payment_declined");
}

TEST(OrderViewTest, HostileImageReferencesShowNoPicture) {
  for (const char* ref : {"", "image-", "image-../../x-1x1-webp", "image-a-1x-webp",
                          "image-a-0x0-webp", "https://evil.example/x.svg", "image-a-1x1-"}) {
    Order order = sampleOrder();
    order.lines[0].imageRef = ref;
    EXPECT_EQ(orderView(order, kImages, kNow).lines.at(0).imageUrl, "") << ref;
  }
}

TEST(OrderViewTest, ACancelledOrderIsSettledAndItsPaymentStepFailed) {
  Order order = *withEvent(sampleOrder(), OrderEvent::kCancelled, "", kNow);
  const OrderView view = orderView(order, "", kNow);
  EXPECT_TRUE(view.settled);
  EXPECT_EQ(stepsOf(view), "dfuuu");
}

}  // namespace
}  // namespace vitrine
