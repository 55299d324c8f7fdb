// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace vitrine::sanity {

// An image asset by its id, `image-<hash>-<width>x<height>-<extension>`.
struct ImageAsset {
  std::string hash;
  int width = 0;
  int height = 0;
  std::string extension;

  // nullopt for anything that is not such an id. Sizes are 1 to 65,535 pixels.
  static std::optional<ImageAsset> parseId(std::string_view id);
  // The same from the last part of an image's URL or path; parameters are ignored.
  static std::optional<ImageAsset> parseUrl(std::string_view url);

  std::string id() const;
  std::string fileName() const;  // <hash>-<width>x<height>.<extension>

  bool operator==(const ImageAsset&) const = default;
};

enum class ImageFit : std::uint8_t { kNone, kClip, kCrop, kFill, kFillMax, kMax, kMin, kScale };
enum class ImageFormat : std::uint8_t { kOriginal, kAuto, kJpg, kPng, kWebp };

// The parameters of the image pipeline that the shop uses; zero and kNone are not written.
struct ImageTransform {
  int width = 0;
  int height = 0;
  ImageFit fit = ImageFit::kNone;
  ImageFormat format = ImageFormat::kOriginal;
  int quality = 0;  // 1 to 100
};

// Where a dataset's images are: https://cdn.sanity.io, project and dataset, or a local lake.
struct ImageOrigin {
  std::string cdn = "https://cdn.sanity.io";
  std::string projectId;
  std::string dataset;
};

// `<cdn>/images/<project>/<dataset>/<hash>-<W>x<H>.<ext>`, without parameters.
std::string imageUrl(const ImageOrigin& origin, const ImageAsset& asset);

// The URL of an image with parameters in the order w, h, fit, fm, auto, q. A URL that already has
// parameters keeps them in front.
std::string transformedUrl(std::string_view url, const ImageTransform& transform);

// Reads the parameters back from a URL's query string (`w=300&fm=webp`), as the local lake does.
// Unknown parameters and values out of range are ignored, as the vendor ignores them.
ImageTransform parseTransform(std::string_view queryString);

}  // namespace vitrine::sanity
