// SPDX-License-Identifier: MIT
#include "engine/catalog/catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/engine/catalog_fixture.h"
#include "tests/parse_query.h"

namespace vitrine {
namespace {

using Slugs = std::vector<std::string>;

Category category(const char* name, int order) {
  Category entry;
  entry.id = std::string("category-") + name;
  entry.slug = name;
  entry.title = name;
  entry.order = order;
  return entry;
}

Product shirt() {
  Product product = simpleProduct("shirt", "Linen Shirt", 0);
  product.brand = "Nordlys";
  product.categoryId = "category-wear";
  product.options = {{"Size", {"S", "M"}}, {"Colour", {"Sand", "Ink"}}};
  const auto variant = [](const char* sku, const char* size, const char* colour, int price,
                          int stock) {
    ProductVariant entry;
    entry.sku = sku;
    entry.optionValues = {size, colour};
    entry.priceMinor = price;
    entry.stock = stock;
    return entry;
  };
  product.variants = {variant("S-SND", "S", "Sand", 4000, 5),
                      variant("M-INK", "M", "Ink", 4500, 0)};
  product.variants[1].compareAtMinor = 6000;
  product.images.resize(2);
  product.images[0].url = "/sand.webp";
  product.images[0].optionValue = "Sand";
  product.images[1].url = "/ink.webp";
  product.images[1].optionValue = "Ink";
  return product;
}

class CatalogTest : public testing::Test {
 protected:
  CatalogTest() {
    Product lamp = simpleProduct("lamp", "Aurora Lamp", 9900);
    lamp.brand = "Nordlys";
    lamp.categoryId = "category-light";
    lamp.tags = {"new"};
    lamp.popularity = 5;
    lamp.publishedAt = Timestamp{2};
    Product mini = simpleProduct("mini", "Aurora Lamp Mini", 4900, 2);
    mini.brand = "Äther";
    mini.categoryId = "category-light";
    mini.popularity = 9;
    mini.publishedAt = Timestamp{3};
    mini.rating = ProductRating{4.5, 3};
    Product gone = simpleProduct("gone", "Old Candle", 900, 0);
    gone.categoryId = "category-light";
    gone.featured = true;
    catalog_ = Catalog({lamp, mini, gone, shirt()}, {category("wear", 2), category("light", 1)});
  }

  Slugs slugs(const CatalogQuery& query) const {
    Slugs result;
    for (const Card& card : catalog_.search(query).cards) result.push_back(card.slug);
    return result;
  }
  Slugs slugs(const char* search) const { return slugs(parseQuery(search, Currency::eur())); }

  CatalogPage page(const char* search) const {
    return catalog_.search(parseQuery(search, Currency::eur()));
  }

  // "S:1 M:0" of one facet.
  std::string counts(const char* search, const char* name) const {
    std::string text;
    const CatalogPage answer = page(search);
    const auto facet = std::ranges::find(answer.facets, name, &Facet::name);
    if (facet == answer.facets.end()) return "(none)";
    for (const FacetValue& value : facet->values) {
      if (!text.empty()) text += " ";
      text += std::string(value.value) + ":" + std::to_string(value.count);
      if (value.selected) text += "*";
    }
    return text;
  }

