// SPDX-License-Identifier: MIT
#include "shell/services/lake/assets.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "shell/services/crypto/digest.h"
#include "shell/services/lake/picture.h"
#include "shell/services/lake/picture_facts.h"

namespace vitrine::services {
namespace {

constexpr std::string_view kOriginals =
    "CREATE TABLE IF NOT EXISTS originals(hash TEXT PRIMARY KEY, bytes BLOB NOT NULL);";
constexpr std::string_view kRenditions =
    "CREATE TABLE IF NOT EXISTS renditions(name TEXT PRIMARY KEY, bytes BLOB NOT NULL);";

std::string_view aboutOf(const NamedTexts& about, std::string_view name) {
  const auto found = std::ranges::find(about, name, &NamedTexts::value_type::first);
  return found == about.end() ? std::string_view() : std::string_view(found->second);
}

// What is asked for with `meta`, repeated; the vendor's default without.
bool wantsMeta(const NamedTexts& about, std::string_view name) {
  bool isDefault = true;
  for (const auto& [key, value] : about) {
    if (key != "meta") continue;
    isDefault = false;
    if (value == name) return true;
  }
  return isDefault && (name == "palette" || name == "lqip" || name == "blurhash");
}

Value metadataOf(const PictureFacts& facts, const NamedTexts& about) {
  const double ratio = static_cast<double>(facts.width) / facts.height;
  Object metadata{{"_type", "sanity.imageMetadata"},
                  {"dimensions", Object{{"_type", "sanity.imageDimensions"},
                                        {"width", facts.width},
                                        {"height", facts.height},
                                        {"aspectRatio", ratio}}},
                  {"hasAlpha", facts.hasAlpha},
                  {"isOpaque", !facts.hasAlpha}};
  if (wantsMeta(about, "lqip")) metadata.set("lqip", facts.lqip);
  if (wantsMeta(about, "blurhash")) metadata.set("blurHash", facts.blurHash);
  if (wantsMeta(about, "thumbhash")) metadata.set("thumbHash", facts.thumbHash);
  const std::pair<std::string_view, const Value&> ofCamera[] = {
      {"image", facts.exif.image}, {"exif", facts.exif.exif}, {"location", facts.exif.location}};
  for (const auto& [name, value] : ofCamera) {
    if (!value.isNull() && wantsMeta(about, name)) metadata.set(name, value);
  }
  if (wantsMeta(about, "palette")) metadata.set("palette", facts.palette);
  return metadata;
}

// The members that an uploader may give.
void addAbout(Object& document, const NamedTexts& about) {
  for (const std::string_view name : {"label", "title", "description", "creditLine"}) {
    const std::string_view given = aboutOf(about, name);
    if (!given.empty()) document.set(name, given);
  }
  Object source;
  constexpr std::pair<std::string_view, std::string_view> kSource[] = {
      {"sourceId", "id"}, {"sourceName", "name"}, {"sourceUrl", "url"}};
  for (const auto& [parameter, name] : kSource) {
    const std::string_view given = aboutOf(about, parameter);
    if (!given.empty()) source.set(name, given);
  }
  if (!source.empty()) document.set("source", std::move(source));
}

constexpr std::pair<std::string_view, std::string_view> kFileTypes[] = {
    {"csv", "text/csv"},        {"json", "application/json"}, {"mp4", "video/mp4"},
    {"pdf", "application/pdf"}, {"txt", "text/plain"},        {"zip", "application/zip"},
};

std::string_view fileTypeOf(std::string_view extension) {
  for (const auto& [name, type] : kFileTypes) {
    if (name == extension) return type;
  }
  return mimeTypeOf(extension);
}

// Of "price list.pdf" its "pdf"; "bin" where there is no such thing.
std::string extensionOf(std::string_view filename) {
  const std::size_t dot = filename.rfind('.');
  std::string extension;
  if (dot != std::string_view::npos) {
    for (const char c : filename.substr(dot + 1)) {
      const bool isUpper = c >= 'A' && c <= 'Z';
      extension += isUpper ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  const bool isPlain =
      !extension.empty() && extension.size() <= 10 && std::ranges::all_of(extension, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      });
  return isPlain ? extension : "bin";
}

// "<w>x<h>"
bool isSize(std::string_view text) {
  const auto isNumber = [](std::string_view digits) {
    return !digits.empty() && digits.size() <= 6 &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  };
  const std::size_t cross = text.find('x');
  return cross != std::string_view::npos && isNumber(text.substr(0, cross)) &&
         isNumber(text.substr(cross + 1));
}

std::optional<AssetName> parseName(std::string_view name, bool isImage) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const std::string_view extension = name.substr(dot + 1);
  const std::string_view stem = name.substr(0, dot);
  if (!isImage) return AssetName{stem, extension};
  const std::size_t dash = stem.find('-');
  if (dash == std::string_view::npos || !isSize(stem.substr(dash + 1))) return std::nullopt;
  if (!mimeTypeOf(extension).starts_with("image/")) return std::nullopt;
  return AssetName{stem.substr(0, dash), extension};
}

}  // namespace

Assets::Assets(Database originals, Database renditions, AssetAddress address,
               std::size_t mostRenditionBytes)
    : originals_(std::move(originals)),
      renditions_(std::move(renditions)),
      address_(std::move(address)),
      mostRenditionBytes_(mostRenditionBytes) {
  const auto rows = renditions_.select("SELECT total(length(bytes)) FROM renditions");
  renditionBytes_ = static_cast<std::size_t>(std::strtod(rows.at(0).at(0).c_str(), nullptr));
}

std::expected<std::unique_ptr<Assets>, std::string> Assets::open(
    const std::string& directory, AssetAddress address, std::size_t mostRenditionBytes) {
  auto originals =
      Database::open(directory + "/lake-assets.db", Database::Durability::kFull, kOriginals);
  if (!originals) return std::unexpected(originals.error());
  auto renditions =
      Database::open(directory + "/lake-renditions.db", Database::Durability::kCache, kRenditions);
  if (!renditions) return std::unexpected(renditions.error());
  return std::unique_ptr<Assets>(
      new Assets(std::move(*originals), std::move(*renditions), std::move(address),
                 mostRenditionBytes));
}

std::expected<Value, std::string> Assets::upload(const Upload& upload) {
  auto document = upload.kind == Kind::kImage ? imageDocument(upload) : fileDocument(upload);
  if (!document) return std::unexpected(document.error());
  const std::string hash = sha1Hex(upload.bytes);
  if (!originals_.run("INSERT OR IGNORE INTO originals VALUES(?1, ?2)",
                      {std::string_view(hash), std::string_view(upload.bytes)})) {
    return std::unexpected("the bytes could not be stored");
  }
  document->set("assetId", hash);
  document->set("sha1hash", hash);
  document->set("url", address_.base + '/' + std::string(document->find("path")->asString()));
  document->set("size", static_cast<std::int64_t>(upload.bytes.size()));
  const std::string_view filename = aboutOf(upload.about, "filename");
  if (!filename.empty()) document->set("originalFilename", filename);
  document->set("uploadId", randomAlphanumeric(32));
  addAbout(*document, upload.about);
  return Value(std::move(*document));
}

std::expected<Object, std::string> Assets::imageDocument(const Upload& upload) const {
  const auto facts = inspectPicture(upload.bytes);
  if (!facts) return std::unexpected(facts.error());
  const std::string hash = sha1Hex(upload.bytes);
  const std::string size = std::to_string(facts->width) + 'x' + std::to_string(facts->height);
  return Object{{"_id", "image-" + hash + '-' + size + '-' + facts->extension},
                {"_type", "sanity.imageAsset"},
                {"path", "images/" + address_.project + '/' + address_.dataset + '/' + hash + '-' +
                             size + '.' + facts->extension},
                {"extension", facts->extension},
                {"mimeType", facts->mimeType},
                {"metadata", metadataOf(*facts, upload.about)}};
}

Object Assets::fileDocument(const Upload& upload) const {
  const std::string hash = sha1Hex(upload.bytes);
  const std::string extension = extensionOf(aboutOf(upload.about, "filename"));
  const std::string_view type = upload.contentType;
  return Object{
      {"_id", "file-" + hash + '-' + extension},
      {"_type", "sanity.fileAsset"},
      {"path", "files/" + address_.project + '/' + address_.dataset + '/' + hash + '.' + extension},
      {"extension", extension},
      {"mimeType", type.empty() ? fileTypeOf(extension) : type}};
}

std::optional<std::string> Assets::original(std::string_view hash) const {
  const auto rows = originals_.select("SELECT bytes FROM originals WHERE hash = ?1", {hash});
  if (rows.empty()) return std::nullopt;
  return rows.front().front();
}

Response Assets::serve(const Request& request) const {
  const auto segments = pathSegments(request.path);
  if (segments.size() < 4 || segments.size() > 5) return Response::text(404, "Not found");
  if (segments[1] != address_.project || segments[2] != address_.dataset) {
    return Response::text(404, "Not found");
  }
  const bool isImage = segments[0] == "images";
  const auto name = parseName(segments[3], isImage);
  const auto bytes = name ? original(name->hash) : std::nullopt;
  if (!bytes) return Response::text(404, "Not found");
  Response response;
  if (isImage) {
    response = render(*bytes, *name, request);
    if (response.status != 200) return response;
  } else {
    response.contentType = fileTypeOf(name->extension);
    response.body = *bytes;
  }
  response.setHeader("Cache-Control", "public, max-age=31536000, immutable");
  response.setHeader("Vary", "Accept, Origin");
  response.setHeader("Access-Control-Allow-Origin", "*");
  response.setHeader("X-Content-Type-Options", "nosniff");
  // Somebody uploaded it, perhaps an SVG with a script: it is shown, never run.
  response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  if (const auto file = request.queryValue("dl")) {
    const std::string_view filename = file->empty() ? segments[3] : *file;
    response.setHeader("Content-Disposition",
                       "attachment; filename=\"" + encodePercent(filename) + "\"");
  }
  return response;
}

Response Assets::render(const std::string& bytes, const AssetName& name,
                        const Request& request) const {
  const std::string_view extension = name.extension;
  const auto order = PictureOrder::fromQuery(request.query, extension, request.header("accept"));
  if (!order) return Response::text(400, order.error());
  Response response;
  response.contentType = mimeTypeOf(order->format);
  const bool isMoving = extension == "gif" && !order->isStill;
  if (order->isOriginal(extension) || isMoving || extension == "svg") {
    response.contentType = mimeTypeOf(extension);
    response.body = bytes;
    return response;
  }
  const std::string key = std::string(name.hash) + '|' + order->key();
  const auto known =
      renditions_.select("SELECT bytes FROM renditions WHERE name = ?1", {std::string_view(key)});
  if (!known.empty()) {
    response.body = known.front().front();
    return response;
  }
  rendering_.acquire();
  auto rendered = renderPicture(bytes, *order);
  rendering_.release();
  if (!rendered) return Response::text(400, rendered.error());
  keepRendition(key, *rendered);
  response.body = std::move(*rendered);
  return response;
}

// Too much of it, and the cache begins anew.
void Assets::keepRendition(const std::string& key, const std::string& bytes) const {
  if (renditionBytes_.fetch_add(bytes.size()) + bytes.size() > mostRenditionBytes_) {
    renditions_.run("DELETE FROM renditions");
    renditionBytes_ = bytes.size();
  }
  renditions_.run("INSERT OR REPLACE INTO renditions VALUES(?1, ?2)",
                  {std::string_view(key), std::string_view(bytes)});
}

}  // namespace vitrine::services
