// SPDX-License-Identifier: MIT
#include "engine/catalog/postings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/catalog/bytes.h"

namespace vitrine {
namespace {

// Of one level.
std::string postingsOf(const std::vector<std::uint32_t>& documents) {
  std::string bytes = "\x10";
  appendNumber(bytes, documents.size());
  std::uint32_t before = 0;
  for (const std::uint32_t document : documents) {
    appendNumber(bytes, document - before);
    before = document;
  }
  return bytes;
}

// A run of near documents, then some far away, so that gaps have one, two and three bytes.
std::vector<std::uint32_t> documents() {
  std::vector<std::uint32_t> documents = {0};
  for (std::uint32_t i = 1; i < 30; ++i) documents.push_back(documents.back() + 1 + i % 3);
  for (const std::uint32_t gap : {200U, 1U, 30'000U, 2U}) {
    documents.push_back(documents.back() + gap);
  }
  return documents;
}

TEST(PostingsTest, ReadBackAsTheyWereWritten) {
  const std::string bytes = postingsOf(documents());
  std::vector<std::uint32_t> read;
  forEachPosting(bytes, [&](std::uint32_t document, std::size_t level) {
    EXPECT_EQ(level, 4);
    read.push_back(document);
  });
  EXPECT_EQ(read, documents());
}

TEST(PostingsTest, EachDocumentIsBelowTheLimit) {
  const std::string bytes = postingsOf(documents());
  EXPECT_TRUE(arePostings(bytes, documents().size(), documents().back() + 1));
  EXPECT_FALSE(arePostings(bytes, documents().size(), documents().back()));
}

TEST(PostingsTest, ThereAreAsManyAsTheyAreSaidToBe) {
  const std::string bytes = postingsOf(documents());
  EXPECT_FALSE(arePostings(bytes, documents().size() - 1, 100'000));
  EXPECT_FALSE(arePostings(bytes, documents().size() + 1, 100'000));
  EXPECT_FALSE(arePostings(bytes + '\x01', documents().size(), 100'000));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(arePostings(bytes.substr(0, size), documents().size(), 100'000)) << size;
  }
}

TEST(PostingsTest, NoDocumentComesTwiceInALevel) {
  for (std::size_t i = 1; i < documents().size(); ++i) {
    std::vector<std::uint32_t> twice = documents();
    twice.insert(twice.begin() + static_cast<std::ptrdiff_t>(i), twice[i - 1]);
    EXPECT_FALSE(arePostings(postingsOf(twice), twice.size(), 100'000)) << i;
  }
}

TEST(PostingsTest, ANumberHasAtMostFiveBytes) {
  EXPECT_TRUE(arePostings(std::string("\x01\x01\x80\x80\x80\x80\x00", 7), 1, 1));
  EXPECT_FALSE(arePostings(std::string("\x01\x01\x80\x80\x80\x80\x80\x00", 8), 1, 1));
}

}  // namespace
}  // namespace vitrine
