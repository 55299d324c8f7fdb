// SPDX-License-Identifier: MIT
#include "engine/groq/arithmetic.h"
#include "engine/groq/evaluator.h"
#include "engine/groq/match.h"
#include "engine/groq/type.h"

namespace vitrine::groq {

// && and ||: one operand equal to `decisive` decides; otherwise any that is no boolean makes null.
Value Evaluator::conjunction(const Node& node, const Scope& scope, bool decisive) {
  bool allBooleans = true;
  for (const Node* child : node.children) {
    Value storage;
    const std::optional<bool> operand = peek(*child, scope, storage).asBool();
    if (operand == decisive) return decisive;
    if (!operand) allBooleans = false;
  }
  return allBooleans ? Value(!decisive) : Value();
}

Value Evaluator::negation(const Node& node, const Scope& scope) {
  Value storage;
  const std::optional<bool> operand = peek(*node.children[0], scope, storage).asBool();
  return operand ? Value(!*operand) : Value();
}

Value Evaluator::arithmetic(const Node& node, const Scope& scope) {
  Value leftStorage;
  Value rightStorage;
  const Value& left = peek(*node.children[0], scope, leftStorage);
  if (node.children.size() == 1) return unaryArithmetic(node.kind, left);
  const Value& right = peek(*node.children[1], scope, rightStorage);
  Value result = binaryArithmetic(node.kind, left, right);
  const std::size_t size = result.asString().size() + result.items().size() * sizeof(Value) +
                           result.members().size() * sizeof(Object::Member);
  spendSteps(size / 64);
  return spendBytes(size) ? result : Value();
}

Value Evaluator::comparison(const Node& node, const Scope& scope) {
  Value leftStorage;
  Value rightStorage;
  const Value& left = peek(*node.children[0], scope, leftStorage);
  const Value& right = peek(*node.children[1], scope, rightStorage);
  if (node.kind == NodeKind::kEqual) return isEqual(left, right);
  if (node.kind == NodeKind::kNotEqual) return !isEqual(left, right);
  const auto order = compare(left, right);
  if (!order) return {};
  if (node.kind == NodeKind::kLess) return *order < 0;
  if (node.kind == NodeKind::kLessEqual) return *order <= 0;
  return node.kind == NodeKind::kGreater ? *order > 0 : *order >= 0;
}

Value Evaluator::membership(const Node& node, const Scope& scope) {
  Value leftStorage;
  Value rightStorage;
  const Value& left = peek(*node.children[0], scope, leftStorage);
  const Value& right = peek(*node.children[1], scope, rightStorage);
  switch (typeOf(right)) {
    case Type::kPath: {
      const std::optional<std::string_view> id = idOf(left);
      return id ? Value(pathMatches(right, *id)) : Value();
    }
    case Type::kArray:
      for (const Value& item : right.items()) {
        if (!spendSteps()) return {};
        if (isEqual(left, item)) return true;
      }
      return false;
    default:
      return {};
  }
}

Value Evaluator::range(const Node& node, const Scope& scope) {
  const Value value = evaluate(*node.children[0], scope);
  const auto first = compare(value, evaluate(*node.children[1], scope));
  const auto last = compare(value, evaluate(*node.children[2], scope));
  if (!first || !last) return {};
  return *first >= 0 && (node.flag ? *last <= 0 : *last < 0);
}

Value Evaluator::match(const Node& node, const Scope& scope) {
  Value leftStorage;
  Value rightStorage;
  const Value& text = peek(*node.children[0], scope, leftStorage);
  const MatchWords pattern = patternWords(peek(*node.children[1], scope, rightStorage));
  const MatchWords words = textWords(text);
  if (!spendSteps(words.words.size() * (1 + pattern.words.size()))) return {};
  return matchesText(words, pattern);
}

}  // namespace vitrine::groq
