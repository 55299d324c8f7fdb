// SPDX-License-Identifier: MIT
#include "engine/catalog/to_groq.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "engine/catalog/decode.h"
#include "engine/core/check.h"
#include "engine/core/json.h"
#include "engine/groq/groq.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

// The demo catalog twice: held by the engine, and as documents of the Content Lake.
class ToGroqTest : public testing::Test {
 protected:
  void SetUp() override {
    std::ifstream file(VITRINE_SOURCE_DIR "/assets/catalog/catalog.ndjson");
    if (!file) GTEST_SKIP() << "assets are not there";
    std::string line;
    Array documents;
    while (std::getline(file, line)) documents.push_back(decodeJson(line).value());
    held_ = Catalog(productsOf(documents), categoriesOf(documents));
    facets_ = held_.search({}).facets;
    lake_.emplace(std::move(documents));
    ASSERT_GT(held_.search({}).total, 40);
  }

  static std::vector<Product> productsOf(const Array& documents) {
    std::vector<Product> products;
    for (const Value& document : documents) {
      if (document["_type"].asString() != "product") continue;
      products.push_back(decodeProduct(document).value());
    }
    return products;
  }

  static std::vector<Category> categoriesOf(const Array& documents) {
    std::vector<Category> categories;
    for (const Value& document : documents) {
      if (document["_type"].asString() != "category") continue;
      categories.push_back(decodeCategory(document).value());
    }
    return categories;
  }

  // Valid until the next one.
  CatalogPage askLake(const CatalogQuery& query) {
    const std::vector<Facet> facets = held_.search(query).facets;
    const GroqRequest request = toGroq(query, facets, "{...}");
    const auto parsed = groq::parse(request.query, request.params);
    if (!parsed) ADD_FAILURE() << parsed.error().message << "\n" << request.query;
    const Value answer = groq::evaluate(*parsed, *lake_, request.params, {}).value();
    found_ = Catalog(productsOf(answer["products"].items()), held_.categories());
    return pageOfGroq(query, facets, answer, found_);
  }

  Catalog held_;
  Catalog found_;
  std::vector<Facet> facets_;
  std::optional<groq::MemoryDataset> lake_;
};

// "brand/Nordlys 12 chosen", a line for each value.
std::string linesOf(const std::vector<Facet>& facets) {
  std::string lines;
  for (const Facet& facet : facets) {
    for (const FacetValue& value : facet.values) {
      lines += std::string(facet.name) + "/" + std::string(value.value) + " " +
               std::to_string(value.count) + (value.selected ? " chosen\n" : "\n");
    }
  }
  return lines;
}

std::vector<std::string> slugsOf(const CatalogPage& page) {
  std::vector<std::string> slugs;
  for (const Card& card : page.cards) slugs.push_back(card.slug);
  return slugs;
}

bool isPlain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Queries as shoppers ask them: a few filters of what there is, now and then a word or two.
class Shopper {
 public:
  Shopper(unsigned seed, const std::vector<Facet>& facets, const std::vector<Card>& cards)
      : random_(seed), facets_(facets) {
    for (const Card& card : cards) {
      std::string word;
      for (const char c : std::string(card.title) + " ") {
        if (c == ' ') {
          // The "o'clock" of a description has this word for the engine, not for the Content Lake.
          if (isPlain(word) && word.size() > 3 && word != "Clock") words_.push_back(word);
          word.clear();
        } else {
          word += c;
        }
      }
    }
  }

  CatalogQuery next() {
    CatalogQuery query;
    if (oneIn(3)) query.text = word();
    if (oneIn(9)) query.text += " " + word();
    for (const Facet& facet : facets_) {
      if (!oneIn(8)) continue;
      std::vector<std::string> values;
      for (std::size_t i = 0; i <= below(3); ++i) {
        values.emplace_back(facet.values[below(facet.values.size())].value);
      }
      if (facet.name == "category") query.categories = values;
      if (facet.name == "brand") query.brands = values;
      if (facet.name == "tag") query.tags = values;
      if (facet.name == "rating") query.ratingMin = values.front()[0] - '0';
      if (facet.name == "stock") query.inStock = true;
      if (facet.name == "sale") query.onSale = true;
      if (!facet.name.starts_with(kOptionPrefix)) continue;
      query.options.push_back({std::string(facet.name.substr(kOptionPrefix.size())), values});
    }
    if (oneIn(4)) query.priceMinMinor = static_cast<std::int64_t>(below(150)) * 100;
    if (oneIn(4)) query.priceMaxMinor = static_cast<std::int64_t>(below(250)) * 100;
    query.sort = static_cast<CatalogSort>(below(8));
    query.pageSize = static_cast<std::int32_t>(1 + below(30));
    query.page = static_cast<std::int32_t>(1 + below(3));
    return query;
  }

