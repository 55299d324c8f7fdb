// SPDX-License-Identifier: MIT
#include "engine/catalog/postings.h"

namespace vitrine {
namespace {

// Reads a number of postings that are not believed. False at the end, or when it is too long.
inline bool readChecked(const unsigned char*& place, const unsigned char* end,
                        std::uint64_t& number) {
  number = 0;
  for (unsigned shift = 0; place < end && shift <= 28; shift += 7) {
    const std::uint64_t byte = *place++;
    number |= (byte & 0x7FU) << shift;
    if (byte < 0x80) return true;
  }
  return false;
}

}  // namespace

bool arePostings(std::string_view bytes, std::size_t count, std::size_t documents) {
  if (bytes.empty()) return false;
  const auto* place = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = place + bytes.size();
  const std::uint32_t levels = *place++;
  std::uint64_t total = 0;
  for (std::size_t level = 0; level <= kMaxLevel; ++level) {
    if ((levels >> level & 1U) == 0) continue;
    std::uint64_t size = 0;
    if (!readChecked(place, end, size) || size == 0 || size > count) return false;
    total += size;
    std::uint64_t document = 0;
    for (std::uint64_t i = 0; i < size; ++i) {
      std::uint64_t gap = 0;
      if (!readChecked(place, end, gap) || (gap == 0 && i > 0)) return false;
      document += gap;
    }
    if (document >= documents) return false;
  }
  return place == end && total == count;
}

}  // namespace vitrine
