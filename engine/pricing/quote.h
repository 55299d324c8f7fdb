// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/pricing/coupon.h"
#include "engine/pricing/price_list.h"

namespace vitrine {

// What a cart costs, and why: the one function that prices, in the browser while the shopper clicks
// and on the server before money is asked for. It uses whole numbers only, so the same question
// has the same answer to the last bit everywhere.
//
// The steps, in order:
//   1. lines of the same SKU are joined; unit price × quantity; their sum is the subtotal;
//   2. promotions, in the price list's order, each on what the earlier ones left of a line;
//   3. the coupon, on what the promotions left;
//   4. shipping; free when the discounted goods reach the method's threshold;
//   5. tax of the destination on discounted goods and shipping: contained in the prices, or added.
//
// What always holds: line totals + shipping (+ tax, when added) = total; subtotal + adjustments =
// total; 0 <= discount <= subtotal; the order of lines changes no figure.

struct QuoteLineRequest {
  std::string sku;
  std::int64_t quantity = 0;
  std::optional<std::int64_t> expectedUnitMinor;  // the price that the shopper has seen

  bool operator==(const QuoteLineRequest&) const = default;
};

struct QuoteRequest {
  std::vector<QuoteLineRequest> lines;
  std::string couponCode;        // as typed; empty: none
  std::string country;           // empty: not known yet, the price list's first is assumed
  std::string shippingMethodId;  // empty: not chosen yet, the cheapest is assumed
  Timestamp now;

  bool operator==(const QuoteRequest&) const = default;
};

// Something about a line or the order that the shopper must know. A problem that `blocks` must be
// solved before ordering. Nothing is ever changed silently instead.
struct QuoteProblem {
  ErrorCode code = ErrorCode::kInvalidValue;
  std::string sku;      // empty: of the order
  std::string field;    // quantity, unitPriceMinor, couponCode, country, shippingMethodId
  std::string message;
  bool blocks = true;
  std::int64_t available = 0;          // quantity_above_stock: how many are left
  std::int64_t previousUnitMinor = 0;  // total_changed on unitPriceMinor: the price seen

  bool operator==(const QuoteProblem&) const = default;
};

struct QuoteLine {
  std::string sku;
  std::string productId;
  std::string slug;
  std::string title;
  std::string optionText;
  std::optional<ProductImage> image;
  std::int64_t quantity = 0;
  std::int64_t stock = 0;
  std::int64_t maxQuantity = 0;  // the most that may be asked: the limit or the stock
  std::int64_t unitPriceMinor = 0;
  std::optional<std::int64_t> compareAtMinor;
  std::int64_t subtotalMinor = 0;  // unit price × quantity
  std::int64_t discountMinor = 0;
  std::int64_t totalMinor = 0;  // subtotal − discount; tax included or not as the quote says
  std::int64_t taxMinor = 0;
  std::int64_t weightGrams = 0;  // of all units
  bool found = false;            // false: not sold any more; all amounts are 0
  std::vector<QuoteProblem> problems;

  bool operator==(const QuoteLine&) const = default;
};

// One step from the subtotal to the total: negative takes off. `rule` is "promotion:<id>",
// "coupon:<code>", "shipping:<methodId>" or "tax:<country>" (only tax that is added).
struct Adjustment {
  std::string rule;
  std::string label;
  std::string sku;  // the line that it changed; empty for the order
  std::int64_t amountMinor = 0;

  bool operator==(const Adjustment&) const = default;
};

struct ShippingChoice {
  std::string methodId;
  std::string name;
  std::int64_t priceMinor = 0;      // for this cart
  std::int64_t listPriceMinor = 0;  // without the threshold
  std::optional<std::int64_t> freeFromMinor;
  std::int64_t missingForFreeMinor = 0;  // how much more makes it free; 0 when free or never
  std::int32_t minDays = 0;
  std::int32_t maxDays = 0;
  bool selected = false;

  bool operator==(const ShippingChoice&) const = default;
};

struct Quote {
  std::string currency;
  std::vector<QuoteLine> lines;         // one per SKU, in the order of the request
  std::vector<Adjustment> adjustments;  // every change of every line; the explanation in full
  std::vector<Adjustment> summary;      // the same, one per rule
  std::vector<ShippingChoice> shippingChoices;
  std::vector<QuoteProblem> problems;  // of the order; those of lines stand at the lines
  std::string couponCode;              // applied; empty when none or refused
  std::string country;
  bool countryAssumed = false;
  std::string shippingMethodId;  // empty when nothing ships there
  bool shippingAssumed = false;
  std::int64_t subtotalMinor = 0;
  std::int64_t discountMinor = 0;  // a positive number
  std::int64_t shippingMinor = 0;
  std::int64_t taxMinor = 0;
  std::int64_t shippingTaxMinor = 0;  // the part of taxMinor that is not on a line
  bool taxIncluded = true;
  std::string taxName;
  std::int64_t taxBasisPoints = 0;
  std::int64_t totalMinor = 0;
  std::int64_t quantity = 0;  // units of all lines that are found
  std::int64_t weightGrams = 0;
  bool canOrder = false;  // there is a line and no problem that blocks

  bool operator==(const Quote&) const = default;
};

inline constexpr std::size_t kMaxQuoteLines = 100;

// `coupon` is the rule that the shop has for `request.couponCode`, or nothing when it has none.
// Fails when the request itself is impossible: kQuantityMustBePositive, kQuantityAboveLimit,
// kCartFull (too many lines), kAmountOverflow. An empty cart is a quote of zero that cannot be
// ordered.
Result<Quote> quote(const QuoteRequest& request, const Catalog& catalog, const PriceList& prices,
                    const std::optional<Coupon>& coupon);

// The quote as JSON, the names as above, enums and codes in snake_case. For answers of the server.
Value encodeQuote(const Quote& quote);

}  // namespace vitrine
