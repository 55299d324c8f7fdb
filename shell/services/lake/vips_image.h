// SPDX-License-Identifier: MIT
#pragma once

#include <vips/vips.h>

#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "shell/services/lake/exif.h"

namespace vitrine::services {

// What the picture's facts and its renditions share of libvips.
struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

// What libvips says went wrong.
std::string lastVipsError();

// A picture of at most 256 megapixels, turned as its camera was held.
std::expected<Image, std::string> loadImage(const std::string& bytes);

// The same scaled into a square; only down when asked. False when it cannot be read.
bool loadSmall(Image& image, const std::string& bytes, int side, VipsSize size);

Exif exifOf(VipsImage* image);

// One step of a pipeline: the operation's output replaces the image.
template <typename Operation>
bool step(Image& image, const Operation& operation) {
  VipsImage* next = nullptr;
  if (operation(image.get(), &next) != 0) return false;
  image.reset(next);
  return true;
}

// Without transparency, upon white.
bool isFlat(Image& image);

// The bytes in a format ("webp", "png", "gif", "jpg"); empty when libvips fails.
std::string saveImage(VipsImage* image, std::string_view format, int quality);

}  // namespace vitrine::services
