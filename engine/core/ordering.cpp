// SPDX-License-Identifier: MIT
#include "engine/core/ordering.h"

#include <algorithm>

namespace vitrine {

// Merge sort from the bottom up: runs of 1, 2, 4 … are merged from one list into the other.
std::vector<std::size_t> stableOrder(std::size_t count, Before before) {
  std::vector<std::size_t> from(count);
  for (std::size_t i = 0; i < count; ++i) from[i] = i;
  std::vector<std::size_t> to(count);
  for (std::size_t width = 1; width < count; width *= 2) {
    for (std::size_t start = 0; start < count; start += 2 * width) {
      const std::size_t middle = std::min(start + width, count);
      const std::size_t end = std::min(start + 2 * width, count);
      std::size_t left = start;
      std::size_t right = middle;
      for (std::size_t i = start; i < end; ++i) {
        const bool takeRight =
            left == middle || (right < end && before(from[right], from[left]));
        to[i] = from[takeRight ? right++ : left++];
      }
    }
    from.swap(to);
  }
  return from;
}

}  // namespace vitrine
