// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "engine/catalog/product.h"
#include "engine/catalog/query.h"

namespace vitrine {

// The card of one product with all its variants.
Card cardOf(const Product& product);

// With the picture of one variant and the price range of some.
Card cardOf(const Product& product, const ProductVariant& shown, std::int64_t priceMinMinor,
            std::int64_t priceMaxMinor);

}  // namespace vitrine
