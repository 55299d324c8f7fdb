// SPDX-License-Identifier: MIT
#include "shell/services/lake/vips_image.h"

#include <cstdint>

namespace vitrine::services {
namespace {

constexpr std::int64_t kMostPixels = 256'000'000;

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
  return owned;
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
