// SPDX-License-Identifier: MIT
#include "shell/services/lake/picture_order.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>

namespace vitrine::services {
namespace {

std::optional<int> integer(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

double real(const std::string& text, double fallback) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  return end == text.c_str() + text.size() && !text.empty() && std::isfinite(value) ? value
                                                                                    : fallback;
}

// "left,top,width,height"; nothing where that is no part of a picture.
std::optional<PicturePart> readPart(std::string_view text) {
  std::array<int, 4> sides{};
  for (int& side : sides) {
    const std::size_t comma = std::min(text.find(','), text.size());
    side = integer(text.substr(0, comma)).value_or(-1);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  const auto [left, top, width, height] = sides;
  if (left < 0 || top < 0 || width < 1 || height < 1) return std::nullopt;
  return PicturePart{left, top, width, height};
}

void readBackground(PictureOrder& order, std::string_view text) {
  if (text.size() == 8) text.remove_prefix(2);  // aarrggbb
  if (text.size() != 6) return;
  for (std::size_t i = 0; i < 3; ++i) {
    int value = 0;
    const char* begin = text.data() + i * 2;
    if (std::from_chars(begin, begin + 2, value, 16).ptr == begin + 2) order.background[i] = value;
  }
}

std::string formatFor(std::string_view asked, std::string_view original, bool isAutomatic,
                      std::string_view accepted) {
  if (isAutomatic && accepted.find("image/webp") != std::string_view::npos) return "webp";
  if (asked == "pjpg" || asked == "jpeg") return "jpg";
  if (asked == "webp" || asked == "jpg" || asked == "png") return std::string(asked);
  return std::string(original);
}

void readFlip(PictureOrder& order, std::string_view directions) {
  order.isFlippedAcross = directions.find('h') != std::string_view::npos;
  order.isFlippedDown = directions.find('v') != std::string_view::npos;
}

// Whole numbers from 0 on.
struct Bound {
  std::string_view name;
  int PictureOrder::*member;
  int most;
};
constexpr std::array<Bound, 8> kBounds = {{{"or", &PictureOrder::rotation, 270},
                                           {"min-w", &PictureOrder::minWidth, kLargestSide},
                                           {"max-w", &PictureOrder::maxWidth, kLargestSide},
                                           {"min-h", &PictureOrder::minHeight, kLargestSide},
                                           {"max-h", &PictureOrder::maxHeight, kLargestSide},
                                           {"sharp", &PictureOrder::sharpening, 100},
                                           {"blur", &PictureOrder::blur, 2'000},
                                           {"pad", &PictureOrder::padding, 1'000}}};

constexpr std::array<std::string_view, 7> kFits = {"clip", "crop", "fill", "fillmax",
                                                   "max",  "min",  "scale"};
constexpr std::array<std::string_view, 7> kCrops = {"top",    "bottom",     "left",   "right",
                                                    "center", "focalpoint", "entropy"};

bool isOneOf(const std::array<std::string_view, 7>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// None, one, or two as in "top,left".
bool isCrop(std::string_view crop) {
  const std::size_t comma = std::min(crop.find(','), crop.size());
  const std::string_view second = crop.substr(std::min(comma + 1, crop.size()));
  return crop.empty() ||
         (isOneOf(kCrops, crop.substr(0, comma)) && (second.empty() || isOneOf(kCrops, second)));
}

// Empty when there is none.
std::string_view mistakeIn(const PictureOrder& order, double width, double height,
                           double density) {
  if (!isOneOf(kFits, order.fit)) return "fit is unknown";
  if (!isCrop(order.crop)) return "crop is unknown";
  if (order.rotation % 90 != 0) return "or is 0, 90, 180 or 270";
  if (width < 0 || height < 0) return "w and h are positive numbers";
  if (density < 1 || density > 3) return "dpr is between 1 and 3";
  if (order.quality < 0 || order.quality > 100) return "q is between 0 and 100";
  const bool isTooLarge = width * density > kLargestSide || height * density > kLargestSide;
  return isTooLarge ? "an image has at most 8192 pixels on a side" : "";
}

}  // namespace

std::expected<PictureOrder, std::string> PictureOrder::fromQuery(const NamedTexts& query,
                                                                 std::string_view original,
                                                                 std::string_view accepted) {
  PictureOrder order;
  std::string asked;
  bool isAutomatic = false;
  double density = 1.0;
  double width = 0;
  double height = 0;
  for (const auto& [name, value] : query) {
    if (name == "w")
      width = real(value, -1);
    else if (name == "h")
      height = real(value, -1);
    else if (name == "dpr")
      density = real(value, -1);
    else if (name == "q")
      order.quality = integer(value).value_or(-1);
    else if (name == "fit")
      order.fit = value;
    else if (name == "crop")
      order.crop = value;
    else if (name == "fp-x")
      order.focalX = std::clamp(real(value, 0.5), 0.0, 1.0);
    else if (name == "fp-y")
      order.focalY = std::clamp(real(value, 0.5), 0.0, 1.0);
    else if (name == "rect")
      order.rect = readPart(value);
    else if (name == "bg")
      readBackground(order, value);
    else if (name == "flip")
      readFlip(order, value);
    else if (name == "sat")
      order.isGrey = integer(value) == -100;
    else if (name == "invert")
      order.isInverted = value == "true";
    else if (name == "frame")
      order.isStill = value == "1";
    else if (name == "fm")
      asked = value;
    else if (name == "auto")
      isAutomatic = value.find("format") != std::string::npos;
  }
  for (const auto& [name, value] : query) {
    const auto bound = std::ranges::find(kBounds, name, &Bound::name);
    if (bound == kBounds.end()) continue;
    const auto number = integer(value);
    if (!number || *number < 0 || *number > bound->most) {
      return std::unexpected(name + " is between 0 and " + std::to_string(bound->most));
    }
    order.*bound->member = *number;
  }
  const std::string_view mistake = mistakeIn(order, width, height, density);
  if (!mistake.empty()) return std::unexpected(std::string(mistake));
  order.width = static_cast<int>(std::lround(width * density));
  order.height = static_cast<int>(std::lround(height * density));
  order.quality = std::max(order.quality, 1);
  order.format = formatFor(asked, original, isAutomatic, accepted);
  return order;
}

bool PictureOrder::isOriginal(std::string_view originalExtension) const {
  PictureOrder untouched;
  untouched.format = originalExtension;
  return key() == untouched.key();
}

std::string PictureOrder::key() const {
  std::string text = fit + '|' + crop + '|' + format;
  const PicturePart part = rect.value_or(PicturePart{});
  for (const int number :
       {part.left, part.top, part.width, part.height, width, height, quality, int{isFlippedAcross},
        int{isFlippedDown}, int{isGrey}, int{isInverted}, int{isStill}}) {
    text += '|' + std::to_string(number);
  }
  for (const Bound& bound : kBounds) text += '|' + std::to_string(this->*bound.member);
  for (const double number : {focalX, focalY, background[0], background[1], background[2]}) {
    text += '|' + std::to_string(number);
  }
  return text;
}

}  // namespace vitrine::services
