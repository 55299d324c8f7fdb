// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "engine/catalog/decode.h"
#include "engine/core/json.h"
#include "tests/engine/catalog_fixture.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

std::string productText(const std::string& name) {
  const Value lamp = lampDocument();
  Array variants;
  for (const Value& variant : lamp["variants"].items()) {
    variants.push_back(variant.with("sku", name + "-" + variant["optionValues"][0].asString("")));
  }
  return encodeJson(lamp.with("_id", "product-" + name)
                        .with("slug", name)
                        .with("variants", std::move(variants)));
}

std::string catalogText(const std::vector<std::string>& products) {
  std::string list;
  for (const std::string& product : products) list += (list.empty() ? "" : ",") + product;
  return R"({"products":[)" + list + R"(],"categories":[{"_id":"c","slug":"c","title":"C"}],)" +
         R"("settings":{"currency":"EUR"},"generatedAt":"2026-11-22","extra":[[{"x":[1]}]]})";
}

TEST(DecodeCatalogTest, ReadsProductsCategoriesAndSettings) {
  const Result<CatalogDocuments> catalog =
      decodeCatalog(catalogText({productText("a"), productText("b")}));

  ASSERT_THAT(catalog, IsOk());
  ASSERT_EQ(catalog->products.size(), 2U);
  EXPECT_EQ(catalog->products[1].slug, "b");
  EXPECT_EQ(catalog->products[1].variants[0].sku, "b-Sand");
  ASSERT_EQ(catalog->categories.size(), 1U);
  EXPECT_EQ(catalog->settings["currency"].asString(), "EUR");
  EXPECT_EQ(catalog->generatedAt, "2026-11-22");
  EXPECT_TRUE(catalog->rejections.empty());
}

TEST(DecodeCatalogTest, BadDocumentsAreNamedAndGoodOnesKept) {
  const std::string badPrice =
      encodeJson(lampDocument().with("_id", "product-bad").with("title", 7));
  const Result<CatalogDocuments> catalog = decodeCatalog(
      catalogText({productText("a"), badPrice, "null", "[1,[2]]", "\"x\"", productText("b")}));

  ASSERT_THAT(catalog, IsOk());
  EXPECT_EQ(catalog->products.size(), 2U);
  ASSERT_EQ(catalog->rejections.size(), 4U);
  EXPECT_EQ(catalog->rejections[0],
            (Rejection{"product-bad", ErrorCode::kWrongType, "title", "not text"}));
  EXPECT_EQ(catalog->rejections[1].documentId, "products[2]");
  EXPECT_EQ(catalog->rejections[3].documentId, "products[4]");
}

