// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>

#include "engine/store/store.h"

namespace vitrine {

// Search, facets, results and one product's variants; and the documents that were left out, with
// the reason. Holds only what was typed and chosen.
class CatalogPanel {
 public:
  void show(Store& store, bool& open);

 private:
  void showSearch(const CatalogPageView& page);
  void showFacets(const CatalogPageView& page);
  void showHits(Store& store, const CatalogPageView& page);
  void showVariants(Store& store);
  static void showRejections(const Store& store);

  QueryView query_;
  std::array<char, 120> text_{};
  std::string slug_;  // the product that is open
};

}  // namespace vitrine
