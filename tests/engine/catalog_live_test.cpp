// SPDX-License-Identifier: MIT
// A catalog that has changed answers as one that was built of the same products.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "tests/engine/catalog_samples.h"

namespace vitrine {
namespace {

void settle(Catalog& catalog) {
  while (!catalog.isSettled()) catalog.settle();
}

std::vector<std::string> idsOf(const CatalogPage& page) {
  std::vector<std::string> ids;
  for (const Card& card : page.cards) ids.emplace_back(card.id);
  return ids;
}

// What has products of each facet; what has none may be listed or not.
std::map<std::string, std::int64_t> countsOf(const CatalogPage& page) {
  std::map<std::string, std::int64_t> counts;
  for (const Facet& facet : page.facets) {
    for (const FacetValue& value : facet.values) {
      const std::string key = std::string(facet.name) + "=" + std::string(value.value);
      if (value.count > 0) counts[key] = value.count;
    }
  }
  return counts;
}

std::int64_t countOf(const Catalog& catalog, const CatalogQuery& query, std::string_view facet,
                     std::string_view value) {
  for (const Facet& each : catalog.search(query).facets) {
    if (each.name != facet) continue;
    const auto found = std::ranges::find(each.values, value, &FacetValue::value);
    if (found != each.values.end()) return found->count;
  }
  return -1;
}

class ChangingShop {
 public:
  explicit ChangingShop(unsigned seed) : random_(seed) {}

  int below(unsigned bound) { return static_cast<int>(random_() % bound); }

  Product product(int number) {
    static constexpr const char* kWords[] = {"oak", "lamp", "chair", "steel", "linen", "zest"};
    Product product = simpleProduct("p" + std::to_string(number), "", 100 + below(40), below(3));
    for (int i = below(3); i >= 0; --i) product.title += std::string(kWords[below(6)]) + " ";
    product.brand = "b" + std::to_string(below(5));
    if (below(2) == 0) product.tags = {"t" + std::to_string(below(4))};
    product.categoryId = below(2) == 0 ? "category-lamps" : "category-wear";
    product.featured = below(6) == 0;
    product.popularity = below(4);
    product.publishedAt = {below(5)};
    if (below(2) == 0) product.rating = ProductRating{static_cast<double>(below(11)) / 2, 1};
    return product;
  }

  CatalogQuery query() {
    CatalogQuery query;
    if (below(3) == 0) query.brands = {"b" + std::to_string(below(6))};
    if (below(3) == 0) query.categories = {"lighting"};
    if (below(3) == 0) query.inStock = true;
    if (below(4) == 0) query.priceMinMinor = 110;
    query.sort = static_cast<CatalogSort>(below(8));
    query.pageSize = 1 + below(30);
    query.page = 1 + below(2);
    return query;
  }

 private:
  std::mt19937 random_;
};

TEST(CatalogLiveTest, AnswersAsACatalogOfTheSameProducts) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    ChangingShop shop(seed);
    std::map<std::string, Product> products;
    std::vector<Product> first;
    for (int i = 0; i < 12; ++i) first.push_back(shop.product(i));
    for (const Product& product : first) products[product.id] = product;
    Catalog changed(first, sampleCategories());
    for (int i = 0; i < 60; ++i) {
      const Product product = shop.product(shop.below(40));
      if (shop.below(4) == 0) {
        changed.remove(product.id);
        products.erase(product.id);
      } else {
        changed.upsert({product});
        products[product.id] = product;
      }
      // Changes come at any time of the joining.
      for (int slices = shop.below(6); slices > 0 && !changed.isSettled(); --slices) {
        changed.settle();
      }
    }
    if (seed % 2 == 0) settle(changed);
    std::vector<Product> now;
    for (const auto& [id, product] : products) now.push_back(product);
    const Catalog built(now, sampleCategories());

    for (int i = 0; i < 20; ++i) {
      CatalogQuery query = shop.query();
      const CatalogPage page = changed.search(query);
      const CatalogPage expected = built.search(query);
      ASSERT_EQ(page.total, expected.total) << "seed " << seed;
      ASSERT_EQ(idsOf(page), idsOf(expected)) << "seed " << seed << ", sort "
                                              << static_cast<int>(query.sort);
      ASSERT_EQ(countsOf(page), countsOf(expected)) << "seed " << seed;
      ASSERT_EQ(page.priceMinMinor, expected.priceMinMinor);

      query.text = i % 2 == 0 ? "lam" : "chiar";
      query.pageSize = 100;
      query.page = 1;
      std::vector<std::string> found = idsOf(changed.search(query));
      std::vector<std::string> toFind = idsOf(built.search(query));
      std::ranges::sort(found);
      std::ranges::sort(toFind);
      ASSERT_EQ(found, toFind) << "seed " << seed << ": " << query.text;
    }
    ASSERT_EQ(changed.size(), built.size());
  }
}

