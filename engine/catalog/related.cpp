// SPDX-License-Identifier: MIT
#include <algorithm>
#include <tuple>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

// What makes another product near: facet values in common, then the price. Smaller is nearer.
using Nearness = std::tuple<std::int64_t, std::int64_t, ProductPlace>;

// The numbers that the facet values of a product have in another segment.
std::vector<std::uint32_t> translated(std::span<const std::uint32_t> marks, const FacetTable& from,
                                      const FacetTable& to) {
  std::vector<std::uint32_t> numbers;
  for (const std::uint32_t mark : marks) {
    std::size_t dimension = 0;
    while (mark >= from.dimensions()[dimension].end) ++dimension;
    // Categories, brands and tags have the same place in all segments.
    if (const auto number = to.numberOf(dimension, from.value(mark))) numbers.push_back(*number);
  }
  return numbers;
}

}  // namespace

std::vector<Card> Catalog::related(std::string_view slug, std::size_t limit) const {
  const auto found = placeOf(Segment::Key::kSlug, slug);
  if (!found) return {};
  const Segment& own = *segments_[found->segment];
  const std::int64_t price = own.columns().prices(found->number).minMinor;
  std::vector<Nearness> others;
  for (std::uint32_t i = 0; i < segments_.size(); ++i) {
    const Segment& segment = *segments_[i];
    const Columns& columns = segment.columns();
    const std::uint32_t categories = segment.facets().dimensions()[FacetTable::kCategory].end;
    const std::vector<std::uint32_t> marks =
        translated(own.columns().marks(found->number), own.facets(), segment.facets());
    for (const std::uint32_t category : marks) {
      if (category >= categories) continue;
      for (const std::uint32_t other : columns.productsWith(category)) {
        const ProductPlace place{i, other};
        if (place == *found || !segment.alive().has(other)) continue;
        std::int64_t shared = 0;
        for (const std::uint32_t mark : columns.marks(other)) {
          shared += mark >= categories && std::ranges::find(marks, mark) != marks.end() ? 1 : 0;
        }
        const std::int64_t distance = columns.prices(other).minMinor - price;
        others.emplace_back(-shared, distance < 0 ? -distance : distance, place);
      }
    }
  }
  std::vector<Card> cards;
  const auto isNearer = [&](std::size_t a, std::size_t b) { return others[a] < others[b]; };
  for (const std::size_t i : stableOrder(others.size(), isNearer)) {
    if (cards.size() == limit) break;
    const ProductPlace place = std::get<2>(others[i]);
    const Segment& segment = *segments_[place.segment];
    cards.push_back(segment.card(place.number, segment.columns().fittingOf(place.number, {})));
  }
  return cards;
}

}  // namespace vitrine
