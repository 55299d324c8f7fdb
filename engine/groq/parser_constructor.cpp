// SPDX-License-Identifier: MIT
#include "engine/groq/parser.h"

namespace vitrine::groq {

Node* Parser::parseArray() {
  ++position_;
  Node* array = make(NodeKind::kArray);
  while (array != nullptr && !at(TokenKind::kRightBracket)) {
    const bool isSplat = take(TokenKind::kEllipsis);
    Node* item = parseExpression(kLevelLowest);
    if (isSplat && item != nullptr) item = make(NodeKind::kSplat, {item});
    if (!addChild(array, item)) return nullptr;
    if (!take(TokenKind::kComma)) break;
  }
  return expect(TokenKind::kRightBracket, "\"]\"") ? array : nullptr;
}

Node* Parser::parseObject() {
  ++position_;
  Node* object = make(NodeKind::kObject);
  while (object != nullptr && !at(TokenKind::kRightBrace)) {
    if (!addChild(object, parseMember())) return nullptr;
    if (!take(TokenKind::kComma)) break;
  }
  return expect(TokenKind::kRightBrace, "\"}\"") ? object : nullptr;
}

// `...`, `...expression`, `"name": expression`, `condition => expression`, or an expression whose
// name can be read from it: `title`, `author->{name}`, `tags[]`.
Node* Parser::parseMember() {
  if (take(TokenKind::kEllipsis)) {
    if (at(TokenKind::kComma) || at(TokenKind::kRightBrace)) return make(NodeKind::kSplat);
    Node* splat = parseExpression(kLevelLowest);
    return splat == nullptr ? nullptr : make(NodeKind::kSplat, {splat});
  }
  Value name;
  const Token& start = token();
  if (at(TokenKind::kString) && kindAt(1) == TokenKind::kColon) {
    name = unescape(tokenText());
    position_ += 2;
  }
  Node* expression = parseExpression(kLevelLowest);
  if (expression == nullptr) return nullptr;
  if (name.isNull()) {
    if (take(TokenKind::kPair)) {
      Node* value = parseExpression(kLevelPair);
      return value == nullptr ? nullptr : make(NodeKind::kConditional, {expression, value});
    }
    const Value* found = memberName(*expression);
    if (found == nullptr) return failureAt(start, "object member needs a name");
    name = *found;
  }
  Node* member = make(NodeKind::kMember, {expression});
  if (member != nullptr) member->value = name;
  return member;
}

const Value* Parser::memberName(const Node& node) {
  switch (node.kind) {
    case NodeKind::kAttribute:
      return node.children.empty() ? &node.value : nullptr;
    case NodeKind::kDereference:
    case NodeKind::kMap:
    case NodeKind::kFlatMap:
    case NodeKind::kProjection:
    case NodeKind::kSlice:
    case NodeKind::kFilter:
    case NodeKind::kElement:
    case NodeKind::kArrayCoerce:
    case NodeKind::kGroup:
    case NodeKind::kOrder:
    case NodeKind::kScore:
      return memberName(*node.children[0]);
    default:
      return nullptr;
  }
}

}  // namespace vitrine::groq
