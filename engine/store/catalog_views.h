// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/money.h"
#include "engine/store/fields.h"

namespace vitrine {

// What the page shows of the catalog: plain values, complete, in the page's own words. A view never
// refers to the catalog that it was made from. Absent is `nullopt`, which JavaScript sees as null.

struct MoneyView {
  std::int64_t amountMinor = 0;
  std::string currency;

  bool operator==(const MoneyView&) const = default;
};
constexpr auto fieldsOf(const MoneyView*) {
  return fields(field("amountMinor", &MoneyView::amountMinor),
                field("currency", &MoneyView::currency));
}

inline MoneyView viewOf(Money money) {
  return {money.amountMinor(), std::string(money.currency().code())};
}

// A broken rule or an outside failure as the page gets it. `limit` is the number that would have
// been accepted ("only 3 left"), `amount` the sum that a rule asks for.
struct ErrorView {
  ErrorCode code = ErrorCode::kInvalidValue;
  std::string field;
  std::string message;
  std::optional<std::int64_t> limit;
  std::optional<MoneyView> amount;

  bool operator==(const ErrorView&) const = default;
};
inline ErrorView viewOf(const Error& error) {
  return {error.code, error.field, error.message, std::nullopt, std::nullopt};
}
constexpr auto fieldsOf(const ErrorView*) {
  return fields(field("code", &ErrorView::code),
                field("field", &ErrorView::field),
                field("message", &ErrorView::message),
                maybe("limit", &ErrorView::limit),
                maybe("amount", &ErrorView::amount));
}

namespace detail {

constexpr std::size_t kErrorCodeCount = static_cast<std::size_t>(ErrorCode::kLast) + 1;

}  // namespace detail

inline auto namesOf(const ErrorCode*) {
  std::array<std::string_view, detail::kErrorCodeCount> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = errorCodeName(static_cast<ErrorCode>(i));
  return names;
}

struct ImageView {
  std::string url;
  std::string alt;
  std::int64_t width = 0;
  std::int64_t height = 0;
  std::string lqip;
  std::string optionValue;

  bool operator==(const ImageView&) const = default;
};
constexpr auto fieldsOf(const ImageView*) {
  return fields(field("url", &ImageView::url),
                field("alt", &ImageView::alt),
                field("width", &ImageView::width),
                field("height", &ImageView::height),
                field("lqip", &ImageView::lqip),
                field("optionValue", &ImageView::optionValue));
}

enum class StockView : std::uint8_t { kInStock, kLowStock, kSoldOut };
constexpr auto namesOf(const StockView*) {
  return std::array<std::string_view, 3>{"in_stock", "low_stock", "sold_out"};
}

enum class BadgeView : std::uint8_t { kNew, kSale, kSoldOut, kBestseller };
constexpr auto namesOf(const BadgeView*) {
  return std::array<std::string_view, 4>{"new", "sale", "sold_out", "bestseller"};
}

struct RatingView {
  double average = 0;
  std::int64_t count = 0;

  bool operator==(const RatingView&) const = default;
};
constexpr auto fieldsOf(const RatingView*) {
  return fields(field("average", &RatingView::average), field("count", &RatingView::count));
}

struct OptionView {
  std::string name;
  std::vector<std::string> values;

  bool operator==(const OptionView&) const = default;
};
constexpr auto fieldsOf(const OptionView*) {
  return fields(field("name", &OptionView::name), field("values", &OptionView::values));
}

// A part of a text, in UTF-16 code units, as JavaScript counts.
struct HighlightView {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  bool operator==(const HighlightView&) const = default;
};
constexpr auto fieldsOf(const HighlightView*) {
  return fields(field("begin", &HighlightView::begin), field("end", &HighlightView::end));
}

struct ProductCard {
  std::string slug;
  std::string title;
  std::string brand;
  std::string categorySlug;
  std::string categoryTitle;
  std::optional<ImageView> image;
  std::optional<ImageView> hoverImage;
  MoneyView price;
  bool priceVaries = false;
  std::optional<MoneyView> compareAt;
  StockView stock = StockView::kInStock;
  std::vector<BadgeView> badges;
  std::optional<RatingView> rating;
  std::vector<OptionView> options;
  std::optional<std::string> quickAddSku;
  std::vector<HighlightView> titleHighlights;  // what of the title the text has found

  bool operator==(const ProductCard&) const = default;
};
constexpr auto fieldsOf(const ProductCard*) {
  return fields(field("slug", &ProductCard::slug),
                field("title", &ProductCard::title),
                field("brand", &ProductCard::brand),
                field("categorySlug", &ProductCard::categorySlug),
                field("categoryTitle", &ProductCard::categoryTitle),
                field("image", &ProductCard::image),
                field("hoverImage", &ProductCard::hoverImage),
                field("price", &ProductCard::price),
                field("priceVaries", &ProductCard::priceVaries),
                field("compareAt", &ProductCard::compareAt),
                field("stock", &ProductCard::stock),
                field("badges", &ProductCard::badges),
                field("rating", &ProductCard::rating),
                field("options", &ProductCard::options),
                field("quickAddSku", &ProductCard::quickAddSku),
                field("titleHighlights", &ProductCard::titleHighlights));
}

// One facet and what is chosen in it: OR inside a facet, AND between facets.
struct FacetChoice {
  std::string facet;
  std::vector<std::string> values;

