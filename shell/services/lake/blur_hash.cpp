// SPDX-License-Identifier: MIT
#include "shell/services/lake/blur_hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <string_view>
#include <vector>

namespace vitrine::services {
namespace {

using Term = std::array<double, 3>;  // of red, green and blue, in linear light

double toLinear(unsigned char value) {
  const double v = value / 255.0;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

int toSrgb(double value) {
  const double v = std::clamp(value, 0.0, 1.0);
  const double encoded = v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
  return static_cast<int>(encoded * 255 + 0.5);
}

Term termOf(const Pixels& pixels, int x, int y) {
  Term term{};
  for (int row = 0; row < pixels.height; ++row) {
    for (int column = 0; column < pixels.width; ++column) {
      const double basis = std::cos(std::numbers::pi * x * column / pixels.width) *
                           std::cos(std::numbers::pi * y * row / pixels.height);
      const Rgb color = pixels.at(static_cast<std::size_t>(row * pixels.width + column));
      for (std::size_t i = 0; i < 3; ++i) term[i] += basis * toLinear(color[i]);
    }
  }
  const double scale = (x == 0 && y == 0 ? 1.0 : 2.0) / static_cast<double>(pixels.count());
  for (double& each : term) each *= scale;
  return term;
}

std::string base83(int value, int length) {
  static constexpr std::string_view kDigits =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
  std::string text(static_cast<std::size_t>(length), '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, value /= 83) {
    *digit = kDigits[static_cast<std::size_t>(value % 83)];
  }
  return text;
}

int quantized(double value, double largest) {
  const double share = value / largest;
  const double root = std::copysign(std::sqrt(std::abs(share)), share);
  return std::clamp(static_cast<int>(std::floor(root * 9 + 9.5)), 0, 18);
}

}  // namespace

std::string blurHash(const Pixels& pixels) {
  if (pixels.count() == 0) return {};
  const int across = pixels.width >= pixels.height ? 4 : 3;
  const int down = 7 - across;
  std::vector<Term> terms;
  for (int y = 0; y < down; ++y) {
    for (int x = 0; x < across; ++x) terms.push_back(termOf(pixels, x, y));
  }
  double largest = 0;
  for (std::size_t i = 1; i < terms.size(); ++i) {
    for (const double value : terms[i]) largest = std::max(largest, std::abs(value));
  }
  const int scale = std::clamp(static_cast<int>(std::floor(largest * 166 - 0.5)), 0, 82);
  std::string text = base83(across - 1 + (down - 1) * 9, 1) + base83(scale, 1);
  const Term& average = terms.front();
  text += base83(toSrgb(average[0]) * 65'536 + toSrgb(average[1]) * 256 + toSrgb(average[2]), 4);
  for (std::size_t i = 1; i < terms.size(); ++i) {
    int value = 0;
    for (const double each : terms[i]) value = value * 19 + quantized(each, (scale + 1) / 166.0);
    text += base83(value, 2);
  }
  return text;
}

}  // namespace vitrine::services
