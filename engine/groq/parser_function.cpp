// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/groq/parser.h"

namespace vitrine::groq {

// `fn space::name($parameter) = body;` any number of times. All names are known before the first
// body is read, because a function may call one that is declared below it.
bool Parser::parseDeclarations() {
  while (atWord("fn") && kindAt(1) == TokenKind::kIdentifier) {
    if (!parseDeclaration()) return false;
  }
  const std::size_t query = position_;
  for (CustomFunction& function : customFunctions_) {
    if (!readBody(function)) return false;
  }
  position_ = query;
  return true;
}

bool Parser::parseDeclaration() {
  ++position_;
  CustomFunction function;
  function.space = tokenText();
  ++position_;
  if (!expect(TokenKind::kDoubleColon, "\"::\"")) return false;
  function.name = tokenText();
  if (!expect(TokenKind::kIdentifier, "function name")) return false;
  if (!expect(TokenKind::kLeftParen, "\"(\"")) return false;
  function.parameter = tokenText();
  if (!expect(TokenKind::kParameter, "parameter")) return false;
  if (at(TokenKind::kComma)) return failure("custom functions can only have one parameter"), false;
  if (!expect(TokenKind::kRightParen, "\")\"") || !expect(TokenKind::kAssign, "\"=\""))
    return false;
  function.body = position_;
  while (!at(TokenKind::kSemicolon) && !at(TokenKind::kEnd)) ++position_;
  if (!expect(TokenKind::kSemicolon, "\";\"")) return false;
  customFunctions_.push_back(function);
  return true;
}

Parser::CustomFunction* Parser::findCustomFunction(std::string_view space, std::string_view name) {
  // Of two declarations of one name the last counts.
  for (std::size_t i = customFunctions_.size(); i-- > 0;) {
    CustomFunction& function = customFunctions_[i];
    if (function.space == space && function.name == name) return &function;
  }
  return nullptr;
}

// Parses the body of a function, once. It has one of the forms `$p{…}`, `$p->{…}`, `$p[]{…}` and
// `$p[]->{…}`, does not use its parameter anywhere else and does not look at scopes outside.
bool Parser::readBody(CustomFunction& function) {
  if (function.state == CustomFunction::State::kRead) return true;
  if (function.state == CustomFunction::State::kReading) {
    return failure("recursive function: " + std::string(function.name)), false;
  }
  function.state = CustomFunction::State::kReading;
  const std::size_t outerPosition = std::exchange(position_, function.body);
  CustomFunction* outerReading = std::exchange(reading_, &function);
  const int outerUses = std::exchange(parameterUses_, 0);
  const Token start = token();
  Node* body = parseExpression(kLevelLowest);
  if (body != nullptr && !at(TokenKind::kSemicolon)) unexpected("\";\"");
  int budget = 100'000;
  if (body != nullptr && (parameterUses_ != 1 || substitute(*body, body) == nullptr)) {
    failureAt(start, "a function body is a projection of its parameter, used once");
  } else if (body != nullptr && !staysInside(*body, 0, budget)) {
    failureAt(start, "a function body cannot use ^ to look outside of the function");
  }
  function.node = body;
  function.state = CustomFunction::State::kRead;
  position_ = outerPosition;
  reading_ = outerReading;
  parameterUses_ = outerUses;
  return !hasFailed();
}

Node* Parser::callCustomFunction(CustomFunction& function) {
  Node* argument = parseExpression(kLevelLowest);
  if (argument == nullptr) return nullptr;
  take(TokenKind::kComma);
  if (!expect(TokenKind::kRightParen, "\")\" after one argument")) return nullptr;
  return readBody(function) ? substitute(*function.node, argument) : nullptr;
}

// The body with the argument in place of the parameter. What is projected is shared, not copied.
Node* Parser::substitute(const Node& body, Node* argument) {
  const bool isMap = body.kind == NodeKind::kMap;
  if (!isMap && body.kind != NodeKind::kProjection) return nullptr;
  const Node& base = *body.children[0];
  Node* source = argument;
  if (base.kind == NodeKind::kArrayCoerce || base.kind == NodeKind::kDereference) {
    if ((base.kind == NodeKind::kArrayCoerce) != isMap) return nullptr;
    if (base.children[0]->kind != NodeKind::kParameter) return nullptr;
    source = make(base.kind, {argument});
  } else if (isMap || base.kind != NodeKind::kParameter) {
    return nullptr;
  }
  return source == nullptr ? nullptr : make(body.kind, {source, body.children[1]});
}

// Whether every ^ below `node` stays within the scopes that the body itself opens; `level` of them
// are open here, and the first one's parent is the caller's.
bool Parser::staysInside(const Node& node, std::int64_t level, int& budget) const {
  if (--budget < 0) return false;
  if (node.kind == NodeKind::kParent) return node.number < level;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const bool opens = (node.kind == NodeKind::kFilter || node.kind == NodeKind::kProjection ||
                        node.kind == NodeKind::kOrder || node.kind == NodeKind::kScore) &&
                       i > 0;
    if (!staysInside(*node.children[i], level + (opens ? 1 : 0), budget)) return false;
  }
  return true;
}

}  // namespace vitrine::groq
