// SPDX-License-Identifier: MIT
#include "engine/catalog/catalog.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "engine/core/check.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

constexpr std::int32_t kTitleWeight = 20;
constexpr std::int32_t kBrandWeight = 12;
constexpr std::int32_t kCategoryWeight = 8;
constexpr std::int32_t kTagWeight = 6;  // also the values of options
constexpr std::int32_t kSummaryWeight = 4;
constexpr std::int32_t kDescriptionWeight = 2;
constexpr std::int64_t kWholeTitleFactor = 4;
constexpr std::int64_t kLowStock = 3;  // "only a few left", of all variants together
constexpr std::string_view kNewTag = "new";

std::string folded(std::string_view text) {
  std::string joined;
  for (const std::string& word : foldWords(text)) joined += joined.empty() ? word : " " + word;
  return joined;
}

std::string descriptionText(const Product& product) {
  std::string text;
  for (const DescriptionBlock& block : product.description) {
    for (const DescriptionSpan& span : block.spans) text += span.text;
    text += '\n';
  }
  return text;
}

std::vector<Badge> badgesOf(const Product& product) {
  std::vector<Badge> badges;
  std::int64_t stock = 0;
  bool sale = false;
  for (const ProductVariant& variant : product.variants) {
    stock += variant.stock;
    sale = sale || variant.compareAtMinor.has_value();
  }
  if (stock == 0) badges.push_back(Badge::kSoldOut);
  if (sale) badges.push_back(Badge::kSale);
  if (std::ranges::find(product.tags, kNewTag) != product.tags.end()) badges.push_back(Badge::kNew);
  if (stock > 0 && stock <= kLowStock) badges.push_back(Badge::kLowStock);
  return badges;
}

Card cardOfFound(const Product& product, const CatalogColumns::Found& found) {
  Card card;
  card.id = product.id;
  card.slug = product.slug;
  card.title = product.title;
  card.brand = product.brand;
  card.currency = std::string(product.currency.code());
  card.priceMinMinor = found.priceMinMinor;
  card.priceMaxMinor = found.priceMaxMinor;
  const auto cheapest =
      std::ranges::find(product.variants, found.priceMinMinor, &ProductVariant::priceMinor);
  if (cheapest != product.variants.end()) card.compareAtMinor = cheapest->compareAtMinor;
  const ProductImage* image = imageOf(product, product.variants[found.firstVariant]);
  if (image != nullptr) {
    card.image = *image;
    const auto second = std::ranges::find_if(
        product.images, [&](const ProductImage& other) { return &other != image; });
    if (second != product.images.end()) card.secondImage = *second;
  }
  card.badges = badgesOf(product);
  card.inStock = isInStock(product);
  card.rating = product.rating;
  if (product.variants.size() == 1) card.onlySku = product.variants.front().sku;
  return card;
}

bool hasSameText(const Product& a, const Product& b) {
  return a.title == b.title && a.brand == b.brand && a.summary == b.summary &&
         a.description == b.description && a.categoryId == b.categoryId && a.tags == b.tags &&
         a.options == b.options;
}

std::size_t sharedTags(const Product& a, const Product& b) {
  return static_cast<std::size_t>(std::ranges::count_if(a.tags, [&](const std::string& tag) {
    return std::ranges::find(b.tags, tag) != b.tags.end();
  }));
}

}  // namespace

Card cardOf(const Product& product) {
  check(!product.variants.empty());
  const auto [low, high] =
      std::ranges::minmax(product.variants, {}, &ProductVariant::priceMinor);
  return cardOfFound(product, {.product = 0,
                               .firstVariant = 0,
                               .priceMinMinor = low.priceMinor,
                               .priceMaxMinor = high.priceMinor});
}

Catalog::Catalog(std::vector<Product> products, std::vector<Category> categories)
    : categories_(std::move(categories)) {
  std::set<std::string> ids;
  std::set<std::string> slugs;
  for (Product& product : products) {
    const bool first = ids.insert(product.id).second && slugs.insert(product.slug).second;
    if (first && !product.variants.empty()) products_.push_back(std::move(product));
  }
  sortStably(categories_, [](const Category& a, const Category& b) { return a.order < b.order; });
  index();
}

Currency Catalog::currency() const {
  return products_.empty() ? Currency::eur() : products_.front().currency;
}

void Catalog::index() {
  indexProducts();
  indexText();
}

void Catalog::indexProducts() {
  byId_.clear();
  bySlug_.clear();
  bySku_.clear();
  for (std::size_t i = 0; i < products_.size(); ++i) {
    byId_.emplace(products_[i].id, i);
    bySlug_.emplace(products_[i].slug, i);
    for (const ProductVariant& variant : products_[i].variants) bySku_.emplace(variant.sku, i);
  }
  columns_ = CatalogColumns(products_, categories_);
}