  Catalog catalog_;
};

TEST_F(CatalogTest, FindsByIdSlugAndSku) {
  EXPECT_EQ(catalog_.findById("product-lamp")->slug, "lamp");
  EXPECT_EQ(catalog_.findBySlug("mini")->title, "Aurora Lamp Mini");
  EXPECT_EQ(catalog_.findSku("M-INK").product->slug, "shirt");
  EXPECT_EQ(catalog_.findSku("M-INK").variant->priceMinor, 4500);
  EXPECT_EQ(catalog_.findSku("nothing").product, nullptr);
  EXPECT_EQ(catalog_.findBySlug("nothing"), nullptr);
}

TEST_F(CatalogTest, SortsWithATotalOrder) {
  EXPECT_EQ(slugs(""), (Slugs{"gone", "mini", "lamp", "shirt"}));
  EXPECT_EQ(slugs("sort=price"), (Slugs{"gone", "shirt", "mini", "lamp"}));
  EXPECT_EQ(slugs("sort=price-desc"), (Slugs{"lamp", "mini", "shirt", "gone"}));
  EXPECT_EQ(slugs("sort=newest"), (Slugs{"mini", "lamp", "gone", "shirt"}));
  EXPECT_EQ(slugs("sort=rating"), (Slugs{"mini", "gone", "lamp", "shirt"}));
  EXPECT_EQ(slugs("sort=name"), (Slugs{"lamp", "mini", "shirt", "gone"}));
  EXPECT_EQ(slugs("sort=popular"), (Slugs{"mini", "lamp", "gone", "shirt"}));
}

TEST_F(CatalogTest, TheWholeTitleComesFirst) {
  EXPECT_EQ(slugs("q=aurora+lamp"), (Slugs{"lamp", "mini"}));
  EXPECT_EQ(slugs("q=AURORA+L%C3%A4mp").front(), "lamp");
  EXPECT_EQ(page("q=aurroa").correctedText, "aurora");
  EXPECT_EQ(page("q=aurora").correctedText, std::nullopt);
  EXPECT_EQ(page("q=nosuchthing").total, 0);
}

TEST_F(CatalogTest, OptionsSpeakOfOneVariant) {
  EXPECT_EQ(slugs("opt.Size=S&opt.Colour=Sand"), (Slugs{"shirt"}));
  EXPECT_EQ(slugs("opt.Size=M&opt.Colour=Ink"), (Slugs{})) << "that one is sold out";
  EXPECT_EQ(slugs("opt.Size=M&opt.Colour=Sand"), (Slugs{})) << "no variant is both";
  EXPECT_EQ(slugs("opt.Size=S&stock=1"), (Slugs{"shirt"}));
  EXPECT_EQ(slugs("opt.Size=S&sale=1"), (Slugs{})) << "only M is on sale";
  EXPECT_EQ(slugs("opt.Size=S&min=42"), (Slugs{})) << "S costs 40";
  EXPECT_EQ(slugs("opt.Taste=Sweet"), (Slugs{}));
}

TEST_F(CatalogTest, AFacetDoesNotFilterItselfAndKeepsItsZeros) {
  EXPECT_EQ(counts("", "category"), "light:3 wear:1");
  EXPECT_EQ(counts("category=wear", "category"), "light:3 wear:1*");
  EXPECT_EQ(counts("category=wear", "brand"), "Äther:0 Nordlys:1");
  EXPECT_EQ(counts("brand=Nordlys", "category"), "light:1 wear:1");
  EXPECT_EQ(counts("opt.Size=S", "opt.Size"), "S:1* M:0") << "M is sold out";
  EXPECT_EQ(counts("opt.Size=S", "opt.Colour"), "Sand:1 Ink:0");
  EXPECT_EQ(counts("sale=1", "opt.Size"), "S:0 M:0");
  EXPECT_EQ(counts("stock=1", "stock"), "1:3*");
  EXPECT_EQ(counts("opt.Size=S", "sale"), "1:0");
  EXPECT_EQ(counts("q=lamp", "category"), "light:2 wear:0");
}

TEST_F(CatalogTest, ThePriceRangeIgnoresThePriceFilterOnly) {
  EXPECT_EQ(page("").priceMinMinor, 900);
  EXPECT_EQ(page("").priceMaxMinor, 9900);
  EXPECT_EQ(page("min=50&category=light").priceMinMinor, 900);
  EXPECT_EQ(page("opt.Size=S").priceMinMinor, 4000);
  EXPECT_EQ(page("q=nosuchthing").priceMinMinor, std::nullopt);
  EXPECT_EQ(slugs("min=49&max=49"), (Slugs{"mini"})) << "both ends belong to the range";
}

TEST_F(CatalogTest, ACardShowsTheVariantsThatFit) {
  const Card all = page("category=wear").cards.at(0);
  EXPECT_EQ(all.priceMinMinor, 4000);
  EXPECT_EQ(all.priceMaxMinor, 4500);
  EXPECT_EQ(all.image->url, "/sand.webp");
  EXPECT_EQ(all.secondImage->url, "/ink.webp");
  EXPECT_EQ(all.onlySku, "");
  EXPECT_TRUE(all.inStock);
  EXPECT_EQ(all.badges, (std::vector<Badge>{Badge::kSale}));

  const Card ink = page("category=wear&sale=1").cards.at(0);
  EXPECT_EQ(ink.priceMinMinor, 4500);
  EXPECT_EQ(ink.compareAtMinor, 6000);
  EXPECT_EQ(ink.image->url, "/ink.webp");

  EXPECT_EQ(page("q=candle").cards.at(0).badges, (std::vector<Badge>{Badge::kSoldOut}));
  EXPECT_EQ(page("q=mini").cards.at(0).badges, (std::vector<Badge>{Badge::kLowStock}));
  EXPECT_EQ(page("q=mini").cards.at(0).onlySku, "mini");
}

TEST_F(CatalogTest, PagesCoverEverythingOnce) {
  CatalogQuery query;
  query.pageSize = 3;
  const CatalogPage first = catalog_.search(query);
  EXPECT_EQ(first.total, 4);
  EXPECT_EQ(first.pageCount, 2);
  EXPECT_EQ(first.cards.size(), 3U);
  query.page = 2;
  EXPECT_EQ(slugs(query), (Slugs{"shirt"}));
  query.page = 99;
  EXPECT_EQ(catalog_.search(query).page, 2);
  EXPECT_EQ(catalog_.search(query).query.page, 2);
}

TEST_F(CatalogTest, SuggestsNamesThenProductsWithTypos) {
  const std::vector<Suggestion> words = catalog_.suggestions("li", 4);
  ASSERT_GE(words.size(), 2U);
  EXPECT_EQ(words[0].kind, SuggestionKind::kQuery);
  EXPECT_EQ(words[0].text, "light");
  EXPECT_EQ(words[1].kind, SuggestionKind::kQuery);
  EXPECT_EQ(words[1].text, "linen");
  EXPECT_EQ(catalog_.suggestions("light", 4).at(0).kind, SuggestionKind::kCategory);
  EXPECT_EQ(catalog_.suggestions("auror lmap", 4).size(), 2U);
  EXPECT_EQ(catalog_.suggestions("nordlys", 8).at(0).kind, SuggestionKind::kBrand);
  EXPECT_TRUE(catalog_.suggestions("", 8).empty());
  EXPECT_TRUE(catalog_.suggestions("lamp", 0).empty());
  EXPECT_EQ(catalog_.suggestions("aurora", 1).size(), 1U);
}

TEST_F(CatalogTest, RelatedProductsShareTheCategory) {
  const std::vector<Card> cards = catalog_.related("lamp", 8);
  ASSERT_EQ(cards.size(), 2U);
  EXPECT_EQ(cards[0].slug, "mini");
  EXPECT_TRUE(catalog_.related("nothing", 8).empty());
}

TEST_F(CatalogTest, LiveChangesAreSeenByTheNextQuery) {
  Product lamp = *catalog_.findBySlug("lamp");
  lamp.variants[0].priceMinor = 100;
  catalog_.upsert({lamp});
  EXPECT_EQ(slugs("sort=price").front(), "lamp");
  lamp.title = "Sunset";
  catalog_.upsert({lamp});
  EXPECT_EQ(slugs("q=sunset"), (Slugs{"lamp"}));
  catalog_.upsert({simpleProduct("extra", "Extra", 1)});
  EXPECT_EQ(slugs("sort=price").front(), "extra");
  catalog_.remove("product-lamp");
  EXPECT_EQ(catalog_.findSku("lamp").product, nullptr);
  EXPECT_EQ(slugs("q=sunset"), (Slugs{}));
}

TEST(CatalogOfNothingTest, AnswersEmptyPages) {
  const Catalog catalog;
  EXPECT_EQ(catalog.search({}).total, 0);
  EXPECT_EQ(catalog.search({}).pageCount, 1);
  EXPECT_TRUE(catalog.suggestions("a", 5).empty());
  CatalogQuery query;
  query.brands = {"x"};
  query.options = {{"Colour", {"Sand"}}};
  EXPECT_EQ(catalog.search(query).total, 0);
}

TEST(CatalogOfRepeatsTest, KeepsTheFirstOfEachIdAndSlug) {
  Product second = simpleProduct("lamp", "Second", 2);
  const Catalog catalog({simpleProduct("lamp", "First", 1), second});
  EXPECT_EQ(catalog.size(), 1U);
  EXPECT_EQ(catalog.findBySlug("lamp")->title, "First");
}

}  // namespace
}  // namespace vitrine
