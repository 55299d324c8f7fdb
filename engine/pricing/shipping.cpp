// SPDX-License-Identifier: MIT
#include "engine/pricing/shipping.h"

#include <algorithm>

#include "engine/core/ordering.h"
#include "engine/pricing/rule_reader.h"

namespace vitrine {
namespace {

bool serves(const ShippingMethod& method, std::string_view country) {
  return std::ranges::find(method.countries, country) != method.countries.end();
}

void addProblem(Quote& quote, ErrorCode code, std::string_view field, std::string_view message) {
  QuoteProblem problem;
  problem.code = code;
  problem.field = field;
  problem.message = message;
  quote.problems.push_back(std::move(problem));
}

void chooseCountry(const QuoteRequest& request, const PriceList& prices, Quote& quote) {
  quote.country = request.country;
  if (quote.country.empty()) {
    quote.countryAssumed = true;
    const std::vector<std::string> served = shippingCountries(prices);
    if (!served.empty()) quote.country = served.front();
    if (!prices.taxRates.empty()) quote.country = prices.taxRates.front().country;
  } else if (!isCountryCode(quote.country)) {
    addProblem(quote, ErrorCode::kCountryUnknown, "country", "This is not a country.");
    quote.country.clear();
  }
}

ShippingChoice choiceOf(const ShippingMethod& method, std::int64_t goodsMinor, bool empty) {
  ShippingChoice choice;
  choice.methodId = method.id;
  choice.name = method.name;
  choice.listPriceMinor = method.priceMinor;
  choice.freeFromMinor = method.freeFromMinor;
  const bool free = empty || (method.freeFromMinor && goodsMinor >= *method.freeFromMinor);
  choice.priceMinor = free ? 0 : method.priceMinor;
  if (method.freeFromMinor) {
    choice.missingForFreeMinor = std::max<std::int64_t>(0, *method.freeFromMinor - goodsMinor);
  }
  choice.minDays = method.minDays;
  choice.maxDays = method.maxDays;
  return choice;
}

// The chosen method; nullptr when none was chosen or the choice cannot be had, which is a problem.
ShippingChoice* chosenMethod(const QuoteRequest& request, const PriceList& prices, Quote& quote) {
  if (request.shippingMethodId.empty()) return nullptr;
  const auto choice = std::ranges::find(quote.shippingChoices, request.shippingMethodId,
                                        &ShippingChoice::methodId);
  if (choice != quote.shippingChoices.end()) return &*choice;
  const bool known = std::ranges::find(prices.shippingMethods, request.shippingMethodId,
                                       &ShippingMethod::id) != prices.shippingMethods.end();
  if (known) {
    addProblem(quote, ErrorCode::kShippingNotAvailable, "shippingMethodId",
               "This shipping method does not serve the country.");
  } else {
    addProblem(quote, ErrorCode::kShippingMethodUnknown, "shippingMethodId",
               "There is no such shipping method.");
  }
  return nullptr;
}

struct Tax {
  std::int64_t basisPoints = 0;
  bool included = true;
  Rounding rounding = Rounding::kHalfUp;

  Result<Money> of(Money amount) const {
    return amount.share(basisPoints, included ? 10'000 + basisPoints : 10'000, rounding);
  }
};

// The quote's lines in the order of their SKUs, as money.
std::vector<QuoteLine*> linesBySku(Quote& quote) {
  std::vector<QuoteLine*> lines;
  for (QuoteLine& line : quote.lines) lines.push_back(&line);
  sortStably(lines, [](const QuoteLine* a, const QuoteLine* b) { return a->sku < b->sku; });
  return lines;
}

Status taxPerLine(const Tax& tax, Currency currency, Quote& quote) {
  const Result<Money> shipping = tax.of(Money(quote.shippingMinor, currency));
  if (!shipping) return fail(shipping.error());
  Money sum = *shipping;
  quote.shippingTaxMinor = shipping->amountMinor();
  for (QuoteLine& line : quote.lines) {
    const Result<Money> part = tax.of(Money(line.totalMinor, currency));
    if (!part) return fail(part.error());
    const Result<Money> next = sum.plus(*part);
    if (!next) return fail(next.error());
    line.taxMinor = part->amountMinor();
    sum = *next;
  }
  quote.taxMinor = sum.amountMinor();
  return {};
}

Status taxPerOrder(const Tax& tax, Money charged, Quote& quote) {
  const Result<Money> whole = tax.of(charged);
  if (!whole) return fail(whole.error());
  const std::vector<QuoteLine*> lines = linesBySku(quote);
  std::vector<std::int64_t> weights;
  for (const QuoteLine* line : lines) weights.push_back(line->totalMinor);
  weights.push_back(quote.shippingMinor);
  const std::vector<Money> parts = whole->allocate(weights);
  for (std::size_t i = 0; i < lines.size(); ++i) lines[i]->taxMinor = parts[i].amountMinor();
  quote.shippingTaxMinor = parts.back().amountMinor();
  quote.taxMinor = whole->amountMinor();
  return {};
}

}  // namespace

void applyShipping(const QuoteRequest& request, const PriceList& prices, std::int64_t goodsMinor,
                   Quote& quote) {
  chooseCountry(request, prices, quote);
  const bool empty = quote.quantity == 0;
  for (const ShippingMethod& method : prices.shippingMethods) {
    if (!serves(method, quote.country)) continue;
    quote.shippingChoices.push_back(choiceOf(method, goodsMinor, empty));
  }
  if (quote.shippingChoices.empty()) {
    if (!quote.country.empty()) {
      addProblem(quote, ErrorCode::kShippingNotAvailable, "country",
                 "The shop does not ship to this country.");
    }
    return;
  }
  ShippingChoice* choice = chosenMethod(request, prices, quote);
  quote.shippingAssumed = choice == nullptr;
  if (choice == nullptr) {
    choice = &*std::ranges::min_element(quote.shippingChoices, {}, &ShippingChoice::priceMinor);
  }
  choice->selected = true;
  quote.shippingMethodId = choice->methodId;
  quote.shippingMinor = choice->priceMinor;
  if (empty) return;
  quote.adjustments.push_back({.rule = "shipping:" + choice->methodId,
                               .label = choice->name,
                               .sku = "",
                               .amountMinor = choice->priceMinor});
}

Status applyTax(const PriceList& prices, std::int64_t goodsMinor, Quote& quote) {
  const auto rate = std::ranges::find(prices.taxRates, quote.country, &TaxRate::country);
  if (rate != prices.taxRates.end()) {
    quote.taxName = rate->name;
    quote.taxBasisPoints = rate->basisPoints;
  }
  quote.taxIncluded = prices.pricesIncludeTax;
  const Result<Money> charged =
      Money(goodsMinor, prices.currency).plus(Money(quote.shippingMinor, prices.currency));
  if (!charged) return fail(charged.error());
  const Tax tax{quote.taxBasisPoints, quote.taxIncluded, prices.rounding};
  const Status applied = prices.scope == RoundingScope::kLine
                             ? taxPerLine(tax, prices.currency, quote)
                             : taxPerOrder(tax, *charged, quote);
  if (!applied) return applied;
  const std::int64_t added = quote.taxIncluded ? 0 : quote.taxMinor;
  const Result<Money> total = charged->plus(Money(added, prices.currency));
  if (!total) return fail(total.error());
  quote.totalMinor = total->amountMinor();
  if (added == 0) return {};
  quote.adjustments.push_back({.rule = "tax:" + quote.country,
                               .label = quote.taxName,
                               .sku = "",
                               .amountMinor = added});
  return {};
}

}  // namespace vitrine
