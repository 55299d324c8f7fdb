// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "engine/catalog/build_snapshot.h"
#include "tests/engine/catalog_fixture.h"

namespace vitrine {

inline Category sampleCategory(std::string name, std::string parent, int order) {
  Category category;
  category.id = "category-" + name;
  category.slug = name;
  category.title = name;
  category.parentId = parent.empty() ? "" : "category-" + parent;
  category.order = order;
  return category;
}

inline std::vector<Category> sampleCategories() {
  std::vector<Category> categories = {sampleCategory("lighting", "", 1),
                                      sampleCategory("lamps", "lighting", 2),
                                      sampleCategory("wear", "", 3)};
  categories[1].image.emplace().url = "/lamps.webp";
  return categories;
}

// Has something in every section of a snapshot.
inline std::vector<Product> sampleProducts() {
  std::vector<Product> products = {simpleProduct("lamp", "Aurora Lamp", 9'900),
                                   simpleProduct("mini", "Aurora Lamp Mini", 4'900, 2),
                                   simpleProduct("cable", "USB-C Cable", 900),
                                   simpleProduct("shirt", "Linen Shirt", 4'000)};
  Product& lamp = products[0];
  lamp.brand = "Nordlys";
  lamp.categoryId = "category-lamps";
  lamp.tags = {"dimmable", "new"};
  lamp.featured = true;
  lamp.popularity = 98;
  lamp.publishedAt = {1'700'000'000'000};
  lamp.rating = {.average = 4.5, .count = 12};
  lamp.description = {{BlockKind::kParagraph, 1, {{"A calm light.", true, false, "/light"}}}};
  lamp.images.resize(1);
  lamp.images[0].url = "/lamp.webp";
  products[1].categoryId = "category-lighting";
  products[1].tags = {"new"};
  products[1].rating = {.average = 2, .count = 1};
  Product& shirt = products[3];
  shirt.brand = "Sand & Co";
  shirt.categoryId = "category-wear";
  shirt.options = {{"Size", {"S", "M"}}, {"Colour", {"Sand", "Ink"}}};
  shirt.variants.resize(3, shirt.variants[0]);
  for (std::size_t i = 0; i < 3; ++i) {
    ProductVariant& variant = shirt.variants[i];
    variant.sku = "shirt-" + std::to_string(i);
    variant.optionValues = {i == 0 ? "S" : "M", i == 1 ? "Sand" : "Ink"};
    variant.stock = static_cast<std::int64_t>(2 - i);
  }
  shirt.variants[1].compareAtMinor = 6'000;
  return products;
}

inline SearchSettings sampleSettings() {
  return {.synonyms = {{"lamp", "light bulb"}, {"tee", "t-shirt", "linen shirt"}},
          .stopWords = {"the"}};
}

inline std::string snapshotOf(const std::vector<Product>& products) {
  std::vector<const Product*> pointers;
  for (const Product& product : products) pointers.push_back(&product);
  return buildSnapshot(pointers, sampleCategories(), sampleSettings());
}

}  // namespace vitrine
