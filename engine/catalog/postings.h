// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vitrine {

// The documents that have a word. A word of a document has a level from 0 to 7: how much the
// document is about the word, after BM25F (Robertson, Zaragoza: The Probabilistic Relevance
// Framework, 2009): the fields' weighted frequencies are added first and saturate then. A field's
// length counts against a usual length that is fixed, not against the average, so that a document's
// levels depend on itself alone. The postings of a word are kept by level, the highest first:
//
//   postings = levels:u8  group*          ; a group for each bit of `levels`, from bit 7 down
//   group    = count  first  gap[count - 1]   ; numbers as in bytes.h; documents ascending

inline constexpr std::size_t kLevelBits = 3;
inline constexpr std::size_t kMaxLevel = (1U << kLevelBits) - 1;

// The next number (bytes.h) of postings that have been checked.
inline std::uint32_t readNumber(const unsigned char*& place) {
  std::uint32_t byte = *place++;
  if (byte < 0x80) return byte;
  std::uint32_t number = byte & 0x7FU;
  for (unsigned shift = 7;; shift += 7) {
    byte = *place++;
    number |= (byte & 0x7FU) << shift;
    if (byte < 0x80) return number;
  }
}

// Postings that have been checked, read level by level.
class PostingGroups {
 public:
  explicit PostingGroups(std::string_view postings)
      : place_(reinterpret_cast<const unsigned char*>(postings.data())), levels_(*place_++) {}

  // Each document of this level; all higher levels have been read.
  template <typename Visit>
  void readLevel(std::size_t level, const Visit& visit) {
    if ((levels_ >> level & 1U) == 0) return;
    const unsigned char* place = place_;
    std::uint32_t document = 0;
    for (std::uint32_t left = readNumber(place); left > 0; --left) {
      document += readNumber(place);
      visit(document);
    }
    place_ = place;
  }

 private:
  const unsigned char* place_;
  std::uint32_t levels_;
};

// Each document of postings that have been checked, with its level; the highest levels first.
template <typename Visit>
inline void forEachPosting(std::string_view postings, const Visit& visit) {
  PostingGroups groups(postings);
  for (std::size_t level = kMaxLevel + 1; level-- > 0;) {
    groups.readLevel(level, [&](std::uint32_t document) { visit(document, level); });
  }
}

// Whether the bytes are so many postings, each level's documents ascending and below the limit. (A
// document in two levels counts with the higher.)
bool arePostings(std::string_view bytes, std::size_t count, std::size_t documents);

}  // namespace vitrine
