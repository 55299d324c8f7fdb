// SPDX-License-Identifier: MIT
#include "engine/catalog/query.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

#include "tests/parse_query.h"

namespace vitrine {
namespace {

const Currency kEur = Currency::eur();

TEST(QueryTest, TestsAndTheBenchSayAllOfAQueryInOneLine) {
  const CatalogQuery query = parseQuery(
      "q=table+lamp&category=lighting&brand=A%26B&brand=Nordlys&tag=new&opt.Colour=Sand"
      "&opt.Colour=Ink&opt.Size=M&min=20&max=99.5&rating=4&stock=1&sale=1&sort=price-desc&page=3",
      kEur);

  EXPECT_EQ(query.text, "table lamp");
  EXPECT_EQ(query.categories, (std::vector<std::string>{"lighting"}));
  EXPECT_EQ(query.brands, (std::vector<std::string>{"A&B", "Nordlys"}));
  EXPECT_EQ(query.tags, (std::vector<std::string>{"new"}));
  EXPECT_EQ(query.options,
            (std::vector<OptionFilter>{{"Colour", {"Ink", "Sand"}}, {"Size", {"M"}}}));
  EXPECT_EQ(query.priceMinMinor, 2000);
  EXPECT_EQ(query.priceMaxMinor, 9950);
  EXPECT_EQ(query.ratingMin, 4);
  EXPECT_TRUE(query.inStock);
  EXPECT_TRUE(query.onSale);
  EXPECT_EQ(query.sort, CatalogSort::kPriceDown);
  EXPECT_EQ(query.page, 3);
}

TEST(QueryTest, WhatMakesNoSenseIsLeftOut) {
  CatalogQuery query;
  query.text = "\x01 ";
  query.brands = {"", " "};
  query.options = {{"", {"x"}}, {"Colour", {}}, {"Size", {" "}}};
  query.ratingMin = 5;
  EXPECT_EQ(canonicalQuery(query), CatalogQuery());
  query.ratingMin = 0;
  EXPECT_EQ(canonicalQuery(query), CatalogQuery());
}

TEST(QueryTest, TheSameQueryReadsTheSame) {
  CatalogQuery one;
  one.text = " lamp\n";
  one.brands = {"b", "a", "b"};
  one.options = {{"Size", {"M"}}, {"Colour", {"Sand"}}, {"Size", {"L", "M"}}};
  one.priceMinMinor = 2050;
  one.priceMaxMinor = 1000;
  CatalogQuery other;
  other.text = "lamp";
  other.brands = {"a", "b"};
  other.options = {{"Colour", {"Sand"}}, {"Size", {"L", "M"}}};
  other.priceMinMinor = 1000;
  other.priceMaxMinor = 2050;
  EXPECT_EQ(canonicalQuery(one), other);
}

TEST(QueryTest, ACanonicalQueryStaysAsItIs) {
  std::mt19937 random(7);
  const std::string alphabet = "abM\xC3\xB6/&=?+% .,\xE7\x81\xAF\x01";
  const auto text = [&] {
    std::string result;
    for (std::size_t i = random() % 12; i > 0; --i) result += alphabet[random() % alphabet.size()];
    return result;
  };
  for (int i = 0; i < 5'000; ++i) {
    CatalogQuery query;
    query.text = text();
    query.brands = {text(), text()};
    query.options = {{text(), {text(), text()}}, {text(), {text()}}};
    if (random() % 2 == 0) query.priceMinMinor = static_cast<std::int64_t>(random());
    if (random() % 2 == 0) query.priceMaxMinor = static_cast<std::int64_t>(random());
    query.page = static_cast<std::int32_t>(random() % 50);
    const CatalogQuery canonical = canonicalQuery(query);
    ASSERT_EQ(canonicalQuery(canonical), canonical) << query.text;
  }
}

TEST(QueryTest, BoundsHoldFromBothSides) {
  CatalogQuery query;
  query.text = std::string(kMaxQueryTextLength + 1, 'x');
  query.pageSize = 0;
  query.page = -7;
  query.priceMinMinor = -1;
  const CatalogQuery tidy = canonicalQuery(query);
  EXPECT_EQ(tidy.text.size(), kMaxQueryTextLength);
  EXPECT_EQ(tidy.pageSize, 1);
  EXPECT_EQ(tidy.page, 1);
  EXPECT_EQ(tidy.priceMinMinor, 0);
  query.pageSize = kMaxPageSize + 1;
  EXPECT_EQ(canonicalQuery(query).pageSize, kMaxPageSize);
}

TEST(QueryTest, PricesAreReadInMajorUnits) {
  EXPECT_EQ(parsePrice("20", kEur), 2000);
  EXPECT_EQ(parsePrice("19.90", kEur), 1990);
  EXPECT_EQ(parsePrice("19,9", kEur), 1990);
  EXPECT_EQ(parsePrice("7.", kEur), 700);
  EXPECT_EQ(parsePrice("123456789012", kEur), 12'345'678'901'200);
  for (const char* text : {"", ".", ",5", "abc", "-5", "1e9", "1 000", "1.2.3", "1.2345",
                           "1234567890123"}) {
    EXPECT_EQ(parsePrice(text, kEur), std::nullopt) << text;
  }
}

TEST(QueryTest, ThousandsAreReadInEitherSpelling) {
  for (const char* text : {"1.299,00", "1,299.00", "1.299", "1,299", "1299", "1.299,", "1,299.0"}) {
    EXPECT_EQ(parsePrice(text, kEur), 129'900) << text;
  }
  EXPECT_EQ(parsePrice("1.299.000,5", kEur), 129'900'050);
  EXPECT_EQ(parsePrice("12,299,000", kEur), 1'229'900'000);
  EXPECT_EQ(parsePrice("999.999", kEur), 99'999'900);
  for (const char* text : {"0.500", "1000.000", "1.29,00", "1.2999,00", "1.299,000", ".299",
                           ",299.00", "1,299.000,00", "1.299.00", "1..299", "1.299,00.", "1,,2"}) {
    EXPECT_EQ(parsePrice(text, kEur), std::nullopt) << text;
  }
}

TEST(QueryTest, PricesFollowTheDecimalsOfTheCurrency) {
  const Currency yen = *Currency::of("JPY");
  EXPECT_EQ(parsePrice("500", yen), 500);
  EXPECT_EQ(parsePrice("500.5", yen), std::nullopt);
  const Currency dinar = *Currency::of("KWD");
  EXPECT_EQ(parsePrice("1.005", dinar), 1005);
  EXPECT_EQ(parsePrice("1.0005", dinar), std::nullopt);
  EXPECT_EQ(parsePrice("1,299", yen), 1'299);
  EXPECT_EQ(parsePrice("1.299,500", dinar), 1'299'500);
}

TEST(QueryTest, APriceThatIsWrittenReadsBack) {
  for (const char* code : {"JPY", "EUR", "KWD"}) {
    const Currency currency = *Currency::of(code);
    for (std::int64_t minor : {0, 1, 9, 10, 99, 100, 101, 1'000, 1'001, 129'900, 1'299'500}) {
      EXPECT_EQ(parsePrice(formatPrice(minor, currency), currency), minor) << code;
    }
  }
  EXPECT_EQ(formatPrice(129'900, kEur), "1299");
  EXPECT_EQ(formatPrice(1'990, kEur), "19.90");
  EXPECT_EQ(formatPrice(5, kEur), "0.05");
}

}  // namespace
}  // namespace vitrine
