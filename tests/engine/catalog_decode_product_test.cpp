// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>
#include <tuple>

#include "engine/catalog/decode.h"
#include "tests/engine/catalog_fixture.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

Value withVariant(std::string_view field, Value value) {
  const Value document = lampDocument();
  Array variants = document["variants"].items();
  variants[0] = variants[0].with(field, std::move(value));
  return document.with("variants", std::move(variants));
}

std::string fieldAtFault(const Value& document) {
  const Result<Product> product = decodeProduct(document);
  return product ? "(none)" : product.error().field;
}

TEST(DecodeProductTest, ReadsEveryFieldOfALakeDocument) {
  const Result<Product> product = decodeProduct(lampDocument());

  ASSERT_THAT(product, IsOk());
  EXPECT_EQ(product->id, "product-lamp");
  EXPECT_EQ(product->slug, "aurora-table-lamp");
  EXPECT_EQ(product->title, "Aurora Table Lamp");
  EXPECT_EQ(product->brand, "Nordlys");
  EXPECT_EQ(product->categoryId, "category-lighting");
  EXPECT_EQ(product->currency, Currency::eur());
  EXPECT_EQ(product->tags, (std::vector<std::string>{"new", "dimmable"}));
  EXPECT_TRUE(product->featured);
  EXPECT_EQ(product->popularity, 98);
  EXPECT_EQ(product->rating, (ProductRating{4.5, 12}));
  EXPECT_EQ(product->publishedAt.toIso(), "2026-03-02T08:00:00Z");
  ASSERT_EQ(product->images.size(), 1U);
  EXPECT_EQ(product->images[0].assetRef, "image-0123abcd-1200x900-webp");
  EXPECT_EQ(product->images[0].width, 1200);
  EXPECT_EQ(product->images[0].height, 900);
  ASSERT_EQ(product->variants.size(), 2U);
  EXPECT_EQ(product->variants[1].sku, "NL-INK");
  EXPECT_EQ(product->variants[1].priceMinor, 5900);
  EXPECT_EQ(product->description.at(0).spans.at(0).text, "A calm light.");
}

TEST(DecodeProductTest, ReadsTheProjectionOfTheProductApi) {
  const Value image(Object{{"url", "https://cdn.sanity.io/images/p/d/a-1x1.webp"},
                           {"width", 800},
                           {"height", 600},
                           {"alt", "x"},
                           {"lqip", "data:image/png;base64,AAAA"}});
  const Value document =
      lampDocument().with("slug", "lamp").with("images", Array{image}).with("brand", nullptr);

  const Result<Product> product = decodeProduct(document);

  ASSERT_THAT(product, IsOk());
  EXPECT_EQ(product->slug, "lamp");
  EXPECT_EQ(product->brand, "");
  EXPECT_EQ(product->images.at(0).url, "https://cdn.sanity.io/images/p/d/a-1x1.webp");
  EXPECT_EQ(product->images.at(0).lqip, "data:image/png;base64,AAAA");
}

TEST(DecodeProductTest, NamesTheEssentialFieldThatIsMissingOrNull) {
  for (const char* field : {"_id", "slug", "title", "currency", "variants"}) {
    EXPECT_EQ(fieldAtFault(lampDocument().without(field)), field);
    EXPECT_EQ(fieldAtFault(lampDocument().with(field, nullptr)), field);
  }
}

TEST(DecodeProductTest, MistypedFieldsRejectTheDocument) {
  for (const char* field : {"_id", "slug", "title", "brand", "category", "summary", "description",
                            "tags", "currency", "options", "images", "variants", "rating",
                            "featured", "popularity", "publishedAt"}) {
    const Value wrong = std::string_view(field) == "featured" ? Value("yes") : Value(true);
    const std::string fault = fieldAtFault(lampDocument().with(field, wrong));
    EXPECT_EQ(fault, field);
  }
}

TEST(DecodeProductTest, OptionalFieldsMayBeNull) {
  for (const char* field : {"brand", "category", "summary", "description", "tags", "images",
                            "rating", "featured", "popularity", "publishedAt"}) {
    EXPECT_EQ(fieldAtFault(lampDocument().with(field, nullptr)), "(none)") << field;
  }
}

