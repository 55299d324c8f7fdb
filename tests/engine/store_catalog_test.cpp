// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/groq/groq.h"
#include "tests/engine/store_fixture.h"

namespace vitrine {
namespace {

TEST(StoreCatalogTest, TheCartIsReadBeforeTheCatalogIsThere) {
  MemoryDisk disk;
  Tab tab(disk);
  EXPECT_FALSE(tab->start().hasCart);
  EXPECT_TRUE(tab->poll().hasCart);
  EXPECT_EQ(tab->versions().catalog, 0);

  tab.transport.answer(*tab.transport.last("GET", "/api/catalog"), 200, catalogJson());

  EXPECT_TRUE(tab->poll().hasCatalog);
  EXPECT_EQ(tab->versions().catalog, 1);
}

TEST(StoreCatalogTest, WithoutACatalogTheCartIsKeptAndLoadingIsTriedAgain) {
  MemoryDisk disk;
  {
    Tab tab(disk);
    tab.open();
    (void)tab->addLine("AUR-SND", 1);
    tab.settle();
  }
  Tab tab(disk, 2);
  tab->start();
  tab.fail("GET", "/api/catalog");

  EXPECT_EQ(tab->versions().catalog, 1) << "known to be unavailable";
  EXPECT_FALSE(tab->versions().hasCatalog);
  EXPECT_TRUE(tab.hasNotice(NoticeCode::kCatalogUnavailable));
  EXPECT_EQ(tab.cartText(), "AUR-SNDx1 ");
  EXPECT_FALSE(tab->cart().lines.at(0).problem.has_value());
  EXPECT_FALSE(tab->cart().canCheckout);
  tab.wait(1'000);
  ASSERT_EQ(tab.transport.count("GET", "/api/catalog"), 2U);
  tab.answer("GET", "/api/catalog", 200, catalogJson());
  EXPECT_TRUE(tab->versions().hasCatalog);
  EXPECT_FALSE(tab.hasNotice(NoticeCode::kCatalogUnavailable));
  EXPECT_EQ(tab->cart().total.amountMinor, 5390);
}

TEST(StoreCatalogTest, GarbageLeavesTheCatalogAsItWas) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  tab->refreshCatalog();
  tab.answer("GET", "/api/catalog", 200, "<html>");

  EXPECT_EQ(tab->search({}).total, 2);
  EXPECT_TRUE(tab.hasNotice(NoticeCode::kCatalogStale));
}

TEST(StoreCatalogTest, BadDocumentsAreCountedAndTheGoodOnesShown) {
  MemoryDisk disk;
  Tab tab(disk);
  tab->start();
  std::string json = catalogJson();
  json.insert(json.find("[") + 1, R"({"_id":"product-bad","title":7},)");

  tab.answer("GET", "/api/catalog", 200, json);

  EXPECT_EQ(tab->search({}).total, 2);
  ASSERT_EQ(tab->notices().size(), 1U);
  EXPECT_EQ(tab->notices().at(0).count, 1);
  EXPECT_EQ(tab->rejections().at(0).documentId, "product-bad");
}

TEST(StoreCatalogTest, ACleanedCatalogLacksTheBadDocumentsButNamesThem) {
  std::string json = catalogJson();
  json.insert(json.find("[") + 1, R"({"_id":"product-bad","title":7},)");

  const auto clean = cleanShopJson(json);

  ASSERT_TRUE(clean.has_value());
  EXPECT_EQ(decodeJson(*clean)->without("leftOut"), *decodeJson(catalogJson()));
  EXPECT_EQ(decodeShop(*clean)->rejections, decodeShop(json)->rejections);
  EXPECT_EQ(*cleanShopJson(*clean), *clean);
}

TEST(StoreCatalogTest, SettingsThatCannotBeReadAreNamed) {
  const Value catalog = *decodeJson(catalogJson());
  const Value settings = catalog["settings"].with("taxRates", "none");

  const auto shop = decodeShop(encodeJson(catalog.with("settings", settings)));

  ASSERT_FALSE(shop.has_value());
  EXPECT_EQ(shop.error().field, "settings.taxRates");
}

TEST(StoreCatalogTest, ANewPriceReachesTheCart) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 1);
  const std::int64_t before = tab->versions().cart;

  tab->refreshCatalog();
  tab.answer("GET", "/api/catalog", 200, catalogJson(5400));

  EXPECT_GT(tab->versions().cart, before);
  EXPECT_EQ(tab->cart().subtotal.amountMinor, 5400);
}

