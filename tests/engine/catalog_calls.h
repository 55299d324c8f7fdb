// SPDX-License-Identifier: MIT
#pragma once

#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/core/check.h"

namespace vitrine {

// Calls everything that a catalog can do, for bytes that are not trusted: what it answers is only
// looked at for what must hold of any catalog.

// A query that filters by the first value of every facet that the catalog itself names.
inline CatalogQuery queryOfFirstValues(const CatalogPage& page) {
  CatalogQuery query;
  for (const Facet& facet : page.facets) {
    if (facet.values.empty()) continue;
    const std::vector<std::string> chosen = {std::string(facet.values.front().value)};
    if (facet.name == "category") query.categories = chosen;
    if (facet.name == "brand") query.brands = chosen;
    if (facet.name == "tag") query.tags = chosen;
    if (!facet.name.starts_with(kOptionPrefix)) continue;
    query.options.push_back({std::string(facet.name.substr(kOptionPrefix.size())), chosen});
  }
  return query;
}

// Each filter alone, and all of them together.
inline std::vector<CatalogQuery> queriesFor(const Catalog& catalog) {
  const CatalogQuery all = queryOfFirstValues(catalog.search({}));
  std::vector<CatalogQuery> queries(9, CatalogQuery());
  queries[0] = all;
  queries[0].inStock = queries[0].onSale = true;
  queries[0].ratingMin = 1;
  queries[0].priceMaxMinor = 5'000;
  queries[1].categories = all.categories;
  queries[2].brands = all.brands;
  queries[3].tags = all.tags;
  queries[4].options = all.options;
  queries[5].priceMinMinor = 1;
  queries[6].inStock = true;
  queries[7].onSale = true;
  queries[8].ratingMin = 4;
  return queries;
}

inline void searchEverything(const Catalog& catalog) {
  constexpr const char* kTexts[] = {"", "lamp", "lapm", "", "usb-c Sand"};
  std::size_t number = 0;
  for (CatalogQuery query : queriesFor(catalog)) {
    for (int sort = 0; sort <= static_cast<int>(CatalogSort::kName); ++sort) {
      query.text = kTexts[++number % std::size(kTexts)];
      query.sort = static_cast<CatalogSort>(sort);
      query.page = sort % 2 + 1;
      query.pageSize = sort + 1;
      const CatalogPage page = catalog.search(query);
      check(page.cards.size() <= static_cast<std::size_t>(query.pageSize));
      check(page.page >= 1 && page.page <= page.pageCount);
    }
  }
  for (const std::string_view text : {"l", "lamp", "aurora lamp", "LAMP-2", "Shirt", "lihgting"}) {
    catalog.suggestions(text, 8);
    for (const ProductPlace place : catalog.find(text, 5).products) catalog.idOf(place);
  }
}

inline void readEverything(const Catalog& catalog) {
  for (const std::string& slug : catalog.slugs()) {
    catalog.related(slug, 4);
    const Product* product = catalog.findBySlug(slug);
    if (product == nullptr) continue;
    check(!product->variants.empty());
    product->publishedAt.toIso();
    catalog.findById(product->id);
    catalog.findCategory(product->categoryId);
    for (const ProductVariant& variant : product->variants) {
      const VariantEntry entry = catalog.findSku(variant.sku);
      check(entry.product == nullptr || entry.variant != nullptr);
    }
  }
  check(catalog.categories().empty() || catalog.findCategory(catalog.categories()[0].id));
}

// New prices are written in place, new titles make small segments, which are joined then.
inline void changeEverything(Catalog& catalog) {
  int number = 0;
  for (const std::string& slug : catalog.slugs()) {
    const Product* found = catalog.findBySlug(slug);
    if (found == nullptr || ++number > 12) continue;
    Product product = *found;
    for (ProductVariant& variant : product.variants) variant.priceMinor = variant.stock = number;
    catalog.upsert({product});
    product.title += " lamp";
    product.slug += std::to_string(number);
    if (number % 2 == 0) catalog.upsert({product});
    if (number % 3 == 0) catalog.remove(product.id);
  }
  Product added;
  added.variants.resize(1);
  for (int i = 0; i < 6; ++i) {
    added.id = added.slug = added.variants[0].sku = "added-" + std::to_string(i);
    added.title = "Added lamp";
    catalog.upsert({added});
  }
  for (int slices = 0; !catalog.isSettled(); ++slices) {
    check(slices < 100);
    catalog.settle();
  }
}

inline void callEverything(Catalog catalog) {
  searchEverything(catalog);
  readEverything(catalog);
  check(Catalog::open(catalog.snapshot()).has_value());
  changeEverything(catalog);
  searchEverything(catalog);
  readEverything(catalog);
  check(Catalog::open(catalog.snapshot()).has_value());
}

}  // namespace vitrine
