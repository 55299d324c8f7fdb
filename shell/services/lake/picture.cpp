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

namespace vitrine::services {
namespace {

constexpr int kLargestSide = 8'192;
constexpr std::int64_t kMostPixels = 256'000'000;
constexpr int kLqipWidth = 20;

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

std::string dominantColor(const std::string& bytes) {
  VipsImage* small = nullptr;
  auto* data = const_cast<char*>(bytes.data());
  if (vips_thumbnail_buffer(data, bytes.size(), &small, 1, "height", 1, "size", VIPS_SIZE_FORCE,
                            nullptr) != 0) {
    return "#888888";
  }
  const Image image(small);
  double* point = nullptr;
  int bands = 0;
  if (vips_getpoint(small, &point, &bands, 0, 0, nullptr) != 0) return "#888888";
  const auto band = [&](int i) {
    return static_cast<unsigned>(point[std::min(i, bands - 1)]) & 255U;
  };
  std::array<char, 8> text{};
  std::snprintf(text.data(), text.size(), "#%02x%02x%02x", band(0), band(1), band(2));
  g_free(point);
  return text.data();
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

bool letterbox(Image& image, const PictureOrder& order, int width, int height) {
  const int left = (width - vips_image_get_width(image.get())) / 2;
  const int top = (height - vips_image_get_height(image.get())) / 2;
  if (vips_image_hasalpha(image.get()) != 0) {
    if (!step(image,
              [](VipsImage* in, VipsImage** out) { return vips_flatten(in, out, nullptr); })) {
      return false;
    }
  }
  const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> color(
      vips_array_double_new(order.background, 3),
      [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
  return step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_embed(in, out, left, top, width, height, "extend", VIPS_EXTEND_BACKGROUND,
                      "background", color.get(), nullptr);
  });
}

bool resize(Image& image, const PictureOrder& order) {
  const double fullWidth = vips_image_get_width(image.get());
  const double fullHeight = vips_image_get_height(image.get());
  if (order.width == 0 && order.height == 0) return true;
  const double byWidth = order.width > 0 ? order.width / fullWidth : 0.0;
  const double byHeight = order.height > 0 ? order.height / fullHeight : 0.0;
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
  return !fills || letterbox(image, order, order.width, order.height);
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
    facts.dominantColor = dominantColor(bytes);
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
    else if (name == "fm")
      asked = value;
    else if (name == "auto")
      isAutomatic = value.find("format") != std::string::npos;
  }
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
  return width == 0 && height == 0 && !rect && format == originalExtension && quality == 75;
}

std::string PictureOrder::key() const {
  std::string text = rect.value_or("") + '|' + fit + '|' + crop + '|' + format;
  for (const int number : {width, height, quality}) text += '|' + std::to_string(number);
  for (const double number : {focalX, focalY, background[0], background[1], background[2]}) {
    text += '|' + std::to_string(number);
  }
  return text;
}

std::expected<std::string, std::string> renderPicture(const std::string& bytes,
                                                      const PictureOrder& order) {
  auto image = load(bytes);
  if (!image) return std::unexpected(image.error());
  const bool isRendered = (!order.rect || applyRect(*image, *order.rect)) && resize(*image, order);
  if (!isRendered) return std::unexpected(lastError());
  std::string rendered = save(image->get(), order.format, order.quality);
  if (rendered.empty()) return std::unexpected(lastError());
  return rendered;
}

}  // namespace vitrine::services
