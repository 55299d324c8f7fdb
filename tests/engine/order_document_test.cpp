// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/json.h"
#include "engine/order/order.h"
#include "engine/order/order_view.h"
#include "tests/engine/matchers.h"
#include "tests/engine/order_fixture.h"

namespace vitrine {
namespace {

Order fullOrder() {
  Order order = sampleOrder();
  order.status = OrderStatus::kShipped;
  order.paidAt = order.placedAt.plusMs(5'000);
  order.payment.status = PaymentStatus::kPartiallyRefunded;
  order.payment.sessionId = "cs_1";
  order.payment.intentId = "pi_1";
  order.payment.capturedMinor = 9290;
  order.payment.refundedMinor = 100;
  order.payment.message = "card_declined";
  order.payment.refunds = {{"k1", "pi_1", 100, "EUR", "succeeded", "re_1", "scratch"}};
  Shipment shipment;
  shipment.key = "s1";
  shipment.labelId = "se-1";
  shipment.carrierCode = "ups";
  shipment.trackingNumber = "1Z1";
  shipment.status = ShipmentStatus::kInTransit;
  shipment.statusAt = order.placedAt.plusMs(9'000);
  shipment.events = {{"e1", order.placedAt.plusMs(9'000), ShipmentStatus::kInTransit,
                      "arrived_facility", "Arrived", "Hamburg, DE", "IT/HUB_SCAN_IN"}};
  order.shipments = {shipment};
  order.history = {{"h1", order.placedAt, "awaiting_payment", "paid", "payment captured"}};
  return order;
}

TEST(OrderDocumentTest, EncodedAndDecodedIsTheSameOrder) {
  const Order order = fullOrder();
  const Value document = encodeOrder(order).with("_rev", order.revision);

  // Through text, as the lake keeps it.
  const Result<Order> read = decodeOrder(*decodeJson(encodeJson(document)));

  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(*read, order);
  EXPECT_EQ(encodeJson(encodeOrder(*read)), encodeJson(encodeOrder(order)));
}

TEST(OrderDocumentTest, AnOlderDocumentReadsWithWhatItHas) {
  const Value old(Object{{"_id", "order.1"},
                         {"_type", "order"},
                         {"status", "awaiting_payment"},
                         {"currency", "EUR"},
                         {"totalMinor", 100},
                         {"giftWrap", true},
                         {"lines", Array{Value("not a line"), Value()}},
                         {"payment", Object{{"status", "a status of next year"}}}});

  const Result<Order> read = decodeOrder(old);

  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->totalMinor, 100);
  EXPECT_EQ(read->payment.status, PaymentStatus::kUnknown);
  EXPECT_EQ(read->lines.size(), 2U);
  EXPECT_FALSE(read->stockReserved);
}

TEST(OrderDocumentTest, WhatNoOrderCanBeWithoutIsNamed) {
  const Value good(Object{
      {"_id", "order.1"}, {"status", "paid"}, {"currency", "EUR"}, {"totalMinor", 1}});
  const auto fieldOf = [](const Value& document) { return decodeOrder(document).error().field; };

  EXPECT_THAT(decodeOrder(good), IsOk());
  EXPECT_EQ(fieldOf(good.without("_id")), "_id");
  EXPECT_EQ(fieldOf(good.with("status", "sold")), "status");
  EXPECT_EQ(fieldOf(good.with("currency", 978)), "currency");
  EXPECT_EQ(fieldOf(good.with("totalMinor", "100")), "totalMinor");
  EXPECT_EQ(fieldOf(good.with("totalMinor", -1)), "totalMinor");
  EXPECT_EQ(fieldOf(Value()), "_id");
}

TEST(OrderDocumentTest, AnUpdateSetsOnlyWhatChanged) {
  Order next = fullOrder();
  next.payment.refundedMinor = 200;

  const Object changed = changedMembers(fullOrder(), next);

  ASSERT_EQ(changed.size(), 1U);
  EXPECT_EQ((*changed.find("payment"))["refundedMinor"], Value(200));
}

TEST(OrderViewTest, EncodedAndDecodedIsTheSameView) {
  OrderView view;
  view.id = "order.1";
  view.status = "paid";
  view.currency = "EUR";
  view.totalMinor = 9290;
  view.paymentFailure = "payment_declined";
  view.lines = {{"NL-AUR-SND", "aurora", "Aurora", "Sand", "https://cdn/x.webp", "A lamp", 12, 9, 2,
                 4900, 9800}};
  view.adjustments = {{"coupon:A", "A", -10, ""}};
  view.steps = {{"placed", StepState::kDone, Timestamp{1'000}},
                {"paid", StepState::kFailed, std::nullopt}};
  view.shipments = {TrackingView{.status = "in_transit",
                                 .statusAt = Timestamp{1'000},
                                 .carrier = "ups",
                                 .trackingNumber = "1Z",
                                 .trackingUrl = "",
                                 .estimatedDeliveryAt = std::nullopt,
                                 .steps = {},
                                 .events = {{"", "in_transit", "Arrived", "Hamburg"}}}};
  view.canPay = true;

  const Result<OrderView> read = decodeOrderView(*decodeJson(encodeJson(encodeOrderView(view))));

  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(*read, view);
}

TEST(OrderViewTest, SomethingElseIsNoView) {
  EXPECT_THAT(decodeOrderView(Value("order")), FailsWith(ErrorCode::kMissingField));
  EXPECT_THAT(decodeOrderView(Value(Object{{"id", "a"}, {"status", "gone"}})),
              FailsWith(ErrorCode::kInvalidValue));
}

}  // namespace
}  // namespace vitrine
