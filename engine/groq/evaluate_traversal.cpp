// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/groq/evaluator.h"
#include "engine/groq/type.h"

namespace vitrine::groq {

bool Evaluator::keep(Array& array, Value value) {
  array.push_back(std::move(value));
  return spendBytes(sizeof(Value));
}

// Everything that takes an array comes here for it, and says how many items it needs: `*[…][0]`
// looks no further than the first match, `order(…)[0...20]` sorts no more than twenty.
std::optional<Array> Evaluator::items(const Node& node, const Scope& scope, std::size_t limit) {
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
  return value.items();
}

Array Evaluator::everything(std::size_t limit) {
  const std::size_t count = std::min(dataset_.size(), limit);
  Array result;
  if (!spendSteps(count) || !spendBytes(count * sizeof(Value))) return result;
  result.reserve(count);
  for (std::size_t i = 0; i < count; ++i) result.push_back(dataset_.at(i));
  return result;
}

std::optional<Array> Evaluator::filter(const Node& node, const Scope& scope, std::size_t limit) {
  const Node& condition = *node.children[1];
  Array result;
  // Answers whether to go on.
  const auto consider = [&](const Value& item) {
    Value storage;
    const bool matches = peek(condition, scope.nested(item), storage).asBool() == true;
    if (matches && !keep(result, item)) return false;
    return result.size() < limit && spendSteps();
  };
  if (node.children[0]->kind == NodeKind::kEverything) {
    std::vector<std::size_t> positions;
    if (candidates(condition, scope, positions)) {
      for (const std::size_t position : positions) {
        if (!consider(dataset_.at(position))) break;
      }
      return result;
    }
    for (std::size_t i = 0; i < dataset_.size() && consider(dataset_.at(i)); ++i) {
    }
    return result;
  }
  Value storage;
  std::optional<Array> made;
  const Node& baseNode = *node.children[0];
  // What exists is read where it is; anything else is made.
  const bool exists = baseNode.kind == NodeKind::kAttribute || baseNode.kind == NodeKind::kThis ||
                      baseNode.memo >= 0;
  if (!exists) made = items(baseNode, scope, kAll);
  const Value& found = exists ? peek(baseNode, scope, storage) : storage;
  if (exists ? !found.isArray() : !made) return std::nullopt;
  for (const Value& item : exists ? found.items() : *made) {
    if (!consider(item)) break;
  }
  return result;
}

std::optional<Array> Evaluator::map(const Node& node, const Scope& scope, std::size_t limit) {
  std::optional<Array> base = items(*node.children[0], scope, limit);
  if (!base) return std::nullopt;
  if (base->size() > limit) base->resize(limit);
  for (Value& item : *base) {
    item = evaluate(*node.children[1], scope.hidden(item));
    if (!spendSteps() || !spendBytes(sizeof(Value))) break;
  }
  return base;
}

std::optional<Array> Evaluator::flatMap(const Node& node, const Scope& scope, std::size_t limit) {
  const std::optional<Array> base = items(*node.children[0], scope, kAll);
  if (!base) return std::nullopt;
  Array result;
  for (const Value& item : *base) {
    if (result.size() >= limit || !spendSteps()) break;
    Value storage;
    const Value& inner = peek(*node.children[1], scope.hidden(item), storage);
    if (!inner.isArray()) {
      if (!keep(result, inner)) break;
      continue;
    }
    for (const Value& part : inner.items()) {
      if (!keep(result, part)) break;
    }
  }
  return result;
}

std::optional<Array> Evaluator::slice(const Node& node, const Scope& scope) {
  const std::int64_t end = node.last + (node.flag ? 1 : 0);
  const bool knowsEnd = node.number >= 0 && node.last >= 0;
  const std::size_t needed = knowsEnd ? static_cast<std::size_t>(end) : kAll;
  std::optional<Array> base = items(*node.children[0], scope, needed);
  if (!base) return std::nullopt;
  const auto size = static_cast<std::int64_t>(base->size());
  const auto place = [size](std::int64_t index, std::int64_t extra) {
    return std::clamp((index < 0 ? index + size : index) + extra, std::int64_t{0}, size);
  };
  const std::int64_t first = place(node.number, 0);
  const std::int64_t last = std::max(first, place(node.last, node.flag ? 1 : 0));
  base->erase(base->begin() + static_cast<std::ptrdiff_t>(last), base->end());
  base->erase(base->begin(), base->begin() + static_cast<std::ptrdiff_t>(first));
  return base;
}

Value Evaluator::element(const Node& node, const Scope& scope) {
  const std::size_t needed = node.number >= 0 && node.number < (std::int64_t{1} << 40U)
                                 ? static_cast<std::size_t>(node.number) + 1
                                 : kAll;
  const Node& baseNode = *node.children[0];
  if (baseNode.kind == NodeKind::kAttribute) {
    Value storage;
    const Array& found = peek(baseNode, scope, storage).items();
    const auto size = static_cast<std::int64_t>(found.size());
    const std::int64_t index = node.number < 0 ? node.number + size : node.number;
    return index >= 0 && index < size ? found[static_cast<std::size_t>(index)] : Value();
  }
  const std::optional<Array> base = items(baseNode, scope, needed);
  if (!base) return {};
  const auto size = static_cast<std::int64_t>(base->size());
  const std::int64_t index = node.number < 0 ? node.number + size : node.number;
  return index >= 0 && index < size ? (*base)[static_cast<std::size_t>(index)] : Value();
}

Value Evaluator::projection(const Node& node, const Scope& scope) {
  Value storage;
  const Value& base = peek(*node.children[0], scope, storage);
  return base.isObject() ? evaluate(*node.children[1], scope.nested(base)) : Value();
}

Value Evaluator::dereference(const Node& node, const Scope& scope) {
  Value storage;
  const Value& id = peek(*node.children[0], scope, storage)["_ref"];
  if (typeOf(id) != Type::kString) return {};
  const Value* document = dataset_.byId(id.asString());
  return document == nullptr ? Value() : *document;
}

}  // namespace vitrine::groq
