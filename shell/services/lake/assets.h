// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "engine/core/value.h"
#include "shell/services/http/message.h"
#include "shell/services/storage/database.h"

namespace vitrine::services {

// Where pictures are reached and to which project they belong.
struct AssetAddress {
  std::string base;  // "http://127.0.0.1:4100"
  std::string project;
  std::string dataset;
};

// /images/… and /files/…: what the vendor's CDN serves.
inline bool isAssetAddress(std::string_view path) {
  return path.starts_with("/images/") || path.starts_with("/files/");
}

// What /images/P/D/<name> names, "<hash>-<w>x<h>.<ext>", or /files/P/D/<name>, "<hash>.<ext>".
struct AssetName {
  std::string_view hash;
  std::string_view extension;
};

// The uploaded pictures and files, kept by the hash of their bytes, and the renditions made of the
// pictures, kept in a cache file that may be thrown away.
class Assets {
 public:
  enum class Kind : std::uint8_t { kImage, kFile };

  struct Upload {
    Kind kind;
    const std::string& bytes;
    NamedTexts about;  // filename, label, title, description, meta, creditLine, sourceId, …
    std::string_view contentType{};
  };

  // What the cache grows to before it begins anew.
  static constexpr std::size_t kMostRenditionBytes = std::size_t{1} << 30U;

  static std::expected<std::unique_ptr<Assets>, std::string> open(
      const std::string& directory, AssetAddress address,
      std::size_t mostRenditionBytes = kMostRenditionBytes);

  // Stores the bytes and answers the asset document (without revision and times).
  std::expected<Value, std::string> upload(const Upload& upload);

  // GET /images/<project>/<dataset>/<hash>-<w>x<h>.<ext>[/<vanity name>] or
  // /files/<project>/<dataset>/<hash>.<ext>[/<vanity name>]
  Response serve(const Request& request) const;

 private:
  Assets(Database originals, Database renditions, AssetAddress address,
         std::size_t mostRenditionBytes);

  std::expected<Object, std::string> imageDocument(const Upload& upload) const;
  Object fileDocument(const Upload& upload) const;
  std::optional<std::string> original(std::string_view hash) const;
  Response render(const std::string& bytes, const AssetName& name, const Request& request) const;
  void keepRendition(const std::string& key, const std::string& bytes) const;

  mutable Database originals_;
  mutable Database renditions_;
  mutable std::atomic<std::size_t> renditionBytes_ = 0;
  AssetAddress address_;
  std::size_t mostRenditionBytes_;
  mutable std::counting_semaphore<> rendering_{2};  // pictures are heavy: two at a time
};

}  // namespace vitrine::services
