// SPDX-License-Identifier: MIT
#include <charconv>
#include <string>
#include <string_view>

#include "engine/core/decimal.h"
#include "engine/groq/parser.h"

namespace vitrine::groq {
namespace {

// Parsing recurses for each bracket and each right-hand side; a few frames for each level.
constexpr int kMaxDepth = 200;

// A binary operator: its level, the least level of its right-hand side, and whether a chain of them
// is left-associative (a - b - c) rather than forbidden (a == b == c) or right-associative.
struct Operator {
  TokenKind token;
  NodeKind kind;
  int level;
  int rightLevel;
  bool leftAssociative;
};

constexpr Operator kOperators[] = {
    {TokenKind::kOr, NodeKind::kOr, kLevelOr, kLevelOr + 1, true},
    {TokenKind::kAnd, NodeKind::kAnd, kLevelAnd, kLevelAnd + 1, true},
    {TokenKind::kEqual, NodeKind::kEqual, kLevelCompare, kLevelCompare + 1, false},
    {TokenKind::kNotEqual, NodeKind::kNotEqual, kLevelCompare, kLevelCompare + 1, false},
    {TokenKind::kLess, NodeKind::kLess, kLevelCompare, kLevelCompare + 1, false},
    {TokenKind::kLessEqual, NodeKind::kLessEqual, kLevelCompare, kLevelCompare + 1, false},
    {TokenKind::kGreater, NodeKind::kGreater, kLevelCompare, kLevelCompare + 1, false},
    {TokenKind::kGreaterEqual, NodeKind::kGreaterEqual, kLevelCompare, kLevelCompare + 1, false},
    {TokenKind::kPlus, NodeKind::kAdd, kLevelAdd, kLevelAdd + 1, true},
    {TokenKind::kMinus, NodeKind::kSubtract, kLevelAdd, kLevelAdd + 1, true},
    {TokenKind::kStar, NodeKind::kMultiply, kLevelMultiply, kLevelMultiply + 1, true},
    {TokenKind::kSlash, NodeKind::kDivide, kLevelMultiply, kLevelMultiply + 1, true},
    {TokenKind::kPercent, NodeKind::kRemainder, kLevelMultiply, kLevelMultiply + 1, true},
    {TokenKind::kStarStar, NodeKind::kPower, kLevelPower, kLevelPower, false},
};

const Operator* findOperator(TokenKind token) {
  for (const Operator& candidate : kOperators) {
    if (candidate.token == token) return &candidate;
  }
  return nullptr;
}

}  // namespace

// Parses operators of at least `level`. What stands to the left has `leftLevel`, the level of the
// loosest operator in it; an operator that binds tighter cannot take it as its operand.
Node* Parser::parseExpression(int level) {
  if (++depth_ > kMaxDepth) failure("query is nested too deeply");
  Node* left = hasFailed() ? nullptr : parsePrefix();
  int leftLevel = kLevelPrimary;
  while (left != nullptr) {
    left = parseTraversal(left);
    if (left == nullptr || !parseOperator(left, level, leftLevel)) break;
  }
  --depth_;
  return hasFailed() ? nullptr : left;
}

Node* Parser::parsePrefix() {
  if (take(TokenKind::kPlus)) return parseUnary(NodeKind::kPlus, kLevelUnary);
  if (take(TokenKind::kMinus)) return parseUnary(NodeKind::kNegate, kLevelPower);
  if (take(TokenKind::kNot)) return parseUnary(NodeKind::kNot, kLevelUnary);
  return parsePrimary();
}

Node* Parser::parseUnary(NodeKind kind, int level) {
  Node* operand = parseExpression(level);
  return operand == nullptr ? nullptr : make(kind, {operand});
}

Node* Parser::parsePrimary() {
  switch (token().kind) {
    case TokenKind::kLeftParen:
      return parseGroup();
    case TokenKind::kLeftBracket:
      return parseArray();
    case TokenKind::kLeftBrace:
      return parseObject();
    case TokenKind::kInteger:
    case TokenKind::kDecimal:
      return parseNumber();
    case TokenKind::kIdentifier:
      return parseIdentifier();
    case TokenKind::kParameter:
      return parseParameter();
    case TokenKind::kCaret:
      return parseParent();
    case TokenKind::kAt:
      ++position_;
      return make(NodeKind::kThis);
    case TokenKind::kStar:
      ++position_;
      return make(NodeKind::kEverything);
    case TokenKind::kString: {
      Node* node = make(NodeKind::kValue);
      if (node != nullptr) node->value = unescape(tokenText());
      ++position_;
      return node;
    }
    default:
      return unexpected("expression");
  }
}

Node* Parser::parseNumber() {
  const std::string_view digits = tokenText();
  Node* node = make(NodeKind::kValue);
  if (node == nullptr) return nullptr;
  std::int64_t whole = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), whole);
  if (at(TokenKind::kInteger) && read.ec == std::errc()) {
    node->value = whole;
  } else {
    node->value = readDecimal(digits);
  }
  ++position_;
  return node;
}