TEST(StoreCatalogTest, DocumentsAreLookedAtAgainAndTheSameAreNoNews) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 1);
  const std::int64_t version = tab->versions().catalog;
  tab.wait(59'999);
  EXPECT_EQ(tab.transport.count("GET", "/api/catalog"), 1U);
  tab.wait(1).answer("GET", "/api/catalog", 200, catalogJson());
  EXPECT_EQ(tab->versions().catalog, version);

  tab.wait(60'000).fail("GET", "/api/catalog");
  EXPECT_TRUE(tab->notices().empty());
  tab.wait(1'000).answer("GET", "/api/catalog", 200, catalogJson(5400));
  EXPECT_EQ(tab->cart().subtotal.amountMinor, 5400);
}

TEST(StoreCatalogTest, AQueryIsUnderstoodAsFarAsItMakesSense) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  QueryView query;
  query.facets = {{"opt.Colour", {"Sand"}}, {"nonsense", {"x"}}};
  query.priceTo = "20,50";
  query.priceFrom = "cheap";
  query.sort = "price_asc";
  query.page = -4;

  const CatalogPageView page = tab->search(query);

  EXPECT_EQ(page.total, 1);
  EXPECT_EQ(page.hits.at(0).slug, "borea");
  EXPECT_EQ(page.hits.at(0).stock, StockView::kLowStock);
  EXPECT_EQ(page.query.page, 1);
  EXPECT_EQ(page.query.priceFrom, "");
  EXPECT_EQ(page.query.priceTo, "20.50");
  EXPECT_EQ(page.query.sort, "price_asc");
  EXPECT_EQ(page.first, 1);
  EXPECT_EQ(page.last, 1);
}

TEST(StoreCatalogTest, EverySortThatIsOfferedIsUnderstood) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  QueryView query;
  query.text = "lamp";
  const std::vector<std::string> sorts = tab->search(query).sorts;
  EXPECT_EQ(sorts, (std::vector<std::string>{"relevance", "featured", "newest", "price_asc",
                                             "price_desc", "rating", "popularity", "name"}));
  for (const std::string& sort : sorts) {
    query.sort = sort;
    EXPECT_EQ(tab->search(query).sort, sort);
  }
  query.text.clear();
  const CatalogPageView page = tab->search(query);
  EXPECT_EQ(page.hits.at(0).slug, "aurora");
  EXPECT_EQ(page.sorts.size(), 7U) << "nothing is a better match than another without words";
}

TEST(StoreCatalogTest, PricesAreShownAsTheyFilter) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  QueryView query;
  query.priceFrom = "1.299,00";
  query.priceTo = "20";

  const CatalogPageView page = tab->search(query);

  EXPECT_EQ(page.query.priceFrom, "20");
  EXPECT_EQ(page.query.priceTo, "1299");
  EXPECT_EQ(page.applied.at(0).value, "20-1299");
  EXPECT_GT(page.total, 0);
}

TEST(StoreCatalogTest, OfACatalogTooLargeToLoadTheCartAloneIsAskedFor) {
  const StoreOptions options{.catalogUrl = "/api/catalog?sku="};
  MemoryDisk disk;
  {
    Tab tab(disk, 1, options);
    tab->start();
    EXPECT_TRUE(tab.transport.sent.empty()) << "nobody knows yet what is in the cart";
    tab.settle().answer("GET", "/api/catalog?sku=", 200, catalogJson());
    EXPECT_TRUE(tab->versions().hasCatalog);
    ASSERT_TRUE(tab->addLine("AUR-SND", 1).has_value());
    tab.settle();
  }
  const Value catalog = *decodeJson(catalogJson());
  const Value aurora = catalog.with("products", Array{catalog["products"][0]});
  Tab tab(disk, 2, options);
  tab->start();
  tab.settle().answer("GET", "/api/catalog?sku=AUR-SND", 200, encodeJson(aurora));
  EXPECT_TRUE(tab->cart().canCheckout);

  const auto cart = tab->addLine("BOR-SND", 4);

  ASSERT_TRUE(cart.has_value()) << "how many there are is not known";
  EXPECT_FALSE(cart->canCheckout);
  tab.answer("GET", "/api/catalog?sku=AUR-SND,BOR-SND", 200, catalogJson());
  EXPECT_EQ(tab->cart().lines.at(1).problem->code, ErrorCode::kQuantityAboveStock);
  ASSERT_TRUE(tab->setQuantity("BOR-SND", 1).has_value());
  EXPECT_TRUE(tab->cart().canCheckout);
  EXPECT_EQ(tab.transport.sent.size(), 2U);
}

