// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/category.h"
#include "engine/catalog/columns.h"
#include "engine/catalog/product.h"
#include "engine/catalog/query.h"
#include "engine/catalog/text_index.h"
#include "engine/core/ordering.h"

namespace vitrine {

// Where a SKU is sold. Valid until the catalog changes.
struct VariantEntry {
  const Product* product = nullptr;
  const ProductVariant* variant = nullptr;
};

// The products that one shop offers, searchable. Also the source of prices and stock for a quote:
// the server builds one from the handful of products that it has just read.
//
//   Catalog catalog(std::move(documents.products), std::move(documents.categories));
//   CatalogPage page = catalog.search(parseQuery("q=lamp&sort=price", catalog.currency()));
class Catalog {
 public:
  Catalog() = default;
  // Products are those of decodeCatalog: valid, with unique ids, slugs and SKUs. Of two that share
  // one of these the first is kept.
  explicit Catalog(std::vector<Product> products, std::vector<Category> categories = {});

  const std::vector<Product>& products() const { return products_; }
  const std::vector<Category>& categories() const { return categories_; }
  Currency currency() const;  // of the first product; EUR when there is none

  const Product* findById(std::string_view id) const;      // nullptr when absent
  const Product* findBySlug(std::string_view slug) const;  // nullptr when absent
  VariantEntry findSku(std::string_view sku) const;        // both null when absent
  const Category* findCategory(std::string_view id) const;

  CatalogPage search(const CatalogQuery& query) const;

  // What to offer while the shopper types: categories and brands that begin so, then products.
  std::vector<Suggestion> suggestions(std::string_view text, std::size_t limit) const;

  // Others of the category, nearest in tags and price first.
  std::vector<Card> related(std::string_view slug, std::size_t limit) const;

  // Live changes: replaces the product of that id or adds it; takes it out. A change of prices or
  // stock leaves the text index alone.
  void upsert(Product product);
  void remove(std::string_view id);

 private:
  // A product that a query finds, with what it is sorted by.
  struct Hit {
    CatalogColumns::Found found;
    std::int64_t score = 0;
  };

  void index();
  void indexProducts();  // what is found by key and by filter
  void indexText();      // what is found by words
  std::vector<Hit> hitsOf(const CatalogQuery& query, CatalogPage& page) const;
  void sortHits(std::vector<Hit>& hits, CatalogSort sort) const;
  bool isFeaturedBefore(std::size_t a, std::size_t b) const;

  std::vector<Product> products_;
  std::vector<Category> categories_;
  PlaceByName byId_;
  PlaceByName bySlug_;
  PlaceByName bySku_;
  CatalogColumns columns_;
  std::vector<std::string> titleKeys_;  // the folded title of each product
  TextIndex text_;                      // documents are the products
  TextIndex names_;                     // documents are the categories, then the brands
  std::vector<std::string> brands_;
};

// The card of one product with all its variants.
Card cardOf(const Product& product);

}  // namespace vitrine
