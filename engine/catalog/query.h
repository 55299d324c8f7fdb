// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/product.h"

namespace vitrine {

// One question to the catalog and its answer, both plain values. Within a facet the chosen values
// are alternatives (OR); facets restrict one another (AND). Filters on options, price and stock
// speak of variants: size M, colour Ink, under 50 EUR means that one variant is all that; a variant
// that is chosen by options is in stock. A category means it and all below it.

enum class CatalogSort : std::uint8_t {
  kRelevance,  // by text score; without text as kFeatured. The default.
  kFeatured,   // featured first, then popularity
  kPriceUp,
  kPriceDown,
  kNewest,
  kRating,
  kPopularity,
  kName,
};

struct OptionFilter {
  std::string name;  // "Colour"
  std::vector<std::string> values;

  bool operator==(const OptionFilter&) const = default;
};

inline constexpr std::int32_t kDefaultPageSize = 24;
inline constexpr std::int32_t kMaxPageSize = 100;
inline constexpr std::size_t kMaxQueryTextLength = 200;  // code points; the rest is not read

struct CatalogQuery {
  std::string text;
  std::vector<std::string> categories;  // slugs
  std::vector<std::string> brands;
  std::vector<std::string> tags;
  std::vector<OptionFilter> options;
  std::optional<std::int64_t> priceMinMinor;  // inclusive
  std::optional<std::int64_t> priceMaxMinor;  // inclusive
  std::optional<std::int32_t> ratingMin;  // 1 to 4: rated so on average, or better
  bool inStock = false;
  bool onSale = false;
  CatalogSort sort = CatalogSort::kRelevance;
  std::int32_t page = 1;
  std::int32_t pageSize = kDefaultPageSize;
  std::string wholeFacet;  // the name of one facet whose values are all listed

  bool operator==(const CatalogQuery&) const = default;
};

// A price in major units as a shopper types it, in minor units; nothing when it is none, or could
// be two. Of "." and "," the last is the decimal sign, the other parts thousands: "1.299,00",
// "1,299.00". One alone is the decimal sign as well ("19.90", "19,9"), unless it comes again
// ("1.299.000") or exactly three digits follow ("1.299"): those are thousands, but for currencies
// with three decimals.
std::optional<std::int64_t> parsePrice(std::string_view text, Currency currency);

// "1299" or "19.90": reads back as the same.
std::string formatPrice(std::int64_t minor, Currency currency);

// The same query with the values of each list sorted and unique, and every number within bounds.
CatalogQuery canonicalQuery(CatalogQuery query);

// Facets are called category, brand, tag, rating, stock, sale, and options by this and their name.
inline constexpr std::string_view kOptionPrefix = "opt.";

// What the query has chosen, by facet: {"brand", {"Nordlys"}}, {"opt.Colour", {"Sand"}},
// {"stock", {"1"}}.
std::vector<OptionFilter> chosenValues(const CatalogQuery& query);

enum class Badge : std::uint8_t { kSoldOut, kSale, kNew, kLowStock, kBestseller };

// A part of a text, in bytes.
struct Highlight {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Highlight&) const = default;
};

// Answers are made of hundreds of texts, so they are not copied: a std::string_view below is the
// catalog's, valid until that changes (settle() is a change), moves or goes.

struct CardImage {
  std::string_view url;
  std::string_view alt;
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::string_view lqip;
  std::string_view optionValue;

  bool operator==(const CardImage&) const = default;
};

struct CardOption {
  std::string_view name;
  std::vector<std::string_view> values;

  bool operator==(const CardOption&) const = default;
};

// A product in a list.
struct Card {
  std::string_view id;
  std::string slug;
  std::string_view title;
  std::string_view brand;
  std::string_view categoryId;
  std::vector<CardOption> options;
  std::string_view currency;
  std::int64_t priceMinMinor = 0;  // of the variants that match the filters
  std::int64_t priceMaxMinor = 0;
  std::optional<std::int64_t> compareAtMinor;  // of the variant with the lowest price
  std::optional<CardImage> image;
  std::optional<CardImage> secondImage;
  std::vector<Badge> badges;
  bool inStock = false;
  std::optional<ProductRating> rating;
  std::vector<Highlight> titleHighlights;  // what of the title the text has found: ascending, apart
  std::string_view onlySku;  // when there is nothing to choose: the SKU to add at once; else empty

  bool operator==(const Card&) const = default;
};

struct FacetValue {
  std::string_view value;  // as in the query
  std::string_view name;   // what the shopper reads, when that is not the value
  std::int32_t depth = 0;  // of a category in its tree
  std::int64_t count = 0;  // products that choosing it would show under the other filters
  bool selected = false;

  std::string_view label() const { return name.empty() ? value : name; }

  bool operator==(const FacetValue&) const = default;
};

inline constexpr std::size_t kMaxFacetValues = 100;

// The values that most products of the whole catalog have are listed, and the selected ones; of the
// query's `wholeFacet` all. Those that would show nothing have the count 0. Their order does not
// depend on the query, so that nothing moves under the cursor.
struct Facet {
  std::string_view name;
  std::string_view label;
  std::vector<FacetValue> values;
  std::size_t valueCount = 0;  // listed or not

  bool operator==(const Facet&) const = default;
};

struct CatalogPage {
  CatalogQuery query;  // as understood: canonical, page within range
  std::int64_t total = 0;
  std::int32_t page = 1;
  std::int32_t pageCount = 1;
  std::vector<Card> cards;
  std::vector<Facet> facets;
  std::string currency;
  std::optional<std::int64_t> priceMinMinor;  // of what is found, but for the price filter itself
  std::optional<std::int64_t> priceMaxMinor;
  std::optional<std::string> correctedText;  // set when words were read as other words

  bool operator==(const CatalogPage&) const = default;
};

enum class SuggestionKind : std::uint8_t { kQuery, kCategory, kBrand, kProduct };

struct Suggestion {
  SuggestionKind kind = SuggestionKind::kProduct;
  std::string text;
  std::string slug;  // of the category or product; of a brand its name; of a query empty
  std::optional<CardImage> image;
  std::optional<std::int64_t> priceMinor;  // of a product, the lowest

  bool operator==(const Suggestion&) const = default;
};

}  // namespace vitrine