Node* Parser::parseIdentifier() {
  const TokenKind next = kindAt(1);
  if (next == TokenKind::kLeftParen || next == TokenKind::kDoubleColon) return parseCall();
  const std::string_view name = tokenText();
  const bool isLiteral = name == "null" || name == "true" || name == "false";
  Node* node = make(isLiteral ? NodeKind::kValue : NodeKind::kAttribute);
  if (node == nullptr) return nullptr;
  if (!isLiteral) node->value = name;
  if (name == "true") node->value = true;
  if (name == "false") node->value = false;
  ++position_;
  return node;
}

Node* Parser::parseParameter() {
  const std::string_view name = tokenText();
  const bool isArgument = reading_ != nullptr && reading_->parameter == name;
  if (isArgument) ++parameterUses_;
  if (!isArgument && params_.members().find(name) == nullptr) {
    return failure("param $" + std::string(name) + " referenced, but not provided");
  }
  Node* node = make(NodeKind::kParameter);
  if (node != nullptr) node->value = name;
  ++position_;
  return node;
}

Node* Parser::parseParent() {
  ++position_;
  Node* node = make(NodeKind::kParent);
  if (node == nullptr) return nullptr;
  node->number = 1;
  while (at(TokenKind::kDot) && kindAt(1) == TokenKind::kCaret) {
    position_ += 2;
    ++node->number;
  }
  return node;
}

Node* Parser::parseGroup() {
  ++position_;
  Node* inner = parseExpression(kLevelLowest);
  if (inner == nullptr || !expect(TokenKind::kRightParen, "\")\"")) return nullptr;
  return make(NodeKind::kGroup, {inner});
}

// Applies the operator that stands here to `left`, if it binds tightly enough; false when the
// expression ends here (or has failed).
bool Parser::parseOperator(Node*& left, int level, int& leftLevel) {
  const auto binds = [&](int own, bool leftAssociative) {
    return level <= own && (leftAssociative ? leftLevel >= own : leftLevel > own);
  };
  if (const Operator* found = findOperator(token().kind)) {
    if (!binds(found->level, found->leftAssociative)) return false;
    ++position_;
    left = parseBinary(found->kind, left, found->rightLevel);
    leftLevel = found->level;
  } else if (atWord("in") && binds(kLevelCompare, false)) {
    ++position_;
    left = parseIn(left);
    leftLevel = kLevelCompare;
  } else if (atWord("match") && binds(kLevelCompare, false)) {
    ++position_;
    left = parseBinary(NodeKind::kMatch, left, kLevelCompare + 1);
    leftLevel = kLevelCompare;
  } else if (at(TokenKind::kPipe) && binds(kLevelPipe, true)) {
    ++position_;
    left = parsePipe(left);
    leftLevel = kLevelPipe;
  } else {
    return false;
  }
  return left != nullptr;
}

Node* Parser::parseBinary(NodeKind kind, Node* left, int rightLevel) {
  Node* right = parseExpression(rightLevel);
  if (right == nullptr) return nullptr;
  // Chains of && and || become one node, so that a generated list of a thousand alternatives does
  // not make a tree a thousand levels high.
  const bool isChain = (kind == NodeKind::kAnd || kind == NodeKind::kOr) && left->kind == kind;
  if (!isChain) return make(kind, {left, right});
  return addChild(left, right) ? left : nullptr;
}

Node* Parser::parseIn(Node* left) {
  const bool grouped = isGroupedRange();
  if (grouped) ++position_;
  Node* right = parseExpression(kLevelCompare + 1);
  if (right == nullptr) return nullptr;
  if (!at(TokenKind::kRange) && !at(TokenKind::kEllipsis)) {
    return make(NodeKind::kIn, {left, right});
  }
  const bool inclusive = at(TokenKind::kRange);
  ++position_;
  Node* last = parseExpression(kLevelCompare + 1);
  if (last == nullptr) return nullptr;
  if (grouped && !expect(TokenKind::kRightParen, "\")\"")) return nullptr;
  Node* range = make(NodeKind::kInRange, {left, right, last});
  if (range != nullptr) range->flag = inclusive;
  return range;
}

// Whether the group that opens here is a range, `(1..3)`, and not an expression: looks for the dots
// between its own parentheses.
bool Parser::isGroupedRange() const {
  if (!at(TokenKind::kLeftParen)) return false;
  int depth = 0;
  for (std::size_t i = position_; i < tokens_.size(); ++i) {
    switch (tokens_[i].kind) {
      case TokenKind::kLeftParen:
      case TokenKind::kLeftBracket:
      case TokenKind::kLeftBrace:
        ++depth;
        break;
      case TokenKind::kRightParen:
      case TokenKind::kRightBracket:
      case TokenKind::kRightBrace:
        if (--depth == 0) return false;
        break;
      case TokenKind::kRange:
      case TokenKind::kEllipsis:
        if (depth == 1) return true;
        break;
      default:
        break;
    }
  }
  return false;
}

}  // namespace vitrine::groq
