// SPDX-License-Identifier: MIT
#include "engine/core/ordering.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace vitrine {
namespace {

TEST(OrderingTest, AgreesWithTheLibrarysStableSort) {
  std::mt19937 random(5);
  using Entry = std::pair<unsigned, std::size_t>;  // key, place
  const auto byKey = [](const Entry& a, const Entry& b) { return a.first < b.first; };
  for (std::size_t size = 0; size < 70; ++size) {
    for (unsigned keys : {1U, 3U, 1000U}) {
      std::vector<Entry> entries;
      for (std::size_t i = 0; i < size; ++i) entries.emplace_back(random() % keys, i);
      std::vector<Entry> expected = entries;
      std::sort(expected.begin(), expected.end());  // by key, then place: what stable means

      sortStably(entries, byKey);

      ASSERT_EQ(entries, expected);
    }
  }
}

TEST(OrderingTest, ComesToTheSameInSlices) {
  std::mt19937 random(6);
  for (std::size_t size : {0U, 1U, 2U, 64U, 65U, 1000U}) {
    std::vector<std::uint_fast32_t> keys(size);
    for (auto& key : keys) key = random() % 50;
    const auto before = [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; };
    Ordering ordering(size);
    std::size_t slices = 1;
    while (ordering.work(10, before)) ++slices;

    EXPECT_EQ(ordering.take(), stableOrder(size, before));
    EXPECT_GE(slices, size / 10);
  }
}

TEST(OrderingTest, LeavesOneOfEquals) {
  std::vector<std::string> words = {"b", "a", "b", "c", "a", "a"};
  sortUnique(words);
  EXPECT_EQ(words, (std::vector<std::string>{"a", "b", "c"}));
  std::vector<std::string> none;
  sortUnique(none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace vitrine
