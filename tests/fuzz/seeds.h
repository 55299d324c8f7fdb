// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

// Of libFuzzer: changes the bytes as it does by itself.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace vitrine {

// What a fuzzer's own mutator answers: now and then a whole seed, so that each is come back to.
template <typename Seeds>
std::size_t mutateFromSeeds(const Seeds& seeds, std::uint8_t* data, std::size_t size,
                            std::size_t most, unsigned random) {
  const std::string_view seed = seeds[random / 32 % std::size(seeds)];
  if (random % 32 > 0 || seed.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::ranges::copy(seed, data);
  return seed.size();
}

}  // namespace vitrine