TEST(DecodeCatalogTest, ADocumentNestedTooDeeplyIsRejectedAlone) {
  const auto nested = [](std::size_t levels) {
    // The document's object is a level of its own.
    std::string text = productText("deep");
    text.pop_back();
    return text + ",\"x\":" + std::string(levels - 1, '[') + std::string(levels - 1, ']') + "}";
  };
  const Result<CatalogDocuments> fits =
      decodeCatalog(catalogText({nested(64), productText("b")}));
  EXPECT_EQ(fits->products.size(), 2U);

  for (const std::size_t levels : {65U, 100'000U}) {
    const Result<CatalogDocuments> catalog =
        decodeCatalog(catalogText({productText("a"), nested(levels), productText("b")}));
    ASSERT_THAT(catalog, IsOk());
    EXPECT_EQ(catalog->products.size(), 2U);
    ASSERT_EQ(catalog->rejections.size(), 1U);
    EXPECT_EQ(catalog->rejections[0].documentId, "product-deep");
    EXPECT_EQ(catalog->rejections[0].code, ErrorCode::kTooDeep);
  }
}

TEST(DecodeCatalogTest, ATextOfTenMegabytesRejectsItsProductOnly) {
  const std::string text(std::size_t{10} << 20U, 'x');
  const std::string huge =
      encodeJson(lampDocument().with("_id", "product-huge").with("title", text));
  const Result<CatalogDocuments> catalog = decodeCatalog(catalogText({huge, productText("a")}));

  ASSERT_THAT(catalog, IsOk());
  EXPECT_EQ(catalog->products.size(), 1U);
  EXPECT_EQ(catalog->rejections.at(0).documentId, "product-huge");
  EXPECT_EQ(catalog->rejections.at(0).code, ErrorCode::kTooLarge);
  EXPECT_LT(catalog->rejections.at(0).reason.size(), 200U);
}

TEST(DecodeCatalogTest, WhatIsUniqueInTheShopStaysWithTheFirst) {
  const Value other = lampDocument().with("_id", "product-2").with("slug", "other");
  const Result<CatalogDocuments> catalog = decodeCatalog(
      catalogText({encodeJson(lampDocument()), encodeJson(other),
                   encodeJson(other.with("slug", "aurora-table-lamp")), productText("a"),
                   productText("a")}));

  ASSERT_THAT(catalog, IsOk());
  EXPECT_EQ(catalog->products.size(), 2U);
  ASSERT_EQ(catalog->rejections.size(), 3U);
  EXPECT_EQ(catalog->rejections[0].field, "variants[0].sku");
  EXPECT_EQ(catalog->rejections[1].field, "slug");
  EXPECT_EQ(catalog->rejections[2].field, "_id");
}

TEST(DecodeCatalogTest, RejectionsAreCountedBeyondThoseKept) {
  const Result<CatalogDocuments> catalog =
      decodeCatalog(catalogText(std::vector<std::string>(kMaxRejections + 1, "0")));
  ASSERT_THAT(catalog, IsOk());
  EXPECT_EQ(catalog->rejections.size(), kMaxRejections);
  EXPECT_EQ(catalog->rejectedCount, kMaxRejections + 1);
}

TEST(DecodeCatalogTest, AnUnusableTextFailsWithAReason) {
  EXPECT_THAT(decodeCatalog(""), FailsWith(ErrorCode::kMalformedJson));
  EXPECT_THAT(decodeCatalog("<html>"), FailsWith(ErrorCode::kMalformedJson));
  EXPECT_THAT(decodeCatalog("{\"products\":["), FailsWith(ErrorCode::kMalformedJson));
  EXPECT_THAT(decodeCatalog("{}"), FailsWith(ErrorCode::kMissingField));
  EXPECT_THAT(decodeCatalog(R"({"products":null})"), FailsWith(ErrorCode::kMissingField));
  EXPECT_THAT(decodeCatalog(R"({"products":{}})"), FailsWith(ErrorCode::kWrongType));
  EXPECT_THAT(decodeCatalog(R"({"products":"x"})"), FailsWith(ErrorCode::kWrongType));
  EXPECT_THAT(decodeCatalog("[]"), FailsWith(ErrorCode::kWrongType));
  EXPECT_THAT(decodeCatalog("7"), FailsWith(ErrorCode::kWrongType));
  EXPECT_THAT(decodeCatalog(R"({"products":[]})"), IsOk());
}

TEST(DecodeCatalogTest, TheSizeIsBoundedFromBothSides) {
  const std::string text = catalogText({productText("a")});
  EXPECT_THAT(decodeCatalog(text, {.maxBytes = text.size(), .maxDepth = 64}), IsOk());
  EXPECT_THAT(decodeCatalog(text, {.maxBytes = text.size() - 1, .maxDepth = 64}),
              FailsWith(ErrorCode::kTooLarge));
}

TEST(DecodeCatalogTest, NoPrefixOfACatalogIsTakenForOne) {
  const std::string text = catalogText({productText("a")});
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_THAT(decodeCatalog(std::string_view(text).substr(0, length)),
                FailsWith(ErrorCode::kMalformedJson));
  }
}

TEST(DecodeCatalogTest, TheDemoCatalogHasNoFault) {
  std::ifstream file(VITRINE_SOURCE_DIR "/assets/catalog/catalog.ndjson");
  if (!file) GTEST_SKIP() << "assets are not there";
  std::string line;
  std::size_t products = 0;
  while (std::getline(file, line)) {
    const Result<Value> document = decodeJson(line);
    ASSERT_THAT(document, IsOk());
    if ((*document)["_type"].asString() != "product") continue;
    ++products;
    EXPECT_THAT(decodeProduct(*document), IsOk()) << (*document)["_id"].asString();
  }
  EXPECT_GE(products, 48U);
}

}  // namespace
}  // namespace vitrine
