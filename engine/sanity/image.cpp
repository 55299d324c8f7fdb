// SPDX-License-Identifier: MIT
#include "engine/sanity/image.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "engine/core/check.h"

namespace vitrine::sanity {
namespace {

constexpr int kMaxPixels = 65'535;

constexpr std::pair<ImageFit, std::string_view> kFits[] = {
    {ImageFit::kClip, "clip"},       {ImageFit::kCrop, "crop"}, {ImageFit::kFill, "fill"},
    {ImageFit::kFillMax, "fillmax"}, {ImageFit::kMax, "max"},   {ImageFit::kMin, "min"},
    {ImageFit::kScale, "scale"}};

constexpr std::pair<ImageFormat, std::string_view> kFormats[] = {
    {ImageFormat::kJpg, "jpg"}, {ImageFormat::kPng, "png"}, {ImageFormat::kWebp, "webp"}};

std::optional<int> readNumber(std::string_view text, int max) {
  int number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number >= 1 && number <= max ? std::optional(number) : std::nullopt;
}

bool isLowerAlphanumeric(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
}

// `<hash>-<W>x<H>`, with the extension given apart.
std::optional<ImageAsset> parseStem(std::string_view stem, std::string_view extension) {
  const std::size_t dash = stem.rfind('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const std::string_view size = stem.substr(dash + 1);
  const std::size_t cross = size.find('x');
  if (cross == std::string_view::npos) return std::nullopt;
  const std::optional<int> width = readNumber(size.substr(0, cross), kMaxPixels);
  const std::optional<int> height = readNumber(size.substr(cross + 1), kMaxPixels);
  const std::string_view hash = stem.substr(0, dash);
  if (!width || !height || !isLowerAlphanumeric(hash) || !isLowerAlphanumeric(extension)) {
    return std::nullopt;
  }
  return ImageAsset{std::string(hash), *width, *height, std::string(extension)};
}

template <typename Enum, std::size_t Count>
std::string_view nameOf(const std::pair<Enum, std::string_view> (&names)[Count], Enum value) {
  const auto* found = std::ranges::find(names, value, &std::pair<Enum, std::string_view>::first);
  return found == std::ranges::end(names) ? std::string_view() : found->second;
}

template <typename Enum, std::size_t Count>
void readName(const std::pair<Enum, std::string_view> (&names)[Count], std::string_view text,
              Enum& value) {
  const auto* found = std::ranges::find(names, text, &std::pair<Enum, std::string_view>::second);
  if (found != std::ranges::end(names)) value = found->first;
}

void readParameter(std::string_view name, std::string_view text, ImageTransform& transform) {
  if (name == "w") transform.width = readNumber(text, kMaxPixels).value_or(transform.width);
  if (name == "h") transform.height = readNumber(text, kMaxPixels).value_or(transform.height);
  if (name == "q") transform.quality = readNumber(text, 100).value_or(transform.quality);
  if (name == "fit") readName(kFits, text, transform.fit);
  // An explicit format wins over auto, whichever comes first.
  const bool isOpen = transform.format == ImageFormat::kOriginal;
  if (name == "auto" && text == "format" && isOpen) transform.format = ImageFormat::kAuto;
  if (name == "fm") readName(kFormats, text == "pjpg" ? "jpg" : text, transform.format);
}

}  // namespace

std::optional<ImageAsset> ImageAsset::parseId(std::string_view id) {
  constexpr std::string_view kPrefix = "image-";
  const std::size_t dash = id.rfind('-');
  if (!id.starts_with(kPrefix) || dash < kPrefix.size()) return std::nullopt;
  return parseStem(id.substr(kPrefix.size(), dash - kPrefix.size()), id.substr(dash + 1));
}

std::optional<ImageAsset> ImageAsset::parseUrl(std::string_view url) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::string_view file = path.substr(path.rfind('/') + 1);
  const std::size_t dot = file.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  return parseStem(file.substr(0, dot), file.substr(dot + 1));
}

std::string ImageAsset::id() const {
  return "image-" + hash + "-" + std::to_string(width) + "x" + std::to_string(height) + "-" +
         extension;
}

std::string ImageAsset::fileName() const {
  return hash + "-" + std::to_string(width) + "x" + std::to_string(height) + "." + extension;
}

std::string imageUrl(const ImageOrigin& origin, const ImageAsset& asset) {
  return origin.cdn + "/images/" + origin.projectId + "/" + origin.dataset + "/" + asset.fileName();
}

std::string transformedUrl(std::string_view url, const ImageTransform& transform) {
  check(transform.width >= 0 && transform.height >= 0);
  check(transform.quality >= 0 && transform.quality <= 100);
  std::string result(url);
  char separator = url.find('?') == std::string_view::npos ? '?' : '&';
  const auto add = [&](std::string_view name, std::string_view value) {
    if (value.empty() || value == "0") return;
    result += std::exchange(separator, '&');
    result.append(name).append("=").append(value);
  };
  add("w", std::to_string(transform.width));
  add("h", std::to_string(transform.height));
  add("fit", nameOf(kFits, transform.fit));
  add("fm", nameOf(kFormats, transform.format));
  if (transform.format == ImageFormat::kAuto) add("auto", "format");
  add("q", std::to_string(transform.quality));
  return result;
}

ImageTransform parseTransform(std::string_view queryString) {
  ImageTransform transform;
  while (!queryString.empty()) {
    const std::string_view part = queryString.substr(0, queryString.find('&'));
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos) {
      readParameter(part.substr(0, equals), part.substr(equals + 1), transform);
    }
    queryString.remove_prefix(std::min(part.size() + 1, queryString.size()));
  }
  return transform;
}

}  // namespace vitrine::sanity
