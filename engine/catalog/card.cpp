// SPDX-License-Identifier: MIT
#include "engine/catalog/card.h"

namespace vitrine {
namespace {

constexpr std::int64_t kLowStock = 3;  // "only a few left"

}  // namespace

std::vector<Badge> badgesOf(const BadgeFacts& facts) {
  std::vector<Badge> badges;
  if (facts.stock == 0) badges.push_back(Badge::kSoldOut);
  if (facts.isOnSale) badges.push_back(Badge::kSale);
  if (facts.isNew) badges.push_back(Badge::kNew);
  if (facts.stock > 0 && facts.stock <= kLowStock) badges.push_back(Badge::kLowStock);
  if (facts.isBestseller) badges.push_back(Badge::kBestseller);
  return badges;
}

std::vector<Badge> badgesOf(const Product& product) {
  BadgeFacts facts;
  for (const ProductVariant& variant : product.variants) {
    facts.stock += variant.stock;
    facts.isOnSale |= variant.compareAtMinor.has_value();
  }
  for (const std::string& tag : product.tags) facts.readTag(tag);
  return badgesOf(facts);
}

CardImage cardImageOf(const ProductImage& image) {
  return {image.url, image.alt, image.width, image.height, image.lqip, image.optionValue};
}

}  // namespace vitrine