void Catalog::indexText() {
  titleKeys_.clear();
  brands_.clear();
  text_ = TextIndex();
  names_ = TextIndex();
  for (const Product& product : products_) {
    titleKeys_.push_back(folded(product.title));
    if (!product.brand.empty()) brands_.push_back(product.brand);
    const Category* category = findCategory(product.categoryId);
    const std::string description = descriptionText(product);
    std::vector<IndexedText> fields = {{product.title, kTitleWeight},
                                       {product.brand, kBrandWeight},
                                       {product.summary, kSummaryWeight},
                                       {description, kDescriptionWeight}};
    if (category != nullptr) fields.push_back({category->title, kCategoryWeight});
    for (const std::string& tag : product.tags) fields.push_back({tag, kTagWeight});
    for (const ProductOption& option : product.options) {
      for (const std::string& value : option.values) fields.push_back({value, kTagWeight});
    }
    text_.add(fields);
  }
  text_.finish();
  sortUnique(brands_);
  for (const Category& category : categories_) names_.add({{category.title, 1}});
  for (const std::string& brand : brands_) names_.add({{brand, 1}});
  names_.finish();
}

const Product* Catalog::findById(std::string_view id) const {
  const auto found = byId_.find(id);
  return found == byId_.end() ? nullptr : &products_[found->second];
}

const Product* Catalog::findBySlug(std::string_view slug) const {
  const auto found = bySlug_.find(slug);
  return found == bySlug_.end() ? nullptr : &products_[found->second];
}

VariantEntry Catalog::findSku(std::string_view sku) const {
  const auto found = bySku_.find(sku);
  if (found == bySku_.end()) return {};
  const Product& product = products_[found->second];
  return {.product = &product, .variant = findVariant(product, sku)};
}

const Category* Catalog::findCategory(std::string_view id) const {
  const auto found = std::ranges::find(categories_, id, &Category::id);
  return found == categories_.end() ? nullptr : &*found;
}

std::vector<Catalog::Hit> Catalog::hitsOf(const CatalogQuery& query, CatalogPage& page) const {
  std::vector<std::size_t> candidates(products_.size());
  std::iota(candidates.begin(), candidates.end(), std::size_t{0});
  std::vector<std::int64_t> scores(products_.size(), 0);
  const std::string text = folded(query.text);
  if (!text.empty()) {
    candidates.clear();
    TextAnswer answer = text_.search(query.text);
    for (const TextHit& hit : answer.hits) {
      candidates.push_back(hit.document);
      const bool wholeTitle = titleKeys_[hit.document] == text;
      scores[hit.document] = hit.score * (wholeTitle ? kWholeTitleFactor : 1);
    }
    page.correctedText = std::move(answer.correctedText);
  }
  CatalogColumns::Selection selection = columns_.select(query, candidates);
  page.facets = std::move(selection.facets);
  page.priceMinMinor = selection.priceMinMinor;
  page.priceMaxMinor = selection.priceMaxMinor;
  std::vector<Hit> hits;
  for (const CatalogColumns::Found& found : selection.found) {
    hits.push_back({.found = found, .score = scores[found.product]});
  }
  return hits;
}

// The order of all products when nothing else decides; total, because slugs are unique.
bool Catalog::isFeaturedBefore(std::size_t a, std::size_t b) const {
  const auto key = [&](const Product& product) {
    return std::tuple(!product.featured, -product.popularity, std::string_view(product.slug));
  };
  return key(products_[a]) < key(products_[b]);
}

void Catalog::sortHits(std::vector<Hit>& hits, CatalogSort sort) const {
  // Smaller comes first; -1, 0 or 1 by the sort's own key.
  const auto compare = [&](const Hit& a, const Hit& b) -> std::weak_ordering {
    const Product& left = products_[a.found.product];
    const Product& right = products_[b.found.product];
    switch (sort) {
      case CatalogSort::kRelevance: return b.score <=> a.score;
      case CatalogSort::kPriceUp: return a.found.priceMinMinor <=> b.found.priceMinMinor;
      case CatalogSort::kPriceDown: return b.found.priceMaxMinor <=> a.found.priceMaxMinor;
      case CatalogSort::kNewest: return right.publishedAt <=> left.publishedAt;
      case CatalogSort::kPopularity: return right.popularity <=> left.popularity;
      case CatalogSort::kName:
        return titleKeys_[a.found.product] <=> titleKeys_[b.found.product];
      case CatalogSort::kRating: {
        const double leftAverage = left.rating ? left.rating->average : 0;
        const double rightAverage = right.rating ? right.rating->average : 0;
        if (leftAverage == rightAverage) return std::weak_ordering::equivalent;
        return leftAverage > rightAverage ? std::weak_ordering::less : std::weak_ordering::greater;
      }
      case CatalogSort::kFeatured: break;
    }
    return std::weak_ordering::equivalent;
  };
  sortStably(hits, [&](const Hit& a, const Hit& b) {
    const std::weak_ordering order = compare(a, b);
    if (order != 0) return order < 0;
    return isFeaturedBefore(a.found.product, b.found.product);
  });
}