TEST(StoreCatalogTest, WhatIsAskedForAndNotSoldIsNotAskedForAgain) {
  MemoryDisk disk;
  Tab tab(disk, 1, {.catalogUrl = "/api/catalog?sku="});
  tab->start();
  tab.settle().answer("GET", "/api/catalog?sku=", 200, catalogJson());
  (void)tab->addLine("GONE", 1);
  EXPECT_FALSE(tab->cart().lines.at(0).problem.has_value());

  tab.answer("GET", "/api/catalog?sku=GONE", 200, catalogJson());

  EXPECT_EQ(tab->cart().lines.at(0).problem->code, ErrorCode::kVariantNotFound);
  EXPECT_EQ(tab.transport.sent.size(), 2U);
}

TEST(StoreCatalogTest, WhatIsAddedWhileTheCartIsAskedForIsAskedForNext) {
  MemoryDisk disk;
  Tab tab(disk, 1, {.catalogUrl = "/api/catalog?sku="});
  tab->start();
  tab.settle();
  (void)tab->addLine("AUR-SND", 1);
  EXPECT_EQ(tab.transport.sent.size(), 1U);

  tab.fail("GET", "/api/catalog?sku=").wait(1'000);

  tab.answer("GET", "/api/catalog?sku=AUR-SND", 200, catalogJson());
  EXPECT_EQ(tab->cart().total.amountMinor, 5390);
}

TEST(StoreCatalogTest, APageOfTheContentLakeIsThePageOfTheCatalog) {
  MemoryDisk disk;
  Tab tab(disk);
  tab->openCatalog(catalogJson());
  QueryView query;
  query.sort = "price_asc";
  query.facets = {{"stock", {"1"}}};
  const CatalogPageView held = tab->search(query);
  const Value documents = *decodeJson(catalogJson());
  Array all = documents["products"].items();
  all.insert(all.end(), documents["categories"].items().begin(),
             documents["categories"].items().end());

  const Value request = *decodeJson(tab->pageRequest(query, ""));
  const auto groq = groq::parse(request["query"].asString(), request["params"]);
  ASSERT_TRUE(groq.has_value()) << groq.error().message;
  const auto answer = groq::evaluate(*groq, groq::MemoryDataset(all), request["params"], {});

  EXPECT_EQ(tab->pageOfAnswer(query, encodeJson(*answer)), held);
  EXPECT_EQ(tab->pageOfAnswer(query, "<html>").total, 0);
}

// The catalog with another lamp, whose brand and option no other has.
Value withCirrus(const Value& documents) {
  const Value option(Object{{"name", "Size"}, {"values", Array{"Tall"}}});
  Value variant = documents["products"][1]["variants"][0].with("sku", "CIR-TAL");
  variant = variant.with("optionValues", Array{"Tall"});
  Value cirrus = documents["products"][1].with("_id", "product-cirrus").with("title", "Cirrus");
  cirrus = cirrus.with("slug", Object{{"current", "cirrus"}}).with("brand", "Cirrus");
  cirrus = cirrus.with("options", Array{option}).with("variants", Array{variant});
  Array products = documents["products"].items();
  products.push_back(cirrus);
  return documents.with("products", Value(std::move(products)));
}

TEST(StoreCatalogTest, ValuesThatTheSampleLacksAreCountedAndListedWhenChosen) {
  MemoryDisk disk;
  Tab sample(disk);
  sample->openCatalog(catalogJson());
  const Value documents = withCirrus(*decodeJson(catalogJson()));
  Array all = documents["products"].items();
  all.insert(all.end(), documents["categories"].items().begin(),
             documents["categories"].items().end());
  QueryView query;
  query.facets = {{"brand", {"Cirrus"}}, {"opt.Size", {"Tall"}}};

  const Value request = *decodeJson(sample->pageRequest(query, ""));
  const auto groq = groq::parse(request["query"].asString(), request["params"]);
  ASSERT_TRUE(groq.has_value()) << groq.error().message;
  const auto answer = groq::evaluate(*groq, groq::MemoryDataset(all), request["params"], {});
  const CatalogPageView page = sample->pageOfAnswer(query, encodeJson(*answer));

  EXPECT_EQ(page.total, 1);
  EXPECT_EQ(page.applied, (std::vector<AppliedFilter>{{"brand", "Cirrus", "Cirrus"},
                                                      {"opt.Size", "Tall", "Tall"}}));
  EXPECT_EQ(page.facets.at(1).values.back(),
            (FacetValueView{"Cirrus", "Cirrus", 0, 1, true, false}));
  EXPECT_EQ(page.facets.back().label, "Size");
}

TEST(StoreCatalogTest, AValueThatNoProductHasCanBeDroppedAgain) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  QueryView query;
  query.facets = {{"brand", {"Nobody"}}};

  const CatalogPageView page = tab->search(query);

  EXPECT_EQ(page.total, 0);
  EXPECT_EQ(page.applied, (std::vector<AppliedFilter>{{"brand", "Nobody", "Nobody"}}));
}

