// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace vitrine {

// Sorting by numbers: one sort for the whole engine, compiled once, instead of one for every type
// and comparison. In WebAssembly each instance of std::sort is two kilobytes of download.

// Whether the thing at `a` comes before the thing at `b`. Borrows the callable, so it is for
// arguments only.
class Before {
 public:
  template <typename Less>
  Before(const Less& less)  // not explicit: a lambda is passed where a Before is asked for
      : less_(&less), call_([](const void* object, std::size_t a, std::size_t b) -> bool {
          return (*static_cast<const Less*>(object))(a, b);
        }) {}

  bool operator()(std::size_t a, std::size_t b) const { return call_(less_, a, b); }

 private:
  const void* less_;
  bool (*call_)(const void*, std::size_t, std::size_t);
};

// The numbers from 0 to count − 1 in sorted order; equals keep theirs.
std::vector<std::size_t> stableOrder(std::size_t count, Before before);

// The same in slices.
//
//   while (ordering.work(1'000, before)) {}
//   std::vector<std::size_t> order = ordering.take();
class Ordering {
 public:
  explicit Ordering(std::size_t count = 0);

  // Places at least so many numbers anew; whether there is more to do.
  bool work(std::size_t most, Before before);
  std::vector<std::size_t> take() { return std::move(from_); }

 private:
  std::vector<std::size_t> from_;  // sorted in runs of `width_`
  std::vector<std::size_t> to_;    // in runs twice as long, up to `start_`
  std::size_t width_ = 1;
  std::size_t start_ = 0;
};

// Places by name. One type for every such table, so that its code is compiled once.
using PlaceByName = std::map<std::string, std::size_t, std::less<>>;

// Sorts items; equals keep their order.
//
//   sortStably(lines, [](const Line& a, const Line& b) { return a.sku < b.sku; });
template <typename T, typename Less>
void sortStably(std::vector<T>& items, const Less& less) {
  const std::vector<std::size_t> order = stableOrder(
      items.size(), [&](std::size_t a, std::size_t b) { return less(items[a], items[b]); });
  std::vector<T> sorted;
  sorted.reserve(items.size());
  for (const std::size_t i : order) sorted.push_back(std::move(items[i]));
  items = std::move(sorted);
}

// Sorts by operator< and leaves one of equals.
template <typename T>
void sortUnique(std::vector<T>& items) {
  sortStably(items, [](const T& a, const T& b) { return a < b; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (kept > 0 && items[kept - 1] == items[i]) continue;
    if (kept != i) items[kept] = std::move(items[i]);
    ++kept;
  }
  items.erase(items.begin() + static_cast<std::ptrdiff_t>(kept), items.end());
}

}  // namespace vitrine
