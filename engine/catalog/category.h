// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/catalog/product.h"

namespace vitrine {

struct Category {
  std::string id;
  std::string slug;
  std::string title;
  std::string summary;
  std::string parentId;  // of the category that this one is part of, or empty
  std::optional<ProductImage> image;
  std::int64_t order = 0;  // place in lists, smallest first

  bool operator==(const Category&) const = default;
};

}  // namespace vitrine
