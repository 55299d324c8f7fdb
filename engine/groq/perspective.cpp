// SPDX-License-Identifier: MIT
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/groq/dataset.h"

namespace vitrine::groq {
namespace {

// An _id taken apart: the published id, and where the version belongs; "" for published documents,
// "drafts", or the name of a release.
struct VersionId {
  std::string_view published;
  std::string_view layer;
};

VersionId takeApart(std::string_view id) {
  if (id.starts_with("drafts.")) return {id.substr(7), "drafts"};
  constexpr std::string_view kVersions = "versions.";
  const std::size_t dot = id.starts_with(kVersions) ? id.find('.', kVersions.size()) : id.npos;
  if (dot == std::string_view::npos) return {id, ""};
  return {id.substr(dot + 1), id.substr(kVersions.size(), dot - kVersions.size())};
}

// How far in front a layer stands; the published documents come last, others do not count.
std::size_t rankOf(std::string_view layer, const std::vector<std::string_view>& stack) {
  for (std::size_t i = 0; i < stack.size(); ++i) {
    const bool isDrafts = stack[i] == "drafts" || stack[i] == "previewDrafts";
    if (layer == (isDrafts ? std::string_view("drafts") : stack[i])) return i;
  }
  return layer.empty() ? stack.size() : stack.size() + 1;
}

Value asPublished(const Value& document, std::string_view publishedId) {
  const std::string originalId(document["_id"].asString());
  return document.with("_id", publishedId).with("_originalId", originalId);
}

}  // namespace

Array documentsInPerspective(const Array& documents, const std::vector<std::string_view>& stack) {
  if (stack.size() == 1 && stack[0] == "raw") return documents;
  std::vector<std::string_view> layers = stack;
  std::erase(layers, std::string_view("published"));
  struct Seen {
    std::size_t place;
    std::size_t rank;
  };
  std::unordered_map<std::string_view, Seen> seen;
  Array visible;
  for (const Value& document : documents) {
    const VersionId id = takeApart(document["_id"].asString());
    const std::size_t rank = rankOf(id.layer, layers);
    if (rank > layers.size()) continue;
    Value shown = layers.empty() ? document : asPublished(document, id.published);
    const auto [entry, isNew] = seen.try_emplace(id.published, Seen{visible.size(), rank});
    if (isNew) {
      visible.push_back(std::move(shown));
    } else if (rank < entry->second.rank) {
      visible[entry->second.place] = std::move(shown);
      entry->second.rank = rank;
    }
  }
  return visible;
}

}  // namespace vitrine::groq
