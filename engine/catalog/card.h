// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/catalog/product.h"
#include "engine/catalog/query.h"

namespace vitrine {

// What the badges of a product follow from.
struct BadgeFacts {
  std::int64_t stock = 0;  // of all variants
  bool isOnSale = false;   // one of them
  bool isNew = false;
  bool isBestseller = false;

  void readTag(std::string_view tag) {
    isNew |= tag == "new";
    isBestseller |= tag == "bestseller";
  }
};

std::vector<Badge> badgesOf(const BadgeFacts& facts);
std::vector<Badge> badgesOf(const Product& product);

CardImage cardImageOf(const ProductImage& image);  // valid while the image lives

}  // namespace vitrine
