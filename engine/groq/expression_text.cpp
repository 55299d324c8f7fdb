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

// Of two operands or more; empty for any other kind.
std::string_view operatorOf(NodeKind kind) {
  switch (kind) {
    case NodeKind::kAnd:
      return " && ";
    case NodeKind::kOr:
      return " || ";
    case NodeKind::kAdd:
      return " + ";
    case NodeKind::kSubtract:
      return " - ";
    case NodeKind::kMultiply:
      return " * ";
    case NodeKind::kDivide:
      return " / ";
    case NodeKind::kEqual:
      return " == ";
    case NodeKind::kNotEqual:
      return " != ";
    case NodeKind::kLess:
      return " < ";
    case NodeKind::kLessEqual:
      return " <= ";
    case NodeKind::kGreater:
      return " > ";
    case NodeKind::kGreaterEqual:
      return " >= ";
    case NodeKind::kIn:
      return " in ";
    case NodeKind::kMatch:
      return " match ";
    default:
      return "";
  }
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

void appendParts(const Node& node, std::string& text, std::string_view separator = ",",
                 std::size_t first = 0) {
  text += '(';
  for (std::size_t i = first; i < node.children.size() && text.size() <= kLongest; ++i) {
    if (i > first) text += separator;
    append(*node.children[i], text);
  }
  text += ')';
}

// A step of a traversal, or order(), behind its base.
void appendStep(const Node& node, std::string& text) {
  append(*node.children[0], text);
  switch (node.kind) {
    case NodeKind::kFilter:
      text += '[';
      append(*node.children[1], text);
      text += ']';
      return;
    case NodeKind::kElement:
      text += '[' + std::to_string(node.number) + ']';
      return;
    case NodeKind::kSlice:
      text += '[' + std::to_string(node.number) + (node.flag ? ".." : "...") +
              std::to_string(node.last) + ']';
      return;
    case NodeKind::kOrder:
      text += " | order";
      appendParts(node, text, ", ", 1);
      return;
    default:
      return;
  }
}

void append(const Node& node, std::string& text) {
  switch (node.kind) {
    case NodeKind::kValue:
      text += encodeJson(node.value);
      return;
    case NodeKind::kThis:
      text += '@';
      return;
    case NodeKind::kParent:
      text += '^';
      for (std::int64_t i = 1; i < node.number && text.size() <= kLongest; ++i) text += ".^";
      return;
    case NodeKind::kAttribute:
      appendAttribute(node, text);
      return;
    case NodeKind::kDereference:
      append(*node.children[0], text);
      text += "->";
      return;
    case NodeKind::kGroup:
    case NodeKind::kAscending:
      append(*node.children[0], text);
      return;
    case NodeKind::kDescending:
      append(*node.children[0], text);
      text += " desc";
      return;
    case NodeKind::kEverything:
      text += '*';
      return;
    case NodeKind::kParameter:
      text += '$' + std::string(node.value.asString());
      return;
    case NodeKind::kFilter:
    case NodeKind::kElement:
    case NodeKind::kSlice:
    case NodeKind::kOrder:
      appendStep(node, text);
      return;
    case NodeKind::kCall:
      if (node.function->space != "global") text += std::string(node.function->space) + "::";
      text += node.function->name;
      break;
    default:
      if (const std::string_view name = operatorOf(node.kind); !name.empty()) {
        appendParts(node, text, name);
        return;
      }
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
