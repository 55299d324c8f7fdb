// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/pricing/price_list.h"

namespace vitrine {

// A code that takes something off all goods: a percentage or an amount, after the promotions.
struct Coupon {
  std::string code;  // normal form
  std::string name;
  PromotionKind kind = PromotionKind::kPercentOff;  // never kBuyXPayY
  std::int64_t basisPoints = 0;
  std::int64_t amountMinor = 0;
  std::optional<std::int64_t> minSubtotalMinor;
  std::optional<Timestamp> startsAt;
  std::optional<Timestamp> endsAt;        // exclusive
  std::optional<std::int64_t> usesLeft;   // nothing: without end
  bool active = true;

  bool operator==(const Coupon&) const = default;
};

// The normal form of a code as a shopper types it: no spaces around, upper case; letters, digits,
// "-" and "_", 1 to 40 of them. `coupon_unknown` otherwise. Safe as part of a document id.
Result<std::string> normalCouponCode(std::string_view typed);

Result<Coupon> decodeCoupon(const Value& document);
// The rule as JSON, for /api/coupons and for storage; decodeCoupon reads it back.
Value encodeCoupon(const Coupon& coupon);

// Whether the coupon may be used now for goods of that subtotal (before discounts). In order:
// coupon_unknown (inactive), coupon_not_started, coupon_expired, coupon_used_up,
// coupon_minimum_not_reached.
Status checkCoupon(const Coupon& coupon, Timestamp now, std::int64_t subtotalMinor);

}  // namespace vitrine