TEST(CatalogLiveTest, AProductMayTakeTheSlugThatAnotherGivesUpInTheSameChange) {
  Catalog catalog(sampleProducts(), sampleCategories());
  Product lamp = *catalog.findBySlug("lamp");
  Product successor = simpleProduct("lamp", "Aurora Lamp II", 12'900);
  successor.id = "product-lamp-2";
  successor.variants[0].sku = "lamp-2";
  lamp.slug = "lamp-old";

  catalog.upsert({successor, lamp});

  EXPECT_EQ(catalog.findBySlug("lamp")->title, "Aurora Lamp II");
  EXPECT_EQ(catalog.findBySlug("lamp-old")->title, "Aurora Lamp");
}

TEST(CatalogLiveTest, ProductsMayExchangeTheirSlugs) {
  Catalog catalog(sampleProducts(), sampleCategories());
  Product lamp = *catalog.findBySlug("lamp");
  Product mini = *catalog.findBySlug("mini");
  std::swap(lamp.slug, mini.slug);

  catalog.upsert({lamp, mini});

  EXPECT_EQ(catalog.findBySlug("mini")->id, lamp.id);
  EXPECT_EQ(catalog.findBySlug("lamp")->id, mini.id);
}

TEST(CatalogLiveTest, ASlugOrSkuThatAnotherProductHasIsRefused) {
  Catalog catalog(sampleProducts(), sampleCategories());
  Product sameSlug = simpleProduct("lamp", "Impostor", 1);
  sameSlug.id = "product-impostor";
  sameSlug.variants[0].sku = "impostor";
  Product sameSku = simpleProduct("other", "Other", 1);
  sameSku.variants[0].sku = "cable";

  catalog.upsert({sameSlug, sameSku});

  EXPECT_EQ(catalog.size(), sampleProducts().size());
  EXPECT_EQ(catalog.findSku("cable").product->title, "USB-C Cable");
  EXPECT_EQ(catalog.findById("product-impostor"), nullptr);
}

TEST(CatalogLiveTest, OfTwoNewProductsOfOneSlugTheFirstIsKept) {
  Catalog catalog(sampleProducts(), sampleCategories());
  Product first = simpleProduct("same", "First", 1);
  Product second = simpleProduct("same", "Second", 1);
  second.id = "product-second";
  second.variants[0].sku = "second";

  catalog.upsert({first, second});

  EXPECT_EQ(catalog.findBySlug("same")->title, "First");
  EXPECT_EQ(catalog.findById("product-second"), nullptr);
}

// An addition with more values than are listed still counts those that the base lists.
TEST(CatalogLiveTest, AdditionsCountForEveryValueThatIsListed) {
  Product old = simpleProduct("old", "Old", 1);
  old.brand = "zz";
  Catalog catalog({old});
  std::vector<Product> more;
  for (std::size_t i = 0; i <= kMaxFacetValues; ++i) {
    more.push_back(simpleProduct("p" + std::to_string(i), "P", 1));
    more.back().brand = "brand " + std::to_string(i);
  }
  more.push_back(simpleProduct("last", "P", 1));
  more.back().brand = "zz";

  catalog.upsert(more);

  EXPECT_EQ(countOf(catalog, {}, "brand", "zz"), 2);
}

TEST(CatalogLiveTest, AChosenValueIsListedThoughOnlyAnAdditionHasIt) {
  std::vector<Product> products;
  for (std::size_t i = 0; i < kMaxFacetValues; ++i) {
    products.push_back(simpleProduct("p" + std::to_string(i), "P", 1));
    products.back().brand = "brand " + std::to_string(i);
  }
  Catalog catalog(products);
  Product fresh = simpleProduct("fresh", "P", 1);
  fresh.brand = "New";
  catalog.upsert({fresh});
  CatalogQuery query;

  EXPECT_EQ(countOf(catalog, query, "brand", "New"), -1);  // the list is full
  query.brands = {"New"};
  EXPECT_EQ(countOf(catalog, query, "brand", "New"), 1);
}

TEST(CatalogLiveTest, AChangedProductKeepsItsNeighbours) {
  std::vector<Product> products = sampleProducts();
  products[1].categoryId = "category-lamps";
  Catalog catalog(products, sampleCategories());
  Product lamp = *catalog.findBySlug("lamp");
  lamp.title = "Aurora Lamp, new";

  catalog.upsert({lamp});

  ASSERT_EQ(catalog.related("lamp", 4).size(), 1U);
  EXPECT_EQ(catalog.related("lamp", 4)[0].slug, "mini");
  ASSERT_EQ(catalog.related("mini", 4).size(), 1U);
  EXPECT_EQ(catalog.related("mini", 4)[0].slug, "lamp");
}

TEST(CatalogLiveTest, ManyAdditionsBecomeFew) {
  Catalog catalog(sampleProducts(), sampleCategories());
  for (int i = 0; i < 300; ++i) {
    catalog.upsert({simpleProduct("n" + std::to_string(i), "New lamp", 1)});
    settle(catalog);
  }
  EXPECT_EQ(catalog.size(), sampleProducts().size() + 300);
  EXPECT_LE(catalog.additionCount(), 4U);
}

TEST(CatalogLiveTest, AdditionsWithoutProductsGo) {
  Catalog catalog(sampleProducts(), sampleCategories());
  catalog.upsert({simpleProduct("fresh", "Fresh", 1)});
  catalog.remove("product-fresh");
  settle(catalog);
  EXPECT_EQ(catalog.additionCount(), 0U);
  EXPECT_EQ(catalog.findBySlug("fresh"), nullptr);
}

TEST(CatalogLiveTest, ASnapshotOpensInSlicesAsInOneGo) {
  const std::string snapshot = snapshotOf(sampleProducts());
  SegmentOpening opening(snapshot);
  int slices = 1;
  auto more = opening.work(64);
  for (; more && *more; ++slices) more = opening.work(64);
  ASSERT_TRUE(more.has_value());
  EXPECT_GT(slices, 10);
  Catalog catalog(opening.take());
  settle(catalog);

  EXPECT_EQ(catalog.search({}), Catalog::open(snapshot)->search({}));
}

}  // namespace
}  // namespace vitrine