  bool operator==(const FacetChoice&) const = default;
};
constexpr auto fieldsOf(const FacetChoice*) {
  return fields(field("facet", &FacetChoice::facet), field("values", &FacetChoice::values));
}

// A query as the page's address holds it. Prices are in major units: asked as typed ("1.299,00"),
// answered as understood ("1299").
struct QueryView {
  std::string text;
  std::vector<FacetChoice> facets;
  std::string priceFrom;
  std::string priceTo;
  std::string sort;
  std::int64_t page = 1;
  std::int64_t pageSize = 24;
  bool featured = false;
  std::string wholeFacet;  // the key of one facet whose values are all listed

  bool operator==(const QueryView&) const = default;
};
constexpr auto fieldsOf(const QueryView*) {
  return fields(field("text", &QueryView::text),
                field("facets", &QueryView::facets),
                field("priceFrom", &QueryView::priceFrom),
                field("priceTo", &QueryView::priceTo),
                field("sort", &QueryView::sort),
                field("page", &QueryView::page),
                field("pageSize", &QueryView::pageSize),
                field("featured", &QueryView::featured),
                field("wholeFacet", &QueryView::wholeFacet));
}

struct FacetValueView {
  std::string key;
  std::string label;
  std::int64_t depth = 0;  // of a category in its tree
  std::int64_t count = 0;
  bool selected = false;
  bool disabled = false;

  bool operator==(const FacetValueView&) const = default;
};
constexpr auto fieldsOf(const FacetValueView*) {
  return fields(field("key", &FacetValueView::key),
                field("label", &FacetValueView::label),
                field("depth", &FacetValueView::depth),
                field("count", &FacetValueView::count),
                field("selected", &FacetValueView::selected),
                field("disabled", &FacetValueView::disabled));
}

struct FacetView {
  std::string key;
  std::string label;
  std::vector<FacetValueView> values;
  std::int64_t valueCount = 0;  // that there are, listed or not

  bool operator==(const FacetView&) const = default;
};
constexpr auto fieldsOf(const FacetView*) {
  return fields(field("key", &FacetView::key),
                field("label", &FacetView::label),
                field("values", &FacetView::values),
                field("valueCount", &FacetView::valueCount));
}

struct AppliedFilter {
  std::string facet;
  std::string value;
  std::string label;

  bool operator==(const AppliedFilter&) const = default;
};
constexpr auto fieldsOf(const AppliedFilter*) {
  return fields(field("facet", &AppliedFilter::facet),
                field("value", &AppliedFilter::value),
                field("label", &AppliedFilter::label));
}

struct PriceRangeView {
  MoneyView min;
  MoneyView max;

  bool operator==(const PriceRangeView&) const = default;
};
constexpr auto fieldsOf(const PriceRangeView*) {
  return fields(field("min", &PriceRangeView::min), field("max", &PriceRangeView::max));
}

struct CatalogPageView {
  QueryView query;
  std::int64_t total = 0;
  std::int64_t page = 1;
  std::int64_t pageCount = 0;
  std::int64_t pageSize = 24;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::vector<ProductCard> hits;
  std::vector<FacetView> facets;
  std::optional<PriceRangeView> priceRange;
  std::vector<AppliedFilter> applied;
  std::vector<std::string> sorts;
  std::string sort;
  std::optional<std::string> correctedText;
  std::vector<ProductCard> related;

  bool operator==(const CatalogPageView&) const = default;
};
constexpr auto fieldsOf(const CatalogPageView*) {
  return fields(field("query", &CatalogPageView::query),
                field("total", &CatalogPageView::total),
                field("page", &CatalogPageView::page),
                field("pageCount", &CatalogPageView::pageCount),
                field("pageSize", &CatalogPageView::pageSize),
                field("first", &CatalogPageView::first),
                field("last", &CatalogPageView::last),
                field("hits", &CatalogPageView::hits),
                field("facets", &CatalogPageView::facets),
                field("priceRange", &CatalogPageView::priceRange),
                field("applied", &CatalogPageView::applied),
                field("sorts", &CatalogPageView::sorts),
                field("sort", &CatalogPageView::sort),
                field("correctedText", &CatalogPageView::correctedText),
                field("related", &CatalogPageView::related));
}

enum class SuggestionViewKind : std::uint8_t { kProduct, kCategory, kQuery };
constexpr auto namesOf(const SuggestionViewKind*) {
  return std::array<std::string_view, 3>{"product", "category", "query"};
}

struct SuggestionView {
  SuggestionViewKind kind = SuggestionViewKind::kProduct;
  std::string label;
  std::string slug;
  std::optional<ImageView> image;
  std::optional<MoneyView> price;

  bool operator==(const SuggestionView&) const = default;
};
constexpr auto fieldsOf(const SuggestionView*) {
  return fields(field("kind", &SuggestionView::kind),
                field("label", &SuggestionView::label),
                field("slug", &SuggestionView::slug),
                field("image", &SuggestionView::image),
                field("price", &SuggestionView::price));
}

struct CategoryView {
  std::string slug;
  std::string title;
  std::string summary;
  std::optional<ImageView> image;
  std::string parentSlug;  // of the category that this one is part of, or empty

  bool operator==(const CategoryView&) const = default;
};
constexpr auto fieldsOf(const CategoryView*) {
  return fields(field("slug", &CategoryView::slug),
                field("title", &CategoryView::title),
                field("summary", &CategoryView::summary),
                field("image", &CategoryView::image),
                field("parentSlug", &CategoryView::parentSlug));
}

}  // namespace vitrine
