// SPDX-License-Identifier: MIT
#include <cmath>

#include "engine/groq/arithmetic.h"
#include "engine/groq/evaluator.h"
#include "engine/groq/function_table.h"
#include "engine/groq/type.h"

namespace vitrine::groq::functions {
namespace {

// The numbers of an array; nulls are passed over, anything else makes the whole null.
std::optional<Array> numbersOf(Evaluator& evaluator, const Value& value) {
  if (!value.isArray() || !evaluator.spendSteps(value.items().size())) return std::nullopt;
  Array numbers;
  for (const Value& item : value.items()) {
    if (item.isNull()) continue;
    if (!item.isNumber()) return std::nullopt;
    numbers.push_back(item);
  }
  return numbers;
}

Value total(const Array& numbers) {
  Value sum = 0;
  for (const Value& number : numbers) sum = binaryArithmetic(NodeKind::kAdd, sum, number);
  return sum;
}

// The number that stands first when ordered ascending (wanted < 0) or descending.
Value extreme(const std::optional<Array>& numbers, bool wantsLeast) {
  if (!numbers || numbers->empty()) return {};
  const Value* found = &numbers->front();
  for (const Value& number : *numbers) {
    const auto order = compareAny(number, *found);
    if (wantsLeast ? order < 0 : order > 0) found = &number;
  }
  return *found;
}

// Half away from zero. The product's rounding error decides what looks like a tie: 1.005 is less
// than it seems, so round(1.005, 2) is 1.
Value roundTo(double number, int places) {
  constexpr double kMaxExact = 4'503'599'627'370'496.0;
  const double scale = std::pow(10.0, places);
  const double size = std::fabs(number);
  const double product = size * scale;
  if (places > 22 || product >= kMaxExact) return makeNumber(number);
  const double error = std::fma(size, scale, -product);
  const double whole = std::floor(product);
  const double rounded = (product - whole) - 0.5 + error >= 0 ? whole + 1 : whole;
  return makeNumber(std::copysign(rounded / scale, number));
}

}  // namespace

Value avg(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  const std::optional<Array> numbers = numbersOf(evaluator, arguments[0]);
  if (!numbers || numbers->empty()) return {};
  const Value count(static_cast<std::int64_t>(numbers->size()));
  return binaryArithmetic(NodeKind::kDivide, total(*numbers), count);
}

Value max(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  return extreme(numbersOf(evaluator, arguments[0]), false);
}

Value min(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  return extreme(numbersOf(evaluator, arguments[0]), true);
}

Value round(Evaluator&, std::span<const Value> arguments, const Scope&) {
  if (!arguments[0].isNumber()) return {};
  std::int64_t places = 0;
  if (arguments.size() == 2) {
    places = arguments[1].asInt64().value_or(-1);
    if (places < 0 || places > 100) return {};
  }
  if (arguments[0].isInt()) return arguments[0];
  return roundTo(*arguments[0].asDouble(), static_cast<int>(places));
}

Value sum(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  const std::optional<Array> numbers = numbersOf(evaluator, arguments[0]);
  return numbers ? total(*numbers) : Value();
}

}  // namespace vitrine::groq::functions
