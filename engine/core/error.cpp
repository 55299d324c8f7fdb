// SPDX-License-Identifier: MIT
#include "engine/core/error.h"

#include <array>
#include <cstddef>

#include "engine/core/check.h"

namespace vitrine {
namespace {

// In the order of the enum.
constexpr auto kNames = std::to_array<std::string_view>({
    "malformed_json",
    "too_large",
    "too_deep",
    "unknown_field",
    "missing_field",
    "wrong_type",
    "invalid_value",
    "query_syntax",
    "query_unsupported",
    "query_limit_exceeded",
    "currency_unknown",
    "currency_mismatch",
    "amount_overflow",
    "amount_negative",
    "product_not_found",
    "variant_not_found",
    "quantity_must_be_positive",
    "quantity_above_limit",
    "quantity_above_stock",
    "out_of_stock",
    "line_not_found",
    "cart_empty",
    "cart_full",
    "coupon_unknown",
    "coupon_not_started",
    "coupon_expired",
    "coupon_used_up",
    "coupon_minimum_not_reached",
    "shipping_method_unknown",
    "shipping_not_available",
    "email_invalid",
    "name_missing",
    "address_incomplete",
    "country_unknown",
    "postal_code_invalid",
    "idempotency_key_invalid",
    "idempotency_key_reused",
    "total_changed",
    "order_not_found",
    "order_already_paid",
    "order_not_payable",
    "transition_forbidden",
    "gateway_unknown",
    "payment_declined",
    "payment_mismatch",
    "refund_above_captured",
    "carrier_unknown",
    "not_authorised",
    "rate_limited",
    "revision_conflict",
    "transport_unavailable",
    "transport_timeout",
    "service_failed",
    "answer_unreadable",
    "storage_unavailable",
    "storage_damaged",
    "storage_newer",
});
static_assert(kNames.size() == static_cast<std::size_t>(ErrorCode::kLast) + 1);

}  // namespace

std::string_view errorCodeName(ErrorCode code) {
  const auto index = static_cast<std::size_t>(code);
  check(index < kNames.size());
  return kNames[index];
}

[[gnu::noinline]] Error::Error(ErrorCode errorCode, std::string_view fieldName, std::string_view text)
    : code(errorCode), field(fieldName), message(text) {}
[[gnu::noinline]] Error::Error(const Error& other) = default;
[[gnu::noinline]] Error::Error(Error&& other) noexcept = default;
[[gnu::noinline]] Error& Error::operator=(const Error& other) = default;
[[gnu::noinline]] Error& Error::operator=(Error&& other) noexcept = default;
[[gnu::noinline]] Error::~Error() = default;
[[gnu::noinline]] bool Error::operator==(const Error& other) const = default;

bool isTransient(ErrorCode code) {
  switch (code) {
    case ErrorCode::kRateLimited:
    case ErrorCode::kRevisionConflict:
    case ErrorCode::kTransportUnavailable:
    case ErrorCode::kTransportTimeout:
    case ErrorCode::kServiceFailed:
    case ErrorCode::kAnswerUnreadable:
      return true;
    default:
      return false;
  }
}

}  // namespace vitrine
