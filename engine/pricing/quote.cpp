// SPDX-License-Identifier: MIT
#include "engine/pricing/quote.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/catalog/field_reader.h"
#include "engine/core/check.h"
#include "engine/core/ordering.h"
#include "engine/pricing/discounts.h"
#include "engine/pricing/shipping.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxShownSku = 64;

// A SKU of a request may be anything; messages stay short.
std::string shortened(const std::string& sku) { return cleanText(sku.substr(0, kMaxShownSku)); }

// One line a SKU, in the order in which the SKUs first come.
Result<std::vector<QuoteLineRequest>> joinedLines(const std::vector<QuoteLineRequest>& lines,
                                                  std::int64_t limit) {
  std::vector<QuoteLineRequest> joined;
  PlaceByName places;
  for (const QuoteLineRequest& line : lines) {
    if (line.quantity < 1) {
      return fail(ErrorCode::kQuantityMustBePositive, "quantity",
                  "The quantity of " + shortened(line.sku) + " must be 1 or more.");
    }
    const auto [place, first] = places.emplace(line.sku, joined.size());
    if (first) joined.push_back({line.sku, 0, line.expectedUnitMinor});
    // Compared before adding, so that no quantity overflows.
    if (line.quantity > limit || joined[place->second].quantity > limit - line.quantity) {
      return fail(ErrorCode::kQuantityAboveLimit, "quantity",
                  "At most " + std::to_string(limit) + " of " + shortened(line.sku) +
                      " can be ordered.");
    }
    joined[place->second].quantity += line.quantity;
  }
  if (joined.size() > kMaxQuoteLines) {
    return fail(ErrorCode::kCartFull, "lines",
                "At most " + std::to_string(kMaxQuoteLines) + " different things can be ordered.");
  }
  return joined;
}

QuoteProblem lineProblem(const QuoteLine& line, ErrorCode code, std::string_view field,
                         std::string message) {
  QuoteProblem problem;
  problem.code = code;
  problem.sku = line.sku;
  problem.field = field;
  problem.message = std::move(message);
  return problem;
}

void findProblems(const QuoteLineRequest& request, QuoteLine& line) {
  if (line.stock == 0) {
    line.problems.push_back(lineProblem(line, ErrorCode::kOutOfStock, "quantity", "Sold out."));
  } else if (line.quantity > line.stock) {
    QuoteProblem problem = lineProblem(line, ErrorCode::kQuantityAboveStock, "quantity",
                                       "Only " + std::to_string(line.stock) + " left.");
    problem.available = line.stock;
    line.problems.push_back(std::move(problem));
  }
  if (request.expectedUnitMinor && *request.expectedUnitMinor != line.unitPriceMinor) {
    QuoteProblem problem =
        lineProblem(line, ErrorCode::kTotalChanged, "unitPriceMinor", "The price has changed.");
    problem.blocks = false;
    problem.previousUnitMinor = *request.expectedUnitMinor;
    line.problems.push_back(std::move(problem));
  }
}

// A line as the catalog has it, without any amount that depends on other lines.
QuoteLine lineOf(const QuoteLineRequest& request, VariantEntry entry, const PriceList& prices) {
  QuoteLine line;
  line.sku = request.sku;
  line.quantity = request.quantity;
  if (entry.variant == nullptr) {
    line.problems.push_back(
        lineProblem(line, ErrorCode::kVariantNotFound, "sku", "No longer available."));
    return line;
  }
  const Product& product = *entry.product;
  line.productId = product.id;
  line.slug = product.slug;
  line.title = product.title;
  line.optionText = optionText(*entry.variant);
  if (const ProductImage* image = imageOf(product, *entry.variant)) line.image = *image;
  if (product.currency != prices.currency) {
    line.problems.push_back(lineProblem(line, ErrorCode::kCurrencyMismatch, "currency",
                                        "Not sold in the currency of the shop."));
    return line;
  }
  line.found = true;
  line.stock = entry.variant->stock;
  line.maxQuantity = std::min(prices.maxQuantityPerLine, line.stock);
  line.unitPriceMinor = entry.variant->priceMinor;
  line.compareAtMinor = entry.variant->compareAtMinor;
  line.weightGrams = entry.variant->weightGrams * request.quantity;
  findProblems(request, line);
  return line;
}

// The lines that are sold, in the order of their SKUs, with their sum.
struct PricedGoods {
  std::vector<PricedLine> lines;
  Money subtotal;
};

Result<PricedGoods> priceGoods(const Quote& quote, const Catalog& catalog, Currency currency) {
  PricedGoods goods{.lines = {}, .subtotal = Money::zero(currency)};
  for (const QuoteLine& line : quote.lines) {
    if (!line.found) continue;
    const Result<Money> amount = Money(line.unitPriceMinor, currency).times(line.quantity);
    if (!amount) return fail(amount.error());
    const Result<Money> sum = goods.subtotal.plus(*amount);
    if (!sum) return fail(sum.error());
    goods.subtotal = *sum;
    const VariantEntry entry = catalog.findSku(line.sku);
    goods.lines.push_back({entry.product, entry.variant, line.quantity, *amount, *amount});
  }
  sortStably(goods.lines, [](const PricedLine& a, const PricedLine& b) {
    return a.variant->sku < b.variant->sku;
  });
  return goods;
}

