// SPDX-License-Identifier: MIT
#include "shell/services/lake/patch.h"

#include <algorithm>
#include <array>

#include "shell/services/lake/path.h"

namespace vitrine::services {
namespace {

constexpr std::array<std::string_view, 12> kKnownMembers = {
    "id",    "query", "params", "ifRevisionID", "set",   "setIfMissing",
    "unset", "inc",   "dec",    "insert",       "merge", "diffMatchPatch"};

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
    document = changeAt(document, *path, MissingParents::kCreate,
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
    document = changeAt(document, *path, MissingParents::kSkip,
                        [](const Value*) -> std::optional<Value> { return std::nullopt; });
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
    document = changeAt(document, *path, MissingParents::kSkip,
                        [&](const Value* current) -> std::optional<Value> {
                          if (current == nullptr) return std::nullopt;
                          if (!current->isNumber()) return *current;
                          return sum(*current, amount, isNegative);
                        });
  }
  return document;
}

// Where an insert goes in an array, and how many items it replaces; nothing when it goes nowhere.
struct Place {
  std::size_t position;
  std::vector<std::size_t> replaced;
};

std::optional<Place> placeOf(const Array& items, const PathStep& step, std::string_view where) {
  std::vector<std::size_t> matched = matchedPositions(items, step.elements);
  const PathElement& element = step.elements.front();
  if (matched.empty()) {
    if (where == "replace" && element.kind == PathElement::Kind::kSlice) {
      const auto size = static_cast<std::int64_t>(items.size());
      std::int64_t start = element.start.value_or(0);
      if (start < 0) start += size + 1;
      return Place{static_cast<std::size_t>(std::clamp<std::int64_t>(start, 0, size)), {}};
    }
    if (items.empty() && element.kind == PathElement::Kind::kIndex) return Place{0, {}};
    return std::nullopt;
  }
  if (where == "before") return Place{matched.front(), {}};
  if (where == "after") return Place{matched.back() + 1, {}};
  return Place{matched.front(), std::move(matched)};
}

Value insertInto(const Value& array, const PathStep& step, std::string_view where,
                 const Array& added) {
  Array items = array.items();
  const std::optional<Place> place = placeOf(items, step, where);
  if (!place) return array;
  for (auto it = place->replaced.rbegin(); it != place->replaced.rend(); ++it) {
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(*it));
  }
  items.insert(items.begin() + static_cast<std::ptrdiff_t>(place->position), added.begin(),
               added.end());
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
  return changeAt(document, *path, MissingParents::kSkip,
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
  if (!patch["diffMatchPatch"].isNull() || !patch["merge"].isNull()) {
    return invalid("The local lake does not know diffMatchPatch and merge");
  }
  LakeResult<Value> next = applySet(document, patch["setIfMissing"], true);
  if (next) next = applySet(std::move(*next), patch["set"], false);
  if (next) next = applyUnset(std::move(*next), patch["unset"]);
  if (next) next = applyIncrement(std::move(*next), patch["inc"], false);
  if (next) next = applyIncrement(std::move(*next), patch["dec"], true);
  if (next) next = applyInsert(*next, patch["insert"]);
  if (next) next = checked(document, std::move(*next));
  return next;
}

}  // namespace vitrine::services
