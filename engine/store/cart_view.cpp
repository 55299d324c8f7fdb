// SPDX-License-Identifier: MIT
#include "engine/store/cart_view.h"

#include "engine/store/shop_views.h"

namespace vitrine {
namespace {

ErrorView problemView(const QuoteProblem& problem, const std::string& currency) {
  ErrorView view{problem.code, problem.field, problem.message, std::nullopt, std::nullopt};
  if (problem.code == ErrorCode::kQuantityAboveStock || problem.code == ErrorCode::kOutOfStock) {
    view.limit = problem.available;
  }
  if (problem.previousUnitMinor != 0) view.amount = MoneyView{problem.previousUnitMinor, currency};
  return view;
}

CartLineView lineView(const QuoteLine& line, const std::string& currency) {
  CartLineView view;
  view.sku = line.sku;
  view.slug = line.slug;
  view.title = line.title;
  view.optionText = line.optionText;
  if (line.image) view.image = imageViewOf(*line.image);
  view.quantity = line.quantity;
  view.maxQuantity = line.maxQuantity;
  view.unitPrice = {line.unitPriceMinor, currency};
  if (line.compareAtMinor) view.compareAt = MoneyView{*line.compareAtMinor, currency};
  view.subtotal = {line.subtotalMinor, currency};
  view.discount = {line.discountMinor, currency};
  view.total = {line.totalMinor, currency};
  for (const QuoteProblem& problem : line.problems) {
    if (!view.problem || problem.blocks) view.problem = problemView(problem, currency);
    if (problem.blocks) break;
  }
  return view;
}

ShippingMethodView methodView(const ShippingChoice& choice, const std::string& currency) {
  ShippingMethodView view;
  view.methodId = choice.methodId;
  view.name = choice.name;
  view.price = {choice.priceMinor, currency};
  view.free = choice.priceMinor == 0;
  if (choice.freeFromMinor) view.freeFrom = MoneyView{*choice.freeFromMinor, currency};
  view.minDays = choice.minDays;
  view.maxDays = choice.maxDays;
  view.selected = choice.selected;
  return view;
}

std::optional<FreeShippingView> freeShippingView(const Quote& quote) {
  for (const ShippingChoice& choice : quote.shippingChoices) {
    if (!choice.selected || !choice.freeFromMinor || *choice.freeFromMinor <= 0) continue;
    const std::int64_t threshold = *choice.freeFromMinor;
    const std::int64_t missing = choice.missingForFreeMinor;
    FreeShippingView view;
    view.threshold = {threshold, quote.currency};
    view.remaining = {missing, quote.currency};
    view.reached = missing == 0;
    // A bar's width, rounded down so that it is full only when the threshold is reached.
    view.percent = (threshold - missing) * 100 / threshold;
    return view;
  }
  return std::nullopt;
}

std::optional<CouponView> couponView(const Quote& quote, const Cart& cart) {
  if (cart.couponCode.empty()) return std::nullopt;
  CouponView view{cart.couponCode, !quote.couponCode.empty(), std::nullopt, false};
  for (const QuoteProblem& problem : quote.problems) {
    if (problem.field == "couponCode") view.problem = problemView(problem, quote.currency);
  }
  return view;
}

QuoteRequest requestOf(const Cart& cart, Timestamp now) {
  QuoteRequest request{{}, cart.couponCode, cart.country, cart.shippingMethodId, now};
  for (const CartLine& line : cart.lines) {
    request.lines.push_back({line.sku, line.quantity, line.addedUnitMinor});
  }
  return request;
}

}  // namespace

CartView cartViewOf(const Quote& quote, const Cart& cart) {
  const std::string& currency = quote.currency;
  CartView view;
  view.currency = currency;
  for (const QuoteLine& line : quote.lines) view.lines.push_back(lineView(line, currency));
  view.count = unitCount(cart);
  view.subtotal = {quote.subtotalMinor, currency};
  view.discount = {quote.discountMinor, currency};
  view.shipping = {quote.shippingMinor, currency};
  view.tax = {quote.taxMinor, currency};
  view.total = {quote.totalMinor, currency};
  view.taxIncluded = quote.taxIncluded;
  view.shippingEstimated = quote.countryAssumed || quote.shippingAssumed;
  view.country = quote.country;
  for (const Adjustment& step : quote.summary) {
    view.adjustments.push_back({step.rule,
                                step.label,
                                {step.amountMinor, currency},
                                step.sku.empty() ? std::nullopt : std::optional(step.sku)});
  }
  view.coupon = couponView(quote, cart);
  for (const ShippingChoice& choice : quote.shippingChoices) {
    view.shippingMethods.push_back(methodView(choice, currency));
  }
  view.freeShipping = freeShippingView(quote);
  view.canCheckout = quote.canOrder;
  return view;
}

CartView cartView(const Shop& shop, const Cart& cart, const std::optional<Coupon>& coupon,
                  Timestamp now) {
  const auto priced = quote(requestOf(cart, now), shop.catalog, shop.prices, coupon);
  if (priced) return cartViewOf(*priced, cart);
  // A cart that cannot be priced at all is shown without figures rather than not at all.
  Quote empty;
  empty.currency = std::string(shop.prices.currency.code());
  for (const CartLine& line : cart.lines) {
    QuoteLine& shown = empty.lines.emplace_back();
    shown.sku = line.sku;
    shown.title = line.sku;
    shown.quantity = line.quantity;
    QuoteProblem& problem = shown.problems.emplace_back();
    problem.code = priced.error().code;
    problem.field = "quantity";
  }
  return cartViewOf(empty, cart);
}

}  // namespace vitrine
