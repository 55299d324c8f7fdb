// SPDX-License-Identifier: MIT
#include "shell/services/lake/patch.h"

#include <algorithm>
#include <array>
#include <functional>

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

LakeResult<Value> changed(const Value& document, std::string_view text, Missing missing,
                          const PathChange& change) {
  const auto path = readPath(text);
  if (!path) return std::unexpected(path.error());
  Result<Value> next = changeAt(document, *path, missing, change);
  if (!next) return invalid(next.error().message);
  return std::move(*next);
}

// One operation's members: a path each, and what is to be done there.
using ChangeOf = std::function<LakeResult<PathChange>(const Value& argument)>;

LakeResult<Value> applyMembers(Value document, const Value& members, Missing missing,
                               const ChangeOf& changeOf) {
  for (const auto& [text, argument] : members.members()) {
    const auto change = changeOf(argument);
    if (!change) return std::unexpected(change.error());
    auto next = changed(document, text, missing, *change);
    if (!next) return next;
    document = std::move(*next);
  }
  return document;
}

LakeResult<PathChange> setTo(const Value& value) {
  return [value](const Value*) -> std::optional<Value> { return value; };
}

LakeResult<PathChange> setMissingTo(const Value& value) {
  return [value](const Value* current) -> std::optional<Value> {
    return current == nullptr ? value : *current;
  };
}

LakeResult<Value> applyUnset(Value document, const Value& paths) {
  for (const Value& text : paths.items()) {
    auto next = changed(document, text.asString(), Missing::kSkip,
                        [](const Value*) -> std::optional<Value> { return std::nullopt; });
    if (!next) return next;
    document = std::move(*next);
  }
  return document;
}

LakeResult<PathChange> patchText(const Value& patch) {
  auto hunks = parseTextPatch(patch.asString());
  if (!hunks) return invalid(hunks.error().message);
  return [hunks = std::move(*hunks)](const Value* current) -> std::optional<Value> {
    if (current == nullptr) return std::nullopt;
    if (!current->isString()) return *current;
    return applyTextPatch(hunks, std::string(current->asString()));
  };
}

Value sum(const Value& current, const Value& amount, bool isNegative) {
  const auto a = current.asInt64();
  const auto b = amount.asInt64();
  if (a && b) return isNegative ? *a - *b : *a + *b;  // both within 2^53: cannot overflow
  const double x = current.asDouble().value_or(0);
  const double y = amount.asDouble().value_or(0);
  return isNegative ? x - y : x + y;
}

LakeResult<PathChange> add(const Value& amount, bool isNegative) {
  if (!amount.isNumber()) return invalid("inc and dec take numbers");
  return [amount, isNegative](const Value* current) -> std::optional<Value> {
    if (current == nullptr) return std::nullopt;
    return current->isNumber() ? sum(*current, amount, isNegative) : *current;
  };
}

LakeResult<PathChange> increase(const Value& amount) { return add(amount, false); }
LakeResult<PathChange> decrease(const Value& amount) { return add(amount, true); }

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
  const auto insertHere = [&](const Value* current) -> std::optional<Value> {
    if (current == nullptr) return std::nullopt;
    if (!current->isArray()) return *current;
    return insertInto(*current, last, where, insert["items"].items());
  };
  const Result<Value> next = changeAt(document, *path, Missing::kSkip, insertHere);
  if (!next) return invalid(next.error().message);
  return *next;
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
  LakeResult<Value> next =
      applyMembers(document, patch["setIfMissing"], Missing::kMakeAttributes, setMissingTo);
  if (next) next = applyMembers(std::move(*next), patch["set"], Missing::kMakeAll, setTo);
  if (next) next = applyUnset(std::move(*next), patch["unset"]);
  const auto change = [&](std::string_view name, const ChangeOf& changeOf) {
    if (next) next = applyMembers(std::move(*next), patch[name], Missing::kSkip, changeOf);
  };
  change("diffMatchPatch", patchText);
  change("inc", increase);
  change("dec", decrease);
  if (next) next = applyInsert(*next, patch["insert"]);
  if (next) next = checked(document, std::move(*next));
  return next;
}

}  // namespace vitrine::services
