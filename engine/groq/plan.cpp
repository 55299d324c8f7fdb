// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/groq/ast.h"
#include "engine/groq/expression_text.h"
#include "engine/groq/function_table.h"

namespace vitrine::groq {
namespace {

using Index = Conjunct::Index;

// Bounds what one query can ask a dataset to keep.
constexpr std::size_t kMostColumns = 64;

// Whether the value is the same for every document of a filter.
bool isOutside(const Node& node) {
  if (node.reach == 0 || node.kind == NodeKind::kParent) return true;
  const bool isPath = node.kind == NodeKind::kAttribute || node.kind == NodeKind::kDereference;
  return isPath && !node.children.empty() && isOutside(*node.children[0]);
}

bool isPath(const Node& node) {
  if (node.kind != NodeKind::kAttribute && node.kind != NodeKind::kDereference) return false;
  return node.children.empty() || node.children[0]->kind == NodeKind::kThis ||
         isPath(*node.children[0]);
}

bool followsReferences(const Node& node) {
  if (node.kind == NodeKind::kDereference) return true;
  return std::ranges::any_of(node.children,
                             [](const Node* part) { return followsReferences(*part); });
}

// Whether path() is called, whose value has no items and yet may hold a string.
bool makesPaths(const Node& node) {
  if (node.kind == NodeKind::kCall && node.function->body == functions::path) return true;
  return std::ranges::any_of(node.children, [](const Node* part) { return makesPaths(*part); });
}

class Planner {
 public:
  explicit Planner(Ast& ast) : ast_(ast) {}

  void visit(Node& node) {
    if (std::exchange(node.isPlanned, true)) return;
    if (isPath(node)) {
      mark(node);
      return;
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (!hasColumn(node, i) || mark(*node.children[i]) < 0) visit(*node.children[i]);
    }
    if (node.kind == NodeKind::kFilter && node.children[0]->kind == NodeKind::kEverything) {
      node.plan = static_cast<std::int32_t>(ast_.plans.size());
      ast_.plans.push_back(planOf(*node.children[1]));
    }
  }

 private:
  // Whether the child stands where its value is asked for once a document.
  static bool hasColumn(const Node& node, std::size_t index) {
    switch (node.kind) {
      case NodeKind::kMember:
      case NodeKind::kAscending:
      case NodeKind::kDescending:
      case NodeKind::kEqual:
      case NodeKind::kNotEqual:
      case NodeKind::kLess:
      case NodeKind::kLessEqual:
      case NodeKind::kGreater:
      case NodeKind::kGreaterEqual:
      case NodeKind::kIn:
        return true;
      case NodeKind::kMatch:
        return index == 0;
      default:
        return false;
    }
  }

  // The number of the node's column, -1 when it can have none.
  std::int32_t mark(Node& node) {
    if (node.column >= 0 || !node.isPure || node.reach != 1) return node.column;
    if (node.kind == NodeKind::kThis) return -1;
    const std::optional<std::string> text = expressionText(node);
    if (!text) return -1;
    auto known = std::ranges::find(ast_.columns, *text, &ColumnExpression::text);
    if (known == ast_.columns.end()) {
      if (ast_.columns.size() == kMostColumns) return -1;
      known = ast_.columns.insert(known, {*text, &node, isPath(node), followsReferences(node)});
    }
    node.isPlanned = true;
    node.column = static_cast<std::int32_t>(known - ast_.columns.begin());
    return node.column;
  }

  FilterPlan planOf(const Node& condition) {
    FilterPlan plan;
    addConjuncts(condition, plan);
    // What few documents share first; a type is shared by many. What has to be computed comes
    // behind it: it may be dear for documents of the other types.
    const auto rank = [&](const Conjunct& conjunct) {
      if (conjunct.index == Index::kNone) return 5;
      if (conjunct.index == Index::kMatches) return 4;
      if (conjunct.column < 0) return 1;
      const auto& column = ast_.columns[static_cast<std::size_t>(conjunct.column)];
      if (column.text == "_id" || column.text == "slug.current") return 0;
      if (column.text == "_type") return 2;
      return column.isPath ? 1 : 3;
    };
    std::ranges::stable_sort(plan.conjuncts, {}, rank);
    return plan;
  }

  void addConjuncts(const Node& condition, FilterPlan& plan) {
    switch (condition.kind) {
      case NodeKind::kGroup:
        addConjuncts(*condition.children[0], plan);
        break;
      case NodeKind::kAnd:
        for (const Node* child : condition.children) addConjuncts(*child, plan);
        break;
      default:
        plan.conjuncts.push_back(conjunctOf(condition));
    }
  }

  static Conjunct conjunctOf(const Node& condition) {
    Conjunct conjunct{.condition = &condition};
    const auto& parts = condition.children;
    const auto use = [&](Index index, const Node& column, const Node& value) {
      if (conjunct.index != Index::kNone || column.column < 0 || !isOutside(value)) return;
      conjunct.index = index;
      conjunct.column = column.column;
      conjunct.values = {&value};
    };
    switch (condition.kind) {
      case NodeKind::kEqual:
        use(Index::kEquals, *parts[0], *parts[1]);
        use(Index::kEquals, *parts[1], *parts[0]);
        break;
      case NodeKind::kIn:
        use(Index::kAnyOf, *parts[0], *parts[1]);
        if (!makesPaths(*parts[1])) use(Index::kHolds, *parts[1], *parts[0]);
        break;
      case NodeKind::kMatch:
        use(Index::kMatches, *parts[0], *parts[1]);
        break;
      case NodeKind::kCall:
        if (condition.function->body != functions::references) break;
        if (!std::ranges::all_of(parts, [](const Node* part) { return isOutside(*part); })) break;
        conjunct.index = Index::kReferences;
        conjunct.values.assign(parts.begin(), parts.end());
        break;
      default:
        break;
    }
    return conjunct;
  }

  Ast& ast_;
};

}  // namespace

void findPlans(Ast& ast) { Planner(ast).visit(*ast.root); }

}  // namespace vitrine::groq
