// SPDX-License-Identifier: MIT
#include <algorithm>

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

Card cardOf(const Product& product, const ProductVariant& shown, std::int64_t priceMinMinor,
            std::int64_t priceMaxMinor) {
  Card card;
  card.id = product.id;
  card.slug = product.slug;
  card.title = product.title;
  card.brand = product.brand;
  card.categoryId = product.categoryId;
  card.options = product.options;
  card.currency = std::string(product.currency.code());
  card.priceMinMinor = priceMinMinor;
  card.priceMaxMinor = priceMaxMinor;
  const auto cheapest =
      std::ranges::find(product.variants, priceMinMinor, &ProductVariant::priceMinor);
  if (cheapest != product.variants.end()) card.compareAtMinor = cheapest->compareAtMinor;
  const ProductImage* image = imageOf(product, shown);
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

Card cardOf(const Product& product) {
  check(!product.variants.empty());
  const auto [low, high] =
      std::ranges::minmax(product.variants, {}, &ProductVariant::priceMinor);
  return cardOf(product, product.variants.front(), low.priceMinor, high.priceMinor);
}

}  // namespace vitrine
