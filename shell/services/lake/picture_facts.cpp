// SPDX-License-Identifier: MIT
#include "shell/services/lake/picture_facts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "shell/services/crypto/digest.h"
#include "shell/services/lake/blur_hash.h"
#include "shell/services/lake/palette.h"
#include "shell/services/lake/pixels.h"
#include "shell/services/lake/thumb_hash.h"
#include "shell/services/lake/vips_image.h"

namespace vitrine::services {
namespace {

constexpr int kLqipWidth = 20;
constexpr int kLqipHeight = 400;  // at most
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

// At most 64 pixels a side, in sRGB.
bool isSmall(Image& image, const std::string& bytes) {
  return loadSmall(image, bytes, kSmallSide, VIPS_SIZE_DOWN) &&
         step(image,
              [](VipsImage* in, VipsImage** out) {
                return vips_colourspace(in, out, VIPS_INTERPRETATION_sRGB, nullptr);
              }) &&
         step(image,
              [](VipsImage* in, VipsImage** out) { return vips_cast_uchar(in, out, nullptr); }) &&
         step(image, [](VipsImage* in, VipsImage** out) {
           *out = vips_image_copy_memory(in);  // it is read twice, a stream only once
           return *out == nullptr ? -1 : 0;
         });
}

// Nothing when there are not so many bytes a pixel.
std::string pixelsOf(VipsImage* image, int bands) {
  if (vips_image_get_bands(image) != bands) return {};
  std::size_t size = 0;
  void* memory = vips_image_write_to_memory(image, &size);
  if (memory == nullptr) return {};
  std::string pixels(static_cast<const char*>(memory), size);
  g_free(memory);
  return pixels;
}

std::string thumbHashOf(Image image) {
  const bool isReady =
      vips_image_hasalpha(image.get()) != 0 ||
      step(image, [](VipsImage* in, VipsImage** out) { return vips_addalpha(in, out, nullptr); });
  const std::string rgba = isReady ? pixelsOf(image.get(), 4) : std::string();
  if (rgba.empty()) return {};
  return toBase64(
      thumbHash(vips_image_get_width(image.get()), vips_image_get_height(image.get()), rgba));
}

// What a small one of the picture says about it.
void addColors(PictureFacts& facts, const std::string& bytes) {
  Image image;
  Pixels pixels;
  if (isSmall(image, bytes)) {
    g_object_ref(image.get());
    facts.thumbHash = thumbHashOf(Image(image.get()));
    if (isFlat(image)) {
      pixels = {vips_image_get_width(image.get()), vips_image_get_height(image.get()),
                pixelsOf(image.get(), 3)};
    }
  }
  facts.blurHash = blurHash(pixels);
  facts.palette = paletteOf(pixels);
}

std::string lowQualityPreview(const std::string& bytes, const PictureFacts& facts) {
  const double height = static_cast<double>(kLqipWidth) * facts.height / facts.width;
  const double side = std::clamp(height, double{kLqipWidth}, double{kLqipHeight});
  Image small;
  if (!loadSmall(small, bytes, static_cast<int>(std::lround(side)), VIPS_SIZE_BOTH)) return {};
  const std::string_view format = facts.hasAlpha ? "png" : "jpg";
  const std::string preview = saveImage(small.get(), format, 50);
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
    facts.exif = exifOf(image->get());
    facts.lqip = lowQualityPreview(bytes, facts);
    addColors(facts, bytes);
    return facts;
  }
  return std::unexpected("the picture is neither WebP, PNG, JPEG, GIF nor SVG");
}

}  // namespace vitrine::services
