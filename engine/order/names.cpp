// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "engine/order/order.h"
#include "engine/order/shipment.h"

namespace vitrine {
namespace {

constexpr auto kShipmentNames = std::to_array<std::string_view>({
    "unknown",
    "label_requested",
    "label_created",
    "in_transit",
    "out_for_delivery",
    "available_for_pickup",
    "delivery_attempted",
    "exception",
    "returning",
    "delivered",
    "returned",
    "failed",
    "cancelled",
    "expired",
});
static_assert(kShipmentNames.size() == kShipmentStatusCount);

constexpr auto kPaymentNames = std::to_array<std::string_view>({
    "created",
    "pending",
    "requires_action",
    "authorised",
    "paid",
    "failed",
    "cancelled",
    "refunded",
    "partially_refunded",
    "mismatch",
    "unknown",
});
static_assert(kPaymentNames.size() == kPaymentStatusCount);

constexpr std::array<std::string_view, 2> kGatewayNames = {"stripe", "paypal"};
constexpr std::array<std::string_view, 4> kStepNames = {"done", "current", "upcoming", "failed"};

template <typename E, std::size_t N>
std::optional<E> named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view shipmentStatusName(ShipmentStatus status) {
  return kShipmentNames[static_cast<std::size_t>(status)];
}

std::optional<ShipmentStatus> shipmentStatusOf(std::string_view name) {
  return named<ShipmentStatus>(kShipmentNames, name);
}

std::string_view paymentStatusName(PaymentStatus status) {
  return kPaymentNames[static_cast<std::size_t>(status)];
}

std::optional<PaymentStatus> paymentStatusOf(std::string_view name) {
  return named<PaymentStatus>(kPaymentNames, name);
}

std::string_view gatewayName(Gateway gateway) {
  return kGatewayNames[static_cast<std::size_t>(gateway)];
}

std::optional<Gateway> gatewayOf(std::string_view name) {
  return named<Gateway>(kGatewayNames, name);
}

std::string_view stepStateName(StepState state) {
  return kStepNames[static_cast<std::size_t>(state)];
}

}  // namespace vitrine
