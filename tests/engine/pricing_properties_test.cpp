// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/pricing/quote.h"
#include "tests/engine/catalog_fixture.h"

namespace vitrine {
namespace {

// Random carts against an independent reference: plain 128-bit fractions, no Money, no sharing of
// code. The reference computes totals only; how cents fall on lines is checked by their sums.

__extension__ using Wide = __int128;

struct Reference {
  Wide subtotal = 0;
  Wide discount = 0;
  Wide shipping = 0;
  Wide tax = 0;
  Wide total = 0;
};

// n / d for n >= 0, d > 0.
Wide rounded(Wide n, Wide d, Rounding mode) {
  const Wide twice = 2 * n + d;  // floor((2n + d) / 2d) is half up
  const Wide up = twice / (2 * d);
  const bool half = twice % (2 * d) == 0;
  return half && mode == Rounding::kHalfEven && up % 2 != 0 ? up - 1 : up;
}

struct World {
  std::vector<Product> products;
  PriceList prices;
  QuoteRequest request;
  std::optional<Coupon> coupon;
};

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::int64_t upTo(std::int64_t most) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most + 1));
  }
  bool coin() { return random_() % 2 == 0; }

  std::vector<Product> products() {
    std::vector<Product> products;
    for (int i = 0; i < 8; ++i) {
      const std::int64_t scale = i == 7 ? 900'000'000'000 : (i % 2 == 0 ? 20 : 100'000);
      Product product = simpleProduct("p" + std::to_string(i), "P", 1 + upTo(scale), 1000);
      product.categoryId = "c" + std::to_string(i % 3);
      if (coin()) product.tags = {"t"};
      products.push_back(std::move(product));
    }
    return products;
  }

  Promotion promotion(int number) {
    Promotion promotion;
    promotion.id = std::to_string(number);
    promotion.name = "P";
    promotion.kind = static_cast<PromotionKind>(upTo(2));
    promotion.basisPoints = 1 + upTo(9'999);
    promotion.amountMinor = 1 + upTo(30'000);
    promotion.buy = 2 + upTo(4);
    promotion.pay = upTo(promotion.buy - 1);
    if (coin()) promotion.minSubtotalMinor = upTo(50'000);
    if (coin()) promotion.categoryIds = {"c" + std::to_string(upTo(2))};
    if (coin()) promotion.tags = {"t"};
    return promotion;
  }

  PriceList prices() {
    PriceList prices;
    prices.scope = coin() ? RoundingScope::kLine : RoundingScope::kOrder;
    prices.rounding = coin() ? Rounding::kHalfUp : Rounding::kHalfEven;
    prices.pricesIncludeTax = coin();
    prices.taxRates = {{"DE", upTo(2'600), "VAT"}};
    ShippingMethod method;
    method.id = "m";
    method.name = "M";
    method.priceMinor = upTo(2'000);
    if (coin()) method.freeFromMinor = upTo(100'000);
    method.countries = {"DE"};
    prices.shippingMethods = {method};
    const int promotions = static_cast<int>(upTo(3));
    for (int i = 0; i < promotions; ++i) prices.promotions.push_back(promotion(i));
    return prices;
  }

  World world() {
    World world;
    world.products = products();
    world.prices = prices();
    return world;
  }

  // Draws lines; the shop stays for many carts.
  void shop(World& world) {
    world.request.lines.clear();
    for (std::int64_t i = upTo(7); i >= 0; --i) {
      world.request.lines.push_back({"p" + std::to_string(upTo(7)), 1 + upTo(1), {}});
    }
    world.request.country = "DE";
    world.request.shippingMethodId = "m";
    world.coupon.reset();
    world.request.couponCode.clear();
    if (!coin()) return;
    Coupon coupon;
    coupon.code = "C";
    coupon.kind = coin() ? PromotionKind::kPercentOff : PromotionKind::kAmountOff;
    coupon.basisPoints = 1 + upTo(9'999);
    coupon.amountMinor = 1 + upTo(100'000);
    if (coin()) coupon.minSubtotalMinor = upTo(50'000);
    world.coupon = coupon;
    world.request.couponCode = "c";
  }

  std::mt19937_64& random() { return random_; }

 private:
  std::mt19937_64 random_;
};

// --- The reference ---------------------------------------------------------------------------

struct Good {
  const Product* product;
  Wide quantity;
  Wide left;
};

// The parts of `amount` by largest remainder, earlier first: a slow and obvious rendering.
std::vector<Wide> spread(Wide amount, const std::vector<Wide>& weights) {
  Wide sum = 0;
  for (const Wide weight : weights) sum += weight;
  std::vector<Wide> parts(weights.size(), 0);
  if (sum == 0) return parts;
  Wide given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) given += parts[i] = amount * weights[i] / sum;
  std::vector<bool> had(weights.size(), false);
  for (; given < amount; ++given) {
    std::size_t best = weights.size();
    for (std::size_t i = 0; i < weights.size(); ++i) {
      if (had[i]) continue;
      const auto rest = [&](std::size_t j) { return amount * weights[j] % sum; };
      if (best == weights.size() || rest(i) > rest(best)) best = i;
    }
    had[best] = true;
    ++parts[best];
  }
  return parts;
}

void takeOff(std::vector<Good*> goods, PromotionKind kind, const Promotion& rule,
             const PriceList& prices, Reference& reference) {
  std::vector<Wide> weights;
  Wide sum = 0;
  Wide units = 0;
  for (const Good* good : goods) {
    weights.push_back(good->left);
    sum += good->left;
    units += good->quantity;
  }
  std::vector<Wide> parts(goods.size(), 0);
  if (kind == PromotionKind::kAmountOff) {
    parts = spread(std::min<Wide>(rule.amountMinor, sum), weights);
  } else if (kind == PromotionKind::kPercentOff && prices.scope == RoundingScope::kOrder) {
    parts = spread(rounded(sum * rule.basisPoints, 10'000, prices.rounding), weights);
  } else if (kind == PromotionKind::kPercentOff) {
    for (std::size_t i = 0; i < goods.size(); ++i) {
      parts[i] = rounded(weights[i] * rule.basisPoints, 10'000, prices.rounding);
    }
  } else {
    // Unit by unit, always the cheapest that is not yet free.
    std::vector<Wide> free(goods.size(), 0);
    for (Wide n = units / rule.buy * (rule.buy - rule.pay); n > 0; --n) {
      std::size_t best = goods.size();
      for (std::size_t i = 0; i < goods.size(); ++i) {
        if (free[i] == goods[i]->quantity) continue;
        const auto price = [&](std::size_t j) { return goods[j]->product->variants[0].priceMinor; };
        if (best == goods.size() || price(i) < price(best)) best = i;
      }
      ++free[best];
    }
    for (std::size_t i = 0; i < goods.size(); ++i) {
      parts[i] = rounded(weights[i] * free[i], goods[i]->quantity, prices.rounding);
    }
  }
  for (std::size_t i = 0; i < goods.size(); ++i) {
    goods[i]->left -= parts[i];
    reference.discount += parts[i];
  }
}

std::vector<Good*> eligible(std::vector<Good>& goods, const Promotion& rule) {
  std::vector<Good*> result;
  for (Good& good : goods) {
    const bool all = rule.categoryIds.empty() && rule.tags.empty();
    const bool category =
        !rule.categoryIds.empty() && rule.categoryIds[0] == good.product->categoryId;
    const bool tag = !rule.tags.empty() && !good.product->tags.empty();
    if (all || category || tag) result.push_back(&good);
  }
  return result;
}

Wide taxOf(const std::vector<Good>& goods, const PriceList& prices, Wide shipping) {
  const Wide rate = prices.taxRates[0].basisPoints;
  const Wide base = prices.pricesIncludeTax ? 10'000 + rate : Wide{10'000};
  Wide sum = shipping;
  Wide tax = rounded(shipping * rate, base, prices.rounding);
  for (const Good& good : goods) {
    sum += good.left;
    tax += rounded(good.left * rate, base, prices.rounding);
  }
  return prices.scope == RoundingScope::kLine ? tax : rounded(sum * rate, base, prices.rounding);
}

Reference referenceOf(const World& world) {
  std::map<std::string, Wide> demand;
  for (const QuoteLineRequest& line : world.request.lines) demand[line.sku] += line.quantity;
  Reference reference;
  std::vector<Good> goods;
  for (const Product& product : world.products) {
    if (!demand.contains(product.slug)) continue;
    const Wide quantity = demand[product.slug];
    goods.push_back({&product, quantity, quantity * product.variants[0].priceMinor});
    reference.subtotal += goods.back().left;
  }
  for (const Promotion& rule : world.prices.promotions) {
    const std::vector<Good*> those = eligible(goods, rule);
    const bool reached = reference.subtotal >= rule.minSubtotalMinor.value_or(0);
    if (reached && !those.empty()) takeOff(those, rule.kind, rule, world.prices, reference);
  }
  if (world.coupon && reference.subtotal >= world.coupon->minSubtotalMinor.value_or(0)) {
    Promotion rule;
    rule.basisPoints = world.coupon->basisPoints;
    rule.amountMinor = world.coupon->amountMinor;
    takeOff(eligible(goods, rule), world.coupon->kind, rule, world.prices, reference);
  }
  const ShippingMethod& method = world.prices.shippingMethods[0];
  const Wide left = reference.subtotal - reference.discount;
  const bool free = method.freeFromMinor && left >= *method.freeFromMinor;
  reference.shipping = free ? 0 : method.priceMinor;
  reference.tax = taxOf(goods, world.prices, reference.shipping);
  reference.total = left + reference.shipping + (world.prices.pricesIncludeTax ? 0 : reference.tax);
  return reference;
}

void expectPromises(const Quote& quote) {
  std::int64_t lines = 0;
  std::int64_t taxes = quote.shippingTaxMinor;
  std::int64_t explained = quote.subtotalMinor;
  for (const QuoteLine& line : quote.lines) {
    ASSERT_EQ(line.subtotalMinor - line.discountMinor, line.totalMinor);
    ASSERT_GE(line.totalMinor, 0);
    ASSERT_GE(line.discountMinor, 0);
    lines += line.totalMinor;
    taxes += line.taxMinor;
  }
  for (const Adjustment& adjustment : quote.adjustments) explained += adjustment.amountMinor;
  const std::int64_t added = quote.taxIncluded ? 0 : quote.taxMinor;
  ASSERT_EQ(lines + quote.shippingMinor + added, quote.totalMinor);
  ASSERT_EQ(explained, quote.totalMinor);
  ASSERT_EQ(taxes, quote.taxMinor);
  ASSERT_LE(quote.discountMinor, quote.subtotalMinor);
}

void expectSame(const Quote& quote, const Reference& reference) {
  ASSERT_EQ(quote.subtotalMinor, static_cast<std::int64_t>(reference.subtotal));
  ASSERT_EQ(quote.discountMinor, static_cast<std::int64_t>(reference.discount));
  ASSERT_EQ(quote.shippingMinor, static_cast<std::int64_t>(reference.shipping));
  ASSERT_EQ(quote.taxMinor, static_cast<std::int64_t>(reference.tax));
  ASSERT_EQ(quote.totalMinor, static_cast<std::int64_t>(reference.total));
}

TEST(QuotePropertiesTest, AHundredThousandCartsAgreeWithTheReference) {
  constexpr int kShops = 1'000;
  constexpr int kCartsPerShop = 100;
  for (int seed = 0; seed < kShops; ++seed) {
    Generator generator(static_cast<std::uint64_t>(seed));
    World world = generator.world();
    const Catalog catalog(world.products);
    for (int cart = 0; cart < kCartsPerShop; ++cart) {
      SCOPED_TRACE("shop " + std::to_string(seed) + ", cart " + std::to_string(cart));
      generator.shop(world);
      const Result<Quote> answer = quote(world.request, catalog, world.prices, world.coupon);
      ASSERT_TRUE(answer.has_value());
      ASSERT_NO_FATAL_FAILURE(expectPromises(*answer));
      ASSERT_NO_FATAL_FAILURE(expectSame(*answer, referenceOf(world)));
    }
  }
}

TEST(QuotePropertiesTest, TheOrderOfLinesChangesNoFigure) {
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    Generator generator(seed);
    World world = generator.world();
    const Catalog catalog(world.products);
    generator.shop(world);
    Quote first = *quote(world.request, catalog, world.prices, world.coupon);
    std::ranges::shuffle(world.request.lines, generator.random());
    Quote second = *quote(world.request, catalog, world.prices, world.coupon);
    std::ranges::sort(first.lines, {}, &QuoteLine::sku);
    std::ranges::sort(second.lines, {}, &QuoteLine::sku);
    ASSERT_EQ(first, second) << "seed " << seed;
  }
}

}  // namespace
}  // namespace vitrine
