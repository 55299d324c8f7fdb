// SPDX-License-Identifier: MIT
#include "engine/catalog/facet_list.h"

#include <algorithm>
#include <string>
#include <utility>

namespace vitrine {
namespace {

// Of all that is chosen, the values of one facet.
const std::vector<std::string>* chosenOf(const std::vector<OptionFilter>& all,
                                         std::string_view facet) {
  const auto chosen = std::ranges::find(all, facet, &OptionFilter::name);
  return chosen == all.end() ? nullptr : &chosen->values;
}

bool isChosen(const std::vector<std::string>* chosen, std::string_view value) {
  return chosen != nullptr && std::ranges::find(*chosen, value) != chosen->end();
}

// Every value of the dimension.
Segment::ListedValues allValues(const Segment& segment, std::size_t dimension) {
  const FacetDimension& known = segment.facets().dimensions()[dimension];
  Segment::ListedValues all;
  for (std::uint32_t i = known.begin; i < known.end; ++i) {
    all.numbers.push_back(i);
    all.values.push_back(segment.facetValue(i));
  }
  return all;
}

// Marks what is chosen; what is not listed is put where it belongs.
void markChosen(const Segment& segment, std::size_t dimension,
                const std::vector<std::string>& chosen, Segment::ListedValues& listed) {
  for (const std::string& value : chosen) {
    const auto number = segment.facets().numberOf(dimension, value);
    if (!number) continue;
    const auto behind = std::ranges::lower_bound(listed.numbers, *number);
    const auto place = behind - listed.numbers.begin();
    if (behind == listed.numbers.end() || *behind != *number) {
      listed.numbers.insert(behind, *number);
      listed.values.insert(listed.values.begin() + place, segment.facetValue(*number));
    }
    (listed.values.begin() + place)->selected = true;
  }
}

Facet baseFacet(const Segment& base, std::size_t dimension, const Columns::Selection& selection,
                const std::vector<std::string>* chosen, std::string_view wholeFacet) {
  const FacetDimension& known = base.facets().dimensions()[dimension];
  const bool isWhole = known.name == wholeFacet;
  Segment::ListedValues listed =
      isWhole ? allValues(base, dimension) : base.listedValues(dimension);
  if (chosen != nullptr) markChosen(base, dimension, *chosen, listed);
  for (std::size_t i = 0; i < listed.numbers.size(); ++i) {
    listed.values[i].count = selection.counts[listed.numbers[i]];
  }
  return {known.name, known.label, std::move(listed.values), known.end - known.begin};
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
    const bool isSelected = isChosen(chosen, value);
    const bool areAll = dimension.name == wholeFacet;
    if (areAll || facet->values.size() < kMaxFacetValues || isSelected) {
      FacetValue& added = facet->values.emplace_back(addition.facetValue(number));
      added.count = counts[number];
      added.selected = isSelected;
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
