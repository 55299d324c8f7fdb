// SPDX-License-Identifier: MIT
#include "engine/core/ordering.h"

#include <algorithm>

namespace vitrine {

Ordering::Ordering(std::size_t count) : from_(count), to_(count) {
  for (std::size_t i = 0; i < count; ++i) from_[i] = i;
}

// Merge sort from the bottom up: runs of 1, 2, 4 … are merged from one list into the other.
bool Ordering::work(std::size_t most, Before before) {
  const std::size_t count = from_.size();
  for (std::size_t placed = 0; width_ < count && placed < most;) {
    const std::size_t middle = std::min(start_ + width_, count);
    const std::size_t end = std::min(start_ + 2 * width_, count);
    std::size_t left = start_;
    std::size_t right = middle;
    for (std::size_t i = start_; i < end; ++i) {
      const bool takeRight = left == middle || (right < end && before(from_[right], from_[left]));
      to_[i] = from_[takeRight ? right++ : left++];
    }
    placed += end - start_;
    start_ = end;
    if (start_ < count) continue;
    from_.swap(to_);
    width_ *= 2;
    start_ = 0;
  }
  return width_ < count;
}

std::vector<std::size_t> stableOrder(std::size_t count, Before before) {
  Ordering ordering(count);
  while (ordering.work(SIZE_MAX, before)) {}
  return ordering.take();
}

}  // namespace vitrine
