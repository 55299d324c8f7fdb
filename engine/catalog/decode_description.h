// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "engine/catalog/field_reader.h"
#include "engine/catalog/product.h"

namespace vitrine {

// The blocks of the portable text in `description`. Blocks and marks that the shop does not know
// are left out; a link with a scheme that is not allowed becomes its text. Each kind has its bound
// (decode.h), and all texts together have theirs.
std::vector<DescriptionBlock> decodeDescription(FieldReader& document);

}  // namespace vitrine
