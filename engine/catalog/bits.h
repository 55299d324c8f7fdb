// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace vitrine {

// A set of small numbers, a bit each: which products a filter leaves, which a word has found.
class Bits {
 public:
  static constexpr std::size_t kPerWord = 64;

  Bits() = default;
  explicit Bits(std::size_t size) : words_((size + kPerWord - 1) / kPerWord, 0), size_(size) {}

  // All of the numbers below `size`.
  static Bits all(std::size_t size);
  // The numbers below `size` for which it holds.
  template <typename Holds>
  static Bits where(std::size_t size, const Holds& holds) {
    Bits bits(size);
    for (std::size_t i = 0; i < size;) {
      const std::size_t begin = i;
      const std::size_t end = size - begin < kPerWord ? size : begin + kPerWord;
      std::uint64_t word = 0;
      for (; i < end; ++i) word |= static_cast<std::uint64_t>(holds(i)) << (i - begin);
      bits.words_[begin / kPerWord] = word;
    }
    return bits;
  }

  std::size_t size() const { return size_; }
  // For loops that handle many: kPerWord numbers a word.
  std::uint64_t* words() { return words_.data(); }
  const std::uint64_t* words() const { return words_.data(); }
  std::size_t wordCount() const { return words_.size(); }

  bool has(std::size_t i) const { return ((words_[i / kPerWord] >> (i % kPerWord)) & 1U) != 0; }
  void add(std::size_t i) { words_[i / kPerWord] |= std::uint64_t{1} << (i % kPerWord); }
  void remove(std::size_t i) { words_[i / kPerWord] &= ~(std::uint64_t{1} << (i % kPerWord)); }
  void set(std::size_t i, bool value) { value ? add(i) : remove(i); }
  void addRange(std::size_t begin, std::size_t end);  // from `begin` to before `end`

  // With sets of the same size.
  Bits& operator&=(const Bits& other);
  Bits& operator|=(const Bits& other);
  Bits& operator-=(const Bits& other);
  // Keeps what the other has too; how many numbers that is.
  std::size_t keepCommon(const Bits& other);
  bool meets(const Bits& other) const;  // whether they have a number in common
  std::size_t countCommon(const Bits& other) const;

  bool isEmpty() const;
  std::size_t count() const;
  // How many numbers are below each of these, which ascend and are at most `size`.
  std::vector<std::uint32_t> countsBelow(std::span<const std::uint32_t> places) const;

  // Each number, ascending. The set may lose the number that is being visited.
  template <typename Visit>
  void forEach(const Visit& visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t left = words_[i]; left != 0; left &= left - 1) {
        visit(i * kPerWord + static_cast<std::size_t>(std::countr_zero(left)));
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_ = 0;
};

}  // namespace vitrine
