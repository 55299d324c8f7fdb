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
#include "engine/catalog/query.h"
#include "engine/core/ordering.h"

namespace vitrine {

// What products can be filtered by, as numbers: dimensions (a facet each), their values, and which
// of them each product and variant has. Filtering, counting and the price range are one pass.
class CatalogColumns {
 public:
  CatalogColumns() = default;
  CatalogColumns(const std::vector<Product>& products, const std::vector<Category>& categories);

  // A product that the query finds, with the price range of the variants that fit.
  struct Found {
    std::size_t product = 0;
    std::size_t firstVariant = 0;  // the first that fits
    std::int64_t priceMinMinor = 0;
    std::int64_t priceMaxMinor = 0;
  };
  struct Selection {
    std::vector<Found> found;  // in the products' order
    std::vector<Facet> facets;
    std::optional<std::int64_t> priceMinMinor;
    std::optional<std::int64_t> priceMaxMinor;
  };

  // `candidates`: positions of products that the text has left, ascending.
  Selection select(const CatalogQuery& query, const std::vector<std::size_t>& candidates) const;

 private:
  struct Mark {  // has this value in this dimension
    std::uint32_t dimension = 0;
    std::uint32_t value = 0;
  };
  struct VariantRow {
    std::int64_t priceMinor = 0;
    std::vector<Mark> marks;
  };
  struct ProductRow {
    std::vector<Mark> marks;
    std::vector<VariantRow> variants;
  };
  struct Dimension {
    std::string name;
    std::string label;
    std::vector<std::string> values;  // as in the query
    std::vector<std::string> labels;
    PlaceByName numbers;
  };
  struct Filter;
  struct Tally;

  std::uint32_t valueOf(std::size_t dimension, std::string_view value, std::string_view label);
  void addDimensions(const std::vector<Product>& products);
  void sortValues(std::size_t dimension);
  void addRow(const Product& product, const std::vector<Category>& categories);
  Filter filterOf(const CatalogQuery& query) const;
  void choose(Filter& filter, std::string_view dimension,
              const std::vector<std::string>& values) const;
  std::vector<Facet> facetsOf(const Filter& filter, const Tally& tally) const;

  std::vector<Dimension> dimensions_;
  std::vector<ProductRow> rows_;
};

}  // namespace vitrine
