// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "engine/core/value.h"
#include "shell/services/lake/exif.h"

namespace vitrine::services {

// What an upload's bytes say about the picture.
struct PictureFacts {
  int width = 0;
  int height = 0;
  bool hasAlpha = false;
  std::string extension;  // webp, png, jpg, gif
  std::string mimeType;
  std::string lqip;  // a tiny picture as a data URI
  std::string blurHash;
  std::string thumbHash;  // in Base64
  Value palette;
  Exif exif;
};

std::expected<PictureFacts, std::string> inspectPicture(const std::string& bytes);

// Of "png", "jpg" and the other extensions of pictures.
std::string_view mimeTypeOf(std::string_view extension);

}  // namespace vitrine::services
