// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/catalog/product.h"
#include "engine/catalog/query.h"

namespace vitrine {

// The card of one product with all its variants.
Card cardOf(Product product);

// With the picture of the variant at this place and the price range of some.
Card cardOf(Product product, std::size_t shown, std::int64_t priceMinMinor,
            std::int64_t priceMaxMinor);

}  // namespace vitrine
