// SPDX-License-Identifier: MIT
#include "engine/catalog/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

#include "tests/engine/catalog_fixture.h"

namespace vitrine {
namespace {

// The same answer by the plainest means: every facet is counted by asking again without it.

bool has(const std::vector<std::string>& list, const std::string& text) {
  return std::ranges::find(list, text) != list.end();
}

Category simpleCategory(const std::string& slug, std::string parentId = "") {
  Category category;
  category.id = "category-" + slug;
  category.slug = slug;
  category.title = slug;
  category.parentId = std::move(parentId);
  return category;
}

// Whether the category or one above it is chosen.
bool isWithin(std::string_view id, const std::vector<Category>& categories,
              const std::vector<std::string>& chosen) {
  while (!id.empty()) {
    const Category& category = *std::ranges::find(categories, id, &Category::id);
    if (has(chosen, category.slug)) return true;
    id = category.parentId;
  }
  return false;
}

bool fits(const Product& product, const ProductVariant& variant, const CatalogQuery& query) {
  if (!query.text.empty() && !product.title.contains(query.text)) return false;
  if (!query.brands.empty() && !has(query.brands, product.brand)) return false;
  const bool tagged = std::ranges::any_of(
      product.tags, [&](const std::string& tag) { return has(query.tags, tag); });
  if (!query.tags.empty() && !tagged) return false;
  if (query.inStock && variant.stock == 0) return false;
  if (query.onSale && !variant.compareAtMinor) return false;
  if (query.priceMinMinor && variant.priceMinor < *query.priceMinMinor) return false;
  if (query.priceMaxMinor && variant.priceMinor > *query.priceMaxMinor) return false;
  if (!query.options.empty() && variant.stock == 0) return false;
  if (query.ratingMin && (!product.rating || product.rating->average < *query.ratingMin)) {
    return false;
  }
  return std::ranges::all_of(query.options, [&](const OptionFilter& filter) {
    for (std::size_t i = 0; i < product.options.size(); ++i) {
      const bool same = product.options[i].name == filter.name;
      if (same) return has(filter.values, variant.optionValues[i]);
    }
    return false;
  });
}

std::int64_t countOf(const std::vector<Product>& products,
                     const std::vector<Category>& categories, const CatalogQuery& query) {
  return std::ranges::count_if(products, [&](const Product& product) {
    if (!query.categories.empty() && !isWithin(product.categoryId, categories, query.categories)) {
      return false;
    }
    return std::ranges::any_of(product.variants,
                               [&](const ProductVariant& v) { return fits(product, v, query); });
  });
}

CatalogQuery choosingOnly(CatalogQuery query, std::string_view facet, std::string_view value) {
  if (facet == "category") query.categories = {std::string(value)};
  if (facet == "brand") query.brands = {std::string(value)};
  if (facet == "tag") query.tags = {std::string(value)};
  if (facet == "rating") query.ratingMin = value[0] - '0';
  if (facet == "stock") query.inStock = true;
  if (facet == "sale") query.onSale = true;
  if (facet.starts_with("opt.")) {
    std::erase_if(query.options, [&](auto& option) { return "opt." + option.name == facet; });
    query.options.push_back({std::string(facet.substr(4)), {std::string(value)}});
  }
  return query;
}

class RandomShop {
 public:
  explicit RandomShop(unsigned seed) : random_(seed) {
    for (unsigned i = 0; i < 20; ++i) {
      const bool isTop = i == 0 || below(4) == 0;
      categories_.push_back(simpleCategory("c" + std::to_string(i), isTop ? "" : categoryId(i)));
    }
  }

  const std::vector<Category>& categories() const { return categories_; }

  std::int64_t below(unsigned bound) { return static_cast<std::int64_t>(random_() % bound); }

  Product product(int number) {
    Product product = simpleProduct("p" + std::to_string(number), "P", 1);
    if (below(6) == 0) product.title = "P seldom";
    if (below(5) > 0) product.categoryId = categoryId(20);
    product.variants.clear();
    product.brand = "b" + std::to_string(below(3));
    product.tags.resize(static_cast<std::size_t>(below(3)));
    for (std::string& tag : product.tags) tag = "t" + std::to_string(below(3));
    if (below(2) == 0) product.rating = ProductRating{static_cast<double>(below(11)) / 2, 1};
    const std::int64_t options = below(3);
    if (options > 0) product.options.push_back({"Size", {"S", "M", "L"}});
    if (options > 1) product.options.push_back({"Colour", {"Sand", "Ink"}});
    for (std::int64_t i = below(5); i >= 0; --i) {
      ProductVariant& variant = product.variants.emplace_back();
      variant.sku = product.slug + "-" + std::to_string(i);
      for (const ProductOption& option : product.options) {
        const auto count = static_cast<unsigned>(option.values.size());
        variant.optionValues.push_back(option.values[static_cast<std::size_t>(below(count))]);
      }
      variant.priceMinor = 1 + below(6);
      variant.stock = below(2);
      if (below(3) == 0) variant.compareAtMinor = 100;
    }
    return product;
  }

