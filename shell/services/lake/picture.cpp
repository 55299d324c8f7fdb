// SPDX-License-Identifier: MIT
#include "shell/services/lake/picture.h"

#include <vips/vips.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <memory>
#include <vector>

#include "shell/services/crypto/digest.h"
#include "shell/services/lake/blur_hash.h"
#include "shell/services/lake/palette.h"
#include "shell/services/lake/pixels.h"

namespace vitrine::services {
namespace {

constexpr int kLargestSide = 8'192;
constexpr std::int64_t kMostPixels = 256'000'000;
constexpr int kLqipWidth = 20;
constexpr int kSmallSide = 64;

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

struct Format {
  std::string_view loader;  // as vips names it
  std::string_view extension;
  std::string_view mimeType;
};

constexpr std::array<Format, 5> kFormats = {{
    {"webp", "webp", "image/webp"},
    {"png", "png", "image/png"},
    {"jpeg", "jpg", "image/jpeg"},
    {"gif", "gif", "image/gif"},
    {"svg", "svg", "image/svg+xml"},
}};

std::string lastError() {
  std::string text = vips_error_buffer();
  vips_error_clear();
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::expected<Image, std::string> load(const std::string& bytes) {
  VipsImage* image = vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr);
  if (image == nullptr) return std::unexpected(lastError());
  Image owned(image);
  const std::int64_t pixels =
      std::int64_t{vips_image_get_width(image)} * vips_image_get_height(image);
  if (pixels > kMostPixels) return std::unexpected("the picture has more than 256 megapixels");
  return owned;
}

// One step of a pipeline: the operation's output replaces the image.
template <typename Operation>
bool step(Image& image, const Operation& operation) {
  VipsImage* next = nullptr;
  if (operation(image.get(), &next) != 0) return false;
  image.reset(next);
  return true;
}

// Without transparency, upon white.
bool isFlat(Image& image) {
  if (vips_image_hasalpha(image.get()) == 0) return true;
  const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white(
      vips_array_double_newv(1, 255.0),
      [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
  return step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_flatten(in, out, "background", white.get(), nullptr);
  });
}

std::string save(VipsImage* image, std::string_view format, int quality) {
  void* buffer = nullptr;
  std::size_t size = 0;
  int outcome = -1;
  if (format == "webp") {
    outcome = vips_webpsave_buffer(image, &buffer, &size, "Q", quality, "strip", TRUE, "effort", 2,
                                   nullptr);
  } else if (format == "png") {
    outcome = vips_pngsave_buffer(image, &buffer, &size, "strip", TRUE, nullptr);
  } else {
    outcome = vips_jpegsave_buffer(image, &buffer, &size, "Q", quality, "strip", TRUE, nullptr);
  }
  if (outcome != 0) return {};
  std::string bytes(static_cast<const char*>(buffer), size);
  g_free(buffer);
  return bytes;
}

// At most 64 pixels a side, in sRGB, upon white.
Pixels smallPixels(const std::string& bytes) {
  VipsImage* small = nullptr;
  auto* data = const_cast<char*>(bytes.data());
  if (vips_thumbnail_buffer(data, bytes.size(), &small, kSmallSide, "height", kSmallSide, "size",
                            VIPS_SIZE_DOWN, nullptr) != 0) {
    return {};
  }
  Image image(small);
  const bool isReady =
      isFlat(image) &&
      step(image,
           [](VipsImage* in, VipsImage** out) {
             return vips_colourspace(in, out, VIPS_INTERPRETATION_sRGB, nullptr);
           }) &&
      step(image, [](VipsImage* in, VipsImage** out) { return vips_cast_uchar(in, out, nullptr); });
  if (!isReady || vips_image_get_bands(image.get()) != 3) return {};
  std::size_t size = 0;
  void* memory = vips_image_write_to_memory(image.get(), &size);
  if (memory == nullptr) return {};
  Pixels pixels{vips_image_get_width(image.get()), vips_image_get_height(image.get()),
                std::string(static_cast<const char*>(memory), size)};
  g_free(memory);
  return pixels;
}

std::string lowQualityPreview(const std::string& bytes, bool hasAlpha) {
  VipsImage* small = nullptr;
  auto* data = const_cast<char*>(bytes.data());
  if (vips_thumbnail_buffer(data, bytes.size(), &small, kLqipWidth, nullptr) != 0) return {};
  const Image image(small);
  const std::string_view format = hasAlpha ? "png" : "jpg";
  const std::string preview = save(small, format, 50);
  return "data:" + std::string(mimeTypeOf(format)) + ";base64," + toBase64(preview);
}

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

bool applyRect(Image& image, const std::string& rect) {
  std::array<int, 4> sides{};
  std::string_view rest = rect;
  for (int& side : sides) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    side = integer(rest.substr(0, comma)).value_or(-1);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  const auto [left, top, width, height] = sides;
  const int fullWidth = vips_image_get_width(image.get());
  const int fullHeight = vips_image_get_height(image.get());
  if (left < 0 || top < 0 || width < 1 || height < 1) return true;
  if (left >= fullWidth || top >= fullHeight) return true;
  const int w = std::min(width, fullWidth - left);
  const int h = std::min(height, fullHeight - top);
  return step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_extract_area(in, out, left, top, w, h, nullptr);
  });
}

