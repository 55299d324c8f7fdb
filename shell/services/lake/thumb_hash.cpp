// SPDX-License-Identifier: MIT
#include "shell/services/lake/thumb_hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

namespace vitrine::services {
namespace {

using Plane = std::vector<double>;

// What is transparent shows the picture's average.
struct Planes {
  Plane lightness;
  Plane yellowBlue;
  Plane redGreen;
  Plane alpha;
  bool hasAlpha = false;
};

struct Terms {
  double average = 0;
  double scale = 0;
  std::vector<double> others;  // 0 to 1
};

std::uint32_t rounded(double value) { return static_cast<std::uint32_t>(std::floor(value + 0.5)); }

double byteAt(std::string_view bytes, std::size_t place) {
  return static_cast<unsigned char>(bytes[place]);
}

std::array<double, 4> averageOf(std::string_view rgba) {
  std::array<double, 4> sum{};
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const double alpha = byteAt(rgba, i + 3) / 255;
    for (std::size_t band = 0; band < 3; ++band) sum[band] += alpha / 255 * byteAt(rgba, i + band);
    sum[3] += alpha;
  }
  if (sum[3] > 0) {
    for (std::size_t band = 0; band < 3; ++band) sum[band] /= sum[3];
  }
  return sum;
}

Planes planesOf(std::string_view rgba) {
  const std::array<double, 4> average = averageOf(rgba);
  Planes planes;
  planes.hasAlpha = average[3] < static_cast<double>(rgba.size() / 4);
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const double alpha = byteAt(rgba, i + 3) / 255;
    std::array<double, 3> color{};
    for (std::size_t band = 0; band < 3; ++band) {
      color[band] = average[band] * (1 - alpha) + alpha / 255 * byteAt(rgba, i + band);
    }
    const auto [red, green, blue] = color;
    planes.lightness.push_back((red + green + blue) / 3);
    planes.yellowBlue.push_back((red + green) / 2 - blue);
    planes.redGreen.push_back(red - green);
    planes.alpha.push_back(alpha);
  }
  return planes;
}

// cos(π/count · term · (place + ½)) for every place.
std::vector<double> wave(int count, int term) {
  std::vector<double> values;
  for (int place = 0; place < count; ++place) {
    values.push_back(std::cos(std::numbers::pi / count * term * (place + 0.5)));
  }
  return values;
}

double termOf(const Plane& plane, const std::vector<double>& across,
              const std::vector<double>& down) {
  double sum = 0;
  std::size_t pixel = 0;
  for (const double y : down) {
    for (const double x : across) sum += plane[pixel++] * x * y;
  }
  return sum / static_cast<double>(plane.size());
}

// The terms of the triangle in the corner of the lowest frequencies.
Terms termsOf(const Plane& plane, int width, int height, int across, int down) {
  Terms terms;
  for (int y = 0; y < down; ++y) {
    for (int x = 0; x * down < across * (down - y); ++x) {
      const double term = termOf(plane, wave(width, x), wave(height, y));
      if (x == 0 && y == 0) {
        terms.average = term;
        continue;
      }
      terms.others.push_back(term);
      terms.scale = std::max(terms.scale, std::abs(term));
    }
  }
  if (terms.scale > 0) {
    for (double& term : terms.others) term = 0.5 + 0.5 / terms.scale * term;
  }
  return terms;
}

int share(int most, int side, int longer) {
  return std::max(1, static_cast<int>(rounded(static_cast<double>(most * side) / longer)));
}

void append(std::string& hash, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) hash += static_cast<char>(value >> (8 * i) & 0xFFU);
}

}  // namespace

std::string thumbHash(int width, int height, std::string_view rgba) {
  const Planes planes = planesOf(rgba);
  const int most = planes.hasAlpha ? 5 : 7;
  const int across = share(most, width, std::max(width, height));
  const int down = share(most, height, std::max(width, height));
  const bool isLandscape = width > height;
  const auto terms = [&](const Plane& plane, int x, int y) {
    return termsOf(plane, width, height, x, y);
  };
  const Terms lightness = terms(planes.lightness, std::max(3, across), std::max(3, down));
  const Terms yellowBlue = terms(planes.yellowBlue, 3, 3);
  const Terms redGreen = terms(planes.redGreen, 3, 3);
  std::string hash;
  append(hash,
         rounded(63 * lightness.average) | rounded(31.5 + 31.5 * yellowBlue.average) << 6U |
             rounded(31.5 + 31.5 * redGreen.average) << 12U | rounded(31 * lightness.scale) << 18U |
             std::uint32_t{planes.hasAlpha} << 23U,
         3);
  append(hash,
         static_cast<std::uint32_t>(isLandscape ? down : across) |
             rounded(63 * yellowBlue.scale) << 3U | rounded(63 * redGreen.scale) << 9U |
             std::uint32_t{isLandscape} << 15U,
         2);
  std::vector<const Terms*> all{&lightness, &yellowBlue, &redGreen};
  const Terms alpha = planes.hasAlpha ? terms(planes.alpha, 5, 5) : Terms();
  if (planes.hasAlpha) {
    append(hash, rounded(15 * alpha.average) | rounded(15 * alpha.scale) << 4U, 1);
    all.push_back(&alpha);
  }
  std::vector<std::uint32_t> nibbles;
  for (const Terms* each : all) {
    for (const double term : each->others) nibbles.push_back(rounded(15 * term));
  }
  if (nibbles.size() % 2 == 1) nibbles.push_back(0);
  for (std::size_t i = 0; i < nibbles.size(); i += 2) {
    append(hash, nibbles[i] | nibbles[i + 1] << 4U, 1);
  }
  return hash;
}

}  // namespace vitrine::services
