// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/category.h"
#include "engine/catalog/search_settings.h"
#include "engine/core/result.h"

namespace vitrine {

// What a snapshot keeps of the shop as a whole.
//
//   shop     = products variants  category*  group*  stopWord*
//   category = id slug title summary parent order  url assetRef width height alt lqip
//   group    = text*                            ; synonyms
struct ShopSection {
  std::size_t products = 0;
  std::size_t variants = 0;
  std::vector<Category> categories;
  SearchSettings settings;
};

std::string encodeShop(const ShopSection& shop);
Result<ShopSection> decodeShopSection(std::string_view bytes);

}  // namespace vitrine