bool scaleTo(Image& image, double scaleX, double scaleY) {
  if (std::abs(scaleX - 1.0) < 1e-9 && std::abs(scaleY - 1.0) < 1e-9) return true;
  return step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_resize(in, out, scaleX, "vscale", scaleY, nullptr);
  });
}

// Where along one side the window of a crop begins: 0 at the start, 1 at the end.
double anchor(std::string_view crop, double focal, std::string_view start, std::string_view end) {
  if (crop.find(start) != std::string_view::npos) return 0.0;
  if (crop.find(end) != std::string_view::npos) return 1.0;
  return crop == "focalpoint" ? focal : 0.5;
}

int windowStart(int full, int window, double at, bool isFocal) {
  const double start = isFocal ? full * at - window / 2.0 : (full - window) * at;
  return std::clamp(static_cast<int>(std::lround(start)), 0, full - window);
}

bool cropTo(Image& image, const PictureOrder& order, int width, int height) {
  const int fullWidth = vips_image_get_width(image.get());
  const int fullHeight = vips_image_get_height(image.get());
  const int w = std::min(width, fullWidth);
  const int h = std::min(height, fullHeight);
  const bool isFocal = order.crop == "focalpoint";
  const int left =
      windowStart(fullWidth, w, anchor(order.crop, order.focalX, "left", "right"), isFocal);
  const int top =
      windowStart(fullHeight, h, anchor(order.crop, order.focalY, "top", "bottom"), isFocal);
  return step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_extract_area(in, out, left, top, w, h, nullptr);
  });
}

// In the middle of a larger picture of the background's colour.
bool surround(Image& image, const PictureOrder& order, int width, int height) {
  const int left = (width - vips_image_get_width(image.get())) / 2;
  const int top = (height - vips_image_get_height(image.get())) / 2;
  if (!isFlat(image)) return false;
  const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> color(
      vips_array_double_new(order.background, 3),
      [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
  return step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_embed(in, out, left, top, width, height, "extend", VIPS_EXTEND_BACKGROUND,
                      "background", color.get(), nullptr);
  });
}

// A side as it was asked for, within its bounds; one that was not asked for only where the picture
// itself (`full`) is out of them.
int boundedSide(int asked, bool isFree, int full, int least, int most) {
  const int side = asked > 0 ? asked : full;
  if (asked == 0 && !isFree) return 0;
  if (most > 0 && side > most) return most;
  return least > 0 && side < least ? least : asked;
}

bool resize(Image& image, PictureOrder order) {
  const double fullWidth = vips_image_get_width(image.get());
  const double fullHeight = vips_image_get_height(image.get());
  const bool isFree = order.width == 0 && order.height == 0;
  order.width =
      boundedSide(order.width, isFree, static_cast<int>(fullWidth), order.minWidth, order.maxWidth);
  order.height = boundedSide(order.height, isFree, static_cast<int>(fullHeight), order.minHeight,
                             order.maxHeight);
  if (order.width == 0 && order.height == 0) return true;
  const int margin = 2 * order.padding;
  if (order.width > 0) order.width = std::max(order.width - margin, 1);
  if (order.height > 0) order.height = std::max(order.height - margin, 1);
  const double byWidth = order.width / fullWidth;
  const double byHeight = order.height / fullHeight;
  const bool hasBoth = byWidth > 0 && byHeight > 0;
  if (!hasBoth) {
    double scale = std::max(byWidth, byHeight);
    if (order.fit == "max" || order.fit == "min" || order.fit == "fillmax")
      scale = std::min(scale, 1.0);
    return scaleTo(image, scale, scale);
  }
  if (order.fit == "scale") return scaleTo(image, byWidth, byHeight);
  if (order.fit == "crop" || order.fit == "min") {
    double scale = std::max(byWidth, byHeight);
    int width = order.width;
    int height = order.height;
    if (order.fit == "min" && scale > 1.0) {
      width = static_cast<int>(std::max(1L, std::lround(width / scale)));
      height = static_cast<int>(std::max(1L, std::lround(height / scale)));
      scale = 1.0;
    }
    return scaleTo(image, scale, scale) && cropTo(image, order, width, height);
  }
  double scale = std::min(byWidth, byHeight);
  if (order.fit == "max" || order.fit == "fillmax") scale = std::min(scale, 1.0);
  if (!scaleTo(image, scale, scale)) return false;
  const bool fills = order.fit == "fill" || order.fit == "fillmax";
  return !fills || surround(image, order, order.width, order.height);
}

bool turn(Image& image, int rotation) {
  if (rotation == 0) return true;
  const VipsAngle angle = rotation == 90    ? VIPS_ANGLE_D90
                          : rotation == 180 ? VIPS_ANGLE_D180
                                            : VIPS_ANGLE_D270;
  return step(image,
              [&](VipsImage* in, VipsImage** out) { return vips_rot(in, out, angle, nullptr); });
}

