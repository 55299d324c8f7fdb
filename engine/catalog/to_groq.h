// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/query.h"
#include "engine/core/value.h"

namespace vitrine {

// The catalog's query as GROQ, for a catalog that is too large to hold: the Content Lake filters,
// sorts and counts, and a page costs what is on it. What a shopper or a URL has written travels in
// `params` only, never in the text.
struct GroqRequest {
  std::string query;
  Value params;
};

inline constexpr std::size_t kMaxCountedFacets = 16;
inline constexpr std::size_t kMaxCountedValues = 40;  // of one facet

// One request for a whole page. `facets` says which values are counted: GROQ cannot group, so each
// value is one count, and the values come from elsewhere, as from a catalog of the shop's first
// thousand products. Of each facet the first kMaxCountedValues are counted, and those that the query
// has chosen. `projection` is GROQ for what is wanted of a product's document: "{_id, title, …}", or
// nothing for all of it.
//
//   const auto [query, params] = toGroq(asked, sample.search({}).facets, projection);
//
// Filters, counts, price range and orders are those of Catalog::search, but for these: words are
// matched as the Content Lake splits them, diacritics and all, and not read with typos; relevance is
// its score, after the products whose title is the text; names sort by their letters' code points; a
// category is found by at most three levels below; a document that decodeProduct refuses counts.
GroqRequest toGroq(const CatalogQuery& query, const std::vector<Facet>& facets,
                   std::string_view projection);

// The answer to that request, for the same query and facets, as the page that a catalog of all
// products would give. `found` is a catalog of the documents in answer["products"].
CatalogPage pageOfGroq(const CatalogQuery& query, const std::vector<Facet>& facets,
                       const Value& answer, const Catalog& found);

}  // namespace vitrine
