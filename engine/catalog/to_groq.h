// SPDX-License-Identifier: MIT
#pragma once

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

// One request for a whole page. `facets` says which values are counted. GROQ cannot group, so each
// value is one count, and the values come from elsewhere: a catalog of the shop's first thousand
// products has most of them, and its answer to the same query says which are chosen. `projection` is
// GROQ for what is wanted of a product's document, "{_id, title, …}", or nothing for all of it.
//
//   const auto [query, params] = toGroq(asked, sample.search(asked).facets, projection);
//
// Filters, counts, price range and orders are those of Catalog::search, but for these: words are
// matched as the Content Lake splits them, diacritics and all, without typos and stop words; words
// that signs join are never one; a synonym, of one word or several, finds what is written so and
// nothing else of its group; relevance is its score, after the products whose title is the text;
// names sort by their letters' code points; a category has at most three levels above it; a
// document that decodeProduct refuses counts.
GroqRequest toGroq(const CatalogQuery& query, const std::vector<Facet>& facets,
                   std::string_view projection);

// The answer to that request, for the same query and facets, as the page that a catalog of all
// products would give. `found` is a catalog of the documents in answer["products"], and the page
// valid while it is.
CatalogPage pageOfGroq(const CatalogQuery& query, std::vector<Facet> facets, const Value& answer,
                       const Catalog& found);

}  // namespace vitrine
