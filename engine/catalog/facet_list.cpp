// SPDX-License-Identifier: MIT
#include "engine/catalog/facet_list.h"

#include <algorithm>
#include <numeric>
#include <string>

namespace vitrine {
namespace {

// Of all that is chosen, the values of one facet.
const std::vector<std::string>* chosenOf(const std::vector<OptionFilter>& all,
                                         std::string_view facet) {
  const auto chosen = std::ranges::find(all, facet, &OptionFilter::name);
  return chosen == all.end() ? nullptr : &chosen->values;
}

// The values to list when not all are, the chosen ones among them, in their order.
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

bool isChosen(const std::vector<std::string>* chosen, std::string_view value) {
  return chosen != nullptr && std::ranges::find(*chosen, value) != chosen->end();
}

FacetValue facetValue(const FacetTable& table, std::uint32_t number, std::uint32_t count,
                      const std::vector<std::string>* chosen) {
  FacetValue value;
  value.value = table.value(number);
  value.name = table.label(number);
  value.count = count;
  value.selected = isChosen(chosen, value.value);
  return value;
}

Facet baseFacet(const Segment& base, std::size_t dimension, const Columns::Selection& selection,
                const std::vector<std::string>* chosen, std::string_view wholeFacet) {
  const FacetTable& table = base.facets();
  const FacetDimension& known = table.dimensions()[dimension];
  Facet facet{known.name, known.label, {}, known.end - known.begin};
  std::vector<std::uint32_t> numbers;
  if (known.name == wholeFacet) {
    numbers.resize(facet.valueCount);
    std::iota(numbers.begin(), numbers.end(), known.begin);
  } else {
    numbers = valuesToList(base, dimension, chosen);
  }
  facet.values.reserve(numbers.size());
  for (const std::uint32_t number : numbers) {
    FacetValue& value = facet.values.emplace_back(
        facetValue(table, number, selection.counts[number], chosen));
    if (dimension == FacetTable::kCategory) value.depth = table.categoryDepth(number);
  }
  return facet;
}

void addToBase(const Segment& addition, const std::vector<std::uint32_t>& counts,
               std::vector<std::uint32_t>& baseCounts) {
  const std::vector<std::uint32_t>& numbers = addition.numbersInBase();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (numbers[i] != Segment::kUnknown) baseCounts[numbers[i]] += counts[i];
  }
}

// Values of an addition that its base does not know.
void addUnknown(std::vector<Facet>& facets, const std::vector<OptionFilter>& all,
                std::string_view wholeFacet, const Segment& addition,
                const std::vector<std::uint32_t>& counts) {
  for (const auto [place, number] : addition.unknownInBase()) {
    const FacetDimension& dimension = addition.facets().dimensions()[place];
    const std::vector<std::string>* chosen = chosenOf(all, dimension.name);
    auto facet = std::ranges::find(facets, dimension.name, &Facet::name);
    if (facet == facets.end()) {
      facets.push_back({dimension.name, dimension.label, {}, 0});
      facet = facets.end() - 1;
    }
    const std::string_view value = addition.facets().value(number);
    const auto known = std::ranges::find(facet->values, value, &FacetValue::value);
    if (known != facet->values.end()) {
      known->count += counts[number];
      continue;
    }
    ++facet->valueCount;  // an unlisted value of two additions counts twice
    const bool areAll = dimension.name == wholeFacet;
    if (areAll || facet->values.size() < kMaxFacetValues || isChosen(chosen, value)) {
      facet->values.push_back(facetValue(addition.facets(), number, counts[number], chosen));
    }
  }
}

constexpr std::pair<std::string_view, std::string_view> kRatings[kRatingSteps] = {
    {"4", "4 and more"}, {"3", "3 and more"}, {"2", "2 and more"}, {"1", "1 and more"}};

Facet ratingFacet(const CatalogQuery& query, const std::vector<Columns::Selection>& selections) {
  Facet facet{"rating", "Rating", {}, kRatingSteps};
  for (std::size_t step = 0; step < kRatingSteps; ++step) {
    const auto rating = static_cast<std::int32_t>(kRatingSteps - step);
    FacetValue& value = facet.values.emplace_back();
    value.value = kRatings[step].first;
    value.name = kRatings[step].second;
    value.selected = query.ratingMin == rating;
    for (const auto& selection : selections) value.count += selection.ratings[step];
  }
  return facet;
}

Facet flagFacet(std::string_view name, std::string_view label, bool selected, std::int64_t count) {
  return {name, label, {{.value = "1", .name = label, .count = count, .selected = selected}}, 1};
}

}  // namespace

std::vector<Facet> facetsOf(const CatalogQuery& query,
                            const std::vector<std::unique_ptr<Segment>>& segments,
                            std::vector<Columns::Selection>& selections) {
  const Segment& base = *segments.front();
  const std::vector<OptionFilter> all = chosenValues(query);
  for (std::size_t i = 1; i < segments.size(); ++i) {
    addToBase(*segments[i], selections[i].counts, selections.front().counts);
  }
  std::vector<Facet> facets;
  for (std::size_t i = 0; i < base.facets().dimensions().size(); ++i) {
    const auto* chosen = chosenOf(all, base.facets().dimensions()[i].name);
    facets.push_back(baseFacet(base, i, selections.front(), chosen, query.wholeFacet));
  }
  for (std::size_t i = 1; i < segments.size(); ++i) {
    addUnknown(facets, all, query.wholeFacet, *segments[i], selections[i].counts);
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
