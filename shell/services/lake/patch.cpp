// SPDX-License-Identifier: MIT
#include "shell/services/lake/patch.h"

#include <algorithm>
#include <array>

#include "shell/services/lake/path.h"
#include "shell/services/lake/text_patch.h"

namespace vitrine::services {
namespace {

constexpr std::array<std::string_view, 11> kKnownMembers = {
    "id",    "query",          "params", "ifRevisionID", "set",   "setIfMissing",
    "unset", "diffMatchPatch", "inc",    "dec",          "insert"};

std::unexpected<LakeError> invalid(std::string description) {
  return refuse(400, "validationError", std::move(description));
}

LakeResult<Path> readPath(std::string_view text) {
  Result<Path> path = parsePath(text);
  if (!path) return invalid(path.error().message);
  return std::move(*path);
}

LakeResult<Value> applySet(Value document, const Value& members, bool onlyMissing) {
  for (const auto& [text, value] : members.members()) {
    const auto path = readPath(text);
    if (!path) return std::unexpected(path.error());
    document = changeAt(document, *path, onlyMissing ? Missing::kMakeAttributes : Missing::kMakeAll,
                        [&](const Value* current) -> std::optional<Value> {
                          return onlyMissing && current != nullptr ? *current : value;
                        });
  }
  return document;
}

LakeResult<Value> applyUnset(Value document, const Value& paths) {
  for (const Value& text : paths.items()) {
    const auto path = readPath(text.asString());
    if (!path) return std::unexpected(path.error());
    document = changeAt(document, *path, Missing::kSkip,
                        [](const Value*) -> std::optional<Value> { return std::nullopt; });
  }
  return document;
}

LakeResult<Value> applyTextPatches(Value document, const Value& members) {
  for (const auto& [text, patch] : members.members()) {
    const auto path = readPath(text);
    if (!path) return std::unexpected(path.error());
    const auto hunks = parseTextPatch(patch.asString());
    if (!hunks) return invalid(hunks.error().message);
    document = changeAt(document, *path, Missing::kSkip,
                        [&](const Value* current) -> std::optional<Value> {
                          if (current == nullptr) return std::nullopt;
                          if (!current->isString()) return *current;
                          return applyTextPatch(*hunks, std::string(current->asString()));
                        });
  }
  return document;
}

Value sum(const Value& current, const Value& amount, bool isNegative) {
  const auto a = current.asInt64();
  const auto b = amount.asInt64();
  if (a && b) return isNegative ? *a - *b : *a + *b;  // both within 2^53: cannot overflow
  const double x = current.asDouble().value_or(0);
  const double y = amount.asDouble().value_or(0);
  return isNegative ? x - y : x + y;
}

LakeResult<Value> applyIncrement(Value document, const Value& members, bool isNegative) {
  for (const auto& [text, amount] : members.members()) {
    if (!amount.isNumber()) return invalid("inc and dec take numbers");
    const auto path = readPath(text);
    if (!path) return std::unexpected(path.error());
    document = changeAt(document, *path, Missing::kSkip,
                        [&](const Value* current) -> std::optional<Value> {
                          if (current == nullptr) return std::nullopt;
                          if (!current->isNumber()) return *current;
                          return sum(*current, amount, isNegative);
                        });
  }
  return document;
}

// Where an empty slice is: `a[2:2]`, `a[-1:]`.
std::int64_t placeOfSlice(const PathElement& slice, std::int64_t size) {
  const std::int64_t start = slice.start.value_or(0);
  return start < 0 ? start + size + 1 : start;
}

Value insertInto(const Value& array, const PathStep& step, std::string_view where,
                 const Array& added) {
  Array items = array.items();
  const auto size = static_cast<std::int64_t>(items.size());
  std::vector<std::int64_t> named = namedPositions(items, step.elements);
  const PathElement& element = step.elements.front();
  if (named.empty()) {
    if (element.kind != PathElement::Kind::kSlice) return array;
    named.push_back(placeOfSlice(element, size));
    if (where == "replace") where = "before";
  }
  const std::int64_t place = where == "after" ? named.back() + 1 : named.front();
  if (where == "replace") {
    for (auto it = named.rbegin(); it != named.rend(); ++it) {
      if (*it >= 0 && *it < size) items.erase(items.begin() + *it);
    }
  }
  const auto end = static_cast<std::int64_t>(items.size());
  items.insert(items.begin() + std::clamp<std::int64_t>(place, 0, end), added.begin(), added.end());
  return Value(std::move(items));
}

LakeResult<Value> applyInsert(const Value& document, const Value& insert) {
  if (!insert.isObject()) return document;
  std::string_view where;
  for (const std::string_view name : {"before", "after", "replace"}) {
    if (insert.members().find(name) == nullptr) continue;
    if (!where.empty()) return invalid("insert takes one of before, after and replace");
    where = name;
  }
  if (where.empty()) return invalid("insert needs before, after or replace");
  if (!insert["items"].isArray()) return invalid("insert needs an array of items");
  auto path = readPath(insert[where].asString());
  if (!path) return std::unexpected(path.error());
  const PathStep last = path->back();
  path->pop_back();
  return changeAt(document, *path, Missing::kSkip,
                  [&](const Value* current) -> std::optional<Value> {
                    if (current == nullptr || !current->isArray()) {
                      return current == nullptr ? std::nullopt : std::optional(*current);
                    }
                    return insertInto(*current, last, where, insert["items"].items());
                  });
}

LakeResult<Value> checked(const Value& before, Value after) {
  for (const std::string_view name : {"_id", "_type"}) {
    if (before[name] == after[name]) continue;
    return invalid("Cannot modify immutable attribute \"" + std::string(name) + "\"");
  }
  return after;
}

}  // namespace

LakeResult<Value> applyPatch(const Value& document, const Value& patch) {
  for (const auto& [name, member] : patch.members()) {
    if (std::ranges::find(kKnownMembers, name) == kKnownMembers.end()) {
      return invalid("Unknown patch operation \"" + name + "\"");
    }
  }
  LakeResult<Value> next = applySet(document, patch["setIfMissing"], true);
  if (next) next = applySet(std::move(*next), patch["set"], false);
  if (next) next = applyUnset(std::move(*next), patch["unset"]);
  if (next) next = applyTextPatches(std::move(*next), patch["diffMatchPatch"]);
  if (next) next = applyIncrement(std::move(*next), patch["inc"], false);
  if (next) next = applyIncrement(std::move(*next), patch["dec"], true);
  if (next) next = applyInsert(*next, patch["insert"]);
  if (next) next = checked(document, std::move(*next));
  return next;
}

}  // namespace vitrine::services
