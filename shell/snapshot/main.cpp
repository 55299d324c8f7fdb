// SPDX-License-Identifier: MIT
// Makes a snapshot of a catalog: what a Node server makes of the same documents, but also of more of
// them than fit into a WebAssembly memory with what is made of them.
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "engine/catalog/catalog.h"
#include "engine/catalog/decode.h"
#include "engine/catalog/search_settings.h"

namespace {

constexpr vitrine::JsonLimits kLimits{.maxBytes = std::size_t{16} << 30U};

std::optional<std::string> readFile(const char* path) {
  if (!std::filesystem::is_regular_file(path)) return std::nullopt;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(file.tellg()), '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return file ? std::optional(std::move(bytes)) : std::nullopt;
}

// Beside the file first, so that nobody reads half of it.
bool writeFile(const std::string& path, const std::string& bytes) {
  const std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file && std::rename(part.c_str(), path.c_str()) == 0) return true;
  std::remove(part.c_str());
  return false;
}

int fail(const std::string& reason) {
  std::fprintf(stderr, "vitrine-snapshot: %s\n", reason.c_str());
  return EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    return fail("two files are needed: the catalog ({products, categories, settings}) and the snapshot");
  }
  std::optional<std::string> json = readFile(argv[1]);
  if (!json) return fail(std::string(argv[1]) + " cannot be read");
  auto documents = vitrine::decodeCatalog(*json, kLimits);
  if (!documents) return fail(std::string(argv[1]) + ": " + documents.error().message);
  json.reset();
  for (const vitrine::Rejection& left : documents->rejections) {
    std::fprintf(stderr, "Left out: %s: %s %s\n", left.documentId.c_str(), left.field.c_str(),
                 left.reason.c_str());
  }
  const vitrine::Catalog catalog(std::move(documents->products), std::move(documents->categories),
                                 vitrine::decodeSearchSettings(documents->settings));
  const std::string snapshot = catalog.snapshot();
  if (!writeFile(argv[2], snapshot)) return fail(std::string(argv[2]) + " cannot be written");
  std::printf("%zu products, %zu bytes; %zu documents left out\n", catalog.size(), snapshot.size(),
              static_cast<std::size_t>(documents->rejectedCount));
  return EXIT_SUCCESS;
}
