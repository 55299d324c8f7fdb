// SPDX-License-Identifier: MIT
#include "engine/catalog/price_steps.h"

#include <algorithm>
#include <functional>

#include "engine/core/ordering.h"

namespace vitrine {
namespace {

constexpr std::size_t kSteps = 64;
constexpr std::size_t kSample = 1'024;  // products, to find steps with about as many between each
constexpr std::size_t kFew = 2'048;     // products, which are looked at one by one

}  // namespace

PriceSteps::PriceSteps(std::span<const PriceRange> prices) {
  std::vector<std::int64_t> sample;
  for (std::size_t i = 0; i < prices.size(); i += prices.size() / kSample + 1) {
    sample.push_back(prices[i].minMinor);
  }
  sortStably(sample, std::less());
  for (std::size_t i = 1; i < kSteps && !sample.empty(); ++i) {
    steps_.push_back(sample[i * sample.size() / kSteps]);
  }
  steps_.push_back(INT64_MAX);
  sortUnique(steps_);
  atMost_.assign(steps_.size(), Bits(prices.size()));
  above_ = atMost_;
  for (std::size_t i = 0; i < prices.size(); ++i) {
    atMost_[stepOf(prices[i].minMinor)].add(i);
    if (const std::size_t step = stepOf(prices[i].maxMinor); step > 0) above_[step - 1].add(i);
  }
  for (std::size_t i = 1; i < steps_.size(); ++i) {
    atMost_[i] |= atMost_[i - 1];
    above_[steps_.size() - 1 - i] |= above_[steps_.size() - i];
  }
}

std::size_t PriceSteps::stepOf(std::int64_t price) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(steps_, price) - steps_.begin());
}

void PriceSteps::change(std::size_t product, const PriceRange& before, const PriceRange& now) {
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    if (before.minMinor <= steps_[i] || now.minMinor <= steps_[i]) {
      atMost_[i].set(product, now.minMinor <= steps_[i]);
    }
    if (before.maxMinor > steps_[i] || now.maxMinor > steps_[i]) {
      above_[i].set(product, now.maxMinor > steps_[i]);
    }
  }
}

Bits PriceSteps::around(const PriceRange& wanted, const Bits& products,
                        std::span<const PriceRange> prices) const {
  Bits around = products;
  const std::size_t high = stepOf(wanted.maxMinor);
  around &= atMost_[high];
  Bits doubtful = around;
  if (high > 0) doubtful -= atMost_[high - 1];
  doubtful.forEach([&](std::size_t i) {
    if (prices[i].minMinor > wanted.maxMinor) around.remove(i);
  });
  const std::size_t low = stepOf(wanted.minMinor);
  if (low > 0) around &= above_[low - 1];
  (doubtful = around) -= above_[low];
  doubtful.forEach([&](std::size_t i) {
    if (prices[i].maxMinor < wanted.minMinor) around.remove(i);
  });
  return around;
}

void PriceSteps::removeWithin(Bits& products, const PriceRange& wanted,
                              std::span<const PriceRange> prices) const {
  // Left are those with a price up to the step around the lowest, or above that below the highest.
  const std::size_t high = stepOf(wanted.maxMinor);
  if (high > 0) products &= Bits(atMost_[stepOf(wanted.minMinor)]) |= above_[high - 1];
  products.forEach([&](std::size_t i) {
    const bool isLow = prices[i].minMinor < wanted.minMinor;
    const bool isHigh = prices[i].maxMinor > wanted.maxMinor;
    if (!isLow && !isHigh) products.remove(i);
  });
}

PriceRange PriceSteps::rangeOf(const Bits& products, std::span<const PriceRange> prices) const {
  PriceRange range;
  const auto include = [&](const Bits& some) {
    some.forEach([&](std::size_t i) { range.include(prices[i]); });
  };
  if (products.count() <= kFew) {
    include(products);
    return range;
  }
  const auto meetsNone = [&](const Bits& set) { return !set.meets(products); };
  const auto cheapest = std::ranges::partition_point(atMost_, meetsNone);
  Bits some = *cheapest;
  include(some &= products);
  const auto meets = [&](const Bits& set) { return set.meets(products); };
  const auto dearest = std::ranges::partition_point(above_, meets);
  some = dearest == above_.begin() ? atMost_.back() : *(dearest - 1);
  include(some &= products);
  return range;
}

}  // namespace vitrine
