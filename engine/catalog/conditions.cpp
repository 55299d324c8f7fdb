// SPDX-License-Identifier: MIT
// What a query asks of products and variants.
#include <algorithm>

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
  for (const std::string& value : values) {
    const auto number = facets.numberOf(dimension, value);
    if (!number) continue;
    if (dimension == FacetTable::kCategory) {
      const std::uint32_t end = facets.categoryEnd(*number);
      condition.products.addRange(categoryBegins_[*number], categoryBegins_[end]);
    } else if (frequent_[*number].size() > 0) {
      condition.products |= frequent_[*number];
    } else {
      for (const std::uint32_t product : productsWith(*number)) condition.products.add(product);
    }
  }
  return condition;
}

Columns::Condition Columns::optionCondition(const FacetTable& facets,
                                            const OptionFilter& option) const {
  Condition condition;
  condition.kind = Kind::kOption;
  condition.products = Bits(products_);
  const auto dimension = facets.dimensionNamed(std::string(kOptionPrefix) + option.name);
  if (!dimension) return condition;
  condition.dimension = *dimension;
  std::vector<char> accepted(facets.valueCount());
  for (const std::string& value : option.values) {
    if (const auto number = facets.numberOf(*dimension, value)) {
      accepted[*number] = 1;
      condition.values.push_back(*number);
    }
  }
  several_.forEach([&](std::size_t product) {
    const std::uint32_t* mark = optionMarks_.data() + optionEnds_[product];
    for (std::uint32_t left = optionCounts_[product]; left > 0; --left, ++mark) {
      if (accepted[*mark] != 0) condition.products.add(product);
    }
  });
  return condition;
}

Columns::Condition Columns::priceCondition(const CatalogQuery& query,
                                           const Bits& candidates) const {
  Condition condition;
  condition.kind = Kind::kPrice;
  condition.prices = {query.priceMinMinor.value_or(0), query.priceMaxMinor.value_or(INT64_MAX)};
  condition.products = priceSteps_.around(condition.prices, candidates, priceRanges_);
  // Of several prices none may be within: whether one is shows in judgeVariants.
  return condition;
}

std::vector<Columns::Condition> Columns::conditionsOf(const CatalogQuery& query,
                                                      const FacetTable& facets,
                                                      const Bits& candidates) const {
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
  if (query.priceMinMinor || query.priceMaxMinor) {
    conditions.push_back(priceCondition(query, candidates));
  }
  if (query.inStock) simple(Kind::kStock, inStock_);
  if (query.onSale) simple(Kind::kSale, onSale_);
  for (const OptionFilter& option : query.options) {
    conditions.push_back(optionCondition(facets, option));
  }
  return conditions;
}

Columns::VariantConditions Columns::variantConditions(
    const std::vector<Condition>& conditions) const {
  VariantConditions asked;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const Failures bit = Failures{1} << i;
    switch (conditions[i].kind) {
      case Kind::kFacet:
      case Kind::kRating: break;
      case Kind::kPrice:
        asked.price = bit;
        asked.prices = conditions[i].prices;
        break;
      case Kind::kStock: asked.stock = bit; break;
      case Kind::kSale: asked.sale = bit; break;
      case Kind::kOption:
        asked.options |= bit;
        asked.optionsMet.resize(allCounts_.size());
        for (const std::uint32_t value : conditions[i].values) asked.optionsMet[value] |= bit;
        break;
    }
  }
  for (std::size_t offer = 0; offer < asked.byOffer.size(); ++offer) {
    if ((offer & kOfferInStock) == 0) asked.byOffer[offer] |= asked.stock;
    if ((offer & kOfferOnSale) == 0) asked.byOffer[offer] |= asked.sale;
  }
  return asked;
}

}  // namespace vitrine
