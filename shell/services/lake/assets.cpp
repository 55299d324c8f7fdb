// SPDX-License-Identifier: MIT
#include "shell/services/lake/assets.h"

#include "shell/services/crypto/digest.h"
#include "shell/services/lake/picture.h"

namespace vitrine::services {
namespace {

constexpr std::string_view kOriginals =
    "CREATE TABLE IF NOT EXISTS originals(hash TEXT PRIMARY KEY, bytes BLOB NOT NULL);";
constexpr std::string_view kRenditions =
    "CREATE TABLE IF NOT EXISTS renditions(name TEXT PRIMARY KEY, bytes BLOB NOT NULL);"
    "DELETE FROM renditions WHERE (SELECT count(*) FROM renditions) > 20000;";

Value metadataOf(const PictureFacts& facts) {
  const double ratio = static_cast<double>(facts.width) / facts.height;
  const Value swatch = Object{{"_type", "sanity.imagePaletteSwatch"},
                              {"background", facts.dominantColor},
                              {"foreground", "#ffffff"},
                              {"title", "#ffffff"},
                              {"population", 1}};
  return Object{{"_type", "sanity.imageMetadata"},
                {"dimensions", Object{{"_type", "sanity.imageDimensions"},
                                      {"width", facts.width},
                                      {"height", facts.height},
                                      {"aspectRatio", ratio}}},
                {"hasAlpha", facts.hasAlpha},
                {"isOpaque", !facts.hasAlpha},
                {"lqip", facts.lqip},
                {"palette", Object{{"_type", "sanity.imagePalette"}, {"dominant", swatch}}}};
}

// What /images/P/D/<name> names: "<hash>-<w>x<h>.<ext>".
struct PictureName {
  std::string_view hash;
  std::string_view extension;
};

std::optional<PictureName> parseName(std::string_view name) {
  const std::size_t dash = name.find('-');
  const std::size_t dot = name.rfind('.');
  if (dash == std::string_view::npos || dot == std::string_view::npos || dot < dash) {
    return std::nullopt;
  }
  return PictureName{name.substr(0, dash), name.substr(dot + 1)};
}

}  // namespace

Assets::Assets(Database originals, Database renditions, AssetAddress address)
    : originals_(std::move(originals)),
      renditions_(std::move(renditions)),
      address_(std::move(address)) {}

std::expected<std::unique_ptr<Assets>, std::string> Assets::open(const std::string& directory,
                                                                 AssetAddress address) {
  auto originals =
      Database::open(directory + "/lake-assets.db", Database::Durability::kFull, kOriginals);
  if (!originals) return std::unexpected(originals.error());
  auto renditions =
      Database::open(directory + "/lake-renditions.db", Database::Durability::kCache, kRenditions);
  if (!renditions) return std::unexpected(renditions.error());
  return std::unique_ptr<Assets>(
      new Assets(std::move(*originals), std::move(*renditions), std::move(address)));
}

std::expected<Value, std::string> Assets::upload(const std::string& bytes,
                                                 std::string_view filename) {
  const auto facts = inspectPicture(bytes);
  if (!facts) return std::unexpected(facts.error());
  const std::string hash = sha1Hex(bytes);
  if (!originals_.run("INSERT OR IGNORE INTO originals VALUES(?1, ?2)",
                      {std::string_view(hash), std::string_view(bytes)})) {
    return std::unexpected("the picture could not be stored");
  }
  const std::string size = std::to_string(facts->width) + 'x' + std::to_string(facts->height);
  const std::string path = "images/" + address_.project + '/' + address_.dataset + '/' + hash +
                           '-' + size + '.' + facts->extension;
  return Value(Object{{"_id", "image-" + hash + '-' + size + '-' + facts->extension},
                      {"_type", "sanity.imageAsset"},
                      {"assetId", hash},
                      {"sha1hash", hash},
                      {"path", path},
                      {"url", address_.base + '/' + path},
                      {"extension", facts->extension},
                      {"mimeType", facts->mimeType},
                      {"size", static_cast<std::int64_t>(bytes.size())},
                      {"originalFilename", filename},
                      {"uploadId", randomAlphanumeric(32)},
                      {"metadata", metadataOf(*facts)}});
}

std::optional<std::string> Assets::original(std::string_view hash) const {
  const auto rows = originals_.select("SELECT bytes FROM originals WHERE hash = ?1", {hash});
  if (rows.empty()) return std::nullopt;
  return rows.front().front();
}

Response Assets::serve(const Request& request) const {
  const auto segments = pathSegments(request.path);
  if (segments.size() < 4 || segments.size() > 5) return Response::text(404, "Not found");
  const auto name = parseName(segments[3]);
  const auto bytes = name ? original(name->hash) : std::nullopt;
  if (!bytes) return Response::text(404, "Image not found");
  Response response = render(*bytes, segments[3], request);
  if (response.status != 200) return response;
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  response.setHeader("Vary", "Accept, Origin");
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("X-Content-Type-Options", "nosniff");
  // A picture may be an SVG that somebody uploaded: it is shown, never run.
  response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  if (const auto file = request.queryValue("dl")) {
    response.setHeader("Content-Disposition",
                       "attachment; filename=\"" + encodePercent(*file) + "\"");
  }
  return response;
}

Response Assets::render(const std::string& bytes, std::string_view name,
                        const Request& request) const {
  const std::string_view extension = name.substr(name.rfind('.') + 1);
  const auto order = PictureOrder::fromQuery(request.query, extension, request.header("accept"));
  if (!order) return Response::text(400, order.error());
  Response response;
  response.contentType = mimeTypeOf(order->format);
  if (order->isOriginal(extension) || extension == "gif" || extension == "svg") {
    response.contentType = mimeTypeOf(extension);
    response.body = bytes;
    return response;
  }
  const std::string key = std::string(name) + '|' + order->key();
  const auto known =
      renditions_.select("SELECT bytes FROM renditions WHERE name = ?1", {std::string_view(key)});
  if (!known.empty()) {
    response.body = known.front().front();
    return response;
  }
  rendering_.acquire();
  auto rendered = renderPicture(bytes, *order);
  rendering_.release();
  if (!rendered) return Response::text(500, rendered.error());
  renditions_.run("INSERT OR REPLACE INTO renditions VALUES(?1, ?2)",
                  {std::string_view(key), std::string_view(*rendered)});
  response.body = std::move(*rendered);
  return response;
}

}  // namespace vitrine::services
