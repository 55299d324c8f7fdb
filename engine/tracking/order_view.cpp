// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "engine/tracking/status_map.h"
#include "engine/tracking/tracking.h"

namespace vitrine {
namespace {

std::int64_t numberOf(std::string_view digits) {
  std::int64_t number = 0;
  if (digits.empty() || digits.size() > 5) return 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

bool isPlain(std::string_view text) {
  for (const char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))) return false;
  }
  return !text.empty();
}

// "image-<hash>-1200x900-webp" below the folder of the image pipeline.
void addImage(OrderLineView& view, const OrderLine& line, std::string_view imagesUrl) {
  constexpr std::string_view kPrefix = "image-";
  std::string_view ref = line.imageRef;
  if (imagesUrl.empty() || !ref.starts_with(kPrefix)) return;
  ref.remove_prefix(kPrefix.size());
  const std::size_t hashEnd = ref.find('-');
  const std::size_t extension = ref.rfind('-');
  if (hashEnd == std::string_view::npos || extension <= hashEnd) return;
  const std::string_view hash = ref.substr(0, hashEnd);
  const std::string_view size = ref.substr(hashEnd + 1, extension - hashEnd - 1);
  const std::size_t times = size.find('x');
  if (times == std::string_view::npos || !isPlain(hash)) return;
  const std::int64_t width = numberOf(size.substr(0, times));
  const std::int64_t height = numberOf(size.substr(times + 1));
  const std::string_view type = ref.substr(extension + 1);
  if (width == 0 || height == 0 || !isPlain(type)) return;
  view.imageUrl = std::string(imagesUrl) + "/" + std::string(hash) + "-" + std::string(size) + "." +
                  std::string(type);
  view.imageAlt = line.imageAlt.empty() ? line.title : line.imageAlt;
  view.imageWidth = width;
  view.imageHeight = height;
}

std::optional<Timestamp> reachedAt(const Order& order, OrderStatus status) {
  for (const OrderHistoryEntry& entry : order.history) {
    if (entry.to == orderStatusName(status)) return entry.at;
  }
  return {};
}

bool isLabelled(const Order& order) {
  return std::any_of(order.shipments.begin(), order.shipments.end(), [](const Shipment& shipment) {
    return !shipment.trackingNumber.empty();
  });
}

struct Progress {
  std::string_view key;
  bool done;
  std::optional<Timestamp> at;
};

std::vector<ViewStep> stepsOf(const Order& order) {
  const bool shipped = reachedAt(order, OrderStatus::kShipped).has_value();
  const bool delivered = reachedAt(order, OrderStatus::kDelivered).has_value();
  const bool paid = order.paidAt.has_value();
  const std::array<Progress, 5> all = {{
      {"placed", true, order.placedAt},
      {"paid", paid, order.paidAt},
      {"packed", paid && isLabelled(order), reachedAt(order, OrderStatus::kFulfilling)},
      {"shipped", shipped, reachedAt(order, OrderStatus::kShipped)},
      {"delivered", delivered, reachedAt(order, OrderStatus::kDelivered)},
  }};
  const bool stopped = order.status == OrderStatus::kCancelled ||
                       order.status == OrderStatus::kExpired ||
                       order.status == OrderStatus::kRefundPending ||
                       order.status == OrderStatus::kRefunded;
  std::vector<ViewStep> steps;
  bool before = true;
  for (const Progress& one : all) {
    StepState state = StepState::kUpcoming;
    if (one.done) state = StepState::kDone;
    else if (before) state = stopped ? StepState::kFailed : StepState::kCurrent;
    before = one.done;
    steps.push_back({std::string(one.key), state, one.done ? one.at : std::nullopt});
  }
  return steps;
}