TEST(DecodeProductTest, PricesAreWholeNumbersWithinBounds) {
  const Value good[] = {Value(1), Value(kMaxPriceMinor), Value(4900.0)};
  for (const Value& price : good) {
    EXPECT_THAT(decodeProduct(withVariant("priceMinor", price)), IsOk());
  }
  const Value bad[] = {Value("4900"), Value(0),    Value(-1),  Value(kMaxPriceMinor + 1),
                       Value(49.5),   Value(1e30), Value(true), Value(nullptr)};
  for (const Value& price : bad) {
    EXPECT_EQ(fieldAtFault(withVariant("priceMinor", price)), "variants[0].priceMinor");
  }
}

TEST(DecodeProductTest, AComparisonPriceCountsOnlyAboveThePrice) {
  const auto compareAt = [](int value) {
    return decodeProduct(withVariant("compareAtMinor", value))->variants[0].compareAtMinor;
  };
  EXPECT_EQ(compareAt(4900), std::nullopt);
  EXPECT_EQ(compareAt(4901), 4901);
}

TEST(DecodeProductTest, ANegativeStockIsNone) {
  EXPECT_EQ(decodeProduct(withVariant("stock", -3))->variants[0].stock, 0);
  EXPECT_EQ(fieldAtFault(withVariant("stock", 1.5)), "variants[0].stock");
}

TEST(DecodeProductTest, VariantsMustDifferAndNameValuesOfTheOptions) {
  EXPECT_EQ(fieldAtFault(withVariant("sku", "NL-INK")), "variants[1].sku");
  EXPECT_EQ(fieldAtFault(withVariant("sku", "a b")), "variants[0].sku");
  EXPECT_EQ(fieldAtFault(withVariant("optionValues", Array{"Ink"})), "variants[1].optionValues");
  EXPECT_EQ(fieldAtFault(withVariant("optionValues", Array{"Red"})), "variants[0].optionValues");
  EXPECT_EQ(fieldAtFault(withVariant("optionValues", Array{})), "variants[0].optionValues");
}

TEST(DecodeProductTest, MarkupInATitleStaysText) {
  const Result<Product> product =
      decodeProduct(lampDocument().with("title", "<script>alert(1)</script>\n\tLamp\x01"));

  ASSERT_THAT(product, IsOk());
  EXPECT_EQ(product->title, "<script>alert(1)</script>  Lamp");
}

TEST(DecodeProductTest, TextsAreBoundedFromBothSides) {
  const auto ofLength = [](const char* field, std::size_t length) {
    return fieldAtFault(lampDocument().with(field, std::string(length, 'x')));
  };
  EXPECT_EQ(ofLength("title", kMaxTitleLength), "(none)");
  EXPECT_EQ(ofLength("title", kMaxTitleLength + 1), "title");
  EXPECT_EQ(ofLength("summary", kMaxSummaryLength), "(none)");
  EXPECT_EQ(ofLength("summary", kMaxSummaryLength + 1), "summary");
  EXPECT_EQ(ofLength("brand", kMaxNameLength), "(none)");
  EXPECT_EQ(ofLength("brand", kMaxNameLength + 1), "brand");
  EXPECT_EQ(ofLength("summary", 10'000'000), "summary");
}

TEST(DecodeProductTest, LengthsAreCountedInCodePoints) {
  std::string title;
  for (std::size_t i = 0; i < kMaxTitleLength; ++i) title += "\xF0\x9F\x92\xA1";
  EXPECT_EQ(fieldAtFault(lampDocument().with("title", title)), "(none)");
  EXPECT_EQ(fieldAtFault(lampDocument().with("title", title + "x")), "title");
}

Value descriptionOf(std::string_view text, std::size_t blocks) {
  const Value span(Object{{"_type", "span"}, {"text", std::string(text)}});
  const Value block(Object{{"_type", "block"}, {"style", "h2"}, {"children", Array{span}}});
  return Value(Array(blocks, block));
}

TEST(DecodeProductTest, TheDescriptionIsBoundedAsAWhole) {
  const std::string text(kMaxDescriptionLength / 10, 'x');
  EXPECT_EQ(fieldAtFault(lampDocument().with("description", descriptionOf(text, 10))), "(none)");
  EXPECT_EQ(fieldAtFault(lampDocument().with("description", descriptionOf(text + "y", 10))),
            "description");
  EXPECT_EQ(fieldAtFault(lampDocument().with("description",
                                             descriptionOf("x", kMaxDescriptionBlocks))),
            "(none)");
  EXPECT_EQ(fieldAtFault(lampDocument().with("description",
                                             descriptionOf("x", kMaxDescriptionBlocks + 1))),
            "description");
}

