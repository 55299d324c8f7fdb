// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "engine/catalog/build_snapshot.h"
#include "engine/catalog/catalog.h"

namespace vitrine {

// Neighbouring additions while they are joined to one: their products are read, a snapshot of these
// is built, opened and prepared, all in slices. Meanwhile they go on being asked and changed.
struct Catalog::Joining {
  std::size_t first = 0;  // of the segments
  std::size_t end = 0;
  std::vector<ProductPlace> places;  // of the products that are joined
  std::vector<Product> products;
  std::vector<ProductPlace> changed;  // since the beginning, some more than once
  std::unique_ptr<SnapshotBuilder> builder;  // once all are read
  std::optional<SegmentOpening> opening;     // once it is built
  std::unique_ptr<Segment> joined;           // once it is open
};

}  // namespace vitrine
