// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/currency.h"
#include "engine/core/money.h"
#include "engine/core/result.h"
#include "engine/core/value.h"

namespace vitrine {

// The shop's rules of price: what is taxed how, what is taken off, what shipping costs, and where a
// fraction of a cent is settled. Decoded from the `shopSettings` document as a whole: a price list
// with a rule that cannot be read is no price list, because selling without a rule is worse than
// not selling.

// Where percentages (of discounts and taxes) are rounded: once per line and once for shipping, or
// once for the order, then spread over the lines by largest remainder.
enum class RoundingScope : std::uint8_t { kLine, kOrder };

struct TaxRate {
  std::string country;  // ISO 3166-1 alpha-2
  std::int64_t basisPoints = 0;
  std::string name;

  bool operator==(const TaxRate&) const = default;
};

struct ShippingMethod {
  std::string id;
  std::string name;
  std::int64_t priceMinor = 0;
  std::optional<std::int64_t> freeFromMinor;  // of goods after discounts
  std::vector<std::string> countries;
  std::int32_t minDays = 0;
  std::int32_t maxDays = 0;
  std::string carrierCode;
  std::string serviceCode;

  bool operator==(const ShippingMethod&) const = default;
};

enum class PromotionKind : std::uint8_t { kPercentOff, kAmountOff, kBuyXPayY };

// Applies to the lines of its categories and tags (either suffices), to all lines when it names
// none. `minSubtotalMinor` is of all goods before discounts.
struct Promotion {
  std::string id;
  std::string name;
  PromotionKind kind = PromotionKind::kPercentOff;
  std::int64_t basisPoints = 0;  // percent_off: 1 to 10,000
  std::int64_t amountMinor = 0;  // amount_off, of the eligible lines together
  std::int64_t buy = 0;          // buy_x_pay_y: of every `buy` units `buy - pay` are free,
  std::int64_t pay = 0;          // the cheapest of all eligible units
  std::optional<std::int64_t> minSubtotalMinor;
  std::vector<std::string> categoryIds;
  std::vector<std::string> tags;

  bool operator==(const Promotion&) const = default;
};

inline constexpr std::int64_t kMaxTaxBasisPoints = 10'000;
inline constexpr std::size_t kMaxPromotions = 100;
inline constexpr std::size_t kMaxShippingMethods = 50;
inline constexpr std::size_t kMaxTaxRates = 300;
inline constexpr std::int64_t kHighestQuantityLimit = 1'000;

struct PriceList {
  std::string shopName;
  Currency currency = Currency::eur();
  RoundingScope scope = RoundingScope::kLine;
  Rounding rounding = Rounding::kHalfUp;
  bool pricesIncludeTax = true;
  std::vector<TaxRate> taxRates;  // the first country is assumed until the shopper names one
  std::vector<ShippingMethod> shippingMethods;
  std::vector<Promotion> promotions;  // in the order in which they apply
  std::int64_t maxQuantityPerLine = 20;

  bool operator==(const PriceList&) const = default;
};

Result<PriceList> decodePriceList(const Value& settings);

// The countries that some shipping method serves, sorted.
std::vector<std::string> shippingCountries(const PriceList& list);

}  // namespace vitrine
