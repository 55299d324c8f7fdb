// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/groq/arithmetic.h"
#include "engine/groq/evaluator.h"
#include "engine/groq/function_table.h"
#include "engine/groq/geo.h"

namespace vitrine::groq::functions {
namespace {

std::size_t countNumbers(const Value& value) {
  if (!value.isArray()) return 1;
  std::size_t count = 0;
  for (const Value& item : value.items()) count += countNumbers(item);
  return count;
}

std::size_t countNumbersOf(const Value& geometry) {
  std::size_t count = countNumbers(geometry["coordinates"]);
  for (const Value& each : geometry["geometries"].items()) count += countNumbersOf(each);
  return count;
}

// What it costs to compare each side with each. Beyond any limit the square would not fit 32 bits.
std::size_t pairsOf(std::size_t count) {
  const std::size_t bounded = std::min<std::size_t>(count, 60'000);
  return bounded * bounded / 4;
}

bool hasRings(const Value& geometry) {
  const std::string_view type = geometry["type"].asString();
  return type.ends_with("Polygon") || type == "GeometryCollection";
}

// Both arguments as geometries, or nothing.
std::optional<std::pair<Geometry, Geometry>> bothOf(Evaluator& evaluator,
                                                    std::span<const Value> arguments) {
  const std::size_t count = countNumbersOf(arguments[0]) + countNumbersOf(arguments[1]);
  if (!evaluator.spendSteps(pairsOf(count))) return std::nullopt;
  auto first = decodeGeometry(arguments[0]);
  auto second = decodeGeometry(arguments[1]);
  if (!first || !second) return std::nullopt;
  return std::pair(std::move(*first), std::move(*second));
}

}  // namespace

Value geo(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  const std::size_t count = countNumbersOf(arguments[0]);
  // The sides of a ring are compared with each other.
  const bool isSpent = evaluator.spendSteps(hasRings(arguments[0]) ? pairsOf(count) : count);
  return isSpent ? cleanGeometry(arguments[0]) : Value();
}

Value geoContains(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  const auto both = bothOf(evaluator, arguments);
  return both ? Value(groq::contains(both->first, both->second)) : Value();
}

Value geoDistance(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  const auto both = bothOf(evaluator, arguments);
  const auto metres = both ? groq::distance(both->first, both->second) : std::nullopt;
  return metres ? makeNumber(*metres) : Value();
}

Value geoIntersects(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  const auto both = bothOf(evaluator, arguments);
  return both ? Value(groq::intersects(both->first, both->second)) : Value();
}

Value geoLatLng(Evaluator&, std::span<const Value> arguments, const Scope&) {
  return cleanGeometry(Object{{"lat", arguments[0]}, {"lng", arguments[1]}});
}

}  // namespace vitrine::groq::functions
