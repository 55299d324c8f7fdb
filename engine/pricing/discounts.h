// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/catalog/product.h"
#include "engine/core/money.h"
#include "engine/core/result.h"
#include "engine/pricing/coupon.h"
#include "engine/pricing/price_list.h"
#include "engine/pricing/quote.h"

namespace vitrine {

// A line on its way through the steps. Lines are priced in the order of their SKUs, so that the
// order in which a shopper put things into the cart decides no cent.
struct PricedLine {
  const Product* product = nullptr;
  const ProductVariant* variant = nullptr;
  std::int64_t quantity = 0;
  Money subtotal;
  Money remaining;  // after the discounts so far
};

// Takes the promotions and then the coupon off the lines; every taking is one adjustment of one
// line. The coupon has been checked.
Result<std::vector<Adjustment>> applyDiscounts(std::span<PricedLine> lines, Money subtotal,
                                               const PriceList& prices,
                                               const std::optional<Coupon>& coupon);

}  // namespace vitrine
