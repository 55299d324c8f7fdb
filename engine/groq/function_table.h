// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/core/value.h"

namespace vitrine::groq {

class Evaluator;
struct Scope;

// A built-in function of evaluated arguments. What evaluates its arguments itself (select,
// coalesce, boost, diff::) is a node kind instead.
using FunctionBody = Value (*)(Evaluator& evaluator, std::span<const Value> arguments,
                               const Scope& scope);

struct Function {
  std::string_view space;  // "global" for functions without a namespace
  std::string_view name;
  std::uint8_t minArguments;
  std::uint8_t maxArguments;
  // kOfThis looks at @; kOfHost asks for what the host says: the time, the names, all documents.
  enum class Use : std::uint8_t { kAnywhere, kOfThis, kOfHost, kDeltaOnly } use;
  FunctionBody body;
};

inline constexpr std::uint8_t kAnyNumber = 255;

// nullptr when there is no such function.
const Function* findFunction(std::string_view space, std::string_view name);
bool isNamespace(std::string_view space);

// The bodies, by file.
namespace functions {

// functions_global.cpp
Value after(Evaluator&, std::span<const Value>, const Scope&);
Value before(Evaluator&, std::span<const Value>, const Scope&);
Value count(Evaluator&, std::span<const Value>, const Scope&);
Value dateTime(Evaluator&, std::span<const Value>, const Scope&);
Value dateTimeNow(Evaluator&, std::span<const Value>, const Scope&);
Value defined(Evaluator&, std::span<const Value>, const Scope&);
Value identity(Evaluator&, std::span<const Value>, const Scope&);
Value length(Evaluator&, std::span<const Value>, const Scope&);
Value now(Evaluator&, std::span<const Value>, const Scope&);
Value nothing(Evaluator&, std::span<const Value>, const Scope&);
Value operation(Evaluator&, std::span<const Value>, const Scope&);
Value path(Evaluator&, std::span<const Value>, const Scope&);
Value references(Evaluator&, std::span<const Value>, const Scope&);
Value string(Evaluator&, std::span<const Value>, const Scope&);

// functions_string.cpp
Value lower(Evaluator&, std::span<const Value>, const Scope&);
Value split(Evaluator&, std::span<const Value>, const Scope&);
Value startsWith(Evaluator&, std::span<const Value>, const Scope&);
Value upper(Evaluator&, std::span<const Value>, const Scope&);

// functions_array.cpp
Value compact(Evaluator&, std::span<const Value>, const Scope&);
Value intersects(Evaluator&, std::span<const Value>, const Scope&);
Value join(Evaluator&, std::span<const Value>, const Scope&);
Value unique(Evaluator&, std::span<const Value>, const Scope&);

// functions_geo.cpp
Value geo(Evaluator&, std::span<const Value>, const Scope&);
Value geoContains(Evaluator&, std::span<const Value>, const Scope&);
Value geoDistance(Evaluator&, std::span<const Value>, const Scope&);
Value geoIntersects(Evaluator&, std::span<const Value>, const Scope&);
Value geoLatLng(Evaluator&, std::span<const Value>, const Scope&);

// functions_math.cpp
Value avg(Evaluator&, std::span<const Value>, const Scope&);
Value max(Evaluator&, std::span<const Value>, const Scope&);
Value min(Evaluator&, std::span<const Value>, const Scope&);
Value round(Evaluator&, std::span<const Value>, const Scope&);
Value sum(Evaluator&, std::span<const Value>, const Scope&);

// functions_sanity.cpp
Value dataset(Evaluator&, std::span<const Value>, const Scope&);
Value partOfRelease(Evaluator&, std::span<const Value>, const Scope&);
Value portableText(Evaluator&, std::span<const Value>, const Scope&);
Value portableTextValue(Evaluator&, std::span<const Value>, const Scope&);
Value projectId(Evaluator&, std::span<const Value>, const Scope&);
Value releases(Evaluator&, std::span<const Value>, const Scope&);
Value versionOf(Evaluator&, std::span<const Value>, const Scope&);

}  // namespace functions
}  // namespace vitrine::groq
