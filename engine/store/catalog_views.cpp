// SPDX-License-Identifier: MIT
#include "engine/store/catalog_views.h"

#include <algorithm>
#include <utility>

#include "engine/catalog/card.h"
#include "engine/store/shop_views.h"

namespace vitrine {
namespace {

constexpr std::array<std::pair<std::string_view, CatalogSort>, 8> kSorts{{
    {"relevance", CatalogSort::kRelevance},
    {"featured", CatalogSort::kFeatured},
    {"newest", CatalogSort::kNewest},
    {"price_asc", CatalogSort::kPriceUp},
    {"price_desc", CatalogSort::kPriceDown},
    {"rating", CatalogSort::kRating},
    {"popularity", CatalogSort::kPopularity},
    {"name", CatalogSort::kName},
}};

std::string_view sortWord(CatalogSort sort) {
  for (const auto& [name, value] : kSorts) {
    if (value == sort) return name;
  }
  return "featured";
}

CatalogSort sortOfWord(std::string_view name, bool hasText) {
  for (const auto& [known, value] : kSorts) {
    if (known == name && (value != CatalogSort::kRelevance || hasText)) return value;
  }
  return hasText ? CatalogSort::kRelevance : CatalogSort::kFeatured;
}

// Only what is part of a number as people type it.
std::string typedNumber(std::string_view text) {
  std::string number;
  for (const char c : text.substr(0, 20)) {
    if ((c >= '0' && c <= '9') || c == '.' || c == ',') number += c;
  }
  return number;
}

void choose(CatalogQuery& query, const FacetChoice& choice) {
  if (choice.values.empty()) return;
  if (choice.facet == "category") query.categories = choice.values;
  if (choice.facet == "brand") query.brands = choice.values;
  if (choice.facet == "tag") query.tags = choice.values;
  if (choice.facet == "rating" && choice.values.front().size() == 1) {
    query.ratingMin = choice.values.front().front() - '0';
  }
  if (choice.facet == "stock") query.inStock = true;
  if (choice.facet == "sale") query.onSale = true;
  if (choice.facet.starts_with(kOptionPrefix)) {
    query.options.push_back({choice.facet.substr(kOptionPrefix.size()), choice.values});
  }
}

std::int32_t bounded(std::int64_t value, std::int32_t low, std::int32_t high) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(value, low, high));
}

CatalogQuery queryOf(const QueryView& view, Currency currency) {
  CatalogQuery query;
  query.priceMinMinor = parsePrice(typedNumber(view.priceFrom), currency);
  query.priceMaxMinor = parsePrice(typedNumber(view.priceTo), currency);
  query.text = view.text;
  for (const FacetChoice& choice : view.facets) choose(query, choice);
  query.sort = view.featured ? CatalogSort::kFeatured : sortOfWord(view.sort, !view.text.empty());
  query.page = bounded(view.page, 1, 1'000'000);
  query.pageSize = bounded(view.pageSize, 1, kMaxPageSize);
  query.wholeFacet = view.wholeFacet;
  return query;
}

QueryView queryViewOf(const CatalogQuery& query, bool featured, Currency currency) {
  QueryView view;
  view.text = query.text;
  for (OptionFilter& chosen : chosenValues(query)) {
    view.facets.push_back({std::move(chosen.name), std::move(chosen.values)});
  }
  if (query.priceMinMinor) view.priceFrom = formatPrice(*query.priceMinMinor, currency);
  if (query.priceMaxMinor) view.priceTo = formatPrice(*query.priceMaxMinor, currency);
  view.sort = sortWord(query.sort);
  view.page = query.page;
  view.pageSize = query.pageSize;
  view.featured = featured;
  return view;
}

ImageView imageViewOf(const CardImage& image) {
  return {std::string(image.url), std::string(image.alt), image.width, image.height,
          std::string(image.lqip), std::string(image.optionValue)};
}

template <typename Image>
std::optional<ImageView> optionalImage(const std::optional<Image>& image) {
  if (!image) return std::nullopt;
  return imageViewOf(*image);
}

bool has(const std::vector<Badge>& badges, Badge badge) {
  return std::find(badges.begin(), badges.end(), badge) != badges.end();
}

std::vector<BadgeView> badgeViewsOf(const std::vector<Badge>& badges) {
  std::vector<BadgeView> views;
  if (has(badges, Badge::kNew)) views.push_back(BadgeView::kNew);
  if (has(badges, Badge::kSale)) views.push_back(BadgeView::kSale);
  if (has(badges, Badge::kSoldOut)) views.push_back(BadgeView::kSoldOut);
  if (has(badges, Badge::kBestseller)) views.push_back(BadgeView::kBestseller);
  return views;
}

