// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "shell/services/http/message.h"

namespace vitrine::services {

inline constexpr int kLargestSide = 8'192;

struct PicturePart {
  int left = 0;
  int top = 0;
  int width = 0;
  int height = 0;
};

// The parameters of the image CDN, in the order in which they take effect: rect, or (turned by 90,
// 180 or 270), w, h, min-w, max-w, min-h, max-h and dpr with fit (clip, crop, fill, fillmax, max,
// min, scale), crop and focal point, flip, sharp, blur, sat=-100 (grey), invert, pad, bg; fm (webp,
// jpg, png), auto=format and q. A moving picture is served as it is, but with frame=1.
struct PictureOrder {
  std::optional<PicturePart> rect;
  int rotation = 0;
  int width = 0;
  int height = 0;
  int minWidth = 0;
  int maxWidth = 0;
  int minHeight = 0;
  int maxHeight = 0;
  std::string fit = "clip";
  std::string crop;
  double focalX = 0.5;
  double focalY = 0.5;
  bool isFlippedAcross = false;
  bool isFlippedDown = false;
  int sharpening = 0;  // to 100
  int blur = 0;        // to 2000
  bool isGrey = false;
  bool isStill = false;  // the first frame
  bool isInverted = false;
  int padding = 0;
  double background[3] = {255, 255, 255};
  std::string format;  // of the answer
  int quality = 75;

  // `original` is the stored extension; the accepted types decide what auto=format means.
  static std::expected<PictureOrder, std::string> fromQuery(const NamedTexts& query,
                                                            std::string_view original,
                                                            std::string_view accepted);
  bool isOriginal(std::string_view originalExtension) const;
  std::string key() const;
};

}  // namespace vitrine::services
