// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "engine/catalog/build_snapshot.h"
#include "engine/catalog/catalog.h"

namespace vitrine {

// Small segments while they are joined to one: first their products are read, then the snapshot of
// these is built, a slice at a time.
struct Catalog::Compaction {
  std::vector<std::size_t> segments;
  std::vector<ProductPlace> places;  // of the products that are joined
  std::vector<Product> products;
  std::unique_ptr<SnapshotBuilder> builder;  // once all are read
};

}  // namespace vitrine
