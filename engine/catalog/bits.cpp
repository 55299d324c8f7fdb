// SPDX-License-Identifier: MIT
#include "engine/catalog/bits.h"

#include <algorithm>

namespace vitrine {
namespace {

std::size_t countOf(std::uint64_t word) { return static_cast<std::size_t>(std::popcount(word)); }

}  // namespace

Bits Bits::all(std::size_t size) {
  Bits bits(size);
  bits.addRange(0, size);
  return bits;
}

void Bits::addRange(std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::size_t next = std::min((begin / kPerWord + 1) * kPerWord, end);
    const std::uint64_t some = ~std::uint64_t{0} >> (kPerWord - (next - begin));
    words_[begin / kPerWord] |= some << (begin % kPerWord);
    begin = next;
  }
}

Bits& Bits::operator&=(const Bits& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  return *this;
}

Bits& Bits::operator|=(const Bits& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
  return *this;
}

Bits& Bits::operator-=(const Bits& other) {
  for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
  return *this;
}

std::size_t Bits::keepCommon(const Bits& other) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) count += countOf(words_[i] &= other.words_[i]);
  return count;
}

bool Bits::meets(const Bits& other) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if ((words_[i] & other.words_[i]) != 0) return true;
  }
  return false;
}

std::size_t Bits::countCommon(const Bits& other) const {
  std::size_t count = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) count += countOf(words_[i] & other.words_[i]);
  return count;
}

bool Bits::isEmpty() const {
  return std::ranges::all_of(words_, [](std::uint64_t word) { return word == 0; });
}

std::size_t Bits::count() const {
  std::size_t count = 0;
  for (const std::uint64_t word : words_) count += countOf(word);
  return count;
}

std::vector<std::uint32_t> Bits::countsBelow(std::span<const std::uint32_t> places) const {
  std::vector<std::uint32_t> counts;
  counts.reserve(places.size());
  std::size_t word = 0;
  std::size_t count = 0;
  for (const std::uint32_t place : places) {
    for (; word < place / kPerWord; ++word) count += countOf(words_[word]);
    // At a word's beginning nothing is read: behind the last number there may be no word.
    const std::uint64_t mask = (std::uint64_t{1} << (place % kPerWord)) - 1;
    const std::size_t rest = mask == 0 ? 0 : countOf(words_[word] & mask);
    counts.push_back(static_cast<std::uint32_t>(count + rest));
  }
  return counts;
}

}  // namespace vitrine