TEST(DecodeProductTest, AnUnsafeLinkBecomesItsText) {
  const auto hrefFrom = [](const char* href) {
    const Value span(Object{{"_type", "span"}, {"text", "here "}, {"marks", Array{"k", "strong"}}});
    const Value link(Object{{"_key", "k"}, {"_type", "link"}, {"href", href}});
    const Value block(Object{{"_type", "block"},
                             {"markDefs", Array{link}},
                             {"listItem", "bullet"},
                             {"children", Array{span}}});
    const Value unknown(Object{{"_type", "x"}});
    const Result<Product> product =
        decodeProduct(lampDocument().with("description", Array{block, unknown}));
    EXPECT_EQ(product->description.size(), 1U);
    EXPECT_EQ(product->description[0].kind, BlockKind::kBullet);
    EXPECT_EQ(product->description[0].spans[0].text, "here ");
    EXPECT_TRUE(product->description[0].spans[0].strong);
    return product->description[0].spans[0].href;
  };
  EXPECT_EQ(hrefFrom("https://example.org/a?b#c"), "https://example.org/a?b#c");
  EXPECT_EQ(hrefFrom("/catalog?q=a:b"), "/catalog?q=a:b");
  EXPECT_EQ(hrefFrom("mailto:a@example.org"), "mailto:a@example.org");
  for (const char* href : {"javascript:alert(1)", "JaVaScript:alert(1)", "java\tscript:alert(1)",
                           " javascript:alert(1)", "data:text/html,x", "//evil.example",
                           "vbscript:x", "/\\evil.example", "\\\\evil.example", "blob:x", "",
                           "lamp"}) {
    EXPECT_EQ(hrefFrom(href), "") << href;
  }
}

TEST(DecodeProductTest, ImageAddressesAreAllowListed) {
  const auto fault = [](const char* field, const char* text) {
    const Value image =
        Value(Object{{"url", "https://cdn.example/a.webp"}}).with(field, std::string(text));
    return fieldAtFault(lampDocument().with("images", Array{image}));
  };
  EXPECT_EQ(fault("url", "http://127.0.0.1:4000/images/p/d/a.webp"), "(none)");
  EXPECT_EQ(fault("url", "/images/a.webp"), "(none)");
  for (const char* url : {"javascript:alert(1)", "data:image/svg+xml,x", "//evil.example/a",
                          "https://a/\"onload=x", "mailto:a@b", "https://a b"}) {
    EXPECT_EQ(fault("url", url), "images[0].url") << url;
  }
  EXPECT_EQ(fault("lqip", "data:text/html;base64,AAAA"), "images[0].lqip");
  EXPECT_EQ(fault("lqip", "data:image/svg+xml,<svg onload=x>"), "images[0].lqip");
}

TEST(DecodeProductTest, AnImageWithoutAPictureIsLeftOut) {
  const Value empty(Object{{"_type", "image"}, {"alt", "gone"}});
  const Result<Product> product = decodeProduct(lampDocument().with("images", Array{empty}));
  ASSERT_THAT(product, IsOk());
  EXPECT_TRUE(product->images.empty());
}

TEST(DecodeProductTest, DraftsAndUnsafeIdsAreNotProducts) {
  for (const char* id : {"drafts.product-lamp", "versions.r1.lamp", "a/b", "", "a b", "<x>"}) {
    EXPECT_EQ(fieldAtFault(lampDocument().with("_id", id)), "_id") << id;
  }
  for (const char* slug : {"../../etc", "..", ".", "a/b", "", "a?b"}) {
    EXPECT_EQ(fieldAtFault(lampDocument().with("slug", slug)), "slug") << slug;
  }
}

TEST(DecodeProductTest, AnythingButAnObjectIsRefused) {
  for (const Value& value : {Value(), Value(1), Value("x"), Value(Array{})}) {
    EXPECT_THAT(decodeProduct(value), FailsWith(ErrorCode::kWrongType));
  }
}

}  // namespace
}  // namespace vitrine
