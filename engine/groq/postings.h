// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vitrine::groq {

// Documents that have something in common: their positions in the dataset, ascending and without
// repetition. Those of many documents keep a bit for each document as well.
class Postings {
 public:
  Postings() = default;

  // The next document; the same one again is ignored.
  void add(std::uint32_t position) {
    if (positions_.empty() || positions_.back() != position) positions_.push_back(position);
  }
  // To be called when all are added. `documents` is the size of the dataset.
  void finish(std::size_t documents);

  const std::vector<std::uint32_t>& positions() const { return positions_; }
  std::size_t size() const { return positions_.size(); }
  bool contains(std::uint32_t position) const;

  // About what it takes of memory.
  std::size_t bytes() const;

  // What is in both of them.
  static Postings intersectionOf(const Postings& one, const Postings& other);
  // What is in any of them.
  static Postings unionOf(const std::vector<const Postings*>& parts, std::size_t documents);

 private:
  std::vector<std::uint32_t> positions_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace vitrine::groq