bool flip(Image& image, bool isWanted, VipsDirection direction) {
  return !isWanted || step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_flip(in, out, direction, nullptr);
  });
}

bool applyEffects(Image& image, const PictureOrder& order) {
  if (!flip(image, order.isFlippedAcross, VIPS_DIRECTION_HORIZONTAL)) return false;
  if (!flip(image, order.isFlippedDown, VIPS_DIRECTION_VERTICAL)) return false;
  const bool isSharpened =
      order.sharpening == 0 || step(image, [&](VipsImage* in, VipsImage** out) {
        return vips_sharpen(in, out, "m2", order.sharpening / 20.0, nullptr);
      });
  const bool isBlurred =
      order.blur == 0 || step(image, [&](VipsImage* in, VipsImage** out) {
        return vips_gaussblur(in, out, std::max(order.blur / 20.0, 0.3), nullptr);
      });
  const bool isGrey = !order.isGrey || step(image, [](VipsImage* in, VipsImage** out) {
    return vips_colourspace(in, out, VIPS_INTERPRETATION_B_W, nullptr);
  });
  const bool isInverted =
      !order.isInverted || (isFlat(image) && step(image, [](VipsImage* in, VipsImage** out) {
                              return vips_invert(in, out, nullptr);
                            }));
  if (!isSharpened || !isBlurred || !isGrey || !isInverted) return false;
  const int margin = 2 * order.padding;
  return margin == 0 || surround(image, order, vips_image_get_width(image.get()) + margin,
                                 vips_image_get_height(image.get()) + margin);
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

}  // namespace

bool startPictures(const char* programName) {
  if (VIPS_INIT(programName) != 0) return false;
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  return true;
}

std::string_view mimeTypeOf(std::string_view extension) {
  for (const Format& format : kFormats) {
    if (format.extension == extension) return format.mimeType;
  }
  return "application/octet-stream";
}

std::expected<PictureFacts, std::string> inspectPicture(const std::string& bytes) {
  auto image = load(bytes);
  if (!image) return std::unexpected(image.error());
  const char* loader = nullptr;
  if (vips_image_get_string(image->get(), VIPS_META_LOADER, &loader) != 0) loader = "";
  for (const Format& format : kFormats) {
    if (!std::string_view(loader).starts_with(format.loader)) continue;
    PictureFacts facts;
    facts.width = vips_image_get_width(image->get());
    facts.height = vips_image_get_height(image->get());
    facts.hasAlpha = vips_image_hasalpha(image->get()) != 0;
    facts.extension = format.extension;
    facts.mimeType = format.mimeType;
    facts.lqip = lowQualityPreview(bytes, facts.hasAlpha);
    const Pixels pixels = smallPixels(bytes);
    facts.blurHash = blurHash(pixels);
    facts.palette = paletteOf(pixels);
    return facts;
  }
  return std::unexpected("the picture is neither WebP, PNG, JPEG, GIF nor SVG");
}

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
      order.rect = value;
    else if (name == "bg")
      readBackground(order, value);
    else if (name == "flip")
      readFlip(order, value);
    else if (name == "sat")
      order.isGrey = integer(value) == -100;
    else if (name == "invert")
      order.isInverted = value == "true";
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
  if (order.rotation % 90 != 0) return std::unexpected("or is 0, 90, 180 or 270");
  if (width < 0 || height < 0) return std::unexpected("w and h are positive numbers");
  if (density < 1 || density > 3) return std::unexpected("dpr is between 1 and 3");
  if (order.quality < 0 || order.quality > 100) return std::unexpected("q is between 0 and 100");
  if (width * density > kLargestSide || height * density > kLargestSide) {
    return std::unexpected("an image has at most 8192 pixels on a side");
  }
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
  std::string text = rect.value_or("") + '|' + fit + '|' + crop + '|' + format;
  for (const int number : {width, height, quality, int{isFlippedAcross}, int{isFlippedDown},
                           int{isGrey}, int{isInverted}}) {
    text += '|' + std::to_string(number);
  }
  for (const Bound& bound : kBounds) text += '|' + std::to_string(this->*bound.member);
  for (const double number : {focalX, focalY, background[0], background[1], background[2]}) {
    text += '|' + std::to_string(number);
  }
  return text;
}

std::expected<std::string, std::string> renderPicture(const std::string& bytes,
                                                      const PictureOrder& order) {
  auto image = load(bytes);
  if (!image) return std::unexpected(image.error());
  const bool isRendered = (!order.rect || applyRect(*image, *order.rect)) &&
                          turn(*image, order.rotation) && resize(*image, order) &&
                          applyEffects(*image, order);
  if (!isRendered) return std::unexpected(lastError());
  std::string rendered = save(image->get(), order.format, order.quality);
  if (rendered.empty()) return std::unexpected(lastError());
  return rendered;
}

}  // namespace vitrine::services
