// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "engine/groq/evaluator.h"
#include "engine/groq/function_table.h"
#include "engine/groq/type.h"

namespace vitrine::groq::functions {
namespace {

bool isBlock(const Value& value) {
  return value["_type"].isString() && value["children"].isArray();
}

// The text of one block: that of its spans, without its annotations; nullopt for anything else.
std::optional<std::string> blockText(const Value& block) {
  if (!isBlock(block)) return std::nullopt;
  std::string text;
  for (const Value& child : block["children"].items()) {
    if (child["_type"].asString() == "span") text += child["text"].asString();
  }
  return text;
}

// The texts of all blocks, arrays of blocks included, with a blank line between.
void appendTexts(Evaluator& evaluator, const Value& blocks, std::optional<std::string>& text) {
  for (const Value& block : blocks.items()) {
    if (!evaluator.spendSteps()) return;
    if (block.isArray()) appendTexts(evaluator, block, text);
    const std::optional<std::string> own = blockText(block);
    if (!own) continue;
    text = text ? *text + "\n\n" + *own : *own;
  }
}

// The part of an _id behind `prefix.` and, for a version, behind the release.
std::string_view publishedId(std::string_view id) {
  if (id.starts_with("drafts.")) return id.substr(7);
  if (!id.starts_with("versions.")) return id;
  const std::size_t dot = id.find('.', 9);
  return dot == std::string_view::npos ? id : id.substr(dot + 1);
}

Value textOrNull(const std::string& text) { return text.empty() ? Value() : Value(text); }

}  // namespace

Value dataset(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  return textOrNull(evaluator.options().dataset);
}

Value partOfRelease(Evaluator&, std::span<const Value> arguments, const Scope& scope) {
  const Value& id = (*scope.self)["_id"];
  if (typeOf(arguments[0]) != Type::kString || !id.isString()) return {};
  const std::string prefix = "versions." + std::string(arguments[0].asString()) + ".";
  return id.asString().starts_with(prefix);
}

Value portableText(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  std::optional<std::string> text;
  if (arguments[0].isObject()) text = blockText(arguments[0]);
  appendTexts(evaluator, arguments[0], text);
  return text ? Value(*text) : Value();
}

// pt(): a block, or an array of blocks alone. It is no type of its own; pt::text() takes both.
Value portableTextValue(Evaluator& evaluator, std::span<const Value> arguments, const Scope&) {
  const Value& value = arguments[0];
  if (value.isObject()) return isBlock(value) ? value : Value();
  if (!value.isArray() || !evaluator.spendSteps(value.items().size())) return {};
  return std::ranges::all_of(value.items(), isBlock) ? value : Value();
}

Value projectId(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  return textOrNull(evaluator.options().projectId);
}

Value releases(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  Array found;
  const Dataset& documents = evaluator.dataset();
  evaluator.noteAllRead();
  for (std::size_t i = 0; i < documents.size() && evaluator.spendSteps(); ++i) {
    const Value& document = documents.at(i);
    if (document["_type"].asString() == "system.release") found.push_back(document);
  }
  return found;
}

Value versionOf(Evaluator&, std::span<const Value> arguments, const Scope& scope) {
  const Value& id = (*scope.self)["_id"];
  if (typeOf(arguments[0]) != Type::kString || !id.isString()) return {};
  const std::string_view wanted = arguments[0].asString();
  return id.asString() == wanted || publishedId(id.asString()) == wanted;
}

}  // namespace vitrine::groq::functions
