// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/value.h"
#include "shell/services/pay/stripe_error.h"

namespace vitrine::services {

// A new Checkout Session from the decoded parameters of POST /v1/checkout/sessions: every field of
// API version 2026-10-28 is there. What the API never shows is kept under members that begin with
// an underscore, and removed by visibleSession: the line items and what the PaymentIntent will
// carry.
StripeResult<Value> makeSession(const Value& params, std::int64_t nowMs, std::string_view baseUrl);

// {"object":"list",…} of the session's line items.
Value lineItemsOf(const Value& session);

// As the API shows it: without the hidden members, and with `url` only while it is open.
Value visibleSession(const Value& session);

// Stripe's {CHECKOUT_SESSION_ID} in success_url, percent-encoded or not, replaced by the id.
std::string successUrl(const Value& session);

// "id": "cs_test_…" and so on.
std::string stripeId(std::string_view prefix);

StripeResult<Value> checkedMetadata(const Value& params, std::string_view name);

}  // namespace vitrine::services
