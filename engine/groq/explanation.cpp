// SPDX-License-Identifier: MIT
#include "engine/groq/explanation.h"

#include <algorithm>
#include <string>

#include "engine/groq/expression_text.h"

namespace vitrine::groq {
namespace {

std::string nameOf(const Ast& ast, const Conjunct& conjunct) {
  const std::string column =
      conjunct.column < 0 ? "" : ast.columns[static_cast<std::size_t>(conjunct.column)].text;
  switch (conjunct.index) {
    case Conjunct::Index::kEquals:
      return column + " == value";
    case Conjunct::Index::kAnyOf:
      return column + " in values";
    case Conjunct::Index::kHolds:
      return "value in " + column;
    case Conjunct::Index::kMatches:
      return column + " match words";
    case Conjunct::Index::kReferences:
      return "references";
    case Conjunct::Index::kNone:
      break;
  }
  return "";
}

Value number(std::size_t count) { return static_cast<std::int64_t>(count); }

}  // namespace

void Explanation::noteFilter(const Node& node, const Filter& filter) {
  Step* step = add(&node, "filter");
  if (step == nullptr) return;
  Array indexes;
  for (const Conjunct* conjunct : filter.indexed) indexes.emplace_back(nameOf(ast_, *conjunct));
  step->facts.set("indexes", indexes);
  step->facts.set("documents", number(filter.documents));
  step->facts.set("conditions", number(filter.conditions));
  if (filter.hasStopped) step->facts.set("stopped", true);
}

void Explanation::noteCount(const Node& counted) { addOf(counted, "count"); }

void Explanation::noteOrder(const Node& order, std::size_t kept, std::size_t count) {
  Step* step = addOf(order, "order");
  if (step == nullptr) return;
  step->facts.set("sorts", number(kept));
  step->facts.set("items", number(count));
}

void Explanation::noteMemo(const Node& node) {
  addOf(node, node.memo < ast_.invariantCount ? "evaluated once" : "known already");
}

void Explanation::noteColumn(std::string_view text) {
  if (Step* step = add(text.data(), "column")) step->facts.set("of", text);
}

Explanation::Step* Explanation::addOf(const Node& node, std::string_view name) {
  Step* step = add(&node, name);
  if (step == nullptr) return nullptr;
  if (const auto text = expressionText(node)) step->facts.set("of", *text);
  return step;
}

Explanation::Step* Explanation::add(const void* subject, std::string_view name) {
  const auto known = std::ranges::find_if(steps_, [&](const Step& step) {
    return step.subject == subject && step.name == name;
  });
  if (known != steps_.end()) {
    ++known->times;
    return nullptr;
  }
  steps_.push_back({subject, name, Object{{"step", name}}, 1});
  return &steps_.back();
}

Array Explanation::steps() const {
  Array steps;
  for (const Step& step : steps_) {
    Object facts = step.facts;
    facts.set("times", step.times);
    steps.emplace_back(std::move(facts));
  }
  return steps;
}

}  // namespace vitrine::groq
