// SPDX-License-Identifier: MIT
// Words that many products have are read ahead of the questions: faster, never otherwise.
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

#include "tests/engine/catalog_fixture.h"

namespace vitrine {
namespace {

// Titles of a few words, most of them frequent, in four scripts.
class WordyShop {
 public:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  std::string word() {
    static const std::vector<std::string> beginnings = {"la", "lam", "gro", "g", "été", "灯", "свет"};
    static const std::vector<std::string> ends = {"", "p", "ps", "pion", "et", "etel", "具", "лый"};
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
  EXPECT_GT(slices, 5);
  for (std::size_t i = 0; i < questions.size(); ++i) {
    ASSERT_EQ(answerOf(catalog, questions[i].first, questions[i].second), before[i])
        << questions[i].first;
  }
}

}  // namespace
}  // namespace vitrine
