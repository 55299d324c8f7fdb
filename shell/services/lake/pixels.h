// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <string>

namespace vitrine::services {

using Rgb = std::array<unsigned char, 3>;

// A small picture in sRGB, row by row, three bytes a pixel.
struct Pixels {
  int width = 0;
  int height = 0;
  std::string bytes;

  std::size_t count() const { return bytes.size() / 3; }
  Rgb at(std::size_t index) const {
    const auto byte = [&](std::size_t band) {
      return static_cast<unsigned char>(bytes[index * 3 + band]);
    };
    return {byte(0), byte(1), byte(2)};
  }
};

}  // namespace vitrine::services
