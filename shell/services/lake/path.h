// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/value.h"

namespace vitrine::services {

// The path language of patches ("JSONMatch"): `variants[_key=="a"].stock`, `tags[-1]`, `a[1:3]`,
// `a[0,2]`, `..price`, `['odd name']`.
//
//   path     = [attribute] { "." attribute | ".." attribute | "[" union "]" }
//   union    = element { "," element }
//   element  = index | [index] ":" [index] | attribute | string | filter
//   filter   = operand comparator literal | literal comparator operand
//   operand  = "@" { "." attribute } | attribute { "." attribute }
struct PathFilter {
  std::vector<std::string> operand;  // empty: the element itself
  std::string comparator;            // == != < <= > >=
  Value literal;
};

struct PathElement {
  enum class Kind : std::uint8_t { kAttribute, kIndex, kSlice, kFilter };
  Kind kind = Kind::kAttribute;
  std::string attribute;
  std::optional<std::int64_t> start;  // the index, or the slice's start
  std::optional<std::int64_t> end;
  PathFilter filter;
};

struct PathStep {
  bool isRecursive = false;  // `..`: here and everywhere below
  std::vector<PathElement> elements;
};

using Path = std::vector<PathStep>;

Result<Path> parsePath(std::string_view text);

// The places in the array that the elements name, ascending, each once; an index or a slice may
// name places before its beginning or beyond its end.
std::vector<std::int64_t> namedPositions(const Array& items,
                                         const std::vector<PathElement>& elements);

// What happens at the place that a path names: given the value there (nullptr when there is none),
// the new value, or nothing to remove it.
using PathChange = std::function<std::optional<Value>(const Value* current)>;

// What is made where the path names something that is not there: nothing; attributes, on the way
// and at its end, where a scalar gives way to an object; or attributes and items beyond an array's
// end, with null between.
enum class Missing : std::uint8_t { kSkip, kMakeAttributes, kMakeAll };

// The value with the change made at every place that the path names. A filter on what is no array
// means the value itself: further steps go on from there, and at the end it can be set. A path that
// takes more than half a million steps (`[a,b][a,b][a,b]…` doubles at each) is refused.
Result<Value> changeAt(const Value& root, const Path& path, Missing missing,
                       const PathChange& change);

}  // namespace vitrine::services
