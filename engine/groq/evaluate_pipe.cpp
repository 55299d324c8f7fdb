// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <utility>

#include "engine/groq/arithmetic.h"
#include "engine/groq/evaluator.h"
#include "engine/groq/match.h"
#include "engine/groq/type.h"

namespace vitrine::groq {
namespace {

// One item of order() with its keys, and its place before, which settles ties.
struct Sorted {
  Value item;
  std::vector<Value> keys;
  std::size_t place;
};

// The work of sorting `kept` out of `count` items, in steps.
std::size_t sortingSteps(std::size_t count, std::size_t kept) {
  return count * static_cast<std::size_t>(std::bit_width(std::min(count, kept)));
}

}  // namespace

std::optional<Array> Evaluator::order(const Node& node, const Scope& scope, std::size_t limit) {
  std::optional<Array> base = items(*node.children[0], scope, kAll);
  if (!base) return std::nullopt;
  const std::size_t keyCount = node.children.size() - 1;
  std::vector<Sorted> sorted;
  if (!spendBytes(base->size() * (sizeof(Sorted) + keyCount * sizeof(Value)))) return Array();
  sorted.reserve(base->size());
  for (Value& item : *base) {
    std::vector<Value> keys;
    keys.reserve(keyCount);
    const Scope inner = scope.nested(item);
    for (std::size_t i = 1; i <= keyCount; ++i) keys.push_back(evaluate(*node.children[i], inner));
    if (!spendSteps()) return Array();
    sorted.push_back({std::move(item), std::move(keys), sorted.size()});
  }
  const std::size_t kept = std::min(limit, sorted.size());
  if (!spendSteps(sortingSteps(sorted.size(), kept))) return Array();
  const auto isBefore = [&](const Sorted& left, const Sorted& right) {
    for (std::size_t i = 0; i < keyCount; ++i) {
      const auto order = compareAny(left.keys[i], right.keys[i]);
      const bool descending = node.children[i + 1]->kind == NodeKind::kDescending;
      if (order != 0) return descending ? order > 0 : order < 0;
    }
    return left.place < right.place;
  };
  std::partial_sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(kept),
                    sorted.end(), isBefore);
  base->resize(kept);
  for (std::size_t i = 0; i < kept; ++i) (*base)[i] = std::move(sorted[i].item);
  return base;
}

// Documents with their _score, the best first; what is no document has none and comes last.
std::optional<Array> Evaluator::score(const Node& node, const Scope& scope) {
  std::optional<Array> base = items(*node.children[0], scope, kAll);
  if (!base) return std::nullopt;
  for (Value& item : *base) {
    if (!item.isObject()) continue;
    double sum = item["_score"].asDouble().value_or(0);
    const Scope inner = scope.nested(item);
    for (std::size_t i = 1; i < node.children.size(); ++i) sum += scoreOf(*node.children[i], inner);
    if (!spendSteps(1 + item.members().size())) return Array();
    spendBytes(item.members().size() * sizeof(Object::Member));
    item = item.with("_score", makeNumber(sum));
  }
  if (!spendSteps(sortingSteps(base->size(), base->size()))) return Array();
  std::ranges::stable_sort(*base, [](const Value& left, const Value& right) {
    const double none = -1;
    return left["_score"].asDouble().value_or(none) > right["_score"].asDouble().value_or(none);
  });
  return base;
}

double Evaluator::scoreOf(const Node& condition, const Scope& scope) {
  if (!spendSteps()) return 0;
  const std::vector<Node*>& parts = condition.children;
  switch (condition.kind) {
    case NodeKind::kMatch: {
      const MatchWords text = textWords(evaluate(*parts[0], scope));
      const MatchWords pattern = patternWords(evaluate(*parts[1], scope));
      spendSteps(text.words.size() * (1 + pattern.words.size()));
      return matchScore(text, pattern);
    }
    case NodeKind::kBoost: {
      const double inner = scoreOf(*parts[0], scope);
      const std::optional<double> amount = evaluate(*parts[1], scope).asDouble();
      return amount && inner > 0 ? inner + *amount : 0;
    }
    case NodeKind::kOr: {
      double sum = 0;
      for (const Node* part : parts) sum += scoreOf(*part, scope);
      return sum;
    }
    case NodeKind::kAnd: {
      double sum = 0;
      for (const Node* part : parts) {
        const double own = scoreOf(*part, scope);
        if (own == 0) return 0;
        sum += own;
      }
      return sum;
    }
    default: {
      Value storage;
      return peek(condition, scope, storage).asBool() == true ? 1 : 0;
    }
  }
}

}  // namespace vitrine::groq
