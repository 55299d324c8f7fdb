// SPDX-License-Identifier: MIT
#include "engine/pricing/discounts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/core/check.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

constexpr std::int64_t kWholeBasisPoints = 10'000;

using Lines = std::vector<PricedLine*>;  // those that a rule applies to, never empty
using Parts = std::vector<Money>;        // what it takes off each

bool contains(const std::vector<std::string>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

bool appliesTo(const Promotion& promotion, const Product& product) {
  if (promotion.categoryIds.empty() && promotion.tags.empty()) return true;
  if (contains(promotion.categoryIds, product.categoryId)) return true;
  return std::ranges::any_of(product.tags,
                             [&](const std::string& tag) { return contains(promotion.tags, tag); });
}

std::vector<std::int64_t> remainingOf(const Lines& lines) {
  std::vector<std::int64_t> amounts;
  for (const PricedLine* line : lines) amounts.push_back(line->remaining.amountMinor());
  return amounts;
}

Result<Money> sumOf(const Lines& lines) {
  Money sum = Money::zero(lines.front()->remaining.currency());
  for (const PricedLine* line : lines) {
    const Result<Money> next = sum.plus(line->remaining);
    if (!next) return next;
    sum = *next;
  }
  return sum;
}

Result<Parts> percentOff(const Lines& lines, std::int64_t basisPoints, const PriceList& prices) {
  if (prices.scope == RoundingScope::kLine) {
    Parts parts;
    for (const PricedLine* line : lines) {
      const Result<Money> part =
          line->remaining.share(basisPoints, kWholeBasisPoints, prices.rounding);
      if (!part) return fail(part.error());
      parts.push_back(*part);
    }
    return parts;
  }
  const Result<Money> sum = sumOf(lines);
  if (!sum) return fail(sum.error());
  const Result<Money> whole = sum->share(basisPoints, kWholeBasisPoints, prices.rounding);
  if (!whole) return fail(whole.error());
  return whole->allocate(remainingOf(lines));
}

Result<Parts> amountOff(const Lines& lines, std::int64_t amountMinor) {
  const Result<Money> sum = sumOf(lines);
  if (!sum) return fail(sum.error());
  const Money amount(std::min(amountMinor, sum->amountMinor()), sum->currency());
  return amount.allocate(remainingOf(lines));
}

// The cheapest units of all eligible ones are free: of equal prices those of the first SKU.
Result<Parts> buyXPayY(const Lines& lines, const Promotion& promotion, Rounding rounding) {
  std::int64_t units = 0;
  for (const PricedLine* line : lines) units += line->quantity;
  std::int64_t free = units / promotion.buy * (promotion.buy - promotion.pay);
  const auto isCheaper = [&](std::size_t a, std::size_t b) {
    return lines[a]->variant->priceMinor < lines[b]->variant->priceMinor;
  };
  const std::vector<std::size_t> order = stableOrder(lines.size(), isCheaper);
  Parts parts(lines.size(), Money::zero(lines.front()->remaining.currency()));
  for (const std::size_t i : order) {
    const std::int64_t taken = std::min(free, lines[i]->quantity);
    const Result<Money> part = lines[i]->remaining.share(taken, lines[i]->quantity, rounding);
    if (!part) return fail(part.error());
    parts[i] = *part;
    free -= taken;
  }
  return parts;
}

Result<Parts> partsOf(const Promotion& promotion, const Lines& lines, const PriceList& prices) {
  switch (promotion.kind) {
    case PromotionKind::kPercentOff: return percentOff(lines, promotion.basisPoints, prices);
    case PromotionKind::kAmountOff: return amountOff(lines, promotion.amountMinor);
    case PromotionKind::kBuyXPayY: return buyXPayY(lines, promotion, prices.rounding);
  }
  return Parts(lines.size(), Money::zero(prices.currency));
}

// A rule under the name that the explanation gives it.
struct NamedRule {
  Promotion promotion;
  std::string rule;
};

std::vector<NamedRule> rulesOf(const PriceList& prices, const std::optional<Coupon>& coupon) {
  std::vector<NamedRule> rules;
  for (const Promotion& promotion : prices.promotions) {
    rules.push_back({.promotion = promotion, .rule = "promotion:" + promotion.id});
  }
  if (coupon) {
    Promotion promotion;
    promotion.name = coupon->name.empty() ? coupon->code : coupon->name;
    promotion.kind = coupon->kind;
    promotion.basisPoints = coupon->basisPoints;
    promotion.amountMinor = coupon->amountMinor;
    rules.push_back({.promotion = std::move(promotion), .rule = "coupon:" + coupon->code});
  }
  return rules;
}

Status applyRule(const NamedRule& rule, std::span<PricedLine> lines, const PriceList& prices,
                 std::vector<Adjustment>& adjustments) {
  Lines eligible;
  for (PricedLine& line : lines) {
    if (appliesTo(rule.promotion, *line.product)) eligible.push_back(&line);
  }
  if (eligible.empty()) return {};
  const Result<Parts> parts = partsOf(rule.promotion, eligible, prices);
  if (!parts) return fail(parts.error());
  for (std::size_t i = 0; i < eligible.size(); ++i) {
    const Money part = (*parts)[i];
    if (part.isZero()) continue;
    const Result<Money> remaining = eligible[i]->remaining.minus(part);
    if (!remaining) return fail(remaining.error());
    check(!remaining->isNegative() && !part.isNegative());
    eligible[i]->remaining = *remaining;
    adjustments.push_back({.rule = rule.rule,
                           .label = rule.promotion.name,
                           .sku = eligible[i]->variant->sku,
                           .amountMinor = -part.amountMinor()});
  }
  return {};
}

}  // namespace

Result<std::vector<Adjustment>> applyDiscounts(std::span<PricedLine> lines, Money subtotal,
                                               const PriceList& prices,
                                               const std::optional<Coupon>& coupon) {
  std::vector<Adjustment> adjustments;
  for (const NamedRule& rule : rulesOf(prices, coupon)) {
    if (subtotal.amountMinor() < rule.promotion.minSubtotalMinor.value_or(0)) continue;
    const Status applied = applyRule(rule, lines, prices, adjustments);
    if (!applied) return fail(applied.error());
  }
  return adjustments;
}

}  // namespace vitrine
