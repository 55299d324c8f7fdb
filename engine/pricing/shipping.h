// SPDX-License-Identifier: MIT
#pragma once

#include "engine/pricing/quote.h"

namespace vitrine {

// Fills the destination, the shipping methods that serve it for goods of that value, and the one
// that counts: the chosen one, else the cheapest. `goodsMinor` is after discounts.
void applyShipping(const QuoteRequest& request, const PriceList& prices, std::int64_t goodsMinor,
                   Quote& quote);

// Tax of the destination on each line (in the order of the quote's SKUs) and on shipping, contained
// or added, rounded after the price list. Sets the taxes, the total and the adjustment for tax.
Status applyTax(const PriceList& prices, std::int64_t goodsMinor, Quote& quote);

}  // namespace vitrine
