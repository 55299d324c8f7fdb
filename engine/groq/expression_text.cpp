// SPDX-License-Identifier: MIT
#include "engine/groq/expression_text.h"

#include <algorithm>

#include "engine/core/json.h"
#include "engine/groq/function_table.h"

namespace vitrine::groq {
namespace {

constexpr std::size_t kLongest = 512;

bool isIdentifier(std::string_view name) {
  const auto isLetter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && isLetter(name[0]) && std::ranges::all_of(name, [&](char c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  });
}

void append(const Node& node, std::string& text);

void appendAttribute(const Node& node, std::string& text) {
  const bool hasBase = !node.children.empty() && node.children[0]->kind != NodeKind::kThis;
  if (hasBase) append(*node.children[0], text);
  const std::string_view name = node.value.asString();
  if (!isIdentifier(name)) {
    text += "[" + encodeJson(node.value) + "]";
    return;
  }
  if (hasBase && node.children[0]->kind != NodeKind::kDereference) text += '.';
  text += name;
}

void appendParts(const Node& node, std::string& text) {
  text += '(';
  for (std::size_t i = 0; i < node.children.size() && text.size() <= kLongest; ++i) {
    if (i > 0) text += ',';
    append(*node.children[i], text);
  }
  text += ')';
}

void append(const Node& node, std::string& text) {
  switch (node.kind) {
    case NodeKind::kValue:
      text += encodeJson(node.value);
      return;
    case NodeKind::kThis:
      text += '@';
      return;
    case NodeKind::kAttribute:
      appendAttribute(node, text);
      return;
    case NodeKind::kDereference:
      append(*node.children[0], text);
      text += "->";
      return;
    case NodeKind::kGroup:
      append(*node.children[0], text);
      return;
    case NodeKind::kCall:
      text += std::string(node.function->space) + "::" + std::string(node.function->name);
      break;
    default:
      text += '#' + std::to_string(static_cast<int>(node.kind));
      text += node.flag ? "!" : "";
      if (node.number != 0 || node.last != 0) {
        text += '[' + std::to_string(node.number) + ',' + std::to_string(node.last) + ']';
      }
      if (!node.value.isNull()) text += encodeJson(node.value);
      break;
  }
  appendParts(node, text);
}

}  // namespace

std::optional<std::string> expressionText(const Node& node) {
  std::string text;
  append(node, text);
  if (text.size() > kLongest) return std::nullopt;
  return text;
}

}  // namespace vitrine::groq