// Of a text, in the units that JavaScript counts in: one for most signs, two for those that UTF-8
// writes in four bytes.
std::int64_t utf16Length(std::string_view text) {
  std::int64_t length = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80 || byte >= 0xC0) ++length;  // each sign's first byte
    if (byte >= 0xF0) ++length;
  }
  return length;
}

ProductCard cardView(const Catalog& catalog, const Card& card) {
  ProductCard view;
  view.slug = card.slug;
  view.title = card.title;
  view.brand = card.brand;
  view.image = optionalImage(card.image);
  view.hoverImage = optionalImage(card.secondImage);
  const std::string currency(card.currency);
  view.price = {card.priceMinMinor, currency};
  view.priceVaries = card.priceMinMinor != card.priceMaxMinor;
  if (card.compareAtMinor) view.compareAt = MoneyView{*card.compareAtMinor, currency};
  view.stock = !card.inStock                        ? StockView::kSoldOut
               : has(card.badges, Badge::kLowStock) ? StockView::kLowStock
                                                    : StockView::kInStock;
  view.badges = badgeViewsOf(card.badges);
  if (card.rating) view.rating = RatingView{card.rating->average, card.rating->count};
  if (!card.onlySku.empty() && card.inStock) view.quickAddSku = card.onlySku;
  for (const CardOption& option : card.options) {
    view.options.push_back(
        {std::string(option.name), {option.values.begin(), option.values.end()}});
  }
  const std::string_view title = card.title;
  for (const Highlight highlight : card.titleHighlights) {
    view.titleHighlights.push_back({utf16Length(title.substr(0, highlight.begin)),
                                    utf16Length(title.substr(0, highlight.end))});
  }
  if (const Category* category = catalog.findCategory(card.categoryId)) {
    view.categorySlug = category->slug;
    view.categoryTitle = category->title;
  }
  return view;
}

std::vector<ProductCard> cardViews(const Catalog& catalog, const std::vector<Card>& cards) {
  std::vector<ProductCard> views;
  views.reserve(cards.size());
  for (const Card& card : cards) views.push_back(cardView(catalog, card));
  return views;
}

// What is chosen is listed, also when no product of the catalog has it: it can be dropped again.
// Valid while the choice is.
std::vector<Facet> withChosen(std::vector<Facet> facets, const std::vector<OptionFilter>& choice) {
  for (const OptionFilter& chosen : choice) {
    const std::string_view name = chosen.name;
    auto facet = std::ranges::find(facets, name, &Facet::name);
    if (facet == facets.end()) {  // an option: the other facets are those of every catalog
      facets.push_back({name, name.substr(kOptionPrefix.size()), {}, 0});
      facet = facets.end() - 1;
    }
    for (const std::string_view value : chosen.values) {
      const auto listed = std::ranges::find(facet->values, value, &FacetValue::value);
      if (listed != facet->values.end()) continue;
      facet->values.push_back({.value = value, .name = {}, .selected = true});
      ++facet->valueCount;
    }
  }
  return facets;
}

void addFacets(CatalogPageView& view, const CatalogPage& page) {
  const std::vector<OptionFilter> choice = chosenValues(page.query);
  for (const Facet& facet : withChosen(page.facets, choice)) {
    FacetView& shown = view.facets.emplace_back();
    shown.key = facet.name;
    shown.label = facet.label;
    shown.valueCount = static_cast<std::int64_t>(facet.valueCount);
    for (const FacetValue& value : facet.values) {
      const bool disabled = value.count == 0 && !value.selected;
      const std::string key(value.value);
      const std::string label(value.label());
      shown.values.push_back({key, label, value.depth, value.count, value.selected, disabled});
      if (value.selected) view.applied.push_back({shown.key, key, label});
    }
  }
  if (!view.query.priceFrom.empty() || !view.query.priceTo.empty()) {
    view.applied.push_back({"price", view.query.priceFrom + "-" + view.query.priceTo, ""});
  }
}

SuggestionView suggestionView(const Shop& shop, const Suggestion& suggestion) {
  SuggestionView view;
  view.label = suggestion.text;
  view.slug = suggestion.slug;
  view.image = optionalImage(suggestion.image);
  if (suggestion.kind == SuggestionKind::kCategory) view.kind = SuggestionViewKind::kCategory;
  if (suggestion.kind == SuggestionKind::kBrand) view.kind = SuggestionViewKind::kQuery;
  if (suggestion.kind == SuggestionKind::kQuery) view.kind = SuggestionViewKind::kQuery;
  if (suggestion.priceMinor) {
    view.price = MoneyView{*suggestion.priceMinor, std::string(shop.catalog.currency().code())};
  }
  return view;
}

