// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "engine/catalog/columns.h"
#include "engine/catalog/query.h"
#include "engine/catalog/segment.h"

namespace vitrine {

// The facets of a page from what each segment has counted: the values of the base, in its order,
// with the counts of all (which are added to the base's); what only additions know comes behind.
std::vector<Facet> facetsOf(const CatalogQuery& query,
                            const std::vector<std::unique_ptr<Segment>>& segments,
                            std::vector<Columns::Selection>& selections);

}  // namespace vitrine
