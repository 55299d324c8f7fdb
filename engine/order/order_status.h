// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace vitrine {

// The life of an order. Money and stock decide the first half, the parcel the second:
//
//   awaiting_payment -> paid -> fulfilling -> shipped -> delivered
//   awaiting_payment -> cancelled | expired          (the reservation is given back)
//   expired          -> paid                         (paid late, and the goods are still there)
//   any with money   -> refund_pending -> refunded   (also money that must not be kept)
//   paid ... delivered, refund_pending -> disputed
//
// A status never goes back: an event that comes late, twice or out of order either leaves the
// status as it is or is refused.
enum class OrderStatus : std::uint8_t {
  kAwaitingPayment,
  kPaid,
  kFulfilling,
  kShipped,
  kDelivered,
  kCancelled,
  kExpired,
  kRefundPending,
  kRefunded,
  kDisputed,
};
inline constexpr int kOrderStatusCount = 10;

enum class OrderEvent : std::uint8_t {
  kPaymentCaptured,     // the whole total is captured, and the goods are reserved
  kReservationExpired,  // the payment page is closed for good, nothing was paid
  kCancelled,           // by the shopper, likewise
  kLabelRequested,
  kParcelMoving,
  kParcelDelivered,
  kRefundRequested,  // everything captured goes back
  kRefundCompleted,
  kDisputeOpened,
};
inline constexpr int kOrderEventCount = 9;

// The status after an event; the same status when the event has nothing new to say; nothing when
// the order's life forbids it.
std::optional<OrderStatus> nextOrderStatus(OrderStatus status, OrderEvent event);

// "awaiting_payment"; the spelling of documents and of the page.
std::string_view orderStatusName(OrderStatus status);
std::optional<OrderStatus> orderStatusOf(std::string_view name);
std::string_view orderEventName(OrderEvent event);

}  // namespace vitrine
