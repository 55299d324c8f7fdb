// SPDX-License-Identifier: MIT
#include "engine/groq/parser.h"

#include <algorithm>
#include <utility>

#include "engine/core/utf8.h"

namespace vitrine::groq {
namespace {

// Bounds the memory of a parse.
constexpr std::size_t kMaxNodes = 50'000;

// A byte offset as an offset in UTF-16 code units.
std::size_t utf16Offset(std::string_view text, std::size_t bytes) {
  std::size_t units = 0;
  for (std::size_t offset = 0; offset < bytes && offset < text.size();) {
    units += decodeUtf8(text, offset) >= 0x10000 ? 2U : 1U;
  }
  return units;
}

ParseError toParseError(std::string_view text, const LexError& error) {
  return {error.message, utf16Offset(text, error.start), utf16Offset(text, error.end)};
}

}  // namespace

Parser::Parser(std::string_view text, std::vector<Token> tokens, const Value& params, Mode mode)
    : text_(text),
      tokens_(std::move(tokens)),
      params_(params),
      mode_(mode),
      ast_(std::make_unique<Ast>()) {}

std::expected<std::unique_ptr<const Ast>, LexError> Parser::run() {
  if (parseDeclarations()) {
    ast_->root = parseExpression(kLevelLowest);
    if (ast_->root != nullptr && !at(TokenKind::kEnd)) unexpected("end of query");
  }
  if (error_) return std::unexpected(*error_);
  findInvariants(*ast_);
  findPlans(*ast_);
  return std::move(ast_);
}

TokenKind Parser::kindAt(std::size_t ahead) const {
  return tokens_[std::min(position_ + ahead, tokens_.size() - 1)].kind;
}

std::string_view Parser::tokenText() const {
  return text_.substr(token().start, token().end - token().start);
}

bool Parser::atWord(std::string_view word) const {
  return at(TokenKind::kIdentifier) && tokenText() == word;
}

bool Parser::take(TokenKind kind) {
  if (!at(kind)) return false;
  if (kind != TokenKind::kEnd) ++position_;
  return true;
}

bool Parser::expect(TokenKind kind, const char* what) {
  if (!take(kind)) unexpected(what);
  return !hasFailed();
}

std::nullptr_t Parser::failure(std::string message) {
  return failureAt(token(), std::move(message));
}

std::nullptr_t Parser::failureAt(const Token& first, std::string message) {
  if (!error_) error_ = LexError{std::move(message), first.start, token().end};
  return nullptr;
}

std::nullptr_t Parser::unexpected(std::string_view expected) {
  const std::string found =
      at(TokenKind::kEnd) ? "end-of-file" : '"' + std::string(tokenText()) + '"';
  return failure("unexpected " + found + ", expected " + std::string(expected));
}

Node* Parser::make(NodeKind kind, std::initializer_list<Node*> children) {
  if (hasFailed()) return nullptr;
  if (ast_->nodes.size() >= kMaxNodes) return failure("query has too many expressions");
  Node* node = &ast_->nodes.emplace_back();
  node->kind = kind;
  node->children.reserve(children.size());
  for (Node* child : children) {
    if (!addChild(node, child)) return nullptr;
  }
  return node;
}

bool Parser::addChild(Node* parent, Node* child) {
  if (parent == nullptr || child == nullptr) return false;
  parent->children.push_back(child);
  parent->height = std::max(parent->height, child->height + 1);
  if (parent->height > kMaxHeight) failure("query is nested too deeply");
  return !hasFailed();
}

Query::Query(std::unique_ptr<const Ast> ast) : ast_(std::move(ast)) {}
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;
Query::~Query() = default;

std::expected<Query, ParseError> parse(std::string_view text, const Value& params, Mode mode) {
  auto tokens = tokenize(text);
  if (!tokens) return std::unexpected(toParseError(text, tokens.error()));
  auto ast = Parser(text, std::move(*tokens), params, mode).run();
  if (!ast) return std::unexpected(toParseError(text, ast.error()));
  return Query(std::move(*ast));
}

}  // namespace vitrine::groq
