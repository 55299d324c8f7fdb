// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/catalog/bits.h"

namespace vitrine {

struct PriceRange {
  std::int64_t minMinor = INT64_MAX;
  std::int64_t maxMinor = INT64_MIN;

  bool isEmpty() const { return minMinor > maxMinor; }
  void include(PriceRange other) {
    if (other.minMinor < minMinor) minMinor = other.minMinor;
    if (other.maxMinor > maxMinor) maxMinor = other.maxMinor;
  }
};

// For some prices, which products cost at most that and which cost more: only those whose price lies
// between two of these have to be looked at.
class PriceSteps {
 public:
  PriceSteps() = default;
  explicit PriceSteps(std::span<const PriceRange> prices);  // by product

  bool isEmpty() const { return steps_.empty(); }
  // Takes in the new prices of a product.
  void change(std::size_t product, const PriceRange& before, const PriceRange& now);

  // Those of the products that have a price within, or some on both sides of it.
  Bits around(const PriceRange& wanted, const Bits& products,
              std::span<const PriceRange> prices) const;
  // Takes out those whose prices are all within.
  void removeWithin(Bits& products, const PriceRange& wanted,
                    std::span<const PriceRange> prices) const;
  // The lowest and highest price of these products.
  PriceRange rangeOf(const Bits& products, std::span<const PriceRange> prices) const;

 private:
  std::size_t stepOf(std::int64_t price) const;  // the first that is no lower

  std::vector<std::int64_t> steps_;  // ascending; the last is INT64_MAX
  std::vector<Bits> atMost_;         // by step: products with a price of at most that; all at last
  std::vector<Bits> above_;          // and those with one above
};

}  // namespace vitrine
