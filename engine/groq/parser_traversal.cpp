// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <iterator>
#include <ranges>
#include <utility>

#include "engine/groq/arithmetic.h"
#include "engine/groq/parser.h"

namespace vitrine::groq {
namespace {

bool isWhole(const Value& number) {
  const double real = number.asDouble().value_or(0);
  return std::trunc(real) == real;
}

// A whole constant as an index, kept far from overflow.
std::int64_t toIndex(const Value& number) {
  constexpr double kFar = 1e15;
  return static_cast<std::int64_t>(std::clamp(number.asDouble().value_or(0), -kFar, kFar));
}

}  // namespace

// Reads the steps that follow a base and applies them. The base itself counts as an array when its
// form says so: `*`, `[1, 2]` and what a pipe function gives.
Node* Parser::parseTraversal(Node* base) {
  std::vector<Step> steps;
  while (parseStep(steps)) {
    // Applying them recurses once a step; so many would be refused for their height in the end.
    if (std::ssize(steps) > kMaxHeight) return failure("query is nested too deeply");
  }
  if (hasFailed() || steps.empty()) return hasFailed() ? nullptr : base;
  Shape rest = Shape::kNone;
  for (Step& step : std::views::reverse(steps)) rest = step.shape = shapeOf(step.kind, rest);
  const bool isArray = base->kind == NodeKind::kEverything || base->kind == NodeKind::kArray ||
                       base->kind == NodeKind::kOrder || base->kind == NodeKind::kScore;
  return isArray ? applyToEach(base, steps) : applySteps(base, steps);
}

// Takes one step; false when there is none (or it has failed).
bool Parser::parseStep(std::vector<Step>& steps) {
  if (take(TokenKind::kDot)) {
    if (!at(TokenKind::kIdentifier)) return unexpected("identifier"), false;
    steps.push_back({.kind = NodeKind::kAttribute, .name = tokenText()});
    ++position_;
    return true;
  }
  if (at(TokenKind::kArrow)) return parseDereference(steps);
  if (at(TokenKind::kLeftBracket)) return parseBracket(steps);
  const bool isPiped = at(TokenKind::kPipe) && kindAt(1) == TokenKind::kLeftBrace;
  if (!isPiped && !at(TokenKind::kLeftBrace)) return false;
  if (isPiped) ++position_;
  Node* object = parseObject();
  steps.push_back({.kind = NodeKind::kProjection, .expression = object});
  return object != nullptr;
}

bool Parser::parseDereference(std::vector<Step>& steps) {
  ++position_;
  steps.push_back({.kind = NodeKind::kDereference});
  if (at(TokenKind::kIdentifier) && !atWord("in") && !atWord("match") && !atWord("asc") &&
      !atWord("desc")) {
    steps.push_back({.kind = NodeKind::kAttribute, .name = tokenText()});
    ++position_;
  }
  return true;
}

// `[]`, `[0]`, `["name"]`, `[a..b]` or `[condition]`, by what stands inside.
bool Parser::parseBracket(std::vector<Step>& steps) {
  ++position_;
  if (take(TokenKind::kRightBracket)) {
    steps.push_back({.kind = NodeKind::kArrayCoerce});
    return true;
  }
  Node* inner = parseExpression(kLevelLowest);
  if (inner == nullptr) return false;
  if (at(TokenKind::kRange) || at(TokenKind::kEllipsis)) return parseSlice(inner, steps);
  if (!expect(TokenKind::kRightBracket, "\"]\"")) return false;
  const std::optional<Value> constant = constantOf(*inner);
  Step step{.kind = NodeKind::kFilter, .expression = inner};
  if (constant && constant->isNumber()) {
    if (!isWhole(*constant)) return failure("an array index must be a whole number"), false;
    step.kind = NodeKind::kElement;
    step.number = toIndex(*constant);
  } else if (constant && constant->isString()) {
    step.kind = NodeKind::kAttribute;
    step.name = *constant;
  }
  steps.push_back(std::move(step));
  return true;
}

bool Parser::parseSlice(Node* first, std::vector<Step>& steps) {
  const bool inclusive = at(TokenKind::kRange);
  ++position_;
  Node* last = parseExpression(kLevelLowest);
  if (last == nullptr || !expect(TokenKind::kRightBracket, "\"]\"")) return false;
  const std::optional<Value> from = constantOf(*first);
  const std::optional<Value> to = constantOf(*last);
  if (!from || !to || !from->isNumber() || !to->isNumber()) {
    return failure("slicing must use constant numbers"), false;
  }
  if (!isWhole(*from) || !isWhole(*to)) {
    return failure("slicing must use whole numbers"), false;
  }
  steps.push_back({.kind = NodeKind::kSlice,
                   .flag = inclusive,
                   .number = toIndex(*from),
                   .last = toIndex(*to)});
  return true;
}

// The value of an expression made of literals, parameters and arithmetic alone.
std::optional<Value> Parser::constantOf(const Node& node) const {
  switch (node.kind) {
    case NodeKind::kValue:
      return node.value;
    case NodeKind::kParameter: {
      // A custom function's own parameter is not known before the function is called.
      const bool isArgument = reading_ != nullptr && reading_->parameter == node.value.asString();
      return isArgument ? std::nullopt : std::optional(params_[node.value.asString()]);
    }
    case NodeKind::kGroup:
      return constantOf(*node.children[0]);
    case NodeKind::kPlus:
    case NodeKind::kNegate: {
      const std::optional<Value> operand = constantOf(*node.children[0]);
      return operand ? std::optional(unaryArithmetic(node.kind, *operand)) : std::nullopt;
    }
    case NodeKind::kAdd:
    case NodeKind::kSubtract:
    case NodeKind::kMultiply:
    case NodeKind::kDivide:
    case NodeKind::kRemainder:
    case NodeKind::kPower: {
      const std::optional<Value> left = constantOf(*node.children[0]);
      const std::optional<Value> right = constantOf(*node.children[1]);
      if (!left || !right) return std::nullopt;
      return binaryArithmetic(node.kind, *left, *right);
    }
    default:
      return std::nullopt;
  }
}

// How a step composes with what follows it (`rest`). A filter, slice or [] makes an array, and what
// follows for one value is then done for each item; an element makes one value of an array; a
// projection is done for each item only when an array step follows.
Parser::Shape Parser::shapeOf(NodeKind kind, Shape rest) {
  const bool restGivesArray = rest == Shape::kArrayToArray || rest == Shape::kOneToArray;
  switch (kind) {
    case NodeKind::kFilter:
    case NodeKind::kSlice:
    case NodeKind::kArrayCoerce:
      return rest == Shape::kArrayToOne ? Shape::kArrayToOne : Shape::kArrayToArray;
    case NodeKind::kElement:
      return restGivesArray ? Shape::kArrayToArray : Shape::kArrayToOne;
    case NodeKind::kProjection:
      return rest == Shape::kNone ? Shape::kOneToOne : rest;
    default:
      return restGivesArray ? Shape::kOneToArray : Shape::kOneToOne;
  }
}

Node* Parser::applyStep(Node* base, const Step& step) {
  Node* node = make(step.kind, {base});
  if (node == nullptr) return nullptr;
  node->flag = step.flag;
  node->number = step.number;
  node->last = step.last;
  node->value = step.name;
  if (step.expression != nullptr && !addChild(node, step.expression)) return nullptr;
  return node;
}

// Applies the steps to one value.
Node* Parser::applySteps(Node* base, Steps steps) {
  if (base == nullptr || steps.empty()) return base;
  const Step& step = steps.front();
  const Steps others = steps.subspan(1);
  switch (step.kind) {
    case NodeKind::kFilter:
    case NodeKind::kSlice:
    case NodeKind::kArrayCoerce:
      return applyToEach(applyStep(base, step), others);
    case NodeKind::kProjection:
      if (takesArray(others)) {
        Node* each = applyStep(make(NodeKind::kThis), step);
        return applySteps(make(NodeKind::kMap, {base, each}), others);
      }
      break;
    default:
      break;
  }
  return applySteps(applyStep(base, step), others);
}

// Applies the steps to an array: to all of it, or to each item when they take one.
Node* Parser::applyToEach(Node* base, Steps steps) {
  if (base == nullptr || steps.empty()) return base;
  if (takesArray(steps)) return applySteps(base, steps);
  const bool givesArray = steps.front().shape == Shape::kOneToArray;
  Node* each = applySteps(make(NodeKind::kThis), steps);
  return make(givesArray ? NodeKind::kFlatMap : NodeKind::kMap, {base, each});
}

bool Parser::takesArray(Steps steps) {
  if (steps.empty()) return false;
  const Shape shape = steps.front().shape;
  return shape == Shape::kArrayToArray || shape == Shape::kArrayToOne;
}

}  // namespace vitrine::groq
