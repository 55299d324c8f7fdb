// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/core/value.h"
#include "engine/order/order.h"

namespace vitrine {

// What is sent to a gateway. Everything is derived from the stored order and nothing else, so the
// same attempt always sends the same bytes: a repeat under the same idempotency key is a repeat.

// Of the attempt that the order's payment names: "order.<hex>:<attempt>:<amount>".
std::string paymentKey(const Order& order);

// Parameters of POST /v1/checkout/sessions. Line items when their sum is exactly the total, else
// one item of the whole total: the gateway never computes a sum of its own.
Result<Value> stripeSessionParams(const Order& order, std::string_view shopUrl);

// Body of POST /v2/checkout/orders, likewise with a breakdown only when it adds up.
Result<Value> paypalOrderBody(const Order& order, std::string_view shopUrl);

// Parameters of POST /v1/refunds and body of POST /v2/payments/captures/{id}/refund.
Result<Value> stripeRefundParams(const Order& order, const Refund& refund);
Result<Value> paypalRefundBody(const Refund& refund);
std::string refundRequestKey(const Order& order, const Refund& refund);

// How long a Stripe page may live without us: a net under the reconciler, which closes it earlier.
inline constexpr std::int64_t kSessionLifetimeMs = 2 * kHourMs;

}  // namespace vitrine
