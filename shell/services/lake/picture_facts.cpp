// SPDX-License-Identifier: MIT
#include "shell/services/lake/picture_facts.h"

#include <array>

#include "shell/services/crypto/digest.h"
#include "shell/services/lake/blur_hash.h"
#include "shell/services/lake/palette.h"
#include "shell/services/lake/pixels.h"
#include "shell/services/lake/vips_image.h"

namespace vitrine::services {
namespace {

constexpr int kLqipWidth = 20;
constexpr int kSmallSide = 64;

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
  const std::string preview = saveImage(small, format, 50);
  return "data:" + std::string(mimeTypeOf(format)) + ";base64," + toBase64(preview);
}

}  // namespace

std::string_view mimeTypeOf(std::string_view extension) {
  for (const Format& format : kFormats) {
    if (format.extension == extension) return format.mimeType;
  }
  return "application/octet-stream";
}

std::expected<PictureFacts, std::string> inspectPicture(const std::string& bytes) {
  auto image = loadImage(bytes);
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

}  // namespace vitrine::services
