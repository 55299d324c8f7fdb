// SPDX-License-Identifier: MIT
#include "engine/store/catalog_views.h"

#include <algorithm>
#include <utility>

#include "engine/store/shop_views.h"

namespace vitrine {
namespace {

constexpr std::array<std::pair<std::string_view, CatalogSort>, 6> kSorts{{
    {"relevance", CatalogSort::kRelevance},
    {"featured", CatalogSort::kFeatured},
    {"newest", CatalogSort::kNewest},
    {"price_asc", CatalogSort::kPriceUp},
    {"price_desc", CatalogSort::kPriceDown},
    {"rating", CatalogSort::kRating},
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

// Only what is part of a number as people type it; the rest has no business in an address.
std::string typedNumber(std::string_view text) {
  std::string number;
  for (const char c : text.substr(0, 20)) {
    if ((c >= '0' && c <= '9') || c == '.' || c == ',') number += c;
  }
  return number;
}

constexpr std::string_view kOptionPrefix = "opt.";

void choose(CatalogQuery& query, const FacetChoice& choice) {
  if (choice.values.empty()) return;
  if (choice.facet == "category") query.categories = choice.values;
  if (choice.facet == "brand") query.brands = choice.values;
  if (choice.facet == "tag") query.tags = choice.values;
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
  CatalogQuery query = parseQuery(
      "min=" + typedNumber(view.priceFrom) + "&max=" + typedNumber(view.priceTo), currency);
  query.text = view.text;
  for (const FacetChoice& choice : view.facets) choose(query, choice);
  query.sort = view.featured ? CatalogSort::kFeatured : sortOfWord(view.sort, !view.text.empty());
  query.page = bounded(view.page, 1, 1'000'000);
  query.pageSize = bounded(view.pageSize, 1, kMaxPageSize);
  return query;
}

QueryView queryViewOf(const CatalogQuery& query, const QueryView& asked) {
  QueryView view;
  view.text = query.text;
  const auto add = [&](std::string facet, const std::vector<std::string>& values) {
    if (!values.empty()) view.facets.push_back({std::move(facet), values});
  };
  add("category", query.categories);
  add("brand", query.brands);
  add("tag", query.tags);
  for (const OptionFilter& option : query.options) {
    add(std::string(kOptionPrefix) + option.name, option.values);
  }
  if (query.inStock) view.facets.push_back({"stock", {"1"}});
  if (query.onSale) view.facets.push_back({"sale", {"1"}});
  if (query.priceMinMinor) view.priceFrom = typedNumber(asked.priceFrom);
  if (query.priceMaxMinor) view.priceTo = typedNumber(asked.priceTo);
  view.sort = sortWord(query.sort);
  view.page = query.page;
  view.pageSize = query.pageSize;
  view.featured = asked.featured;
  return view;
}

std::optional<ImageView> optionalImage(const std::optional<ProductImage>& image) {
  if (!image) return std::nullopt;
  return imageViewOf(*image);
}

bool hasBadge(const Card& card, Badge badge) {
  return std::find(card.badges.begin(), card.badges.end(), badge) != card.badges.end();
}

bool isBestseller(const Product& product) {
  return std::find(product.tags.begin(), product.tags.end(), "bestseller") != product.tags.end();
}

ProductCard cardView(const Shop& shop, const Card& card) {
  ProductCard view;
  view.slug = card.slug;
  view.title = card.title;
  view.brand = card.brand;
  view.image = optionalImage(card.image);
  view.hoverImage = optionalImage(card.secondImage);
  view.price = {card.priceMinMinor, card.currency};
  view.priceVaries = card.priceMinMinor != card.priceMaxMinor;
  if (card.compareAtMinor) view.compareAt = MoneyView{*card.compareAtMinor, card.currency};
  view.stock = !card.inStock                     ? StockView::kSoldOut
               : hasBadge(card, Badge::kLowStock) ? StockView::kLowStock
                                                  : StockView::kInStock;
  if (hasBadge(card, Badge::kNew)) view.badges.push_back(BadgeView::kNew);
  if (hasBadge(card, Badge::kSale)) view.badges.push_back(BadgeView::kSale);
  if (hasBadge(card, Badge::kSoldOut)) view.badges.push_back(BadgeView::kSoldOut);
  if (card.rating) view.rating = RatingView{card.rating->average, card.rating->count};
  if (!card.onlySku.empty() && card.inStock) view.quickAddSku = card.onlySku;
  const Product* product = shop.catalog.findById(card.id);
  if (product == nullptr) return view;
  if (isBestseller(*product)) view.badges.push_back(BadgeView::kBestseller);
  for (const ProductOption& option : product->options) {
    view.options.push_back({option.name, option.values});
  }
  if (const Category* category = shop.catalog.findCategory(product->categoryId)) {
    view.categorySlug = category->slug;
    view.categoryTitle = category->title;
  }
  return view;
}

std::vector<ProductCard> cardViews(const Shop& shop, const std::vector<Card>& cards) {
  std::vector<ProductCard> views;
  views.reserve(cards.size());
  for (const Card& card : cards) views.push_back(cardView(shop, card));
  return views;
}

void addFacets(CatalogPageView& view, const CatalogPage& page) {
  for (const Facet& facet : page.facets) {
    FacetView& shown = view.facets.emplace_back(FacetView{facet.name, facet.label, {}});
    for (const FacetValue& value : facet.values) {
      const bool disabled = value.count == 0 && !value.selected;
      shown.values.push_back({value.value, value.label, value.count, value.selected, disabled});
      if (value.selected) view.applied.push_back({facet.name, value.value, value.label});
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
  if (suggestion.kind != SuggestionKind::kProduct) return view;
  if (const Product* product = shop.catalog.findBySlug(suggestion.slug)) {
    const Card card = cardOf(*product);
    view.price = MoneyView{card.priceMinMinor, card.currency};
  }
  return view;
}

}  // namespace

ImageView imageViewOf(const ProductImage& image) {
  return {image.url, image.alt, image.width, image.height, image.lqip, image.optionValue};
}

std::vector<ProductCard> relatedCards(const Shop& shop, std::string_view slug, std::size_t limit) {
  return cardViews(shop, shop.catalog.related(slug, limit));
}

std::vector<BadgeView> badgesOf(const Shop& shop, const Product& product) {
  return cardView(shop, cardOf(product)).badges;
}

CatalogPageView pageView(const Shop& shop, const QueryView& query) {
  constexpr std::int32_t kRelated = 8;
  const CatalogPage page = shop.catalog.search(queryOf(query, shop.catalog.currency()));
  CatalogPageView view;
  view.query = queryViewOf(page.query, query);
  view.total = page.total;
  view.page = page.page;
  view.pageCount = page.pageCount;
  view.pageSize = page.query.pageSize;
  view.hits = cardViews(shop, page.cards);
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
  if (page.total == 0) {
    CatalogQuery others;
    others.sort = CatalogSort::kFeatured;
    others.inStock = true;
    others.pageSize = kRelated;
    view.related = cardViews(shop, shop.catalog.search(others).cards);
  }
  return view;
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
    CategoryView view{category.slug, category.title, category.summary,
                      optionalImage(category.image), 0};
    for (const Product& product : shop.catalog.products()) {
      if (product.categoryId == category.id) ++view.productCount;
    }
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace vitrine
