// SPDX-License-Identifier: MIT
#include "shell/services/lake/document.h"

#include <algorithm>
#include <set>

#include "engine/core/json.h"
#include "shell/services/crypto/digest.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kLongestId = 128;

constexpr int kDeepest = 20;
constexpr std::size_t kMostAttributes = 1'000;

// How many levels of objects and arrays there are, this one included.
int depthOf(const Value& value) {
  int deepest = 0;
  for (const Value& item : value.items()) deepest = std::max(deepest, depthOf(item));
  for (const auto& [name, member] : value.members()) deepest = std::max(deepest, depthOf(member));
  return value.isObject() || value.isArray() ? deepest + 1 : 0;
}

void collectAttributes(const Value& value, const std::string& path, std::set<std::string>& found) {
  for (const Value& item : value.items()) collectAttributes(item, path + "[]", found);
  for (const auto& [name, member] : value.members()) {
    std::string inner = path + '.' + name;
    collectAttributes(member, inner, found);
    found.insert(std::move(inner));
  }
}

std::size_t memberCount(const Value& value) {
  std::size_t count = value.members().size();
  for (const Value& item : value.items()) count += memberCount(item);
  for (const auto& [name, member] : value.members()) count += memberCount(member);
  return count;
}

void collectReferences(const Value& value, std::vector<std::string>& found) {
  for (const Value& item : value.items()) collectReferences(item, found);
  if (!value.isObject()) return;
  if (value["_ref"].isString() && value["_weak"].asBool() != true) {
    found.emplace_back(value["_ref"].asString());
  }
  for (const auto& [name, member] : value.members()) collectReferences(member, found);
}

}  // namespace

bool isDocumentId(std::string_view id) {
  if (id.empty() || id.size() > kLongestId) return false;
  char before = '.';
  for (const char c : id) {
    const bool isAllowed = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
    if (!isAllowed || (before == '.' && (c == '-' || c == '.'))) return false;
    before = c;
  }
  if (before == '.' || id == "versions" || id.ends_with(".versions")) return false;
  const bool isVersion = id.starts_with("versions.");
  return id.find(".versions.") == std::string_view::npos &&
         (!isVersion || std::ranges::count(id, '.') >= 2);
}

std::string_view publishedIdOf(std::string_view id) {
  if (isPublishedId(id)) return id;
  const std::size_t prefix = isVersionId(id) ? id.find('.', std::string_view("versions.").size())
                                             : id.find('.');
  id.remove_prefix(std::min(prefix, id.size() - 1) + 1);
  return id;
}

std::optional<std::string> brokenLimit(const Value& document) {
  if (depthOf(document) > kDeepest + 1) return "is nested deeper than 20 levels";
  if (memberCount(document) <= kMostAttributes) return std::nullopt;
  std::set<std::string> attributes;
  collectAttributes(document, "", attributes);
  if (attributes.size() > kMostAttributes) return "has more than 1000 attributes";
  return std::nullopt;
}

std::size_t jsonBytes(const Value& value, std::size_t most) {
  if (!value.isArray() && !value.isObject()) return encodeJson(value).size();
  std::size_t bytes = 1;  // the bracket; what closes it counts as another comma
  for (const Value& item : value.items()) {
    if (bytes > most) return bytes;
    bytes += jsonBytes(item, most - bytes) + 1;
  }
  for (const auto& [name, member] : value.members()) {
    if (bytes > most) return bytes;
    bytes += encodeJson(name).size() + 1;
    bytes += jsonBytes(member, most - std::min(bytes, most)) + 1;
  }
  return std::max(bytes, std::size_t{2});
}

std::vector<std::string> strongReferences(const Value& document) {
  std::vector<std::string> found;
  collectReferences(document, found);
  std::ranges::sort(found);
  found.erase(std::ranges::unique(found).begin(), found.end());
  return found;
}

Value withArrayKeys(const Value& value) {
  if (value.isArray()) {
    Array items;
    for (const Value& item : value.items()) {
      const Value next = withArrayKeys(item);
      const bool needsKey = next.isObject() && !next["_key"].isString();
      items.push_back(needsKey ? next.with("_key", randomHex(6)) : next);
    }
    return Value(std::move(items));
  }
  if (!value.isObject()) return value;
  Object members;
  for (const auto& [name, member] : value.members()) members.append(name, withArrayKeys(member));
  return Value(std::move(members));
}

}  // namespace vitrine::services
