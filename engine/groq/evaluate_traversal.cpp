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

// How many items of its base an element needs.
std::size_t Evaluator::itemsNeeded(const Node& element) {
  const bool isKnown = element.number >= 0 && element.number < (std::int64_t{1} << 40U);
  return isKnown ? static_cast<std::size_t>(element.number) + 1 : kAll;
}

// Which item of so many an element is; a negative number counts from the end.
std::optional<std::size_t> Evaluator::indexOf(const Node& element, std::size_t count) {
  const auto size = static_cast<std::int64_t>(count);
  const std::int64_t index = element.number < 0 ? element.number + size : element.number;
  const bool exists = index >= 0 && index < size;
  return exists ? std::optional(static_cast<std::size_t>(index)) : std::nullopt;
}

Value Evaluator::element(const Node& node, const Scope& scope) {
  const Node& base = *node.children[0];
  if (base.kind == NodeKind::kAttribute) {
    Value storage;
    const Array& found = peek(base, scope, storage).items();
    const std::optional<std::size_t> index = indexOf(node, found.size());
    return index ? found[*index] : Value();
  }
  const std::optional<Items> found = items(base, scope, itemsNeeded(node));
  if (!found) return {};
  const std::optional<std::size_t> index = indexOf(node, found->size());
  return index ? item(*found, *index) : Value();
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
  if (options_.reads != nullptr) options_.reads->addDocument(id.asString());
  const Value* document = dataset_.byId(id.asString());
  return document == nullptr ? Value() : *document;
}

}  // namespace vitrine::groq
