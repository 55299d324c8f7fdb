// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/catalog/card.h"
#include "engine/core/check.h"

namespace vitrine {
namespace {

constexpr std::int64_t kLowStock = 3;  // "only a few left", of all variants together

bool hasTag(const Product& product, std::string_view tag) {
  return std::ranges::find(product.tags, tag) != product.tags.end();
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
  if (hasTag(product, "new")) badges.push_back(Badge::kNew);
  if (stock > 0 && stock <= kLowStock) badges.push_back(Badge::kLowStock);
  if (hasTag(product, "bestseller")) badges.push_back(Badge::kBestseller);
  return badges;
}

}  // namespace

Card cardOf(Product product, std::size_t shown, std::int64_t priceMinMinor,
            std::int64_t priceMaxMinor) {
  Card card;
  card.currency = std::string(product.currency.code());
  card.priceMinMinor = priceMinMinor;
  card.priceMaxMinor = priceMaxMinor;
  const auto cheapest =
      std::ranges::find(product.variants, priceMinMinor, &ProductVariant::priceMinor);
  if (cheapest != product.variants.end()) card.compareAtMinor = cheapest->compareAtMinor;
  card.badges = badgesOf(product);
  card.inStock = isInStock(product);
  card.rating = product.rating;
  // What follows moves: a page is made of hundreds of texts.
  if (const ProductImage* image = imageOf(product, product.variants[shown])) {
    const auto first = static_cast<std::size_t>(image - product.images.data());
    const std::size_t second = first == 0 ? 1 : 0;
    card.image = std::move(product.images[first]);
    if (second < product.images.size()) card.secondImage = std::move(product.images[second]);
  }
  if (product.variants.size() == 1) card.onlySku = std::move(product.variants.front().sku);
  card.id = std::move(product.id);
  card.slug = std::move(product.slug);
  card.title = std::move(product.title);
  card.brand = std::move(product.brand);
  card.categoryId = std::move(product.categoryId);
  card.options = std::move(product.options);
  return card;
}

Card cardOf(Product product) {
  check(!product.variants.empty());
  const auto [low, high] =
      std::ranges::minmax(product.variants, {}, &ProductVariant::priceMinor);
  const std::int64_t min = low.priceMinor;
  const std::int64_t max = high.priceMinor;
  return cardOf(std::move(product), 0, min, max);
}

}  // namespace vitrine
