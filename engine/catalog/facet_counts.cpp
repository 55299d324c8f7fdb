// SPDX-License-Identifier: MIT
// What a query leaves of the products, and how many of these have each facet value.
#include <algorithm>
#include <utility>

#include "engine/catalog/columns.h"

namespace vitrine {
namespace {

using Kind = Columns::Condition::Kind;

bool isOneBit(std::uint64_t bits) { return bits != 0 && (bits & (bits - 1)) == 0; }

}  // namespace

void Columns::countMarks(const Bits& products, std::vector<std::uint32_t>& counts) const {
  products.forEach([&](std::size_t product) {
    for (const std::uint32_t mark : marks_[product]) ++counts[mark];
  });
}

// Of one dimension's values, how many of the products have each. Of more than half of all products
// those are counted that are missing.
void Columns::countDimension(const Bits& products, const FacetDimension& dimension,
                             std::vector<std::uint32_t>& counts) const {
  const bool many = products.count() * 2 > products_;
  Bits counted = many ? Bits::all(products_) : products;
  if (many) counted -= products;
  for (std::uint32_t i = dimension.begin; i < dimension.end; ++i) counts[i] = 0;
  counted.forEach([&](std::size_t product) {
    for (const std::uint32_t mark : marks_[product]) {
      if (mark >= dimension.end) break;  // marks ascend
      if (mark >= dimension.begin) ++counts[mark];
    }
  });
  if (!many) return;
  for (std::uint32_t i = dimension.begin; i < dimension.end; ++i) {
    counts[i] = allCounts_[i] - counts[i];
  }
}

// Category, brand, tag and rating: what products have as a whole. A facet that filters counts what
// all the others leave.
void Columns::countFacets(Selection& selection, const FacetTable& facets,
                          const std::vector<Bits>& except) const {
  std::vector<std::uint32_t>& counts = selection.counts;
  if (selection.found.count() * 2 > products_) {
    Bits others = Bits::all(products_);
    others -= selection.found;
    std::vector<std::uint32_t> missing(counts.size());
    countMarks(others, missing);
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = allCounts_[i] - missing[i];
  } else {
    countMarks(selection.found, counts);
  }
  const Bits* rated = &selection.found;
  for (std::size_t i = 0; i < except.size(); ++i) {
    const Condition& condition = selection.conditions[i];
    if (condition.kind == Kind::kRating) rated = &except[i];
    if (condition.kind != Kind::kFacet) continue;
    countDimension(except[i], facets.dimensions()[condition.dimension], counts);
  }
  for (std::size_t step = 0; step < kRatingSteps; ++step) {
    selection.ratings[step] = static_cast<std::uint32_t>(rated->countCommon(rated_[step]));
  }
  // Of a category with all below it: each comes before them.
  const std::uint32_t categories = facets.dimensions()[FacetTable::kCategory].end;
  std::vector<std::uint32_t> sums(categories + 1);
  for (std::uint32_t i = 0; i < categories; ++i) sums[i + 1] = sums[i] + counts[i];
  for (std::uint32_t i = 0; i < categories; ++i) counts[i] = sums[facets.categoryEnd(i)] - sums[i];
}

// Stock, sale, options and prices of products that need no look at their variants: those with one,
// or all of them when no condition is on variants.
void Columns::countWhole(Selection& selection, const std::vector<Bits>& except) const {
  const bool judged = std::ranges::any_of(selection.conditions, isOfVariants);
  const auto setFor = [&](Kind kind) {
    Bits set = selection.found;
    for (std::size_t i = 0; i < except.size(); ++i) {
      if (selection.conditions[i].kind == kind) set = except[i];
    }
    if (judged) set -= several_;
    return set;
  };
  selection.inStock += static_cast<std::uint32_t>(setFor(Kind::kStock).countCommon(inStock_));
  selection.onSale += static_cast<std::uint32_t>(setFor(Kind::kSale).countCommon(onSale_));
  setFor(Kind::kPrice).forEach([&](std::size_t product) {
    selection.prices.include(priceRanges_[product]);
  });
  if (judged) return;
  Bits several = selection.found;
  several &= several_;
  several.forEach([&](std::size_t product) {
    const std::uint32_t* mark = optionMarks_.data() + optionEnds_[product];
    for (std::uint32_t left = optionCounts_[product]; left > 0; --left) ++selection.counts[*mark++];
  });
}

// With conditions on variants, looks at the variants of the products that have several: takes out
// those of which no single one meets all, and counts what the others add to the facets.
void Columns::judgeVariants(Selection& selection, const FacetTable& facets,
                            std::vector<Bits>& except) const {
  const std::vector<Condition>& conditions = selection.conditions;
  Failures ofVariants = 0;
  Bits judged = selection.found;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    judged |= except[i];
    if (isOfVariants(conditions[i])) ofVariants |= Failures{1} << i;
  }
  if (ofVariants == 0) return;
  judged &= several_;
  // Which of the values that a facet has a variant counts for: all, or those of the one condition
  // that it fails.
  const auto countsFor = [&](Failures failures, Kind kind, std::size_t dimension) {
    if (failures == 0) return true;
    const Condition& failed = conditions[static_cast<std::size_t>(std::countr_zero(failures))];
    return failed.kind == kind && (kind != Kind::kOption || failed.dimension == dimension);
  };
  const auto dimensionOf = [&](std::uint32_t mark) {
    std::size_t dimension = FacetTable::kFirstOption;
    while (mark >= facets.dimensions()[dimension].end) ++dimension;
    return dimension;
  };
  std::ranges::fill(counted_, 0);
  judged.forEach([&](std::size_t product) {
    bool fits = false;
    Failures near = 0;  // conditions that are all that keeps some variant away
    bool inStock = false;
    bool onSale = false;
    bool whole = selection.found.has(product);  // meets all conditions on products as a whole
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      whole |= isOfVariants(conditions[i]) && except[i].has(product);
    }
    for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
      const Failures failures = failuresOf(i, conditions);
      fits |= failures == 0;
      if (failures != 0 && !isOneBit(failures)) continue;
      near |= failures;
      if (!whole) continue;
      inStock |= stock_[i] > 0 && countsFor(failures, Kind::kStock, 0);
      onSale |= compareAt_[i] > 0 && countsFor(failures, Kind::kSale, 0);
      if (countsFor(failures, Kind::kPrice, 0)) {
        selection.prices.include({prices_[i], prices_[i]});
      }
      if (stock_[i] <= 0) continue;
      for (const std::uint32_t mark : variantMarks_[i]) {
        if (counted_[mark] == product + 1) continue;
        if (failures != 0 && !countsFor(failures, Kind::kOption, dimensionOf(mark))) continue;
        counted_[mark] = static_cast<std::uint32_t>(product) + 1;
        ++selection.counts[mark];
      }
    }
    selection.inStock += inStock ? 1 : 0;
    selection.onSale += onSale ? 1 : 0;
    if (!fits) selection.found.remove(product);
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (!fits && (near >> i & 1U) == 0) except[i].remove(product);
    }
  });
}

Columns::Selection Columns::select(const CatalogQuery& query, const FacetTable& facets,
                                   Bits candidates) const {
  Selection selection;
  selection.conditions = conditionsOf(query, facets);
  const std::size_t count = selection.conditions.size();
  // For each condition what all the others leave: the product of those before and those behind it.
  std::vector<Bits> except(count, candidates);
  for (std::size_t i = 1; i < count; ++i) {
    except[i] = except[i - 1];
    except[i] &= selection.conditions[i - 1].products;
  }
  selection.found = count == 0 ? candidates : except[count - 1];
  if (count > 0) selection.found &= selection.conditions[count - 1].products;
  Bits behind = std::move(candidates);
  for (std::size_t i = count; i-- > 0;) {
    except[i] &= behind;
    behind &= selection.conditions[i].products;
  }
  selection.counts.resize(facets.valueCount());
  judgeVariants(selection, facets, except);
  std::vector<std::uint32_t> options = std::exchange(
      selection.counts, std::vector<std::uint32_t>(facets.valueCount()));
  countFacets(selection, facets, except);
  for (std::size_t i = 0; i < options.size(); ++i) selection.counts[i] += options[i];
  countWhole(selection, except);
  return selection;
}

}  // namespace vitrine
