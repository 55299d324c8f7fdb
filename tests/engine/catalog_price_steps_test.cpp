// SPDX-License-Identifier: MIT
#include "engine/catalog/price_steps.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace vitrine {
namespace {

// Prices as shops have them: many alike, some of several variants.
class Prices {
 public:
  std::int64_t below(std::uint32_t bound) { return static_cast<std::int64_t>(random_() % bound); }

  PriceRange one() {
    const std::int64_t low = below(3) == 0 ? 999 : 100 * below(400);
    return {low, below(4) == 0 ? low + below(5'000) : low};
  }

 private:
  std::mt19937 random_{5};
};

void expectPlainAnswers(const PriceSteps& steps, const std::vector<PriceRange>& prices,
                        const PriceRange& wanted, const Bits& products) {
  const Bits around = steps.around(wanted, products, prices);
  Bits notWithin = products;
  steps.removeWithin(notWithin, wanted, prices);
  PriceRange range;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const bool isAround = products.has(i) && prices[i].minMinor <= wanted.maxMinor &&
                          prices[i].maxMinor >= wanted.minMinor;
    ASSERT_EQ(around.has(i), isAround) << i;
    const bool isWithin =
        prices[i].minMinor >= wanted.minMinor && prices[i].maxMinor <= wanted.maxMinor;
    ASSERT_EQ(notWithin.has(i), products.has(i) && !isWithin) << i;
    if (products.has(i)) range.include(prices[i]);
  }
  const PriceRange found = steps.rangeOf(products, prices);
  ASSERT_EQ(found.minMinor, range.minMinor);
  ASSERT_EQ(found.maxMinor, range.maxMinor);
}

TEST(PriceStepsTest, AnswerAsThePlainestLoopAlsoAfterChanges) {
  Prices shop;
  for (const std::size_t count : {0U, 1U, 64U, 5'000U}) {
    std::vector<PriceRange> prices;
    for (std::size_t i = 0; i < count; ++i) prices.push_back(shop.one());
    PriceSteps steps(prices);
    for (int round = 0; round < 100; ++round) {
      if (count > 0) {
        const auto product = static_cast<std::size_t>(shop.below(static_cast<unsigned>(count)));
        const PriceRange now = shop.one();
        steps.change(product, prices[product], now);
        prices[product] = now;
      }
      const std::int64_t low = shop.below(45'000);
      const Bits products = Bits::where(count, [&](std::size_t) { return shop.below(4) > 0; });
      expectPlainAnswers(steps, prices, {low, low + shop.below(9'000)}, products);
      expectPlainAnswers(steps, prices, {0, INT64_MAX}, Bits::all(count));
    }
  }
}

}  // namespace
}  // namespace vitrine