TEST(StoreCatalogTest, NothingFoundOffersSomethingToGoOnWith) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  QueryView query;
  query.text = "zzzzzzzz";

  const CatalogPageView page = tab->search(query);

  EXPECT_EQ(page.total, 0);
  EXPECT_EQ(page.first, 0);
  EXPECT_EQ(page.related.size(), 2U);
}

TEST(StoreCatalogTest, WhatGoesWellWithAProductIsAskedForApart) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  const std::vector<ProductCard> related = tab->related("aurora");

  ASSERT_EQ(related.size(), 1U);
  EXPECT_EQ(related.at(0).slug, "borea");
  EXPECT_TRUE(toValue(*tab->product("aurora", ""))["related"].isNull());
  EXPECT_TRUE(tab->related("nothing").empty());
}

TEST(StoreCatalogTest, TheProductPageKnowsWhereEachOptionLeads) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  const auto view = tab->product("aurora", "");
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(view->selected.sku, "AUR-SND");
  EXPECT_EQ(view->options.at(0).values.at(1).state, OptionValueState::kSoldOut);
  EXPECT_EQ(view->options.at(0).values.at(1).sku, "AUR-INK");
  EXPECT_EQ(view->delivery->price.amountMinor, 490);
  EXPECT_EQ(tab->product("aurora", "AUR-INK")->selected.maxQuantity, 0);
  EXPECT_EQ(tab->product("borea", "")->options.at(0).values.at(1).state,
            OptionValueState::kMissing);
  EXPECT_FALSE(tab->product("nothing", "").has_value());
}

TEST(StoreCatalogTest, AHostChangesTheCatalogAndIsToldWhatCannotBeShown) {
  MemoryDisk disk;
  Tab tab(disk);
  tab->openCatalog(catalogJson());
  const Value documents = *decodeJson(catalogJson(5400));
  const Value bad(Object{{"_id", "product-bad"}, {"title", 7}});

  const std::vector<Rejection> refused = tab->changeCatalog(encodeJson(
      Object{{"products", Array{documents["products"][0], bad}}, {"removed", Array{"product-borea"}}}));

  ASSERT_EQ(refused.size(), 1U);
  EXPECT_EQ(refused.at(0).documentId, "product-bad");
  EXPECT_EQ(tab->search({}).total, 1);
  EXPECT_EQ(tab->product("aurora", "")->selected.price.amountMinor, 5400);
  const Value spoilt = documents["products"][0].with("title", 7);
  EXPECT_EQ(tab->changeCatalog(encodeJson(Object{{"products", Array{spoilt}}})).size(), 1U);
  EXPECT_EQ(tab->search({}).total, 0) << "what it was is not what it is";
  EXPECT_TRUE(tab->changeCatalog("<html>").empty());
}

TEST(StoreCatalogTest, ManyChangesOfAHostLeaveNothingToJoin) {
  MemoryDisk disk;
  Tab tab(disk);
  tab->openCatalog(catalogJson());
  const Value aurora = (*decodeJson(catalogJson()))["products"][0];
  for (int i = 0; i < 20; ++i) {
    const Value renamed = aurora.with("title", "Lamp number " + std::to_string(i));
    EXPECT_TRUE(tab->changeCatalog(encodeJson(Object{{"products", Array{renamed}}})).empty());
    EXPECT_TRUE(tab->shop().catalog.isSettled());
  }
  EXPECT_EQ(tab->product("aurora", "")->title, "Lamp number 19");
}

TEST(StoreCatalogTest, ACartThatIsKeptElsewhereIsPricedAndChanged) {
  MemoryDisk disk;
  Tab tab(disk);
  tab->openCatalog(catalogJson());

  const CartView cart =
      tab->quoteCart({{{"AUR-SND", 1}, {"AUR-SND", 5}, {"BOR-SND", -1}}, ""}, {"", "AT", ""});
  EXPECT_EQ(cart.lines.size(), 1U);
  EXPECT_EQ(cart.total.amountMinor, 5390);
  EXPECT_EQ(cart.country, "AT");
  const auto added = tab->changeCartInput({}, {CartChangeKind::kAdd, "BOR-SND", 2, ""});
  ASSERT_TRUE(added.has_value());
  EXPECT_EQ(added->lines.at(0).quantity, 2);
  const auto refused = tab->changeCartInput(*added, {CartChangeKind::kSet, "BOR-SND", 9, ""});
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().limit, 3);
  EXPECT_EQ(tab.cartText(), "");
}

}  // namespace
}  // namespace vitrine
