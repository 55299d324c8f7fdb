// SPDX-License-Identifier: MIT
// What a query asks of products and variants.
#include <algorithm>
#include <utility>

#include "engine/catalog/columns.h"

namespace vitrine {
namespace {

using Kind = Columns::Condition::Kind;

}  // namespace

Columns::Condition Columns::facetCondition(const FacetTable& facets, std::size_t dimension,
                                           const std::vector<std::string>& values) const {
  Condition condition;
  condition.dimension = dimension;
  condition.products = Bits(products_);
  listByMark();
  for (const std::string& value : values) {
    const auto number = facets.numberOf(dimension, value);
    if (!number) continue;
    const bool tree = dimension == FacetTable::kCategory;
    const std::uint32_t end = tree ? facets.categoryEnd(*number) : *number + 1;
    for (std::uint32_t i = byMarkEnds_[*number]; i < byMarkEnds_[end]; ++i) {
      condition.products.add(byMark_[i]);
    }
  }
  return condition;
}

Columns::Condition Columns::optionCondition(const FacetTable& facets,
                                            const OptionFilter& option) const {
  Condition condition;
  condition.kind = Kind::kOption;
  condition.products = Bits(products_);
  condition.accepted.resize(facets.valueCount());
  const auto dimension = facets.dimensionNamed(std::string(kOptionPrefix) + option.name);
  if (!dimension) return condition;
  condition.dimension = *dimension;
  for (const std::string& value : option.values) {
    if (const auto number = facets.numberOf(*dimension, value)) condition.accepted[*number] = 1;
  }
  several_.forEach([&](std::size_t product) {
    const std::uint32_t* mark = optionMarks_.data() + optionEnds_[product];
    for (std::uint32_t left = optionCounts_[product]; left > 0; --left, ++mark) {
      if (condition.accepted[*mark] != 0) condition.products.add(product);
    }
  });
  return condition;
}

Columns::Condition Columns::priceCondition(const CatalogQuery& query) const {
  Condition condition;
  condition.kind = Kind::kPrice;
  condition.prices = {query.priceMinMinor.value_or(0), query.priceMaxMinor.value_or(INT64_MAX)};
  const PriceRange wanted = condition.prices;
  condition.products = Bits::where(products_, [&](std::size_t i) {
    const bool isLowEnough = priceRanges_[i].minMinor <= wanted.maxMinor;
    const bool isHighEnough = priceRanges_[i].maxMinor >= wanted.minMinor;
    return isLowEnough && isHighEnough;
  });
  // Of several prices none may be within: whether one is shows in judgeVariants.
  return condition;
}

std::vector<Columns::Condition> Columns::conditionsOf(const CatalogQuery& query,
                                                      const FacetTable& facets) const {
  std::vector<Condition> conditions;
  const auto facet = [&](std::size_t dimension, const std::vector<std::string>& values) {
    if (!values.empty()) conditions.push_back(facetCondition(facets, dimension, values));
  };
  facet(FacetTable::kCategory, query.categories);
  facet(FacetTable::kBrand, query.brands);
  facet(FacetTable::kTag, query.tags);
  const auto simple = [&](Kind kind, const Bits& products) {
    Condition& condition = conditions.emplace_back();
    condition.kind = kind;
    condition.products = products;
  };
  if (query.ratingMin) {
    const auto step = kRatingSteps - static_cast<std::size_t>(*query.ratingMin);
    simple(Kind::kRating, rated_[std::min(step, kRatingSteps - 1)]);
  }
  if (query.priceMinMinor || query.priceMaxMinor) conditions.push_back(priceCondition(query));
  if (query.inStock) simple(Kind::kStock, inStock_);
  if (query.onSale) simple(Kind::kSale, onSale_);
  for (const OptionFilter& option : query.options) {
    conditions.push_back(optionCondition(facets, option));
  }
  return conditions;
}

Columns::Failures Columns::failuresOf(std::size_t variant,
                                      const std::vector<Condition>& conditions) const {
  Failures failures = 0;
  // Those on variants come last.
  for (std::size_t i = conditions.size(); i > 0 && isOfVariants(conditions[i - 1]);) {
    const Condition& condition = conditions[--i];
    bool meets = true;
    switch (condition.kind) {
      case Kind::kFacet:
      case Kind::kRating: break;
      case Kind::kPrice:
        meets = prices_[variant] >= condition.prices.minMinor &&
                prices_[variant] <= condition.prices.maxMinor;
        break;
      case Kind::kStock: meets = stock_[variant] > 0; break;
      case Kind::kSale: meets = compareAt_[variant] > 0; break;
      case Kind::kOption:
        meets = stock_[variant] > 0 &&
                std::ranges::any_of(variantMarks_[variant], [&](std::uint32_t mark) {
                  return condition.accepted[mark] != 0;
                });
        break;
    }
    if (!meets) failures |= Failures{1} << i;
  }
  return failures;
}

}  // namespace vitrine
