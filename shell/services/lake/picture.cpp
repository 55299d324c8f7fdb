// SPDX-License-Identifier: MIT
#include "shell/services/lake/picture.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string_view>

#include "shell/services/lake/vips_image.h"

namespace vitrine::services {
namespace {

// The part within the picture; one that lies outside means all of it.
bool cutOut(Image& image, const PicturePart& part) {
  const int fullWidth = vips_image_get_width(image.get());
  const int fullHeight = vips_image_get_height(image.get());
  if (part.left >= fullWidth || part.top >= fullHeight) return true;
  const int width = std::min(part.width, fullWidth - part.left);
  const int height = std::min(part.height, fullHeight - part.top);
  return step(image, [&](VipsImage* in, VipsImage** out) {
    return vips_extract_area(in, out, part.left, part.top, width, height, nullptr);
  });
}

bool scaleTo(Image& image, double scaleX, double scaleY) {
  if (std::abs(scaleX - 1.0) < 1e-9 && std::abs(scaleY - 1.0) < 1e-9) return true;
  const bool isTooWide = scaleX > 1.0 && vips_image_get_width(image.get()) * scaleX > kLargestSide;
  const bool isTooHigh = scaleY > 1.0 && vips_image_get_height(image.get()) * scaleY > kLargestSide;
  if (isTooWide || isTooHigh) {
    vips_error("resize", "an image grows to at most %d pixels on a side", kLargestSide);
    return false;
  }
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

}  // namespace

bool startPictures(const char* programName) {
  if (VIPS_INIT(programName) != 0) return false;
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_operation_block_set("VipsForeignLoad", TRUE);
  for (const char* loader : {"VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp",
                             "VipsForeignLoadNsgif", "VipsForeignLoadSvg"}) {
    vips_operation_block_set(loader, FALSE);
  }
  return true;
}

std::expected<std::string, std::string> renderPicture(const std::string& bytes,
                                                      const PictureOrder& order) {
  auto image = loadImage(bytes);
  if (!image) return std::unexpected(image.error());
  const bool isRendered = (!order.rect || cutOut(*image, *order.rect)) &&
                          turn(*image, order.rotation) && resize(*image, order) &&
                          applyEffects(*image, order);
  if (!isRendered) return std::unexpected(lastVipsError());
  std::string rendered = saveImage(image->get(), order.format, order.quality);
  if (rendered.empty()) return std::unexpected(lastVipsError());
  return rendered;
}

}  // namespace vitrine::services
