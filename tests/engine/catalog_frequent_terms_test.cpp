// SPDX-License-Identifier: MIT
// Words that many products have are read ahead of the questions: faster, never otherwise.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "engine/catalog/bytes.h"
#include "engine/catalog/frequent_terms.h"
#include "tests/engine/catalog_fixture.h"

namespace vitrine {
namespace {

// Titles of a few words, most of them frequent, in three scripts.
class WordyShop {
 public:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string word() {
    static const std::vector<std::string> beginnings = {"la",  "lam", "gro", "g",
                                                        "été", "灯",  "свет"};
    static const std::vector<std::string> ends = {"",   "p",    "ps", "pion",
                                                  "et", "etel", "具", "лый"};
    // Of two numbers the smaller: the first words come most.
    return beginnings[std::min(below(beginnings.size()), below(beginnings.size()))] +
           ends[std::min(below(ends.size()), below(ends.size()))];
  }

  std::vector<Product> products(std::size_t count) {
    std::vector<Product> products;
    for (std::size_t i = 0; i < count; ++i) {
      std::string title = word();
      for (std::size_t left = below(4); left > 0; --left) title += " " + word();
      Product product = simpleProduct("p" + std::to_string(i), title, 100);
      product.brand = word();
      for (std::size_t left = below(3); left > 0; --left) product.summary += word() + " ";
      product.popularity = static_cast<std::int64_t>(below(5));
      products.push_back(std::move(product));
    }
    return products;
  }

  std::string text() {
    std::string text = word();
    if (below(3) == 0) text += " " + word();
    if (below(4) == 0) return "champignon";  // a synonym
    if (below(4) == 0) return text + "q";    // a typo
    return below(2) == 0 ? text : text.substr(0, 1 + below(3));
  }

 private:
  std::mt19937 random_{3};
};

using Answer = std::vector<std::string>;

Answer answerOf(const Catalog& catalog, const std::string& text, std::size_t limit) {
  const TextFound found = catalog.find(text, limit);
  Answer answer = {std::to_string(found.total), found.correctedText.value_or("")};
  for (const ProductPlace place : found.products) answer.push_back(catalog.idOf(place));
  CatalogQuery query;
  query.text = text;
  query.inStock = true;
  query.pageSize = static_cast<std::int32_t>(limit);
  for (const Card& card : catalog.search(query).cards) answer.push_back(card.slug);
  return answer;
}

TEST(CatalogFrequentTermsTest, AnswersAreTheSameBeforeAndAfterTheyAreRead) {
  WordyShop shop;
  const SearchSettings settings{.synonyms = {{"champignon", "lampion"}}, .stopWords = {}};
  Catalog built(shop.products(3'000), {}, settings);
  Catalog catalog = *Catalog::open(built.snapshot());
  std::vector<std::pair<std::string, std::size_t>> questions;
  std::vector<Answer> before;
  for (int i = 0; i < 400; ++i) {
    questions.emplace_back(shop.text(), 1 + shop.below(30));
    before.push_back(answerOf(catalog, questions.back().first, questions.back().second));
  }
  int slices = 0;
  while (!catalog.isSettled()) {
    catalog.settle();
    const std::size_t i = static_cast<std::size_t>(slices++) % questions.size();
    ASSERT_EQ(answerOf(catalog, questions[i].first, questions[i].second), before[i]);
  }
  for (std::size_t i = 0; i < questions.size(); ++i) {
    ASSERT_EQ(answerOf(catalog, questions[i].first, questions[i].second), before[i])
        << questions[i].first;
  }
}

// A text index of so many documents with each of these terms, in this order.
struct Terms {
  std::vector<std::string> words;
  std::uint32_t count = 0;
  std::size_t mostBytes = SIZE_MAX;

  // What a table of frequent terms has of these once all is read, a byte at a time.
  FrequentTermsTable table() {
    TextsWriter terms;
    TextsWriter postings;
    std::vector<std::uint8_t> shared;
    std::vector<std::uint32_t> sums = {0};
    std::string_view before;
    for (const std::string& word : words) {
      terms.add(word);
      shared.push_back(static_cast<std::uint8_t>(
          std::ranges::mismatch(before, word).in1 - before.begin()));
      before = word;
      std::string bytes = "\x02";  // of level 1
      appendNumber(bytes, count);
      for (std::uint32_t i = 0; i < count; ++i) appendNumber(bytes, i == 0 ? 0 : 1);
      postings.add(bytes);
      sums.push_back(sums.back() + count);
    }
    FrequentTermsTable table;
    table.choose({terms.ends, terms.bytes}, shared, sums, count, mostBytes);
    while (table.work({postings.ends, postings.bytes}, 1)) {}
    return table;
  }
};

TEST(CatalogFrequentTermsTest, BeginningsOfEveryScriptAreRead) {
  Terms terms{{"свет", "светлый", "световой"}, 100};
  const FrequentTermsTable table = terms.table();
  const FrequentTerms* beginning = table.find({1, 3});
  ASSERT_NE(beginning, nullptr);
  EXPECT_EQ(beginning->documents.count(), 100);
  EXPECT_EQ(beginning->levelOf(7), 1);
  EXPECT_NE(table.find({0, 1}), nullptr);
  EXPECT_EQ(table.find({0, 2}), nullptr);
}

TEST(CatalogFrequentTermsTest, SetsTakeNoMoreMemoryThanTheyMay) {
  constexpr std::size_t kBytesOfSet = 4 * 13;  // for 100 documents
  Terms terms{{"lamp", "lamps"}, 100, 2 * kBytesOfSet - 1};
  EXPECT_NE(terms.table().find({0, 1}), nullptr);
  EXPECT_EQ(terms.table().find({1, 2}), nullptr);
  terms.mostBytes = 2 * kBytesOfSet;
  EXPECT_NE(terms.table().find({1, 2}), nullptr);
}

TEST(CatalogFrequentTermsTest, FewPostingsAreNotReadAhead) {
  Terms few{{"lamp"}, 63};
  EXPECT_EQ(few.table().find({0, 1}), nullptr);
  Terms enough{{"lamp"}, 64};
  EXPECT_NE(enough.table().find({0, 1}), nullptr);
}

}  // namespace
}  // namespace vitrine
