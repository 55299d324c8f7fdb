// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/category.h"
#include "engine/catalog/product.h"
#include "engine/catalog/snapshot.h"
#include "engine/catalog/text_table.h"

namespace vitrine {

// The facets of a snapshot: dimensions ("category", "brand", "tag", "opt.Colour") and their values.
// Values are numbered through all dimensions, those of one are neighbours. Rating, stock and sale
// are facets too, but their few values are columns, not numbers from here.

struct FacetDimension {
  std::string name;   // as in the query
  std::string label;  // for the shopper
  std::uint32_t begin = 0;  // its values
  std::uint32_t end = 0;
};

// Collects the values of products, then numbers them in the order in which they are shown:
// categories as a tree from the top, all others by name but for options, which come as shops list
// them ("S", "M", "L").
class FacetBuilder {
 public:
  explicit FacetBuilder(const std::vector<Category>& categories);

  void add(const Product& product);
  void finish();  // after the last product, before the first of the rest

  // The numbers of a product's category, brand and tags, and of a variant's option values.
  std::vector<std::uint32_t> marksOf(const Product& product) const;
  std::vector<std::uint32_t> marksOf(const Product& product, const ProductVariant& variant) const;
  void write(SnapshotWriter& snapshot) const;

 private:
  struct Dimension {
    std::string name;
    std::string label;
    TextTable values;  // in the order of arrival
    std::vector<std::string> labels;        // of categories; of all others the value itself
    std::vector<std::uint32_t> numbers;     // of each value, after finish()
    std::uint32_t begin = 0;
  };

  void addCategories(const std::vector<Category>& categories);
  void numberByName(Dimension& dimension);
  std::optional<std::uint32_t> numberOf(std::size_t dimension, std::string_view value) const;
  std::size_t optionDimension(std::string_view name) const;

  std::vector<Dimension> dimensions_;
  TextTable categoryIds_;                  // in the order of their numbers
  std::vector<std::uint32_t> categoryEnds_;  // where the tree below each category ends
  std::uint32_t valueCount_ = 0;
};

// The dimensions and values of an opened snapshot.
class FacetTable {
 public:
  static constexpr std::size_t kCategory = 0;
  static constexpr std::size_t kBrand = 1;
  static constexpr std::size_t kTag = 2;
  static constexpr std::size_t kFirstOption = 3;

  static Result<FacetTable> open(const SnapshotSections& snapshot);

  const std::vector<FacetDimension>& dimensions() const { return dimensions_; }
  std::size_t valueCount() const { return values_.size(); }
  std::string_view value(std::uint32_t number) const { return values_[number]; }
  std::string_view label(std::uint32_t number) const { return labels_[number]; }
  // Behind the last category of the tree whose top is this one.
  std::uint32_t categoryEnd(std::uint32_t number) const { return categoryEnds_[number]; }
  // The category above it.
  static constexpr std::uint32_t kNoCategory = UINT32_MAX;
  std::uint32_t categoryParent(std::uint32_t number) const { return categoryParents_[number]; }
  // How many categories are above it.
  std::int32_t categoryDepth(std::uint32_t number) const { return categoryDepths_[number]; }

  std::optional<std::size_t> dimensionNamed(std::string_view name) const;
  std::optional<std::uint32_t> numberOf(std::size_t dimension, std::string_view value) const;

 private:
  std::vector<FacetDimension> dimensions_;
  Texts values_;
  Texts labels_;
  std::vector<std::uint32_t> categoryEnds_;
  std::vector<std::int32_t> categoryDepths_;
  std::vector<std::uint32_t> categoryParents_;
  mutable TextTable known_;  // "dimension value", made when first asked
};

}  // namespace vitrine
