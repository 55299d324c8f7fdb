// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/groq/evaluator.h"
#include "engine/groq/function_table.h"
#include "engine/groq/type.h"

namespace vitrine::groq {
namespace {

using Field = Constraint::Field;

// The most selective first.
constexpr Field kFields[] = {Field::kId, Field::kSlug, Field::kReference, Field::kType};

// Whether the node is an attribute of the document itself: `a`, `a.b`, `a.b.c`.
bool isOwnAttribute(const Node& node) {
  if (node.kind != NodeKind::kAttribute) return false;
  return node.children.empty() || isOwnAttribute(*node.children[0]);
}

std::optional<Field> fieldOf(const Node& node) {
  if (!isOwnAttribute(node)) return std::nullopt;
  const std::string_view name = node.value.asString();
  if (name == "_ref") return Field::kReference;
  if (node.children.empty()) {
    if (name == "_id") return Field::kId;
    return name == "_type" ? std::optional(Field::kType) : std::nullopt;
  }
  const Node& base = *node.children[0];
  const bool isSlug = name == "current" && base.children.empty() && base.value.asString() == "slug";
  return isSlug ? std::optional(Field::kSlug) : std::nullopt;
}

// Whether the value is the same for every document of the filter.
bool isOutside(const Node& node) {
  if (node.reach == 0 || node.kind == NodeKind::kParent) return true;
  return node.kind == NodeKind::kAttribute && !node.children.empty() &&
         isOutside(*node.children[0]);
}

// What one conjunct says of a field: the nodes that give the values allowed.
std::optional<std::vector<const Node*>> allowedBy(const Node& node, Field field) {
  if (node.kind == NodeKind::kGroup) return allowedBy(*node.children[0], field);
  std::vector<const Node*> values;
  if (node.kind == NodeKind::kCall) {
    if (field != Field::kReference || node.function->body != functions::references)
      return std::nullopt;
    values.assign(node.children.begin(), node.children.end());
  } else if (node.kind == NodeKind::kEqual || node.kind == NodeKind::kIn) {
    const bool isSwapped = node.kind == NodeKind::kEqual && fieldOf(*node.children[1]) == field;
    if (fieldOf(*node.children[isSwapped ? 1 : 0]) != field) return std::nullopt;
    values.push_back(node.children[isSwapped ? 0 : 1]);
  } else {
    return std::nullopt;
  }
  if (!std::ranges::all_of(values, [](const Node* value) { return isOutside(*value); })) {
    return std::nullopt;
  }
  return values;
}

}  // namespace

// Asks the dataset's indexes for the documents that can satisfy the condition of a filter of `*`.
// The condition is evaluated on them all the same, so an index never changes a result.
bool Evaluator::candidates(const Node& condition, const Scope& scope,
                           std::vector<std::size_t>& positions) {
  const bool isConjunction = condition.kind == NodeKind::kAnd;
  const std::size_t count = isConjunction ? condition.children.size() : 1;
  for (const Field field : kFields) {
    for (std::size_t i = 0; i < count; ++i) {
      const auto nodes = allowedBy(isConjunction ? *condition.children[i] : condition, field);
      if (nodes && candidatesFor(field, *nodes, scope, positions)) return true;
    }
  }
  return false;
}

bool Evaluator::candidatesFor(Constraint::Field field, const std::vector<const Node*>& nodes,
                              const Scope& scope, std::vector<std::size_t>& positions) {
  const Value none;
  const Scope inner = scope.nested(none);  // ^ counts from the filter's scope
  Array values;
  for (const Node* node : nodes) values.push_back(evaluate(*node, inner));
  Constraint constraint{field, {}};
  for (const Value& value : values) {
    if (typeOf(value) == Type::kString) {
      constraint.anyOf.push_back(value.asString());
    } else if (!value.isArray()) {
      return false;
    }
    for (const Value& item : value.items()) {
      if (typeOf(item) != Type::kString) return false;
      constraint.anyOf.push_back(item.asString());
    }
  }
  return !hasFailed() && spendSteps(constraint.anyOf.size()) &&
         dataset_.candidates(constraint, positions);
}

}  // namespace vitrine::groq
