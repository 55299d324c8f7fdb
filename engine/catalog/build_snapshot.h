// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/catalog/build_text_index.h"
#include "engine/catalog/category.h"
#include "engine/catalog/facets.h"
#include "engine/catalog/product.h"
#include "engine/catalog/search_settings.h"
#include "engine/catalog/snapshot.h"
#include "engine/catalog/text_table.h"
#include "engine/core/ordering.h"

namespace vitrine {

// The snapshot of products with all that is searched. When nothing else decides they are listed
// featured first, then by popularity, then by slug; they are numbered by their facet values.
std::string buildSnapshot(std::vector<const Product*> products,
                          const std::vector<Category>& categories, const SearchSettings& settings);

// The same in slices. What is given must live until the end.
//
//   while (builder.work(64)) {}
//   std::string snapshot = builder.take();
class SnapshotBuilder {
 public:
  // Without settings it is an addition to a catalog that has them, and the categories, already.
  SnapshotBuilder(std::vector<const Product*> products, const std::vector<Category>& categories,
                  const SearchSettings* settings);

  // Does what so many products take; whether there is more to do.
  bool work(std::size_t most);
  std::string take();

 private:
  // Numbers in lists, one list a product or variant.
  struct ListsWriter {
    std::vector<std::uint16_t> counts;
    std::vector<std::uint32_t> items;

    void add(const std::vector<std::uint32_t>& list) {
      items.insert(items.end(), list.begin(), list.end());
      counts.push_back(static_cast<std::uint16_t>(list.size()));
    }
  };

  bool list(std::size_t most);
  bool nameFacets(std::size_t most);
  bool markProducts(std::size_t most);
  bool makeNeighbours(std::size_t most);
  bool addProducts(std::size_t most);
  bool orderTitles(std::size_t most);
  void add(const Product& product);
  void addText(const Product& product);
  void addColumns(const Product& product);

  std::vector<const Product*> products_;
  const std::vector<Category>& categories_;
  const SearchSettings* settings_;
  PlaceByName categoryPlaces_;
  FacetBuilder facets_;

  // How far the work is, phase by phase.
  Ordering ordering_;
  bool isListed_ = false;
  std::size_t named_ = 0;
  bool areFacetsNamed_ = false;
  std::vector<std::vector<std::uint32_t>> marksAsListed_;
  bool areNeighbours_ = false;
  std::size_t next_ = 0;
  std::optional<Ordering> titleOrdering_;

  TextTable names_;
  TextsWriter records_;
  TextsWriter descriptions_;
  std::vector<std::uint16_t> skuSizes_;
  std::string skus_;
  TextIndexBuilder text_;
  std::vector<std::string> titles_;  // folded
  std::vector<std::uint32_t> nameOrder_;
  std::vector<std::uint16_t> variantCounts_;
  std::vector<std::uint32_t> listedRanks_;
  std::vector<std::uint8_t> featured_;
  std::vector<std::int64_t> popularity_;
  std::vector<std::int64_t> publishedAt_;
  std::vector<std::uint16_t> ratings_;
  std::vector<std::int64_t> prices_;
  std::vector<std::int64_t> compareAt_;
  std::vector<std::int64_t> stock_;
  ListsWriter marks_;
  ListsWriter variantMarks_;
};

}  // namespace vitrine
