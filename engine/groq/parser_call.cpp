// SPDX-License-Identifier: MIT
#include "engine/groq/function_table.h"
#include "engine/groq/parser.h"

namespace vitrine::groq {
namespace {

bool isScorable(const Node& base) {
  switch (base.kind) {
    case NodeKind::kFilter:
    case NodeKind::kSlice:
    case NodeKind::kGroup:
    case NodeKind::kOrder:
    case NodeKind::kScore:
      return isScorable(*base.children[0]);
    case NodeKind::kProjection:
    case NodeKind::kMap:
    case NodeKind::kFlatMap:
    case NodeKind::kElement:
      return false;
    default:
      return true;
  }
}

}  // namespace

// `name` or `space::name`, and the parenthesis that opens the arguments.
bool Parser::parseCallName(std::string_view& space, std::string_view& name) {
  space = "global";
  name = tokenText();
  ++position_;
  if (take(TokenKind::kDoubleColon)) {
    if (!at(TokenKind::kIdentifier)) return unexpected("function name"), false;
    space = name;
    name = tokenText();
    ++position_;
  }
  return expect(TokenKind::kLeftParen, "\"(\"");
}

Node* Parser::parseCall() {
  const Token start = token();
  std::string_view space;
  std::string_view name;
  if (!parseCallName(space, name)) return nullptr;
  if (CustomFunction* custom = findCustomFunction(space, name)) return callCustomFunction(*custom);
  const bool isGlobal = space == "global";
  if (isGlobal && name == "select") return parseSelect();
  if (space == "diff" || space == "delta") {
    if (name == "changedAny" || name == "changedOnly") return parseChanged(space, name);
  }
  if (isGlobal && name == "coalesce") {
    Node* call = make(NodeKind::kCoalesce);
    return parseArguments(call) ? call : nullptr;
  }
  if (isGlobal && name == "boost") {
    if (!boostAllowed_) return failureAt(start, "boost() is allowed only in score()");
    Node* call = make(NodeKind::kBoost);
    if (!parseArguments(call)) return nullptr;
    if (call->children.size() == 2) return call;
    return failureAt(start, "boost() takes 2 arguments");
  }
  return parseBuiltIn(start, space, name);
}

// The arguments of a call up to the closing parenthesis; a comma may stand behind the last.
bool Parser::parseArguments(Node* call) {
  while (call != nullptr && !at(TokenKind::kRightParen)) {
    if (!addChild(call, parseExpression(kLevelLowest))) return false;
    if (!take(TokenKind::kComma)) break;
  }
  return expect(TokenKind::kRightParen, "\")\" after the arguments");
}

Node* Parser::parseBuiltIn(const Token& start, std::string_view space, std::string_view name) {
  const Function* function = findFunction(space, name);
  if (function == nullptr ||
      (function->use == Function::Use::kDeltaOnly && mode_ != Mode::kDelta)) {
    const bool known = space == "global" || isNamespace(space);
    return failureAt(start, known ? "undefined function: " + std::string(name)
                                  : "undefined namespace: " + std::string(space));
  }
  Node* call = make(NodeKind::kCall);
  if (!parseArguments(call)) return nullptr;
  const std::size_t count = call->children.size();
  if (count < function->minArguments || count > function->maxArguments) {
    return failureAt(start, "incorrect number of arguments to function " + std::string(name) +
                                "(): " + std::to_string(count));
  }
  call->function = function;
  return call;
}

Node* Parser::parseSelect() {
  Node* select = make(NodeKind::kSelect);
  while (select != nullptr && !at(TokenKind::kRightParen)) {
    const bool hasDefault =
        !select->children.empty() && select->children.back()->kind != NodeKind::kConditional;
    if (hasDefault) return failure("unexpected argument to select() behind the default");
    Node* argument = parseExpression(kLevelLowest);
    if (argument != nullptr && take(TokenKind::kPair)) {
      Node* value = parseExpression(kLevelPair);
      argument = value == nullptr ? nullptr : make(NodeKind::kConditional, {argument, value});
    }
    if (!addChild(select, argument)) return nullptr;
    if (!take(TokenKind::kComma)) break;
  }
  return expect(TokenKind::kRightParen, "\")\"") ? select : nullptr;
}

Node* Parser::parseChanged(std::string_view space, std::string_view name) {
  Node* changed = make(NodeKind::kChanged);
  if (changed == nullptr) return nullptr;
  changed->flag = name == "changedOnly";
  if (space == "delta") {
    if (mode_ != Mode::kDelta) return failure("undefined function: " + std::string(name));
    for (const std::string_view side : {"before", "after"}) {
      Node* call = make(NodeKind::kCall);
      if (!addChild(changed, call)) return nullptr;
      call->function = findFunction("global", side);
    }
  } else {
    for (int i = 0; i < 2; ++i) {
      if (!addChild(changed, parseExpression(kLevelLowest))) return nullptr;
      if (!expect(TokenKind::kComma, "\",\"")) return nullptr;
    }
  }
  if (!addChild(changed, parseSelector())) return nullptr;
  take(TokenKind::kComma);
  return expect(TokenKind::kRightParen, "\")\"") ? changed : nullptr;
}

// What stands behind a `|`: order(…) or score(…).
Node* Parser::parsePipe(Node* base) {
  const Token start = token();
  if (!at(TokenKind::kIdentifier)) return unexpected("pipe function");
  std::string_view space;
  std::string_view name;
  if (!parseCallName(space, name)) return nullptr;
  const bool isScore = name == "score";
  if (space != "global" || (!isScore && name != "order")) {
    return failureAt(start, "undefined pipe function: " + std::string(name));
  }
  if (isScore && !isScorable(*base)) {
    return failureAt(start, "score() needs the documents of a filter");
  }
  Node* pipe = make(isScore ? NodeKind::kScore : NodeKind::kOrder, {base});
  const bool outer = boostAllowed_;
  if (isScore) boostAllowed_ = true;
  const bool parsed = isScore ? parseArguments(pipe) : parseOrderArguments(pipe);
  boostAllowed_ = outer;
  if (!parsed) return nullptr;
  if (pipe->children.size() < 2) return failureAt(start, std::string(name) + "() needs arguments");
  return pipe;
}

bool Parser::parseOrderArguments(Node* order) {
  while (order != nullptr && !at(TokenKind::kRightParen)) {
    Node* key = parseExpression(kLevelLowest);
    if (key == nullptr) return false;
    const bool descending = atWord("desc");
    if (descending || atWord("asc")) {
      // asc and desc bind tighter than && and ||, and mean nothing inside them.
      if (key->kind == NodeKind::kAnd || key->kind == NodeKind::kOr) {
        return failure("unexpected " + std::string(tokenText())), false;
      }
      ++position_;
    }
    if (!addChild(order, make(descending ? NodeKind::kDescending : NodeKind::kAscending, {key}))) {
      return false;
    }
    if (!take(TokenKind::kComma)) break;
  }
  return expect(TokenKind::kRightParen, "\")\" after the arguments");
}

// A selector names places in a document: `name`, `a.b`, `a[]`, `a[condition]`, `(a, b)`, `a.(b,
// c)`, `anywhere(condition)`.
Node* Parser::parseSelector() {
  Node* selector = parseSelectorPrimary();
  while (selector != nullptr) {
    if (take(TokenKind::kDot)) {
      if (at(TokenKind::kLeftParen)) {
        Node* nested = parseSelectorGroup();
        selector = nested == nullptr ? nullptr : make(NodeKind::kNested, {selector, nested});
        continue;
      }
      if (!at(TokenKind::kIdentifier)) return unexpected("identifier");
      selector = make(NodeKind::kAttribute, {selector});
      if (selector != nullptr) selector->value = tokenText();
      ++position_;
    } else if (at(TokenKind::kLeftBracket)) {
      std::vector<Step> steps;
      if (!parseBracket(steps)) return nullptr;
      const NodeKind kind = steps[0].kind;
      if (kind == NodeKind::kElement || kind == NodeKind::kSlice) {
        return failure("a selector cannot take elements of an array");
      }
      selector = applyStep(selector, steps[0]);
    } else {
      break;
    }
  }
  return selector;
}

Node* Parser::parseSelectorPrimary() {
  if (at(TokenKind::kLeftParen)) return parseSelectorGroup();
  if (!at(TokenKind::kIdentifier)) return unexpected("selector");
  if (kindAt(1) == TokenKind::kLeftParen) {
    if (!atWord("anywhere")) return unexpected("selector");
    position_ += 2;
    Node* condition = parseExpression(kLevelLowest);
    if (condition == nullptr || !expect(TokenKind::kRightParen, "\")\"")) return nullptr;
    return make(NodeKind::kAnywhere, {condition});
  }
  Node* attribute = make(NodeKind::kAttribute);
  if (attribute != nullptr) attribute->value = tokenText();
  ++position_;
  return attribute;
}

Node* Parser::parseSelectorGroup() {
  if (++depth_ > 100) return failure("selector is nested too deeply");
  ++position_;
  Node* group = make(NodeKind::kTuple);
  do {
    if (!addChild(group, parseSelector())) return nullptr;
  } while (take(TokenKind::kComma));
  --depth_;
  return expect(TokenKind::kRightParen, "\")\"") ? group : nullptr;
}

}  // namespace vitrine::groq
