// SPDX-License-Identifier: MIT
#include "engine/catalog/postings.h"

#include <bit>
#include <cstring>

namespace vitrine {
namespace {

// Reads a number that is not believed. False at the end, or when it is too long.
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

// Most numbers are one byte, below 0x80: eight of them are looked at together, as parts of a word.
constexpr std::size_t kParts = 8;
constexpr std::uint64_t kHighBits = 0x8080'8080'8080'8080;

std::uint64_t partsAt(const unsigned char* place) {
  std::uint64_t parts = 0;
  std::memcpy(&parts, place, kParts);
  return parts;
}

// Of parts below 0x80.
bool hasZero(std::uint64_t parts) { return ((parts - kHighBits / 0x80) & kHighBits) != 0; }
// Pairs are added to four sums of 16 bits; the product adds these up in its highest 16 bits.
std::uint64_t sumOf(std::uint64_t parts) {
  constexpr std::uint64_t kEven = 0x00FF'00FF'00FF'00FF;
  return ((parts & kEven) + (parts >> 8U & kEven)) * 0x0001'0001'0001'0001 >> 48U;
}

// Reads so many gaps and adds them up; none may be 0.
bool addGaps(const unsigned char*& place, const unsigned char* end, std::uint64_t count,
             std::uint64_t& sum) {
  while (count > 0) {
    const bool areMany = count >= kParts && static_cast<std::size_t>(end - place) >= kParts;
    const std::uint64_t parts = areMany ? partsAt(place) : kHighBits;
    if ((parts & kHighBits) == 0) {
      if (hasZero(parts)) return false;
      sum += sumOf(parts);
      place += kParts;
      count -= kParts;
      continue;
    }
    std::uint64_t gap = 0;
    if (!readChecked(place, end, gap) || gap == 0) return false;
    sum += gap;
    --count;
  }
  return true;
}

}  // namespace

bool arePostings(std::string_view bytes, std::size_t count, std::size_t documents) {
  if (bytes.empty()) return false;
  const auto* place = reinterpret_cast<const unsigned char*>(bytes.data());
  const auto* end = place + bytes.size();
  const std::uint32_t levels = *place++;
  std::uint64_t left = count;
  for (int groups = std::popcount(levels); groups > 0; --groups) {
    std::uint64_t size = 0;
    if (!readChecked(place, end, size) || size == 0 || size > left) return false;
    left -= size;
    std::uint64_t document = 0;
    if (!readChecked(place, end, document)) return false;
    if (!addGaps(place, end, size - 1, document) || document >= documents) return false;
  }
  return place == end && left == 0;
}

}  // namespace vitrine