CatalogPage Catalog::search(const CatalogQuery& given) const {
  CatalogPage page;
  page.query = canonicalQuery(given);
  page.currency = std::string(currency().code());
  std::vector<Hit> hits = hitsOf(page.query, page);
  sortHits(hits, page.query.sort);
  const std::size_t size = static_cast<std::size_t>(page.query.pageSize);
  page.total = static_cast<std::int64_t>(hits.size());
  const std::size_t pages = std::max<std::size_t>(1, (hits.size() + size - 1) / size);
  page.pageCount = static_cast<std::int32_t>(pages);
  page.query.page = std::min(page.query.page, page.pageCount);
  page.page = page.query.page;
  const std::size_t begin = (static_cast<std::size_t>(page.page) - 1) * size;
  for (std::size_t i = begin; i < std::min(begin + size, hits.size()); ++i) {
    page.cards.push_back(cardOfFound(products_[hits[i].found.product], hits[i].found));
  }
  return page;
}

std::vector<Suggestion> Catalog::suggestions(std::string_view text, std::size_t limit) const {
  std::vector<Suggestion> suggestions;
  for (const TextHit& hit : names_.search(text).hits) {
    Suggestion& suggestion = suggestions.emplace_back();
    if (hit.document < categories_.size()) {
      const Category& category = categories_[hit.document];
      suggestion = {SuggestionKind::kCategory, category.title, category.slug, category.image};
    } else {
      const std::string& brand = brands_[hit.document - categories_.size()];
      suggestion = {SuggestionKind::kBrand, brand, brand, std::nullopt};
    }
  }
  // Names leave room for products: at most half of the list when there are enough of both.
  CatalogQuery query;
  query.text = text;
  query.pageSize = static_cast<std::int32_t>(std::min<std::size_t>(limit, kMaxPageSize));
  const CatalogPage page = foldWords(text).empty() ? CatalogPage{} : search(query);
  const std::size_t products = std::min(page.cards.size(), limit - std::min(limit, limit / 2));
  const std::size_t names = std::min(suggestions.size(), limit - std::min(limit, products));
  suggestions.resize(names);
  for (const Card& card : page.cards) {
    if (suggestions.size() >= limit) break;
    suggestions.push_back({SuggestionKind::kProduct, card.title, card.slug, card.image});
  }
  return suggestions;
}

std::vector<Card> Catalog::related(std::string_view slug, std::size_t limit) const {
  const Product* product = findBySlug(slug);
  if (product == nullptr) return {};
  const std::int64_t price = cardOf(*product).priceMinMinor;
  std::vector<std::size_t> others;
  for (std::size_t i = 0; i < products_.size(); ++i) {
    const bool other = &products_[i] != product && products_[i].categoryId == product->categoryId;
    if (other) others.push_back(i);
  }
  const auto nearness = [&](std::size_t i) {
    const std::int64_t distance = cardOf(products_[i]).priceMinMinor - price;
    return std::tuple(-static_cast<std::int64_t>(sharedTags(*product, products_[i])),
                      distance < 0 ? -distance : distance);
  };
  sortStably(others, [&](std::size_t a, std::size_t b) {
    const auto left = nearness(a);
    const auto right = nearness(b);
    return left != right ? left < right : isFeaturedBefore(a, b);
  });
  std::vector<Card> cards;
  for (std::size_t i = 0; i < std::min(limit, others.size()); ++i) {
    cards.push_back(cardOf(products_[others[i]]));
  }
  return cards;
}

void Catalog::upsert(Product product) {
  check(!product.variants.empty());
  const auto known = byId_.find(product.id);
  const bool sameText = known != byId_.end() && hasSameText(products_[known->second], product);
  if (known != byId_.end()) {
    products_[known->second] = std::move(product);
  } else {
    products_.push_back(std::move(product));
  }
  indexProducts();
  if (!sameText) indexText();
}

void Catalog::remove(std::string_view id) {
  std::erase_if(products_, [&](const Product& product) { return product.id == id; });
  index();
}

}  // namespace vitrine
