// SPDX-License-Identifier: MIT
#include "engine/pricing/price_list.h"

#include <algorithm>
#include <utility>

#include "engine/catalog/decode.h"
#include "engine/catalog/field_reader.h"
#include "engine/core/ordering.h"
#include "engine/pricing/rule_reader.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxTokenLength = 64;
constexpr std::size_t kMaxCountries = 300;
constexpr std::int64_t kMaxDays = 365;

TaxRate decodeTaxRate(FieldReader reader) {
  TaxRate rate;
  rate.country = readCountry(reader, "country");
  rate.basisPoints = reader.whole("basisPoints", {.min = 0, .max = kMaxTaxBasisPoints});
  rate.name = reader.text("name", kMaxNameLength);
  return rate;
}

ShippingMethod decodeShippingMethod(FieldReader reader) {
  ShippingMethod method;
  method.id = reader.token("methodId", kMaxTokenLength);
  method.name = reader.text("name", kMaxNameLength, Need::kEssential);
  method.priceMinor = reader.whole("priceMinor", {.min = 0, .max = kMaxPriceMinor});
  method.freeFromMinor = reader.optionalWhole("freeFromMinor", {.min = 0, .max = kMaxAmountMinor});
  method.countries = reader.texts("countries", kMaxCountries, kMaxNameLength);
  for (const std::string& country : method.countries) {
    if (!isCountryCode(country)) {
      reader.reject(ErrorCode::kCountryUnknown, "countries", "not a country: " + country);
    }
  }
  const WholeRange days{.min = 0, .max = kMaxDays};
  method.minDays = static_cast<std::int32_t>(reader.optionalWhole("minDays", days).value_or(0));
  method.maxDays =
      static_cast<std::int32_t>(reader.optionalWhole("maxDays", days).value_or(method.minDays));
  if (method.maxDays < method.minDays) {
    reader.reject(ErrorCode::kInvalidValue, "maxDays", "below minDays");
  }
  method.carrierCode = reader.token("carrierCode", kMaxTokenLength, Need::kOptional);
  method.serviceCode = reader.token("serviceCode", kMaxTokenLength, Need::kOptional);
  return method;
}

Promotion decodePromotion(FieldReader reader) {
  Promotion promotion;
  promotion.id = reader.token("promotionId", kMaxTokenLength);
  promotion.name = reader.text("name", kMaxNameLength, Need::kEssential);
  promotion.kind = readPromotionKind(reader);
  if (promotion.kind == PromotionKind::kPercentOff) {
    promotion.basisPoints = reader.whole("basisPoints", {.min = 1, .max = 10'000});
  } else if (promotion.kind == PromotionKind::kAmountOff) {
    promotion.amountMinor = reader.whole("amountMinor", {.min = 1, .max = kMaxPriceMinor});
  } else {
    promotion.buy = reader.whole("buy", {.min = 2, .max = kHighestQuantityLimit});
    promotion.pay = reader.whole("pay", {.min = 0, .max = kHighestQuantityLimit});
    if (promotion.pay >= promotion.buy) {
      reader.reject(ErrorCode::kInvalidValue, "pay", "not below buy");
    }
  }
  promotion.minSubtotalMinor =
      reader.optionalWhole("minSubtotalMinor", {.min = 0, .max = kMaxAmountMinor});
  promotion.categoryIds = reader.texts("categoryIds", kMaxPromotions, kMaxNameLength);
  promotion.tags = reader.texts("tags", kMaxTags, kMaxNameLength);
  return promotion;
}

RoundingScope readScope(FieldReader& reader) {
  const std::string scope = reader.text("scope", kMaxNameLength);
  if (scope != "line" && scope != "order" && !scope.empty()) {
    reader.reject(ErrorCode::kInvalidValue, "scope", "neither line nor order");
  }
  return scope == "order" ? RoundingScope::kOrder : RoundingScope::kLine;
}

Rounding readMode(FieldReader& reader) {
  const std::string mode = reader.text("mode", kMaxNameLength);
  if (mode != "half_up" && mode != "half_even" && !mode.empty()) {
    reader.reject(ErrorCode::kInvalidValue, "mode", "neither half_up nor half_even");
  }
  return mode == "half_even" ? Rounding::kHalfEven : Rounding::kHalfUp;
}

template <typename T, typename Key>
void requireUnique(FieldReader& reader, std::string_view list, const std::vector<T>& rules,
                   Key key) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const bool repeated = std::ranges::any_of(
        rules.begin(), rules.begin() + static_cast<std::ptrdiff_t>(i),
        [&](const T& earlier) { return earlier.*key == rules[i].*key; });
    if (repeated) reader.reject(ErrorCode::kInvalidValue, list, rules[i].*key + " is used twice");
  }
}

void decodeRules(FieldReader& reader, PriceList& list) {
  for (std::size_t i = 0; i < reader.list("taxRates", kMaxTaxRates).size(); ++i) {
    list.taxRates.push_back(decodeTaxRate(reader.item("taxRates", i)));
  }
  for (std::size_t i = 0; i < reader.list("shippingMethods", kMaxShippingMethods).size(); ++i) {
    list.shippingMethods.push_back(decodeShippingMethod(reader.item("shippingMethods", i)));
  }
  for (std::size_t i = 0; i < reader.list("promotions", kMaxPromotions).size(); ++i) {
    list.promotions.push_back(decodePromotion(reader.item("promotions", i)));
  }
  requireUnique(reader, "taxRates", list.taxRates, &TaxRate::country);
  requireUnique(reader, "shippingMethods", list.shippingMethods, &ShippingMethod::id);
  requireUnique(reader, "promotions", list.promotions, &Promotion::id);
}

}  // namespace

Result<PriceList> decodePriceList(const Value& settings) {
  std::optional<Error> fault;
  FieldReader reader(settings, "", fault);
  PriceList list;
  list.shopName = reader.text("name", kMaxTitleLength);
  const std::string code = reader.text("currency", kMaxNameLength, Need::kEssential);
  const Result<Currency> currency = Currency::of(code);
  if (currency) list.currency = *currency;
  if (!currency) reader.reject(ErrorCode::kCurrencyUnknown, "currency", "not a known currency");
  if (reader.has("rounding")) {
    FieldReader rounding = reader.child("rounding");
    list.scope = readScope(rounding);
    list.rounding = readMode(rounding);
  }
  list.pricesIncludeTax = reader.flag("pricesIncludeTax", true);
  decodeRules(reader, list);
  const WholeRange limits{.min = 1, .max = kHighestQuantityLimit};
  list.maxQuantityPerLine =
      reader.optionalWhole("maxQuantityPerLine", limits).value_or(list.maxQuantityPerLine);
  if (fault) return fail(*fault);
  return list;
}

std::vector<std::string> shippingCountries(const PriceList& list) {
  std::vector<std::string> countries;
  for (const ShippingMethod& method : list.shippingMethods) {
    countries.insert(countries.end(), method.countries.begin(), method.countries.end());
  }
  sortUnique(countries);
  return countries;
}

}  // namespace vitrine
