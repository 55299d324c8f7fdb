// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include "engine/groq/evaluator.h"
#include "engine/groq/function_table.h"
#include "engine/groq/type.h"

namespace vitrine::groq::functions {
namespace {

bool isScalar(const Value& value) {
  const Type type = typeOf(value);
  return type == Type::kNumber || type == Type::kString || type == Type::kBool ||
         type == Type::kDateTime;
}

// Pointers to the scalars (null counts as one) of an array, in the order of order().
std::vector<const Value*> sortedScalars(const Array& items) {
  std::vector<const Value*> sorted;
  sorted.reserve(items.size());
  for (const Value& item : items) {
    if (isScalar(item) || item.isNull()) sorted.push_back(&item);
  }
  std::ranges::stable_sort(
      sorted, [](const Value* left, const Value* right) { return compareAny(*left, *right) < 0; });
  return sorted;
}

// Sorting n items costs about n log n; counted roughly, so that limits hold.
bool spendSorting(Evaluator& evaluator, std::size_t count) {
  return evaluator.spendSteps(count * 4);
}

}  // namespace

Value compact(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  if (!arguments[0].isArray() || !evaluator.spendSteps(arguments[0].items().size())) return {};
  Array kept = arguments[0].items();
  std::erase_if(kept, [](const Value& item) { return item.isNull(); });
  return kept;
}

Value intersects(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  if (!arguments[0].isArray() || !arguments[1].isArray()) return {};
  const Array& probes = arguments[1].items();
  if (!spendSorting(evaluator, arguments[0].items().size() + probes.size())) return {};
  const std::vector<const Value*> known = sortedScalars(arguments[0].items());
  return std::ranges::any_of(probes, [&](const Value& probe) {
    if (!isScalar(probe) && !probe.isNull()) return false;
    const auto found = std::ranges::lower_bound(
        known, probe,
        [](const Value& left, const Value& right) { return compareAny(left, right) < 0; },
        [](const Value* value) -> const Value& { return *value; });
    return found != known.end() && isEqual(**found, probe);
  });
}

Value join(Evaluator& evaluator, std::span<const Value> arguments, const Scope& scope) {
  if (!arguments[0].isArray() || typeOf(arguments[1]) != Type::kString) return {};
  std::string text;
  for (const Value& item : arguments[0].items()) {
    if (!isScalar(item) || !evaluator.spendSteps()) return {};
    if (&item != arguments[0].items().data()) text += arguments[1].asString();
    text += string(evaluator, std::span(&item, 1), scope).asString();
  }
  evaluator.spendBytes(text.size());
  return text;
}

// Keeps the first of equal scalars; arrays and objects are all kept.
Value unique(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  if (!arguments[0].isArray()) return {};
  const Array& items = arguments[0].items();
  if (!spendSorting(evaluator, items.size())) return {};
  const std::vector<const Value*> sorted = sortedScalars(items);
  std::vector<bool> repeated(items.size(), false);
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const auto place = static_cast<std::size_t>(sorted[i] - items.data());
    repeated[place] = isEqual(*sorted[i - 1], *sorted[i]);
  }
  Array kept;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!repeated[i]) kept.push_back(items[i]);
  }
  return kept;
}

}  // namespace vitrine::groq::functions
