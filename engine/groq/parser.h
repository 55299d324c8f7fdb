// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/ast.h"
#include "engine/groq/groq.h"
#include "engine/groq/lexer.h"
#include "engine/groq/token.h"

namespace vitrine::groq {

// Makes the tree of a query by precedence climbing over its tokens. Every method that returns a
// node answers nullptr after a failure; the first failure is the one reported.
//
// Traversals are resolved here, so that the evaluator need not know whether a value is one item or
// many: `a[].b.c` becomes map(coerce(a), @.b.c). See parser_traversal.cpp.
class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens, const Value& params, Mode mode);

  std::expected<std::unique_ptr<const Ast>, LexError> run();

 private:
  // Whether a step, with all that follow it, takes an array or one value, and what it gives.
  enum class Shape : std::uint8_t { kNone, kArrayToArray, kArrayToOne, kOneToArray, kOneToOne };

  // One step of a traversal, not yet applied to a base.
  struct Step {
    NodeKind kind;
    bool flag = false;
    Shape shape = Shape::kNone;  // when all steps have been read
    std::int64_t number = 0;
    std::int64_t last = 0;
    Value name{};
    Node* expression = nullptr;
  };
  using Steps = std::span<const Step>;

  struct CustomFunction {
    std::string_view space;
    std::string_view name;
    std::string_view parameter;
    std::size_t body;  // index of its first token
    enum class State : std::uint8_t { kUnread, kReading, kRead } state = State::kUnread;
    Node* node = nullptr;
  };

  // Of the tree: bounds the recursion of everything that makes it or walks it.
  static constexpr int kMaxHeight = 256;

  // parser.cpp: tokens, nodes and failures
  const Token& token() const { return tokens_[position_]; }
  TokenKind kindAt(std::size_t ahead) const;
  std::string_view tokenText() const;
  bool at(TokenKind kind) const { return token().kind == kind; }
  bool atWord(std::string_view word) const;
  bool take(TokenKind kind);
  bool expect(TokenKind kind, const char* what);
  std::nullptr_t failure(std::string message);
  std::nullptr_t failureAt(const Token& first, std::string message);
  std::nullptr_t unexpected(std::string_view expected);
  Node* make(NodeKind kind, std::initializer_list<Node*> children = {});
  bool addChild(Node* parent, Node* child);
  bool hasFailed() const { return error_.has_value(); }

  // parser_expression.cpp
  Node* parseExpression(int level);
  Node* parsePrefix();
  Node* parseUnary(NodeKind kind, int level);
  Node* parsePrimary();
  Node* parseNumber();
  Node* parseIdentifier();
  Node* parseParameter();
  Node* parseParent();
  Node* parseGroup();
  bool parseOperator(Node*& left, int level, int& leftLevel);
  Node* parseBinary(NodeKind kind, Node* left, int rightLevel);
  Node* parseIn(Node* left);
  bool isGroupedRange() const;

  // parser_traversal.cpp
  Node* parseTraversal(Node* base);
  bool parseStep(std::vector<Step>& steps);
  bool parseBracket(std::vector<Step>& steps);
  bool parseSlice(Node* first, std::vector<Step>& steps);
  bool parseDereference(std::vector<Step>& steps);
  Node* applyStep(Node* base, const Step& step);
  Node* applySteps(Node* base, Steps steps);
  Node* applyToEach(Node* base, Steps steps);
  static bool takesArray(Steps steps);
  static Shape shapeOf(NodeKind kind, Shape rest);
  std::optional<Value> constantOf(const Node& node) const;

  // parser_constructor.cpp
  Node* parseArray();
  Node* parseObject();
  Node* parseMember();
  static const Value* memberName(const Node& node);

  // parser_call.cpp
  Node* parseCall();
  bool parseCallName(std::string_view& space, std::string_view& name);
  bool parseArguments(Node* call);
  Node* parseSelect();
  Node* parseBuiltIn(const Token& start, std::string_view space, std::string_view name);
  Node* parseChanged(std::string_view space, std::string_view name);
  Node* parsePipe(Node* base);
  bool parseOrderArguments(Node* order);
  Node* parseSelector();
  Node* parseSelectorPrimary();
  Node* parseSelectorGroup();

  // parser_function.cpp
  bool parseDeclarations();
  bool parseDeclaration();
  CustomFunction* findCustomFunction(std::string_view space, std::string_view name);
  bool readBody(CustomFunction& function);
  Node* callCustomFunction(CustomFunction& function);
  Node* substitute(const Node& body, Node* argument);
  bool staysInside(const Node& node, std::int64_t level, int& budget) const;

  std::string_view text_;
  std::vector<Token> tokens_;
  const Value& params_;
  Mode mode_;
  std::size_t position_ = 0;
  int depth_ = 0;
  bool boostAllowed_ = false;
  CustomFunction* reading_ = nullptr;  // the function whose body is being parsed
  int parameterUses_ = 0;              // of its parameter
  std::vector<CustomFunction> customFunctions_;
  std::unique_ptr<Ast> ast_;
  std::optional<LexError> error_;
};

// Precedences, as the specification numbers them.
inline constexpr int kLevelLowest = 0;
inline constexpr int kLevelPair = 1;
inline constexpr int kLevelOr = 2;
inline constexpr int kLevelAnd = 3;
inline constexpr int kLevelCompare = 4;
inline constexpr int kLevelAdd = 6;
inline constexpr int kLevelMultiply = 7;
inline constexpr int kLevelPower = 8;
inline constexpr int kLevelUnary = 10;
inline constexpr int kLevelPipe = 11;
inline constexpr int kLevelPrimary = 12;

}  // namespace vitrine::groq
