// SPDX-License-Identifier: MIT
#include "shell/services/lake/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace vitrine::services {
namespace {

struct Range {
  double least;
  double wanted;
  double most;

  bool has(double value) const { return value >= least && value <= most; }
};

struct Target {
  const char* name;
  Range saturation;
  Range lightness;
};

constexpr Range kVivid{0.35, 1.0, 1.0};
constexpr Range kPale{0.0, 0.3, 0.4};
constexpr Range kNormal{0.3, 0.5, 0.7};
constexpr Range kLight{0.55, 0.74, 1.0};
constexpr Range kDark{0.0, 0.26, 0.45};
constexpr std::array<Target, 6> kTargets = {{{"vibrant", kVivid, kNormal},
                                             {"lightVibrant", kVivid, kLight},
                                             {"darkVibrant", kVivid, kDark},
                                             {"muted", kPale, kNormal},
                                             {"lightMuted", kPale, kLight},
                                             {"darkMuted", kPale, kDark}}};

struct Color {
  std::array<std::int64_t, 3> sums{};
  std::int64_t population = 0;
  bool isTaken = false;

  double band(std::size_t i) const {
    return static_cast<double>(sums[i]) / static_cast<double>(population);
  }
  double brightness() const { return (band(0) * 299 + band(1) * 587 + band(2) * 114) / 1'000; }
};

struct Shade {
  double saturation;
  double lightness;
};

Shade shadeOf(const Color& color) {
  const double r = color.band(0) / 255;
  const double g = color.band(1) / 255;
  const double b = color.band(2) / 255;
  const double most = std::max({r, g, b});
  const double least = std::min({r, g, b});
  const double lightness = (most + least) / 2;
  const double span = 1 - std::abs(2 * lightness - 1);
  return {span < 1e-9 ? 0 : std::min((most - least) / span, 1.0), lightness};
}

// Pixels whose colours differ little, together.
std::vector<Color> colorsOf(const Pixels& pixels) {
  std::map<unsigned, Color> colors;
  for (std::size_t i = 0; i < pixels.count(); ++i) {
    const Rgb rgb = pixels.at(i);
    unsigned key = 0;
    for (const unsigned band : rgb) key = key << 4U | band >> 4U;
    Color& color = colors[key];
    ++color.population;
    for (std::size_t band = 0; band < 3; ++band) color.sums[band] += rgb[band];
  }
  std::vector<Color> list;
  for (const auto& [key, color] : colors) list.push_back(color);
  return list;
}

Color* bestFor(const Target& target, std::vector<Color>& colors, double mostPopular) {
  Color* best = nullptr;
  double bestScore = -1;
  for (Color& color : colors) {
    const auto [saturation, lightness] = shadeOf(color);
    const bool fits = target.saturation.has(saturation) && target.lightness.has(lightness);
    if (color.isTaken || !fits) continue;
    const double score = 3 * (1 - std::abs(saturation - target.saturation.wanted)) +
                         6 * (1 - std::abs(lightness - target.lightness.wanted)) +
                         static_cast<double>(color.population) / mostPopular;
    if (score <= bestScore) continue;
    best = &color;
    bestScore = score;
  }
  return best;
}

Value swatchOf(const Color& color, std::size_t pixels) {
  std::array<char, 8> hex{};
  const auto band = [&](std::size_t i) { return static_cast<unsigned>(color.band(i)) & 255U; };
  std::snprintf(hex.data(), hex.size(), "#%02x%02x%02x", band(0), band(1), band(2));
  const double share = 100.0 * static_cast<double>(color.population) / static_cast<double>(pixels);
  return Object{{"_type", "sanity.imagePaletteSwatch"},
                {"background", hex.data()},
                {"foreground", color.brightness() < 150 ? "#fff" : "#000"},
                {"title", color.brightness() < 200 ? "#fff" : "#000"},
                {"population", std::round(share * 100) / 100}};
}

}  // namespace

Value paletteOf(const Pixels& pixels) {
  std::vector<Color> colors = colorsOf(pixels);
  const auto mostPopular = std::ranges::max_element(colors, {}, &Color::population);
  Object palette{{"_type", "sanity.imagePalette"}};
  if (mostPopular == colors.end()) return palette;
  const auto most = static_cast<double>(mostPopular->population);
  palette.set("dominant", swatchOf(*mostPopular, pixels.count()));
  for (const Target& target : kTargets) {
    Color* color = bestFor(target, colors, most);
    if (color == nullptr) continue;
    color->isTaken = true;
    palette.set(target.name, swatchOf(*color, pixels.count()));
  }
  return palette;
}

}  // namespace vitrine::services
