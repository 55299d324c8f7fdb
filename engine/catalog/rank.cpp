// SPDX-License-Identifier: MIT
// The order in which products are shown.
#include <algorithm>
#include <iterator>
#include <tuple>

#include "engine/catalog/catalog.h"
#include "engine/catalog/fold.h"

namespace vitrine {

// The order of all products when nothing else decides; total, because slugs are unique.
bool Catalog::isListedBefore(ProductPlace a, ProductPlace b) const {
  if (a.segment == b.segment) {
    const Columns& columns = segments_[a.segment]->columns();
    return columns.listedRank(a.number) < columns.listedRank(b.number);
  }
  const auto key = [&](ProductPlace place) {
    const Columns& columns = segments_[place.segment]->columns();
    return std::tuple(!columns.isFeatured(place.number), ~columns.popularity(place.number));
  };
  const auto slug = [&](ProductPlace place) {
    return segments_[place.segment]->slug(place.number);
  };
  return key(a) != key(b) ? key(a) < key(b) : slug(a) < slug(b);
}

bool Catalog::isRankedBefore(CatalogSort sort, const Ranked& a, const Ranked& b) const {
  if (sort == CatalogSort::kName && a.place.segment != b.place.segment) {
    const auto title = [&](ProductPlace place) {
      return foldedText(segments_[place.segment]->head(place.number).title);
    };
    const std::string left = title(a.place);
    const std::string right = title(b.place);
    return left != right ? left < right : isListedBefore(a.place, b.place);
  }
  return a.key != b.key ? a.key < b.key : isListedBefore(a.place, b.place);
}

// The first of what was found in a segment, in order.
std::vector<Catalog::Ranked> Catalog::rankSegment(const CatalogQuery& query, const TextQuery* text,
                                                  const Selections& selections,
                                                  std::uint32_t segment, std::size_t limit) const {
  if (selections[segment].found.isEmpty()) return {};  // as of most additions
  const bool byScore = text != nullptr && query.sort == CatalogSort::kRelevance;
  const Columns& columns = segments_[segment]->columns();
  const auto before = [&](const Ranked& a, const Ranked& b) {
    if (a.key != b.key) return a.key < b.key;
    return columns.listedRank(a.place.number) < columns.listedRank(b.place.number);
  };
  const Columns::Selection& selection = selections[segment];
  std::vector<Ranked> first;  // a heap, the last of them on top
  const auto consider = [&](std::size_t product, std::int64_t key) {
    const Ranked ranked{key, {segment, static_cast<std::uint32_t>(product)}};
    if (first.size() < limit) {
      first.push_back(ranked);
      std::ranges::push_heap(first, before);
    } else if (!first.empty() && before(ranked, first.front())) {
      std::ranges::pop_heap(first, before);
      first.back() = ranked;
      std::ranges::push_heap(first, before);
    }
  };
  if (byScore) {
    const ScoredDocuments& best = text->best(segment, selection.found, limit);
    for (const std::uint32_t product : best.documents) {
      consider(product, -std::int64_t{best.scores[product]});
    }
  } else {
    selection.found.forEach([&](std::size_t product) {
      consider(product, columns.sortKey(query.sort, product, selection));
    });
  }
  std::ranges::sort_heap(first, before);
  return first;
}

// The first `limit` of what was found.
std::vector<Catalog::Ranked> Catalog::rank(const CatalogQuery& query, const TextQuery* text,
                                           const Selections& selections, std::size_t limit) const {
  std::vector<Ranked> ranked = rankSegment(query, text, selections, 0, limit);
  const auto before = [&](const Ranked& a, const Ranked& b) {
    return isRankedBefore(query.sort, a, b);
  };
  for (std::uint32_t i = 1; i < segments_.size(); ++i) {
    const std::vector<Ranked> more = rankSegment(query, text, selections, i, limit);
    if (more.empty()) continue;
    std::vector<Ranked> merged;
    std::ranges::merge(ranked, more, std::back_inserter(merged), before);
    merged.resize(std::min(merged.size(), limit));
    ranked = std::move(merged);
  }
  return ranked;
}

}  // namespace vitrine