// The coupon when it may be used; otherwise the reason goes to the quote's problems. It does not
// block: the total without it is shown, and the server compares that with what was agreed.
std::optional<Coupon> usableCoupon(const QuoteRequest& request, const std::optional<Coupon>& coupon,
                                   Quote& quote) {
  if (request.couponCode.empty()) return std::nullopt;
  const Result<std::string> code = normalCouponCode(request.couponCode);
  Status usable = fail(ErrorCode::kCouponUnknown, "couponCode", "There is no such code.");
  if (code && coupon && coupon->code == *code) {
    usable = checkCoupon(*coupon, request.now, quote.subtotalMinor);
  }
  if (usable) {
    quote.couponCode = coupon->code;
    return coupon;
  }
  QuoteProblem problem;
  problem.code = usable.error().code;
  problem.field = usable.error().field;
  problem.message = usable.error().message;
  problem.blocks = false;
  quote.problems.push_back(std::move(problem));
  return std::nullopt;
}

// Puts the outcome of the discounts on the quote's lines.
void settleLines(const PricedGoods& goods, Quote& quote) {
  for (const PricedLine& priced : goods.lines) {
    const auto line = std::ranges::find(quote.lines, priced.variant->sku, &QuoteLine::sku);
    check(line != quote.lines.end());
    line->subtotalMinor = priced.subtotal.amountMinor();
    line->totalMinor = priced.remaining.amountMinor();
    line->discountMinor = line->subtotalMinor - line->totalMinor;
    quote.discountMinor += line->discountMinor;
    quote.quantity += priced.quantity;
    quote.weightGrams += line->weightGrams;
  }
}

void summarise(Quote& quote) {
  for (const Adjustment& adjustment : quote.adjustments) {
    const auto same = std::ranges::find(quote.summary, adjustment.rule, &Adjustment::rule);
    if (same != quote.summary.end()) {
      same->amountMinor += adjustment.amountMinor;
    } else {
      quote.summary.push_back(adjustment);
      quote.summary.back().sku.clear();
    }
  }
}

bool blocks(const std::vector<QuoteProblem>& problems) {
  return std::ranges::any_of(problems, &QuoteProblem::blocks);
}

// What every quote promises; a quote that does not is a fault of this code, never of the input.
void checkPromises(const Quote& quote) {
  std::int64_t lines = 0;
  std::int64_t taxes = quote.shippingTaxMinor;
  for (const QuoteLine& line : quote.lines) {
    check(line.discountMinor >= 0 && line.totalMinor >= 0);
    lines += line.totalMinor;
    taxes += line.taxMinor;
  }
  std::int64_t explained = quote.subtotalMinor;
  for (const Adjustment& adjustment : quote.summary) explained += adjustment.amountMinor;
  const std::int64_t added = quote.taxIncluded ? 0 : quote.taxMinor;
  check(lines + quote.shippingMinor + added == quote.totalMinor);
  check(taxes == quote.taxMinor);
  check(explained == quote.totalMinor);
  check(quote.discountMinor <= quote.subtotalMinor);
}

}  // namespace

Result<Quote> quote(const QuoteRequest& request, const Catalog& catalog, const PriceList& prices,
                    const std::optional<Coupon>& coupon) {
  const Result<std::vector<QuoteLineRequest>> lines =
      joinedLines(request.lines, prices.maxQuantityPerLine);
  if (!lines) return fail(lines.error());
  Quote answer;
  answer.currency = std::string(prices.currency.code());
  for (const QuoteLineRequest& line : *lines) {
    answer.lines.push_back(lineOf(line, catalog.findSku(line.sku), prices));
  }
  Result<PricedGoods> goods = priceGoods(answer, catalog, prices.currency);
  if (!goods) return fail(goods.error());
  answer.subtotalMinor = goods->subtotal.amountMinor();

  const std::optional<Coupon> usable = usableCoupon(request, coupon, answer);
  Result<std::vector<Adjustment>> discounts =
      applyDiscounts(goods->lines, goods->subtotal, prices, usable);
  if (!discounts) return fail(discounts.error());
  answer.adjustments = std::move(*discounts);
  settleLines(*goods, answer);

  const std::int64_t goodsMinor = answer.subtotalMinor - answer.discountMinor;
  applyShipping(request, prices, goodsMinor, answer);
  const Status taxed = applyTax(prices, goodsMinor, answer);
  if (!taxed) return fail(taxed.error());
  summarise(answer);
  checkPromises(answer);
  const bool blocked = blocks(answer.problems) ||
                       std::ranges::any_of(answer.lines, [](const QuoteLine& line) {
                         return blocks(line.problems);
                       });
  answer.canOrder = !answer.lines.empty() && !blocked && !answer.shippingMethodId.empty();
  return answer;
}

}  // namespace vitrine