void addParcels(OrderView& view, const Order& order, Timestamp now) {
  for (const Shipment& shipment : order.shipments) {
    view.shipments.push_back(trackingView(shipment, now));
    const auto& estimated = view.shipments.back().estimatedDeliveryAt;
    if (estimated && (!view.estimatedDeliveryAt || *view.estimatedDeliveryAt < *estimated)) {
      view.estimatedDeliveryAt = estimated;
    }
  }
  const bool coming = order.status == OrderStatus::kPaid ||
                      order.status == OrderStatus::kFulfilling ||
                      order.status == OrderStatus::kShipped;
  if (view.estimatedDeliveryAt || !coming || !order.paidAt) return;
  const Timestamp promised = order.paidAt->plusMs(order.shippingMethod.maxDays * kDayMs);
  if (order.shippingMethod.maxDays > 0 && promised > now) view.estimatedDeliveryAt = promised;
}

bool isSettled(const Order& order) {
  switch (order.status) {
    case OrderStatus::kCancelled:
    case OrderStatus::kRefunded:
      return true;
    case OrderStatus::kExpired:
      return order.payment.status == PaymentStatus::kCancelled ||
             order.payment.status == PaymentStatus::kFailed;
    case OrderStatus::kDelivered:
      return std::all_of(order.shipments.begin(), order.shipments.end(),
                         [](const Shipment& shipment) { return isFinal(shipment.status); });
    default:
      return false;
  }
}

bool isInTheGatewaysHands(PaymentStatus status) {
  return status == PaymentStatus::kPending || status == PaymentStatus::kAuthorised ||
         status == PaymentStatus::kPaid;
}

void addPayment(OrderView& view, const Order& order, Timestamp now) {
  const bool awaiting = order.status == OrderStatus::kAwaitingPayment;
  view.gateway = std::string(gatewayName(order.payment.gateway));
  view.paymentStatus = std::string(paymentStatusName(order.payment.status));
  view.refundedMinor = order.payment.refundedMinor;
  if (order.payment.status == PaymentStatus::kMismatch) view.paymentFailure = "payment_mismatch";
  const bool refused = awaiting && (order.payment.status == PaymentStatus::kFailed ||
                                    !order.payment.message.empty());
  if (refused && view.paymentFailure.empty()) view.paymentFailure = "payment_declined";
  if (awaiting) view.expiresAt = order.expiresAt;
  const bool free = awaiting && !isInTheGatewaysHands(order.payment.status);
  view.canPay = free && now < order.expiresAt;
  view.canCancel = free;
}

}  // namespace

OrderView orderView(const Order& order, std::string_view imagesUrl, Timestamp now) {
  OrderView view;
  view.id = order.id.text;
  view.number = order.number;
  view.status = std::string(orderStatusName(order.status));
  view.placedAt = order.placedAt.toIso();
  view.paidAt = order.paidAt;
  view.updatedAt = order.updatedAt.toIso();
  view.email = order.email;
  view.name = order.name;
  view.shippingAddress = order.shippingAddress;
  for (const OrderLine& line : order.lines) {
    OrderLineView one;
    one.sku = line.sku.text;
    one.slug = line.slug;
    one.title = line.title;
    one.optionText = line.optionText;
    one.quantity = line.quantity;
    one.unitPriceMinor = line.unitPriceMinor;
    one.totalMinor = line.totalMinor;
    addImage(one, line, imagesUrl);
    view.lines.push_back(std::move(one));
  }
  for (const OrderAdjustment& one : order.adjustments) {
    view.adjustments.push_back({one.rule, one.label, one.amountMinor, one.sku});
  }
  view.currency = std::string(order.currency.code());
  view.subtotalMinor = order.subtotalMinor;
  view.discountMinor = order.discountMinor;
  view.shippingMinor = order.shippingMinor;
  view.taxMinor = order.taxMinor;
  view.totalMinor = order.totalMinor;
  view.taxIncluded = order.taxIncluded;
  view.shippingMethod = order.shippingMethod.name;
  addPayment(view, order, now);
  view.steps = stepsOf(order);
  addParcels(view, order, now);
  view.settled = isSettled(order);
  return view;
}

}  // namespace vitrine
