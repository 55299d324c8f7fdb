// SPDX-License-Identifier: MIT
#include "shell/services/lake/seed.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/core/json.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/lake/mutation.h"

namespace vitrine::services {
namespace {

constexpr std::string_view kImagePrefix = "image@file://";

std::expected<std::string, std::string> readFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::unexpected("cannot read " + path.string());
  std::ostringstream content;
  content << file.rdbuf();
  return content.str();
}

class Importer {
 public:
  Importer(std::filesystem::path directory, Assets& assets)
      : directory_(std::move(directory)), assets_(assets) {}

  std::expected<Array, std::string> read() {
    const auto text = readFile(directory_ / "catalog.ndjson");
    if (!text) return std::unexpected(text.error());
    std::istringstream lines(*text);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
      if (line.empty()) continue;
      const auto document = decodeJson(line);
      const auto resolved =
          document ? resolve(*document) : std::unexpected(document.error().message);
      if (!resolved) {
        return std::unexpected("catalog.ndjson, line " + std::to_string(number) + ": " +
                               resolved.error());
      }
      mutations_.push_back(Object{{"createOrReplace", *resolved}});
    }
    return std::move(mutations_);
  }

 private:
  std::expected<Value, std::string> resolve(const Value& value) {
    if (value.isArray()) {
      Array items;
      for (const Value& item : value.items()) {
        auto next = resolve(item);
        if (!next) return next;
        items.push_back(std::move(*next));
      }
      return Value(std::move(items));
    }
    if (!value.isObject()) return value;
    Object members;
    for (const auto& [name, member] : value.members()) {
      if (name == "_sanityAsset") {
        const auto id = imageId(member.asString());
        if (!id) return std::unexpected(id.error());
        members.set("asset", Object{{"_type", "reference"}, {"_ref", *id}});
        continue;
      }
      auto next = resolve(member);
      if (!next) return next;
      members.set(name, std::move(*next));
    }
    return Value(std::move(members));
  }

  std::expected<std::string, std::string> imageId(std::string_view address) {
    if (!address.starts_with(kImagePrefix)) {
      return std::unexpected("an asset is not of the form image@file://");
    }
    const std::string name(address.substr(kImagePrefix.size()));
    if (const auto known = imageIds_.find(name); known != imageIds_.end()) return known->second;
    const std::filesystem::path path = (directory_ / name).lexically_normal();
    const auto bytes = readFile(path);
    if (!bytes) return std::unexpected(bytes.error());
    const auto document = assets_.upload(
        {Assets::Kind::kImage, *bytes, {{"filename", path.filename().string()}}});
    if (!document) return std::unexpected(path.string() + ": " + document.error());
    std::string id((*document)["_id"].asString());
    mutations_.push_back(Object{{"createIfNotExists", *document}});
    imageIds_.emplace(name, id);
    return id;
  }

  std::filesystem::path directory_;
  Assets& assets_;
  Array mutations_;
  std::map<std::string, std::string> imageIds_;
};

}  // namespace

std::expected<std::size_t, std::string> importSeed(const std::string& directory, Dataset& dataset,
                                                   Assets& assets) {
  const auto mutations = Importer(directory, assets).read();
  if (!mutations) return std::unexpected(mutations.error());
  const SelectIds none = [](const Draft&, std::string_view, const Value&) {
    return LakeResult<std::vector<std::string>>();
  };
  const auto stored = dataset.transact(randomAlphanumeric(22), false, [&](Draft& draft) {
    const auto results = Mutations(draft, none, false).apply(Value(*mutations));
    return results ? LakeResult<void>() : std::unexpected(results.error());
  });
  if (!stored) return std::unexpected(stored.error().description);
  return mutations->size();
}

}  // namespace vitrine::services
