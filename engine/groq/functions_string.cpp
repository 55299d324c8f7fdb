// SPDX-License-Identifier: MIT
#include "engine/core/utf8.h"
#include "engine/groq/casing.h"
#include "engine/groq/evaluator.h"
#include "engine/groq/function_table.h"
#include "engine/groq/type.h"

namespace vitrine::groq::functions {
namespace {

bool areStrings(std::span<const Value> arguments) {
  return typeOf(arguments[0]) == Type::kString && typeOf(arguments[1]) == Type::kString;
}

// An empty separator splits into code points.
Array splitText(std::string_view text, std::string_view separator) {
  Array parts;
  if (text.empty()) return parts;
  std::size_t start = 0;
  while (separator.empty() && start < text.size()) {
    std::size_t end = start;
    decodeUtf8(text, end);
    parts.push_back(text.substr(start, end - start));
    start = end;
  }
  if (separator.empty()) return parts;
  for (;;) {
    const std::size_t end = text.find(separator, start);
    parts.push_back(text.substr(start, end - start));
    if (end == std::string_view::npos) return parts;
    start = end + separator.size();
  }
}

}  // namespace

Value lower(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  if (typeOf(arguments[0]) != Type::kString) return {};
  evaluator.spendBytes(arguments[0].asString().size());
  return toLower(arguments[0].asString());
}

Value split(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  if (!areStrings(arguments)) return {};
  Array parts = splitText(arguments[0].asString(), arguments[1].asString());
  evaluator.spendSteps(parts.size());
  evaluator.spendBytes(parts.size() * (sizeof(Value) + sizeof(std::string)));
  return parts;
}

Value startsWith(Evaluator&, std::span<const Value> arguments, const Scope&) {
  if (!areStrings(arguments)) return {};
  return arguments[0].asString().starts_with(arguments[1].asString());
}

Value upper(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  if (typeOf(arguments[0]) != Type::kString) return {};
  evaluator.spendBytes(arguments[0].asString().size());
  return toUpper(arguments[0].asString());
}

}  // namespace vitrine::groq::functions