 private:
  std::size_t below(std::size_t count) { return random_() % count; }
  bool oneIn(std::size_t count) { return below(count) == 0; }
  // Whole, or typed but for the last letter.
  std::string word() {
    const std::string& word = words_[below(words_.size())];
    return oneIn(2) ? word : word.substr(0, word.size() - 1);
  }

  std::mt19937 random_;
  const std::vector<Facet>& facets_;
  std::vector<std::string> words_;
};

TEST_F(ToGroqTest, TheContentLakeAnswersLikeTheCatalog) {
  CatalogQuery everything;
  everything.pageSize = kMaxPageSize;
  Shopper shopper(20'261'123, facets_, held_.search(everything).cards);
  std::size_t found = 0;
  for (int round = 0; round < 200; ++round) {
    CatalogQuery query = shopper.next();
    const CatalogPage held = held_.search(query);
    const auto countOf = [&](Typos typos) { return held_.find(query.text, 1, typos).total; };
    if (countOf(Typos::kOn) != countOf(Typos::kOff)) continue;
    query.page = held.page;
    const CatalogPage lake = askLake(query);

    SCOPED_TRACE("round " + std::to_string(round));
    EXPECT_EQ(lake.total, held.total);
    EXPECT_EQ(lake.page, held.page);
    EXPECT_EQ(lake.pageCount, held.pageCount);
    EXPECT_EQ(lake.priceMinMinor, held.priceMinMinor);
    EXPECT_EQ(lake.priceMaxMinor, held.priceMaxMinor);
    EXPECT_EQ(linesOf(lake.facets), linesOf(held.facets));
    EXPECT_EQ(lake.query, held.query);
    const bool isOrderKnown = query.sort != CatalogSort::kName &&
                              (query.sort != CatalogSort::kRelevance || query.text.empty());
    if (isOrderKnown) { EXPECT_EQ(slugsOf(lake), slugsOf(held)); }
    if (isOrderKnown) { EXPECT_TRUE(lake.cards == held.cards); }
    if (held.total > 0) ++found;
  }
  EXPECT_GT(found, 90U);
}

TEST_F(ToGroqTest, RelevanceFindsTheSameProductsWithTheTitleThatWasTypedFirst) {
  for (const char* text : {"lamp", "mug", "oak", "lamp lighting", "Aurora Table Lamp"}) {
    CatalogQuery query;
    query.text = text;
    query.pageSize = kMaxPageSize;
    const std::vector<std::string> held = slugsOf(held_.search(query));
    const std::vector<std::string> lake = slugsOf(askLake(query));
    ASSERT_FALSE(held.empty()) << text;
    EXPECT_THAT(lake, testing::UnorderedElementsAreArray(held)) << text;
  }
  CatalogQuery query;
  query.text = "aurora TABLE lamp";
  EXPECT_EQ(slugsOf(askLake(query)).front(), "aurora-table-lamp");
}

TEST_F(ToGroqTest, ADocumentThatComesTwiceIsOneHit) {
  const Product* known = held_.findBySlug("aurora-table-lamp");
  ASSERT_NE(known, nullptr);
  const Product lamp = *known;
  const Catalog found({lamp});
  const std::string document = R"({"_id": ")" + lamp.id + R"("})";
  const auto answer = decodeJson(R"({"total": 2, "products": [)" + document + "," + document + "]}");
  const CatalogPage page = pageOfGroq({}, {}, answer.value(), found);
  EXPECT_EQ(slugsOf(page), (std::vector<std::string>{"aurora-table-lamp"}));
}

TEST_F(ToGroqTest, NamesSortByTheirLetters) {
  CatalogQuery query;
  query.sort = CatalogSort::kName;
  query.pageSize = kMaxPageSize;
  const auto plainTitles = [](const CatalogPage& page) {
    std::vector<std::string> titles;
    for (const Card& card : page.cards) {
      if (isPlain(card.title)) titles.emplace_back(card.title);
    }
    return titles;
  };
  EXPECT_EQ(plainTitles(askLake(query)), plainTitles(held_.search(query)));
}

TEST_F(ToGroqTest, WhatWasTypedIsNeverPartOfTheQuery) {
  const std::string typed = "x\"] | order(_id) //";
  CatalogQuery query;
  query.text = typed;
  query.categories = query.brands = query.tags = {typed};
  query.options = {{typed, {typed}}};

  const GroqRequest request = toGroq(query, facets_, "");

  EXPECT_EQ(request.query.find('x' + typed.substr(1, 4)), std::string::npos);
  EXPECT_EQ(request.query.find("//"), std::string::npos);
  EXPECT_EQ(askLake(query).total, 0);
}

}  // namespace
}  // namespace vitrine
