// SPDX-License-Identifier: MIT
#include "engine/catalog/query.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace vitrine {
namespace {

const Currency kEur = Currency::eur();

std::string canonical(std::string_view search) {
  return formatQuery(parseQuery(search, kEur), kEur);
}

TEST(QueryTest, ReadsEveryParameter) {
  const CatalogQuery query = parseQuery(
      "?q=table+lamp&category=lighting&brand=A%26B&brand=Nordlys&tag=new&opt.Colour=Sand"
      "&opt.Colour=Ink&opt.Size=M&min=20&max=99.5&stock=1&sale=1&sort=price-desc&page=3",
      kEur);

  EXPECT_EQ(query.text, "table lamp");
  EXPECT_EQ(query.categories, (std::vector<std::string>{"lighting"}));
  EXPECT_EQ(query.brands, (std::vector<std::string>{"A&B", "Nordlys"}));
  EXPECT_EQ(query.tags, (std::vector<std::string>{"new"}));
  EXPECT_EQ(query.options,
            (std::vector<OptionFilter>{{"Colour", {"Ink", "Sand"}}, {"Size", {"M"}}}));
  EXPECT_EQ(query.priceMinMinor, 2000);
  EXPECT_EQ(query.priceMaxMinor, 9950);
  EXPECT_TRUE(query.inStock);
  EXPECT_TRUE(query.onSale);
  EXPECT_EQ(query.sort, CatalogSort::kPriceDown);
  EXPECT_EQ(query.page, 3);
}

TEST(QueryTest, TheSameQueryHasOneAddress) {
  EXPECT_EQ(canonical("page=1&sort=relevance&brand=b&brand=a&q=+lamp+&brand=b"),
            "q=lamp&brand=a&brand=b");
  EXPECT_EQ(canonical("min=20,50&max=10"), "min=10&max=20.50");
  EXPECT_EQ(canonical("q=M%C3%B6bel&opt.Gr%C3%B6%C3%9Fe=S+%2F+M"),
            "q=M%C3%B6bel&opt.Gr%C3%B6%C3%9Fe=S+%2F+M");
}

TEST(QueryTest, WhatMakesNoSenseIsLeftOut) {
  for (const char* search :
       {"", "?", "&&&", "=", "unknown=1", "sort=worst", "page=0", "page=-1", "page=x",
        "page=99999999", "min=abc", "min=-5", "min=1.999", "max=1e9", "min=1234567890123",
        "stock=yes", "sale=0", "q=", "brand=", "opt.=x", "opt.Colour=", "q=%00%01", "min=1.2.3",
        "min=."}) {
    EXPECT_EQ(canonical(search), "") << search;
  }
  EXPECT_EQ(canonical("q=%"), "q=%25");
  EXPECT_EQ(canonical("q=%zz%4"), "q=%25zz%254");
  EXPECT_EQ(canonical("q=%FF"), "q=%EF%BF%BD");
}

TEST(QueryTest, PricesFollowTheDecimalsOfTheCurrency) {
  const Currency yen = *Currency::of("JPY");
  EXPECT_EQ(parseQuery("min=500", yen).priceMinMinor, 500);
  EXPECT_EQ(parseQuery("min=500.5", yen).priceMinMinor, std::nullopt);
  EXPECT_EQ(formatQuery(parseQuery("min=500", yen), yen), "min=500");
  const Currency dinar = *Currency::of("KWD");
  EXPECT_EQ(parseQuery("min=1.005", dinar).priceMinMinor, 1005);
  EXPECT_EQ(formatQuery(parseQuery("min=1.005", dinar), dinar), "min=1.005");
}

TEST(QueryTest, ParsingTheAddressGivesTheQueryBack) {
  std::mt19937 random(7);
  const std::string alphabet = "abMö/&=?+% .,ß灯\x01";
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
    query.inStock = random() % 2 == 0;
    query.sort = static_cast<CatalogSort>(random() % 8);
    query.page = static_cast<std::int32_t>(random() % 50);
    const CatalogQuery expected = canonicalQuery(query);
    const std::string address = formatQuery(query, kEur);
    ASSERT_EQ(parseQuery(address, kEur), expected) << address;
    ASSERT_EQ(formatQuery(expected, kEur), address);
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

}  // namespace
}  // namespace vitrine
