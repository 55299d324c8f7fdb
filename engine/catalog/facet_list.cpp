// SPDX-License-Identifier: MIT
#include "engine/catalog/facet_list.h"

#include <algorithm>
#include <string>

namespace vitrine {
namespace {

const std::vector<std::string>* chosenOf(const CatalogQuery& query, std::string_view facet) {
  if (facet == "category") return &query.categories;
  if (facet == "brand") return &query.brands;
  if (facet == "tag") return &query.tags;
  for (const OptionFilter& option : query.options) {
    if (facet == "opt." + option.name) return &option.values;
  }
  return nullptr;
}

// The values to list, the chosen ones among them, in their order.
std::vector<std::uint32_t> valuesToList(const Segment& segment, std::size_t dimension,
                                        const std::vector<std::string>* chosen) {
  std::vector<std::uint32_t> values = segment.listedValues(dimension);
  if (chosen == nullptr) return values;
  for (const std::string& value : *chosen) {
    const auto number = segment.facets().numberOf(dimension, value);
    if (number && !std::ranges::binary_search(values, *number)) {
      values.insert(std::ranges::upper_bound(values, *number), *number);
    }
  }
  return values;
}

void addValues(Facet& facet, const Segment& segment, std::size_t dimension,
               const Columns::Selection& selection, const std::vector<std::string>* chosen) {
  const FacetTable& table = segment.facets();
  const bool isFirst = facet.values.empty();
  for (const std::uint32_t number : valuesToList(segment, dimension, chosen)) {
    const std::string_view value = table.value(number);
    if (!isFirst) {
      const auto known = std::ranges::find(facet.values, value, &FacetValue::value);
      if (known != facet.values.end()) {
        known->count += selection.counts[number];
        continue;
      }
      if (facet.values.size() >= kMaxFacetValues) continue;
    }
    FacetValue& listed = facet.values.emplace_back();
    listed.value = value;
    listed.label = table.label(number).empty() ? value : table.label(number);
    listed.count = selection.counts[number];
    listed.depth = dimension == FacetTable::kCategory ? table.categoryDepth(number) : 0;
    listed.selected =
        chosen != nullptr && std::ranges::find(*chosen, value) != chosen->end();
  }
}

Facet ratingFacet(const CatalogQuery& query, const std::vector<Columns::Selection>& selections) {
  Facet facet{.name = "rating", .label = "Rating", .values = {}};
  for (std::size_t step = 0; step < kRatingSteps; ++step) {
    const auto rating = static_cast<std::int32_t>(kRatingSteps - step);
    FacetValue& value = facet.values.emplace_back();
    value.value = std::to_string(rating);
    value.label = value.value + " and more";
    value.selected = query.ratingMin == rating;
    for (const auto& selection : selections) value.count += selection.ratings[step];
  }
  return facet;
}

Facet flagFacet(std::string name, std::string label, bool selected, std::int64_t count) {
  return {name, label, {{.value = "1", .label = label, .count = count, .selected = selected}}};
}

}  // namespace

std::vector<Facet> facetsOf(const CatalogQuery& query,
                            const std::vector<std::unique_ptr<Segment>>& segments,
                            const std::vector<Columns::Selection>& selections) {
  std::vector<Facet> facets;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const auto& dimensions = segments[i]->facets().dimensions();
    for (std::size_t j = 0; j < dimensions.size(); ++j) {
      auto facet = std::ranges::find(facets, dimensions[j].name, &Facet::name);
      if (facet == facets.end()) {
        facets.push_back({dimensions[j].name, dimensions[j].label, {}});
        facet = facets.end() - 1;
      }
      const auto* chosen = chosenOf(query, dimensions[j].name);
      addValues(*facet, *segments[i], j, selections[i], chosen);
    }
  }
  std::int64_t inStock = 0;
  std::int64_t onSale = 0;
  for (const Columns::Selection& selection : selections) {
    inStock += selection.inStock;
    onSale += selection.onSale;
  }
  const Facet flags[] = {ratingFacet(query, selections),
                         flagFacet("stock", "In stock", query.inStock, inStock),
                         flagFacet("sale", "On sale", query.onSale, onSale)};
  facets.insert(facets.begin() + FacetTable::kFirstOption, std::begin(flags), std::end(flags));
  return facets;
}

}  // namespace vitrine
