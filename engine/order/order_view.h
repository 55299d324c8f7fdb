// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/order/order.h"

namespace vitrine {

struct OrderLineView {
  std::string sku;
  std::string slug;
  std::string title;
  std::string optionText;
  std::string imageUrl;  // "" when the line has no picture; without parameters
  std::string imageAlt;
  std::int64_t imageWidth = 0;
  std::int64_t imageHeight = 0;
  std::int64_t quantity = 0;
  std::int64_t unitPriceMinor = 0;
  std::int64_t totalMinor = 0;

  bool operator==(const OrderLineView&) const = default;
};

struct OrderAdjustmentView {
  std::string rule;
  std::string label;
  std::int64_t amountMinor = 0;
  std::string sku;

  bool operator==(const OrderAdjustmentView&) const = default;
};

// What the shopper who owns the order may see: no token, no gateway ids, no history. All amounts
// are minor units of `currency`; in JSON each is {amountMinor, currency}.
struct OrderView {
  std::string id;
  std::string number;
  std::string status;
  std::string placedAt;
  std::optional<Timestamp> paidAt;
  std::optional<Timestamp> expiresAt;  // only while a payment is awaited
  std::string updatedAt;
  std::string email;
  std::string name;
  Address shippingAddress;
  std::vector<OrderLineView> lines;
  std::vector<OrderAdjustmentView> adjustments;
  std::string currency;
  std::int64_t subtotalMinor = 0;
  std::int64_t discountMinor = 0;
  std::int64_t shippingMinor = 0;
  std::int64_t taxMinor = 0;
  std::int64_t totalMinor = 0;
  bool taxIncluded = true;
  std::string shippingMethod;
  std::string gateway;
  std::string paymentStatus;
  std::string paymentFailure;  // an error code (payment_declined), or ""
  std::int64_t refundedMinor = 0;
  std::vector<ViewStep> steps;  // placed, paid, packed, shipped, delivered
  std::vector<TrackingView> shipments;
  std::optional<Timestamp> estimatedDeliveryAt;
  bool canPay = false;
  bool canCancel = false;
  bool settled = false;  // nothing can change any more: stop asking

  bool operator==(const OrderView&) const = default;
};

// Both directions: the shop server encodes, the browser's store decodes. `decodeOrderView` fails
// only when there is no id or status; everything else missing reads as empty.
Value encodeOrderView(const OrderView& view);
Result<OrderView> decodeOrderView(const Value& value);

// JSON of one parcel and of steps, shared by the views.
Value encodeTrackingView(const TrackingView& view);
TrackingView decodeTrackingView(const Value& value);

}  // namespace vitrine
