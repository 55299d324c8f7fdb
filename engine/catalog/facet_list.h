// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "engine/catalog/columns.h"
#include "engine/catalog/query.h"
#include "engine/catalog/segment.h"

namespace vitrine {

// The facets of a page from what each segment has counted: the values of the first segment, in its
// order, with the counts of all; what only the others know comes behind.
std::vector<Facet> facetsOf(const CatalogQuery& query,
                            const std::vector<std::unique_ptr<Segment>>& segments,
                            const std::vector<Columns::Selection>& selections);

}  // namespace vitrine
