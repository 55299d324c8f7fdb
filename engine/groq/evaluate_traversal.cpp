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
  const std::optional<Items> base = items(baseNode, scope, needed);
  if (!base) return {};
  const auto size = static_cast<std::int64_t>(base->size());
  const std::int64_t index = node.number < 0 ? node.number + size : node.number;
  return index >= 0 && index < size ? item(*base, static_cast<std::size_t>(index)) : Value();
}

Value Evaluator::projection(const Node& node, const Scope& scope) {
  Value storage;
  const Node& baseNode = *node.children[0];
  const Value& base = peek(baseNode, scope, storage);
  if (!base.isObject()) return {};
  const std::uint32_t position = baseNode.kind == NodeKind::kThis ? scope.position : kNowhere;
  return evaluate(*node.children[1], scope.nested(base, position));
}

Value Evaluator::dereference(const Node& node, const Scope& scope) {
  Value storage;
  const Value& id = peek(*node.children[0], scope, storage)["_ref"];
  if (typeOf(id) != Type::kString) return {};
  const Value* document = dataset_.byId(id.asString());
  return document == nullptr ? Value() : *document;
}

}  // namespace vitrine::groq
