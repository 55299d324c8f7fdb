// SPDX-License-Identifier: MIT
// What a query leaves of the products, and how many of these have each facet value.
#include <algorithm>
#include <bit>
#include <optional>
#include <ranges>
#include <span>
#include <utility>

#include "engine/catalog/columns.h"

namespace vitrine {
namespace {

using Kind = Columns::Condition::Kind;

// From one for so many products on, products are many.
constexpr std::size_t kManyShare = 6;
// Whose counts are found in the time that one product's own are.
constexpr std::size_t kCategoriesOfProduct = 6;

bool isOneBit(std::uint64_t bits) { return bits != 0 && (bits & (bits - 1)) == 0; }

}  // namespace

// Of each category with all below it, which are neighbours. Few products, as in additions, are
// counted one by one in each category above theirs; how many they are is looked at where that takes
// less than the categories do.
void Columns::countCategories(const Bits& products, const FacetTable& facets,
                              std::vector<std::uint32_t>& counts) const {
  const bool isSmall = products.wordCount() < categories_;
  const bool areFew = isSmall && products.count() * kCategoriesOfProduct < categories_;
  if (areFew) {
    std::ranges::fill(std::span(counts).first(categories_), 0);
    products.forEach([&](std::size_t product) {
      if (marks_[product].empty()) return;
      std::uint32_t category = marks_[product].front();
      if (category >= categories_) return;
      for (; category != FacetTable::kNoCategory; category = facets.categoryParent(category)) {
        ++counts[category];
      }
    });
    return;
  }
  const std::vector<std::uint32_t> below = products.countsBelow(categoryBegins_);
  for (std::uint32_t i = 0; i < categories_; ++i) {
    counts[i] = below[facets.categoryEnd(i)] - below[i];
  }
}

// How many of the products have each of these brands and tags: of few products their marks are
// counted, of many the products of each mark.
void Columns::countValues(const Bits& products, std::size_t total, std::uint32_t begin,
                          std::uint32_t end, std::vector<std::uint32_t>& counts) const {
  std::ranges::fill(std::span(counts).subspan(begin, end - begin), 0);
  if (total * kManyShare <= products_) {
    products.forEach([&](std::size_t product) {
      for (const std::uint32_t mark : marks_[product]) {
        if (mark >= end) break;  // marks ascend
        if (mark >= begin) ++counts[mark];
      }
    });
    return;
  }
  for (std::uint32_t i = begin; i < end; ++i) {
    std::size_t count = 0;
    if (frequent_[i].size() > 0) {
      count = products.countCommon(frequent_[i]);
    } else {
      for (const std::uint32_t product : productsWith(i)) count += products.has(product) ? 1 : 0;
    }
    counts[i] = static_cast<std::uint32_t>(count);
  }
}

// Category, brand, tag and rating: what products have as a whole. A facet that filters counts what
// all the others leave.
void Columns::countFacets(Selection& selection, const FacetTable& facets,
                          const std::vector<Bits>& except) const {
  std::vector<std::uint32_t>& counts = selection.counts;
  // The values of brands and tags are neighbours.
  const std::uint32_t begin = facets.dimensions()[FacetTable::kBrand].begin;
  const std::uint32_t end = facets.dimensions()[FacetTable::kTag].end;
  countCategories(selection.found, facets, counts);
  countValues(selection.found, selection.total, begin, end, counts);
  const Bits* rated = &selection.found;
  for (std::size_t i = 0; i < except.size(); ++i) {
    const Condition& condition = selection.conditions[i];
    if (condition.kind == Kind::kRating) rated = &except[i];
    if (condition.kind != Kind::kFacet) continue;
    const FacetDimension& dimension = facets.dimensions()[condition.dimension];
    if (condition.dimension == FacetTable::kCategory) {
      countCategories(except[i], facets, counts);
    } else {
      countValues(except[i], except[i].count(), dimension.begin, dimension.end, counts);
    }
  }
  for (std::size_t step = 0; step < kRatingSteps; ++step) {
    selection.ratings[step] = static_cast<std::uint32_t>(rated->countCommon(rated_[step]));
  }
}

// Stock, sale, options and prices of the products whose variants were not judged one by one, because
// they meet the conditions all alike.
void Columns::countWhole(Selection& selection, const std::vector<Bits>& except,
                         const std::optional<Bits>& judged) const {
  Bits rest;
  const auto setFor = [&](Kind kind) -> const Bits& {
    const Bits* set = &selection.found;
    for (std::size_t i = 0; i < except.size(); ++i) {
      if (selection.conditions[i].kind == kind) set = &except[i];
    }
    if (!judged) return *set;
    rest = *set;
    return rest -= *judged;
  };
  selection.inStock += static_cast<std::uint32_t>(setFor(Kind::kStock).countCommon(inStock_));
  selection.onSale += static_cast<std::uint32_t>(setFor(Kind::kSale).countCommon(onSale_));
  selection.prices.include(priceSteps_.rangeOf(setFor(Kind::kPrice), priceRanges_));
  Bits several = selection.found;
  several &= several_;
  if (judged) several -= *judged;
  several.forEach([&](std::size_t product) {
    const std::uint32_t* mark = optionMarks_.data() + optionEnds_[product];
    for (std::uint32_t left = optionCounts_[product]; left > 0; --left) ++selection.counts[*mark++];
  });
}

// Those of the products whose variants do not meet the conditions all alike.
Bits Columns::unlike(const std::vector<Condition>& conditions, const Bits& products) const {
  Bits unlike(products_);
  const auto add = [&](const Bits& some, const Bits& all) {
    Bits differing = products;
    differing &= some;
    differing -= all;
    unlike |= differing;
  };
  for (const Condition& condition : conditions) {
    switch (condition.kind) {
      case Kind::kFacet:
      case Kind::kRating: break;
      case Kind::kOption: return products;
      case Kind::kStock: add(inStock_, allInStock_); break;
      case Kind::kSale: add(onSale_, allOnSale_); break;
      case Kind::kPrice: {
        Bits priced = products;
        priced &= condition.products;
        priceSteps_.removeWithin(priced, condition.prices, priceRanges_);
        unlike |= priced;
        break;
      }
    }
  }
  return unlike;
}

// With conditions on variants, looks at the variants of the products whose variants differ in them:
// takes out those of which no single one meets all, and counts what the others add to the facets.
// Returns which these were; nothing without such conditions.
std::optional<Bits> Columns::judgeVariants(Selection& selection, const FacetTable& facets,
                            std::vector<Bits>& except) const {
  const std::vector<Condition>& conditions = selection.conditions;
  if (selection.ofVariants.all() == 0) return std::nullopt;
  Bits possible = selection.found;
  for (const Bits& each : except) possible |= each;
  possible &= several_;
  Bits judged = unlike(conditions, possible);
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
    for (Failures left = selection.ofVariants.all(); left != 0; left &= left - 1) {
      whole |= except[static_cast<std::size_t>(std::countr_zero(left))].has(product);
    }
    for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
      const Failures failures = failuresOf(i, selection.ofVariants);
      fits |= failures == 0;
      if (failures != 0 && !isOneBit(failures)) continue;
      near |= failures;
      if (!whole) continue;
      const std::uint8_t offer = offers_[i];
      inStock |= (offer & kOfferInStock) != 0 && countsFor(failures, Kind::kStock, 0);
      onSale |= (offer & kOfferOnSale) != 0 && countsFor(failures, Kind::kSale, 0);
      if (countsFor(failures, Kind::kPrice, 0)) {
        selection.prices.include({prices_[i], prices_[i]});
      }
      if ((offer & kOfferInStock) == 0) continue;
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
  return judged;
}

// The candidates that meet all conditions, and for each condition those that meet all the others:
// what those before it have left and those behind it leave. Sets are read and written once, a word
// of each at a time; a text leaves most words empty.
void Columns::applyConditions(Selection& selection, const Bits& candidates,
                              std::vector<Bits>& except) const {
  struct Sets {
    const std::uint64_t* meeting;
    std::uint64_t* others;
  };
  std::vector<Sets> sets;
  for (std::size_t i = 0; i < except.size(); ++i) {
    sets.push_back({selection.conditions[i].products.words(), except[i].words()});
  }
  std::uint64_t* found = selection.found.words();
  for (std::size_t i = 0; i < candidates.wordCount(); ++i) {
    std::uint64_t left = candidates.words()[i];
    if (left == 0) continue;
    for (const Sets& each : sets) {
      each.others[i] = left;
      left &= each.meeting[i];
    }
    found[i] = left;
    std::uint64_t behind = ~std::uint64_t{0};
    for (const Sets& each : std::views::reverse(sets)) {
      each.others[i] &= behind;
      behind &= each.meeting[i];
    }
  }
}

Columns::Selection Columns::select(const CatalogQuery& query, const FacetTable& facets,
                                   const Bits& candidates) const {
  prepare();
  Selection selection;
  selection.counts.resize(facets.valueCount());
  if (candidates.isEmpty()) {  // as in most additions
    selection.found = Bits(products_);
    return selection;
  }
  selection.conditions = conditionsOf(query, facets, candidates);
  selection.ofVariants = variantConditions(selection.conditions);
  selection.found = Bits(products_);
  std::vector<Bits> except(selection.conditions.size(), Bits(products_));
  applyConditions(selection, candidates, except);
  const std::optional<Bits> judged = judgeVariants(selection, facets, except);
  selection.total = selection.found.count();
  countFacets(selection, facets, except);
  countWhole(selection, except, judged);
  return selection;
}

}  // namespace vitrine