// `catalog` has at least the products of the page.
CatalogPageView viewOf(const Catalog& catalog, const CatalogPage& page, const QueryView& query) {
  CatalogPageView view;
  const Currency currency = Currency::of(page.currency).value_or(catalog.currency());
  view.query = queryViewOf(page.query, query.featured, currency);
  view.total = page.total;
  view.page = page.page;
  view.pageCount = page.pageCount;
  view.pageSize = page.query.pageSize;
  view.hits = cardViews(catalog, page.cards);
  if (!view.hits.empty()) {
    view.first = (view.page - 1) * view.pageSize + 1;
    view.last = view.first + static_cast<std::int64_t>(view.hits.size()) - 1;
  }
  addFacets(view, page);
  if (page.priceMinMinor && page.priceMaxMinor) {
    view.priceRange = PriceRangeView{{*page.priceMinMinor, page.currency},
                                     {*page.priceMaxMinor, page.currency}};
  }
  for (const auto& [name, sort] : kSorts) {
    if (sort != CatalogSort::kRelevance || !page.query.text.empty()) view.sorts.emplace_back(name);
  }
  view.sort = view.query.sort;
  view.correctedText = page.correctedText;
  return view;
}

// To go on with where nothing is found.
void addRelated(CatalogPageView& view, const Catalog& catalog) {
  constexpr std::int32_t kRelated = 8;
  if (view.total > 0) return;
  CatalogQuery others;
  others.sort = CatalogSort::kFeatured;
  others.inStock = true;
  others.pageSize = kRelated;
  view.related = cardViews(catalog, catalog.search(others).cards);
}

// Valid while the choice and the shop are.
std::vector<Facet> countedFacets(const Shop& sample, const CatalogQuery& query,
                                 const std::vector<OptionFilter>& choice) {
  constexpr std::size_t kMost = 16;
  CatalogPage page = sample.catalog.search(query);
  while (page.facets.size() > kMost) page.facets.pop_back();
  return withChosen(std::move(page.facets), choice);
}

}  // namespace

ImageView imageViewOf(const ProductImage& image) {
  return {image.url, image.alt, image.width, image.height, image.lqip, image.optionValue};
}

std::vector<ProductCard> relatedCards(const Shop& shop, std::string_view slug) {
  return cardViews(shop.catalog, shop.catalog.related(slug, kMaxRelated));
}

std::vector<BadgeView> badgeViewsOf(const Product& product) {
  return badgeViewsOf(badgesOf(product));
}

CatalogPageView pageView(const Shop& shop, const QueryView& query) {
  const CatalogPage page = shop.catalog.search(queryOf(query, shop.catalog.currency()));
  CatalogPageView view = viewOf(shop.catalog, page, query);
  addRelated(view, shop.catalog);
  return view;
}

GroqRequest pageRequest(const Shop& sample, const QueryView& view, std::string_view projection) {
  const CatalogQuery query = canonicalQuery(queryOf(view, sample.prices.currency));
  const std::vector<OptionFilter> choice = chosenValues(query);
  return toGroq(query, countedFacets(sample, query, choice), projection);
}

CatalogPageView pageOfAnswer(const Shop& sample, const QueryView& view, const Value& answer) {
  const CatalogQuery query = canonicalQuery(queryOf(view, sample.prices.currency));
  std::vector<Product> products;
  for (const Value& document : answer["products"].items()) {
    if (auto product = decodeProduct(document)) products.push_back(std::move(*product));
  }
  const Catalog found(std::move(products), sample.catalog.categories());
  const std::vector<OptionFilter> choice = chosenValues(query);
  CatalogPage page = pageOfGroq(query, countedFacets(sample, query, choice), answer, found);
  page.currency = sample.prices.currency.code();
  CatalogPageView shown = viewOf(found, page, view);
  addRelated(shown, sample.catalog);
  return shown;
}

std::vector<SuggestionView> suggestionViews(const Shop& shop, std::string_view text) {
  std::vector<SuggestionView> views;
  for (const Suggestion& suggestion : shop.catalog.suggestions(text, kMaxSuggestions)) {
    views.push_back(suggestionView(shop, suggestion));
  }
  return views;
}

std::vector<CategoryView> categoryViews(const Shop& shop) {
  std::vector<CategoryView> views;
  for (const Category& category : shop.catalog.categories()) {
    const Category* parent = shop.catalog.findCategory(category.parentId);
    views.push_back({category.slug, category.title, category.summary,
                     optionalImage(category.image), parent == nullptr ? "" : parent->slug});
  }
  return views;
}

}  // namespace vitrine