  CatalogQuery query() {
    CatalogQuery query;
    if (below(4) == 0) query.text = "seldom";
    if (below(3) == 0) query.categories = {"c" + std::to_string(below(20))};
    if (below(9) == 0) query.categories.push_back("c" + std::to_string(below(20)));
    if (below(3) == 0) query.brands = {"b" + std::to_string(below(4))};
    if (below(3) == 0) query.tags = {"t0", "t" + std::to_string(below(3))};
    if (below(3) == 0) query.options.push_back({"Size", {"S", "L"}});
    if (below(3) == 0) query.options.push_back({"Colour", {"Ink"}});
    if (below(3) == 0) query.priceMinMinor = below(6);
    if (below(3) == 0) query.priceMaxMinor = below(6);
    if (below(4) == 0) query.ratingMin = static_cast<std::int32_t>(1 + below(4));
    query.inStock = below(3) == 0;
    query.onSale = below(3) == 0;
    return query;
  }

 private:
  std::string categoryId(unsigned bound) { return "category-c" + std::to_string(below(bound)); }

  std::mt19937 random_;
  std::vector<Category> categories_;
};

void expectThePlainestAnswer(const Catalog& catalog, const std::vector<Product>& products,
                             const std::vector<Category>& categories, const CatalogQuery& query) {
  const CatalogPage page = catalog.search(query);
  ASSERT_EQ(page.total, countOf(products, categories, query));
  for (const Facet& facet : page.facets) {
    for (const FacetValue& value : facet.values) {
      const CatalogQuery chosen = choosingOnly(query, facet.name, value.value);
      ASSERT_EQ(value.count, countOf(products, categories, chosen))
          << facet.name << " " << value.value;
    }
  }
}

TEST(CatalogFacetsTest, AgreeWithThePlainestAnswer) {
  for (unsigned seed = 0; seed < 600; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomShop shop(seed);
    std::vector<Product> products;
    for (int i = 0; i < 20; ++i) products.push_back(shop.product(i));
    // Half of them as they are from the beginning, the others added and changed afterwards.
    Catalog catalog({products.begin(), products.begin() + 10}, shop.categories());
    for (int i = 5; i < 10; ++i) {
      products[static_cast<std::size_t>(i)] = shop.product(i);
    }
    catalog.upsert({products.begin() + 5, products.begin() + 15});
    for (int i = 15; i < 20; ++i) catalog.upsert({products[static_cast<std::size_t>(i)]});
    if (seed % 2 == 0) {
      while (!catalog.isSettled()) catalog.settle();
    }
    const CatalogQuery query = canonicalQuery(shop.query());
    expectThePlainestAnswer(catalog, products, shop.categories(), query);
    if (HasFatalFailure()) return;
    ASSERT_EQ(catalog.search(query).total, std::ssize(catalog.search(query).cards));
  }
}

// Sets of more products than a word has bits, and words without any product that the text has left.
TEST(CatalogFacetsTest, AgreeWithThePlainestAnswerInALargerShop) {
  for (unsigned seed = 0; seed < 60; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomShop shop(seed);
    std::vector<Product> products;
    for (int i = 0; i < 200; ++i) products.push_back(shop.product(i));
    const Catalog catalog(products, shop.categories());
    for (int i = 0; i < 5; ++i) {
      const CatalogQuery query = canonicalQuery(shop.query());
      expectThePlainestAnswer(catalog, products, shop.categories(), query);
      if (HasFatalFailure()) return;
    }
  }
}

TEST(CatalogFacetsTest, CategoriesAreListedAsATreeWithTheirDepth) {
  std::vector<Category> categories;
  std::string parentId;
  for (int i = 0; i < 16; ++i) {
    categories.push_back(simpleCategory("c" + std::to_string(i), parentId));
    parentId = categories.back().id;
  }
  categories.push_back(simpleCategory("top"));
  Product product = simpleProduct("p", "P", 1);
  product.categoryId = parentId;
  const Catalog built({product}, categories);
  const Catalog opened = std::move(Catalog::open(built.snapshot()).value());
  for (const Catalog* catalog : {&built, &opened}) {
    std::vector<std::int32_t> depths;
    const CatalogPage page = catalog->search({});
    for (const FacetValue& value : page.facets[FacetTable::kCategory].values) {
      depths.push_back(value.depth);
      EXPECT_EQ(value.count, value.value == "top" ? 0 : 1) << value.value;
    }
    EXPECT_EQ(depths, (std::vector<std::int32_t>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14,
                                                 15, 0}));
  }
}

TEST(CatalogFacetsTest, NamesAreListedAsPeopleCount) {
  const std::vector<std::string> names = {"7UP", "Maker", "maker 2", "Maker 10", "Maker 10b",
                                          "Maker 100", "Makers"};
  std::vector<Product> products;
  for (std::size_t i = names.size(); i-- > 0;) {
    products.push_back(simpleProduct("p" + std::to_string(i), "P", 1));
    products.back().brand = names[i];
  }
  const Catalog catalog(products);
  const CatalogPage page = catalog.search({});
  std::vector<std::string> listed;
  for (const FacetValue& value : std::ranges::find(page.facets, "brand", &Facet::name)->values) {
    listed.emplace_back(value.value);
  }
  EXPECT_EQ(listed, names);
}

TEST(CatalogFacetsTest, OfTheWholeFacetEveryValueIsListedWithItsCount) {
  std::vector<Product> products;
  for (std::size_t i = 0; i < kMaxFacetValues + 50; ++i) {
    products.push_back(simpleProduct("p" + std::to_string(i), "P", 1, i % 2 == 0 ? 1 : 0));
    products.back().brand = "brand " + std::to_string(i);
  }
  Catalog catalog(products);
  Product fresh = simpleProduct("fresh", "P", 1);
  fresh.brand = "New";
  catalog.upsert({fresh});
  const auto brands = [&](const CatalogQuery& query) {
    const CatalogPage page = catalog.search(query);
    return *std::ranges::find(page.facets, "brand", &Facet::name);
  };
  CatalogQuery query;
  query.inStock = true;

  EXPECT_EQ(brands(query).values.size(), kMaxFacetValues);
  EXPECT_EQ(brands(query).valueCount, kMaxFacetValues + 51);

  query.wholeFacet = "brand";
  const Facet whole = brands(query);
  ASSERT_EQ(whole.values.size(), kMaxFacetValues + 51);
  EXPECT_EQ(whole.valueCount, whole.values.size());
  for (const FacetValue& value : whole.values) {
    const bool isOdd = value.value.ends_with('1') || value.value.ends_with('3') ||
                       value.value.ends_with('5') || value.value.ends_with('7') ||
                       value.value.ends_with('9');
    EXPECT_EQ(value.count, isOdd ? 0 : 1) << value.value;
  }
}

TEST(CatalogFacetsTest, WhatIsChosenIsListedWhereItBelongs) {
  std::vector<Product> products;
  for (int i = 0; i < 150; ++i) {
    // Three digits, so that names are listed by number; of the middle ones there are two products.
    const std::string brand = "b" + std::to_string(100 + i);
    for (int j = 0; j < (i >= 20 && i < 120 ? 2 : 1); ++j) {
      products.push_back(simpleProduct(brand + "-" + std::to_string(j), "P", 1));
      products.back().brand = brand;
    }
  }
  const Catalog catalog(products);
  const std::vector<std::string> some[] = {{"b100"}, {"b249"}, {"b170"}, {"b101", "b230"}};
  for (const std::vector<std::string>& chosen : some) {
    for (const std::string wholeFacet : {"", "brand"}) {
      CatalogQuery query;
      query.brands = chosen;
      query.wholeFacet = wholeFacet;
      const CatalogPage page = catalog.search(query);
      const std::vector<FacetValue>& brands = page.facets[FacetTable::kBrand].values;
      const auto unlisted = std::ranges::count_if(
          chosen, [](const std::string& brand) { return brand < "b120" || brand >= "b220"; });
      EXPECT_EQ(std::ssize(brands), wholeFacet.empty() ? 100 + unlisted : 150);
      EXPECT_TRUE(std::ranges::is_sorted(brands, {}, &FacetValue::value));
      for (const FacetValue& value : brands) {
        const bool isMiddle = value.value >= "b120" && value.value < "b220";
        EXPECT_EQ(value.count, isMiddle ? 2 : 1) << value.value;
        EXPECT_EQ(value.selected, has(chosen, std::string(value.value))) << value.value;
      }
    }
  }
}

}  // namespace
}  // namespace vitrine
