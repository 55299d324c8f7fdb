// SPDX-License-Identifier: MIT
#include "engine/catalog/product.h"

#include <algorithm>

namespace vitrine {

const ProductVariant* findVariant(const Product& product, std::string_view sku) {
  const auto variant = std::ranges::find(product.variants, sku, &ProductVariant::sku);
  return variant == product.variants.end() ? nullptr : &*variant;
}

std::string optionText(const ProductVariant& variant) {
  std::string text;
  for (const std::string& value : variant.optionValues) {
    if (!text.empty()) text += " / ";
    text += value;
  }
  return text;
}

const ProductImage* imageOf(const Product& product, const ProductVariant& variant) {
  if (product.images.empty()) return nullptr;
  const auto image = std::ranges::find_if(product.images, [&](const ProductImage& candidate) {
    return !candidate.optionValue.empty() &&
           std::ranges::find(variant.optionValues, candidate.optionValue) !=
               variant.optionValues.end();
  });
  return image == product.images.end() ? &product.images.front() : &*image;
}

}  // namespace vitrine
