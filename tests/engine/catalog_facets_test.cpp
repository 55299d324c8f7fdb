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

bool fits(const Product& product, const ProductVariant& variant, const CatalogQuery& query) {
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

std::int64_t countOf(const std::vector<Product>& products, const CatalogQuery& query) {
  return std::ranges::count_if(products, [&](const Product& product) {
    return std::ranges::any_of(product.variants,
                               [&](const ProductVariant& v) { return fits(product, v, query); });
  });
}

CatalogQuery choosingOnly(CatalogQuery query, std::string_view facet, std::string_view value) {
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
  explicit RandomShop(unsigned seed) : random_(seed) {}

  std::int64_t below(unsigned bound) { return static_cast<std::int64_t>(random_() % bound); }

  Product product(int number) {
    Product product = simpleProduct("p" + std::to_string(number), "P", 1);
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
  std::mt19937 random_;
};

TEST(CatalogFacetsTest, AgreeWithThePlainestAnswer) {
  for (unsigned seed = 0; seed < 600; ++seed) {
    RandomShop shop(seed);
    std::vector<Product> products;
    for (int i = 0; i < 20; ++i) products.push_back(shop.product(i));
    // Half of them as they are from the beginning, the others added and changed afterwards.
    Catalog catalog({products.begin(), products.begin() + 10});
    for (int i = 5; i < 10; ++i) {
      products[static_cast<std::size_t>(i)] = shop.product(i);
    }
    catalog.upsert({products.begin() + 5, products.begin() + 15});
    for (int i = 15; i < 20; ++i) catalog.upsert({products[static_cast<std::size_t>(i)]});
    if (seed % 2 == 0) {
      while (!catalog.isSettled()) catalog.settle();
    }
    const CatalogQuery query = canonicalQuery(shop.query());

    const CatalogPage page = catalog.search(query);

    ASSERT_EQ(page.total, countOf(products, query)) << "seed " << seed;
    ASSERT_EQ(page.total, static_cast<std::int64_t>(page.cards.size()));
    for (const Facet& facet : page.facets) {
      for (const FacetValue& value : facet.values) {
        ASSERT_EQ(value.count, countOf(products, choosingOnly(query, facet.name, value.value)))
            << "seed " << seed << ": " << facet.name << " " << value.value;
      }
    }
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

}  // namespace
}  // namespace vitrine
