// SPDX-License-Identifier: MIT
#include "engine/groq/postings.h"

#include <algorithm>

namespace vitrine::groq {

void Postings::finish(std::size_t documents) {
  positions_.shrink_to_fit();
  constexpr std::size_t kWordBits = 64;
  const bool isDense = positions_.size() >= documents / 32;  // the bits are no longer than the list
  if (!isDense || positions_.empty()) return;
  bits_.resize(documents / kWordBits + 1);
  for (const std::uint32_t position : positions_) {
    bits_[position / kWordBits] |= std::uint64_t{1} << (position % kWordBits);
  }
}

bool Postings::contains(std::uint32_t position) const {
  if (bits_.empty()) return std::ranges::binary_search(positions_, position);
  return ((bits_[position / 64] >> (position % 64)) & 1U) != 0;
}

std::size_t Postings::bytes() const {
  return sizeof(Postings) + positions_.size() * sizeof(std::uint32_t) +
         bits_.size() * sizeof(std::uint64_t);
}

Postings Postings::intersectionOf(const Postings& one, const Postings& other) {
  Postings both;
  for (const std::uint32_t position : one.positions_) {
    if (other.contains(position)) both.add(position);
  }
  return both;
}

Postings Postings::unionOf(const std::vector<const Postings*>& parts, std::size_t documents) {
  std::vector<std::uint32_t> all;
  for (const Postings* part : parts) {
    all.insert(all.end(), part->positions_.begin(), part->positions_.end());
  }
  std::ranges::sort(all);
  Postings result;
  for (const std::uint32_t position : all) result.add(position);
  result.finish(documents);
  return result;
}

}  // namespace vitrine::groq
