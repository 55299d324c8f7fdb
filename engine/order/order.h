// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/currency.h"
#include "engine/core/id.h"
#include "engine/core/money.h"
#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/order/order_status.h"
#include "engine/order/shipment.h"

namespace vitrine {

struct Address {
  std::string name;
  std::string line1;
  std::string line2;
  std::string postalCode;
  std::string city;
  std::string region;
  std::string country;  // ISO 3166-1 alpha-2
  std::string phone;

  bool operator==(const Address&) const = default;
};

enum class Gateway : std::uint8_t { kStripe, kPaypal };
std::string_view gatewayName(Gateway gateway);
std::optional<Gateway> gatewayOf(std::string_view name);

enum class PaymentStatus : std::uint8_t {
  kCreated,
  kPending,          // the gateway is working on it (delayed methods)
  kRequiresAction,   // the shopper has to do something on the gateway's page
  kAuthorised,       // approved by the shopper; the capture is under way
  kPaid,
  kFailed,           // this attempt is over, another may follow
  kCancelled,
  kRefunded,
  kPartiallyRefunded,
  kMismatch,         // the gateway's amount, currency or reference is not the order's
  kUnknown,          // nobody knows yet; never treated as failed
};
inline constexpr int kPaymentStatusCount = 11;
std::string_view paymentStatusName(PaymentStatus status);
std::optional<PaymentStatus> paymentStatusOf(std::string_view name);

// One return of money, written before it is asked for. `key` is part of its idempotency key.
struct Refund {
  std::string key;
  std::string reference;  // the captured payment that it reduces: pi_... or a PayPal capture id
  std::int64_t amountMinor = 0;
  std::string currency;   // of the payment, which may be another than the order's
  std::string status;     // requested, pending, succeeded, failed
  std::string refundId;
  std::string reason;

  bool operator==(const Refund&) const = default;
};

// The payment of an order. What was captured and refunded are sums that the gateway has confirmed;
// "paid" is captured - refunded >= total, never a flag.
struct Payment {
  Gateway gateway = Gateway::kStripe;
  PaymentStatus status = PaymentStatus::kCreated;
  std::int64_t attempt = 1;
  std::optional<Timestamp> attemptAt;  // when this attempt was begun; part of the gateway's request
  std::string sessionId;
  std::string redirectUrl;
  std::string intentId;
  std::string captureId;
  std::int64_t amountMinor = 0;
  std::int64_t capturedMinor = 0;
  std::int64_t refundedMinor = 0;
  std::string message;
  std::vector<Refund> refunds;

  bool operator==(const Payment&) const = default;
};

struct OrderLine {
  std::string key;
  ProductId product;
  Sku sku;
  std::string variantKey;  // variants[_key==...] of the product: where the stock is counted
  std::string slug;
  std::string title;
  std::string optionText;
  std::string imageRef;
  std::string imageAlt;
  std::int64_t quantity = 0;
  std::int64_t unitPriceMinor = 0;
  std::int64_t discountMinor = 0;
  std::int64_t totalMinor = 0;
  std::int64_t weightGrams = 0;

  bool operator==(const OrderLine&) const = default;
};

struct OrderAdjustment {
  std::string key;
  std::string rule;
  std::string label;
  std::int64_t amountMinor = 0;
  std::string sku;

  bool operator==(const OrderAdjustment&) const = default;
};

// The shipping method as it was when the order was placed: a later change of the shop's settings
// changes neither the label that is bought nor what the shopper reads.
struct OrderShippingMethod {
  std::string methodId;
  std::string name;
  std::string carrierCode;
  std::string serviceCode;
  std::int64_t minDays = 0;
  std::int64_t maxDays = 0;

  bool operator==(const OrderShippingMethod&) const = default;
};

struct OrderHistoryEntry {
  std::string key;
  Timestamp at;
  std::string from;
  std::string to;
  std::string reason;

  bool operator==(const OrderHistoryEntry&) const = default;
};

// An order as the Content Lake keeps it. Lines, money and address never change after creation;
// status, payment, shipments and history do.
struct Order {
  OrderId id;
  std::string revision;  // _rev; empty for an order that is not stored yet
  std::string number;
  std::string accessToken;
  std::string requestHash;  // of the request that made it: tells a retry from another order
  OrderStatus status = OrderStatus::kAwaitingPayment;
  bool stockReserved = false;  // the lines' quantities are taken out of the products' stock
  std::string email;
  std::string name;
  Address shippingAddress;
  OrderShippingMethod shippingMethod;
  Currency currency = Currency::eur();
  std::vector<OrderLine> lines;
  std::vector<OrderAdjustment> adjustments;
  std::string coupon;
  std::int64_t subtotalMinor = 0;
  std::int64_t discountMinor = 0;
  std::int64_t shippingMinor = 0;
  std::int64_t taxMinor = 0;
  bool taxIncluded = true;
  std::int64_t totalMinor = 0;
  Payment payment;
  std::vector<Shipment> shipments;
  Timestamp placedAt;
  Timestamp expiresAt;
  std::optional<Timestamp> paidAt;
  Timestamp updatedAt;
  std::optional<Timestamp> nextCheckAt;  // when the reconciler looks again; nothing: all is done
  std::vector<OrderHistoryEntry> history;

  Money total() const { return Money(totalMinor, currency); }

  bool operator==(const Order&) const = default;
};

// Moves the order by one event and records it in the history. `transition_forbidden` when the life
// of an order does not allow it; an event that has nothing new to say changes nothing.
Result<Order> withEvent(Order order, OrderEvent event, std::string_view reason, Timestamp now);

// Order <-> document of the Content Lake. Decoding tolerates members of other versions: unknown
// ones are ignored (updates patch members, so they survive), missing ones read as empty. What no
// order can be without (id, status, currency, total) fails with its name in `field`.
Value encodeOrder(const Order& order);
Result<Order> decodeOrder(const Value& document);

// The members of `after` that differ from `before`: what an update has to set.
Object changedMembers(const Order& before, const Order& after);

// "VT-7K3M-9QXD" from 40 random bits (ten hex digits or more), in Crockford's base 32.
std::string orderNumber(std::string_view randomHex);
// What a person typed, brought to that form: case, spaces, no dashes, O for 0, I and L for 1.
std::string normaliseOrderNumber(std::string_view typed);

// The time it takes depends on the lengths only, not on where the first difference is.
bool equalInConstantTime(std::string_view a, std::string_view b);

// SHA-256 in 64 hex digits: what tells one request or one scan from another.
std::string sha256Hex(std::string_view text);

}  // namespace vitrine
