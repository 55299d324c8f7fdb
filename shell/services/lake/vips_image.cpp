// SPDX-License-Identifier: MIT
#include "shell/services/lake/vips_image.h"

#include <cstdint>

namespace vitrine::services {
namespace {

constexpr std::int64_t kMostPixels = 256'000'000;

// libvips itself does not find the orientation in a WebP whose block lacks the word before it.
bool isUpright(Image& image) {
  const auto orientation = exifOf(image.get()).image["Orientation"].asInt64().value_or(1);
  const bool isCopied = step(
      image, [](VipsImage* in, VipsImage** out) { return vips_copy(in, out, nullptr); });
  if (!isCopied) return false;
  if (orientation > 1 && orientation <= 8) {
    vips_image_set_int(image.get(), VIPS_META_ORIENTATION, static_cast<int>(orientation));
  }
  return step(image,
              [](VipsImage* in, VipsImage** out) { return vips_autorot(in, out, nullptr); });
}

}  // namespace

std::string lastVipsError() {
  std::string text = vips_error_buffer();
  vips_error_clear();
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::expected<Image, std::string> loadImage(const std::string& bytes) {
  VipsImage* image = vips_image_new_from_buffer(bytes.data(), bytes.size(), "", nullptr);
  if (image == nullptr) return std::unexpected(lastVipsError());
  Image owned(image);
  const std::int64_t pixels =
      std::int64_t{vips_image_get_width(image)} * vips_image_get_height(image);
  if (pixels > kMostPixels) return std::unexpected("the picture has more than 256 megapixels");
  if (!isUpright(owned)) return std::unexpected(lastVipsError());
  return owned;
}

bool loadSmall(Image& image, const std::string& bytes, int side, VipsSize size) {
  VipsImage* small = nullptr;
  auto* data = const_cast<char*>(bytes.data());
  if (vips_thumbnail_buffer(data, bytes.size(), &small, side, "size", size, "no_rotate", TRUE,
                            nullptr) != 0) {
    return false;
  }
  image.reset(small);
  return isUpright(image);
}

Exif exifOf(VipsImage* image) {
  const void* block = nullptr;
  std::size_t size = 0;
  if (vips_image_get_typeof(image, VIPS_META_EXIF_NAME) == 0 ||
      vips_image_get_blob(image, VIPS_META_EXIF_NAME, &block, &size) != 0) {
    return {};
  }
  return readExif({static_cast<const char*>(block), size});
}

bool isFlat(Image& image) {
  if (vips_image_hasalpha(image.get()) == 0) return true;
  const std::unique_ptr<VipsArrayDouble, void (*)(VipsArrayDouble*)> white(
      vips_array_double_newv(1, 255.0),
      [](VipsArrayDouble* array) { vips_area_unref(VIPS_AREA(array)); });
  return step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_flatten(in, out, "background", white.get(), nullptr);
  });
}

std::string saveImage(VipsImage* image, std::string_view format, int quality) {
  void* buffer = nullptr;
  std::size_t size = 0;
  int outcome = -1;
  if (format == "webp") {
    outcome = vips_webpsave_buffer(image, &buffer, &size, "Q", quality, "strip", TRUE, "effort", 2,
                                   nullptr);
  } else if (format == "png") {
    outcome = vips_pngsave_buffer(image, &buffer, &size, "strip", TRUE, nullptr);
  } else if (format == "gif") {
    outcome = vips_gifsave_buffer(image, &buffer, &size, "strip", TRUE, nullptr);
  } else {
    outcome = vips_jpegsave_buffer(image, &buffer, &size, "Q", quality, "strip", TRUE, nullptr);
  }
  if (outcome != 0) return {};
  std::string bytes(static_cast<const char*>(buffer), size);
  g_free(buffer);
  return bytes;
}

}  // namespace vitrine::services
