// SPDX-License-Identifier: MIT
#include "engine/order/order_status.h"

#include <cstddef>

namespace vitrine {
namespace {

constexpr auto kStatusNames = std::to_array<std::string_view>({
    "awaiting_payment",
    "paid",
    "fulfilling",
    "shipped",
    "delivered",
    "cancelled",
    "expired",
    "refund_pending",
    "refunded",
    "disputed",
});
static_assert(kStatusNames.size() == kOrderStatusCount);

constexpr auto kEventNames = std::to_array<std::string_view>({
    "payment_captured",
    "reservation_expired",
    "cancelled",
    "label_requested",
    "parcel_moving",
    "parcel_delivered",
    "refund_requested",
    "refund_completed",
    "dispute_opened",
});
static_assert(kEventNames.size() == kOrderEventCount);

// One letter for each status of the enum, in its order; '=' stays, '-' is forbidden.
constexpr std::string_view kLetters = "apfsdcxrzD";
static_assert(kLetters.size() == kOrderStatusCount);

// Rows: statuses in the order of the enum. Columns: events, likewise.
constexpr std::array<std::string_view, kOrderStatusCount> kNext = {
    //  captured, expired, cancelled, label, moving, delivered, refund, refunded, dispute
    "pxc---r--",  // awaiting_payment
    "=--f--r-D",  // paid
    "=--=s-r-D",  // fulfilling
    "=--==dr-D",  // shipped
    "=--===r-D",  // delivered
    "-==---r--",  // cancelled
    "p==---r--",  // expired
    "=-----=zD",  // refund_pending
    "=-----==-",  // refunded
    "=-----==="   // disputed
};

constexpr std::size_t indexOf(OrderStatus status) { return static_cast<std::size_t>(status); }

constexpr std::optional<OrderStatus> next(OrderStatus status, OrderEvent event) {
  const char cell = kNext[indexOf(status)][static_cast<std::size_t>(event)];
  if (cell == '-') return std::nullopt;
  if (cell == '=') return status;
  return static_cast<OrderStatus>(kLetters.find(cell));
}

static_assert(next(OrderStatus::kAwaitingPayment, OrderEvent::kPaymentCaptured) ==
              OrderStatus::kPaid);
static_assert(next(OrderStatus::kPaid, OrderEvent::kReservationExpired) == std::nullopt);
static_assert(next(OrderStatus::kCancelled, OrderEvent::kPaymentCaptured) == std::nullopt);
static_assert(next(OrderStatus::kRefundPending, OrderEvent::kDisputeOpened) ==
              OrderStatus::kDisputed);

}  // namespace

std::optional<OrderStatus> nextOrderStatus(OrderStatus status, OrderEvent event) {
  return next(status, event);
}

std::string_view orderStatusName(OrderStatus status) { return kStatusNames[indexOf(status)]; }

std::optional<OrderStatus> orderStatusOf(std::string_view name) {
  for (std::size_t i = 0; i < kStatusNames.size(); ++i) {
    if (kStatusNames[i] == name) return static_cast<OrderStatus>(i);
  }
  return std::nullopt;
}

std::string_view orderEventName(OrderEvent event) {
  return kEventNames[static_cast<std::size_t>(event)];
}

}  // namespace vitrine
