// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <compare>
#include <numeric>
#include <utility>

#include "engine/groq/arithmetic.h"
#include "engine/groq/evaluator.h"
#include "engine/groq/match.h"
#include "engine/groq/type.h"

namespace vitrine::groq {

// The values of one key of order(), by the place of the item before it is sorted: themselves, or
// their ranks where these are known.
struct Evaluator::SortKey {
  Array values;
  std::vector<std::uint32_t> ranks;
  bool isDescending;

  std::strong_ordering compare(std::uint32_t left, std::uint32_t right) const {
    const std::strong_ordering order = ranks.empty() ? compareAny(values[left], values[right])
                                                     : ranks[left] <=> ranks[right];
    return isDescending ? 0 <=> order : order;
  }
};

namespace {

// The work of sorting `kept` out of `count` items, in steps.
std::size_t sortingSteps(std::size_t count, std::size_t kept) {
  return count * static_cast<std::size_t>(std::bit_width(std::min(count, kept)));
}

}  // namespace

std::optional<Items> Evaluator::order(const Node& node, const Scope& scope, std::size_t limit) {
  std::optional<Items> base = items(*node.children[0], scope, kAll);
  if (!base) return std::nullopt;
  std::vector<SortKey> keys;
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    keys.push_back(sortKey(*node.children[i], scope, *base));
    if (hasFailed()) return Items();
  }
  const std::size_t kept = std::min(limit, base->size());
  if (!spendSteps(sortingSteps(base->size(), kept))) return Items();
  if (explanation_ != nullptr) explanation_->noteOrder(node, kept, base->size());
  std::vector<std::uint32_t> places(base->size());
  std::iota(places.begin(), places.end(), 0U);
  // The place settles ties.
  const auto isBefore = [&](std::uint32_t left, std::uint32_t right) {
    for (const SortKey& key : keys) {
      const std::strong_ordering order = key.compare(left, right);
      if (order != 0) return order < 0;
    }
    return left < right;
  };
  if (kept == places.size()) {
    std::ranges::stable_sort(places, isBefore);
  } else {
    const auto end = places.begin() + static_cast<std::ptrdiff_t>(kept);
    std::partial_sort(places.begin(), end, places.end(), isBefore);
  }
  Items sorted{.values = {}, .positions = {}, .areDocuments = base->areDocuments};
  for (std::size_t i = 0; i < kept; ++i) {
    if (base->areDocuments) {
      sorted.positions.push_back(base->positions[places[i]]);
    } else {
      sorted.values.push_back(std::move(base->values[places[i]]));
    }
  }
  return sorted;
}

Evaluator::SortKey Evaluator::sortKey(const Node& node, const Scope& scope, const Items& base) {
  SortKey key{.values = {}, .ranks = {}, .isDescending = node.kind == NodeKind::kDescending};
  const Node& expression = *node.children[0];
  const Ranks* ranks = base.areDocuments ? this->ranks(expression, base.size()) : nullptr;
  if (!spendSteps(base.size()) || !spendBytes(base.size() * sizeof(Value))) return key;
  if (ranks != nullptr) {
    key.ranks.reserve(base.size());
    for (const std::uint32_t position : base.positions) key.ranks.push_back((*ranks)[position]);
    return key;
  }
  key.values.reserve(base.size());
  for (std::size_t i = 0; i < base.size(); ++i) {
    key.values.push_back(evaluate(expression, scope.nested(item(base, i), base.positionOf(i))));
  }
  return key;
}

// Documents with their _score, the best first; what is no document has none and comes last.
std::optional<Items> Evaluator::score(const Node& node, const Scope& scope) {
  std::optional<Items> base = items(*node.children[0], scope, kAll);
  if (!base) return std::nullopt;
  Array values = valuesOf(std::move(*base));
  for (Value& item : values) {
    if (!item.isObject()) continue;
    double sum = item["_score"].asDouble().value_or(0);
    const Scope inner = scope.nested(item);
    for (std::size_t i = 1; i < node.children.size(); ++i) sum += scoreOf(*node.children[i], inner);
    if (!spendSteps(1 + item.members().size())) return Items();
    spendBytes(item.members().size() * sizeof(Object::Member));
    item = item.with("_score", makeNumber(sum));
  }
  if (!spendSteps(sortingSteps(values.size(), values.size()))) return Items();
  std::ranges::stable_sort(values, [](const Value& left, const Value& right) {
    const double none = -1;
    return left["_score"].asDouble().value_or(none) > right["_score"].asDouble().value_or(none);
  });
  return Items{.values = std::move(values), .positions = {}};
}

// The predicate's own value; null when what it is boosted by is no number, or negative.
Value Evaluator::boost(const Node& node, const Scope& scope) {
  const std::optional<double> amount = evaluate(*node.children[1], scope).asDouble();
  return amount && *amount >= 0 ? evaluate(*node.children[0], scope) : Value();
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
      return amount && *amount >= 0 && inner > 0 ? inner + *amount : 0;
    }
    case NodeKind::kGroup:
      return scoreOf(*parts[0], scope);
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
