// SPDX-License-Identifier: MIT
#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/groq/evaluator.h"

namespace vitrine::groq {

void Items::cut(std::size_t first, std::size_t last) {
  const auto cutList = [&](auto& list) {
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(last), list.end());
    list.erase(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(first));
  };
  if (areDocuments) {
    cutList(positions);
  } else {
    cutList(values);
  }
}

const Value& Evaluator::item(const Items& items, std::size_t index) const {
  return items.areDocuments ? dataset_.at(items.positions[index]) : items.values[index];
}

Array Evaluator::valuesOf(Items items) const {
  if (!items.areDocuments) return std::move(items.values);
  Array values;
  values.reserve(items.size());
  for (const std::uint32_t position : items.positions) values.push_back(dataset_.at(position));
  return values;
}

// Everything that takes an array comes here for it, and says how many items it needs: `*[…][0]`
// looks no further than the first match, `order(…)[0...20]` sorts no more than twenty.
std::optional<Items> Evaluator::items(const Node& node, const Scope& scope, std::size_t limit) {
  if (!options_.isPlanned) limit = kAll;
  switch (node.kind) {
    case NodeKind::kEverything:
      return everything(limit);
    case NodeKind::kFilter:
      return filter(node, scope, limit);
    case NodeKind::kMap:
      return map(node, scope, limit);
    case NodeKind::kFlatMap:
      return flatMap(node, scope, limit);
    case NodeKind::kSlice:
      return slice(node, scope);
    case NodeKind::kOrder:
      return order(node, scope, limit);
    case NodeKind::kScore:
      return score(node, scope);
    case NodeKind::kArrayCoerce:
    case NodeKind::kGroup:
      return items(*node.children[0], scope, limit);
    default:
      break;
  }
  Value storage;
  const Value& value = peek(node, scope, storage);
  if (!value.isArray()) return std::nullopt;
  return Items{.values = value.items(), .positions = {}};
}

Items Evaluator::everything(std::size_t limit) {
  const std::size_t count = std::min(dataset_.size(), limit);
  noteAllRead(limit);
  Items all{.values = {}, .positions = {}, .areDocuments = true};
  if (!spendSteps(count) || !spendBytes(count * sizeof(Value))) return all;
  all.positions.resize(count);
  std::iota(all.positions.begin(), all.positions.end(), 0U);
  return all;
}

void Evaluator::noteAllRead(std::size_t count) {
  if (options_.reads != nullptr) options_.reads->addFilter({}, count);
}

std::optional<Items> Evaluator::filter(const Node& node, const Scope& scope, std::size_t limit) {
  if (hasMemo(node) && memo(node).items) {
    if (explanation_ != nullptr) explanation_->noteMemo(node);
    return memo(node).items;
  }
  const Node& base = *node.children[0];
  if (base.kind == NodeKind::kEverything) {
    Items found = documentsWhere(node, scope, limit);
    if (hasMemo(node) && limit == kAll) memo(node).items = found;
    return found;
  }
  const Node& condition = *node.children[1];
  // What exists is read where it is; anything else is made.
  const bool exists = base.kind == NodeKind::kAttribute || base.kind == NodeKind::kThis ||
                      (hasMemo(base) && base.kind != NodeKind::kFilter);
  if (!exists) {
    const std::optional<Items> made = items(base, scope, kAll);
    return made ? std::optional(matching(*made, condition, scope, limit)) : std::nullopt;
  }
  Value storage;
  const Value& found = peek(base, scope, storage);
  if (!found.isArray()) return std::nullopt;
  Items result;
  for (const Value& item : found.items()) {
    Value decided;
    const bool matches = peek(condition, scope.nested(item), decided).asBool() == true;
    if (matches && !keep(result.values, item)) break;
    if (result.size() >= limit || !spendSteps()) break;
  }
  return result;
}

