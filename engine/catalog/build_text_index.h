// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/snapshot.h"
#include "engine/catalog/text_table.h"
#include "engine/core/ordering.h"

namespace vitrine {

// One field of a document.
struct IndexedText {
  std::string_view text;
  std::int32_t weight = 1;
  std::int32_t usualLength = 1;  // words
};

// Makes a text index (postings.h) of documents, in slices.
class TextIndexBuilder {
 public:
  // Documents are numbered in the order in which they are added.
  void add(std::span<const IndexedText> fields);

  // After the last document: sorts words and their postings, about so many; whether there are more.
  bool finish(std::size_t most);
  void write(SnapshotWriter& snapshot) const;

 private:
  struct Posting {
    std::uint32_t term = 0;
    std::uint32_t document = 0;
    std::uint8_t level = 0;
  };

  std::uint32_t termOf(std::string_view word);
  bool sortTerms(std::size_t most);
  bool sortPostings(std::size_t most);
  bool encode(std::size_t most);
  void appendGroups(std::span<const Posting> postings);

  TextTable terms_;
  std::vector<std::uint32_t> weights_;  // of each term in this document
  std::vector<std::uint32_t> touched_;
  std::vector<std::uint32_t> counts_;  // postings of each term
  std::vector<Posting> postings_;      // in the order of arrival
  std::uint32_t documents_ = 0;

  std::optional<Ordering> ordering_;  // of the terms
  std::vector<std::size_t> order_;
  std::vector<Posting> byTerm_;  // the first `sorted_` of postings_
  std::vector<std::size_t> places_;  // where each term's next posting goes
  std::size_t sorted_ = 0;
  TextsWriter sortedTerms_;
  TextsWriter groups_;  // of each of them
  std::vector<std::uint32_t> sortedCounts_;
};

}  // namespace vitrine
