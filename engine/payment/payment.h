// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/value.h"
#include "engine/order/order.h"

namespace vitrine {

// One return of money as the gateway reports it.
struct RefundFact {
  std::string refundId;
  std::string refundKey;  // ours, when the gateway carries it
  std::int64_t amountMinor = 0;
  std::string status;  // pending, succeeded, failed

  bool operator==(const RefundFact&) const = default;
};

// What a gateway says about one payment page and the money behind it, in our words and units.
// Nothing here is believed because a message said it: facts are decoded from objects that were read
// from the gateway.
struct PaymentFact {
  Gateway gateway = Gateway::kStripe;
  std::string sessionId;      // cs_... or the PayPal order
  std::string orderId;        // our reference, as the gateway carries it
  std::string reference;      // of the money: pi_... or a PayPal capture id; empty before
  std::string currency;       // ISO, upper case
  std::int64_t amountMinor = 0;
  std::int64_t capturedMinor = 0;
  std::int64_t refundedMinor = 0;
  PaymentStatus status = PaymentStatus::kUnknown;
  bool open = false;          // the shopper can still pay on the gateway's page
  bool disputed = false;
  std::string redirectUrl;    // of that page; http(s) only
  std::string message;        // the gateway's code for a refusal: card_declined
  std::vector<RefundFact> refunds;

  bool operator==(const PaymentFact&) const = default;
};

// A Checkout Session alone, and with what else was read: the intent and the list of its refunds.
Result<PaymentFact> decodeStripeSession(const Value& session);
PaymentFact withStripeIntent(PaymentFact fact, const Value& intent);
PaymentFact withStripeRefunds(PaymentFact fact, const Value& list);

// A PayPal order with its captures and refunds. COMPLETED alone does not mean paid.
Result<PaymentFact> decodePaypalOrder(const Value& order);

// One refund, as answered to its creation.
RefundFact decodeStripeRefund(const Value& refund);
RefundFact decodePaypalRefund(const Value& refund);

// Whether the fact is about this order: reference, currency and amount, compared in this order.
// `payment_mismatch` names the one that differs in `field`.
Status compareWithOrder(const Order& order, const PaymentFact& fact);

// The payment status after a gateway's: forward only. Money beats everything; an attempt that is
// over does not come to life again; "unknown" never hides what is known.
PaymentStatus nextPaymentStatus(PaymentStatus current, PaymentStatus reported);

// The payment after a fact about the money behind it. Sums are the gateway's; a captured sum never
// falls. The fact must have passed compareWithOrder.
Payment withFact(Payment payment, const PaymentFact& fact);

// Captured and not given back, at least the whole total.
bool isPaid(const Order& order);

}  // namespace vitrine