// The items for which the condition is true, up to `limit`.
Items Evaluator::matching(const Items& base, const Node& condition, const Scope& scope,
                          std::size_t limit) {
  Items result{.values = {}, .positions = {}, .areDocuments = base.areDocuments};
  for (std::size_t i = 0; i < base.size() && result.size() < limit && spendSteps(); ++i) {
    Value decided;
    const Scope inner = scope.nested(item(base, i), base.positionOf(i));
    if (peek(condition, inner, decided).asBool() != true) continue;
    if (base.areDocuments) {
      result.positions.push_back(base.positions[i]);
    } else if (!keep(result.values, base.values[i])) {
      break;
    }
  }
  return result;
}

std::optional<Items> Evaluator::map(const Node& node, const Scope& scope, std::size_t limit) {
  const std::optional<Items> base = items(*node.children[0], scope, limit);
  if (!base) return std::nullopt;
  const std::size_t count = std::min(base->size(), limit);
  Items result;
  if (!spendBytes(count * sizeof(Value))) return result;
  result.values.reserve(count);
  for (std::size_t i = 0; i < count && spendSteps(); ++i) {
    const Scope inner = scope.hidden(item(*base, i), base->positionOf(i));
    result.values.push_back(evaluate(*node.children[1], inner));
  }
  return result;
}

std::optional<Items> Evaluator::flatMap(const Node& node, const Scope& scope, std::size_t limit) {
  const std::optional<Items> base = items(*node.children[0], scope, kAll);
  if (!base) return std::nullopt;
  Items result;
  for (std::size_t i = 0; i < base->size() && result.size() < limit && spendSteps(); ++i) {
    Value storage;
    const Scope hidden = scope.hidden(item(*base, i), base->positionOf(i));
    const Value& inner = peek(*node.children[1], hidden, storage);
    if (!inner.isArray()) {
      if (!keep(result.values, inner)) break;
      continue;
    }
    for (const Value& part : inner.items()) {
      if (!keep(result.values, part)) break;
    }
  }
  return result;
}

std::optional<Items> Evaluator::slice(const Node& node, const Scope& scope) {
  const std::int64_t end = node.last + (node.flag ? 1 : 0);
  const bool knowsEnd = node.number >= 0 && node.last >= 0;
  const std::size_t needed = knowsEnd ? static_cast<std::size_t>(end) : kAll;
  std::optional<Items> base = items(*node.children[0], scope, needed);
  if (!base) return std::nullopt;
  const auto size = static_cast<std::int64_t>(base->size());
  const auto place = [size](std::int64_t index, std::int64_t extra) {
    return std::clamp((index < 0 ? index + size : index) + extra, std::int64_t{0}, size);
  };
  const std::int64_t first = place(node.number, 0);
  const std::int64_t last = std::max(first, place(node.last, node.flag ? 1 : 0));
  base->cut(static_cast<std::size_t>(first), static_cast<std::size_t>(last));
  return base;
}

// A projection and an order change nothing about how many there are.
Value Evaluator::count(const Node& node, const Scope& scope) {
  const Node* counted = &node;
  const auto keepsSize = [](NodeKind kind) {
    return kind == NodeKind::kMap || kind == NodeKind::kOrder || kind == NodeKind::kGroup;
  };
  while (options_.isPlanned && keepsSize(counted->kind)) counted = counted->children[0];
  const bool isPick = counted->kind == NodeKind::kFilter || counted->kind == NodeKind::kEverything;
  if (isPick && spendSteps()) {
    const std::optional<Items> found = items(*counted, scope, kAll);
    if (explanation_ != nullptr && found && found->areDocuments) explanation_->noteCount(*counted);
    return found ? Value(static_cast<std::int64_t>(found->size())) : Value();
  }
  Value storage;
  const Value& value = peek(*counted, scope, storage);
  return value.isArray() ? Value(static_cast<std::int64_t>(value.items().size())) : Value();
}

}  // namespace vitrine::groq
