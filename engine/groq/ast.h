// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "engine/core/value.h"

namespace vitrine::groq {

struct Function;  // a row of the table in function_table.h

// Every kind of expression. What stands in `children`, and which other fields of Node count, is
// said beside each; the evaluator has one case for each kind.
enum class NodeKind : std::uint8_t {
  // Simple expressions
  kValue,       // value
  kParameter,   // value: the name
  kEverything,  // *
  kThis,        // @
  kParent,      // ^ and ^.^; number: how many scopes up
  // Traversals; children[0] is the base
  kAttribute,    // value: the name; without a base, of @
  kElement,      // number: the index
  kSlice,        // number, last: the bounds; flag: last is included
  kFilter,       // children[1]: the condition
  kProjection,   // children[1]: a kObject
  kDereference,  // ->
  kArrayCoerce,  // []
  kMap,          // children[1] for each item
  kFlatMap,      // children[1] for each item, arrays joined
  kGroup,        // ( )
  // Constructors
  kArray,        // items, some of them kSplat
  kSplat,        // ...children[0], in an array or object; alone in an object, of @
  kObject,       // kMember, kSplat and kConditional
  kMember,       // value: the name; children[0]
  kConditional,  // children[0] => children[1]
  // Operators
  kAnd,     // two or more children
  kOr,      // two or more children
  kNot,     // !
  kNegate,  // unary -
  kPlus,    // unary +
  kAdd,     // binary, as all that follow
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kPower,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  kMatch,
  kInRange,  // children: value, first, last; flag: last is included
  // Calls
  kSelect,    // kConditional, and at the end any other expression
  kCoalesce,  // any number of children
  kCall,      // function; children: the arguments
  kChanged,   // diff:: and delta::; children: before, after, selector; flag: changedOnly
  kBoost,     // children: condition, amount
  kOrder,     // children[0]: the base; then kAscending and kDescending
  kScore,     // children[0]: the base; then conditions
  kAscending,
  kDescending,
  // Selectors, only below kChanged, beside kAttribute, kArrayCoerce and kFilter
  kTuple,     // (a, b)
  kNested,    // children[0].(children[1])
  kAnywhere,  // anywhere(children[0])
};

struct Node {
  NodeKind kind;
  bool flag = false;
  int height = 1;  // of the tree below; bounds the evaluator's recursion
  // Found by findInvariants: where the evaluator keeps the value of a node that has the same one
  // wherever it stands, or -1; and how many scopes outside of the node it looks at.
  std::int32_t memo = -1;
  std::int32_t reach = -1;
  bool isPure = false;  // nothing but the documents decides its value
  // Found by findPlans: its place in Ast::columns, and of a filter of `*` in Ast::plans, or -1.
  bool isPlanned = false;
  std::int32_t column = -1;
  std::int32_t plan = -1;
  std::int64_t number = 0;
  std::int64_t last = 0;
  const Function* function = nullptr;
  Value value;
  std::vector<Node*> children;  // owned by the Ast
};

// An expression of a document that looks at nothing outside of it, such as `category->title`. A
// dataset may keep its value for every document, and indexes of these values, by its text.
struct ColumnExpression {
  std::string text;  // the same for the same expression, in whatever query it stands
  const Node* node;
  bool isPath;             // an attribute, also of what a reference leads to
  bool followsReferences;  // then its value depends on other documents, too
};

// One condition of a filter of `*`, and the index that can answer it without looking at a document.
struct Conjunct {
  enum class Index : std::uint8_t {
    kNone,
    kEquals,      // column == value
    kAnyOf,       // column in value
    kHolds,       // value in column
    kMatches,     // column match value
    kReferences,  // references(values)
  };
  Index index = Index::kNone;
  const Node* condition;
  std::int32_t column = -1;
  std::vector<const Node*> values{};  // the same for all documents of the filter
};

// Its conjuncts, the most selective first, as far as that is known from their form.
struct FilterPlan {
  std::vector<Conjunct> conjuncts;
};

// The nodes of one query. Bodies of custom functions are shared by their calls, so this is a graph
// without cycles rather than a tree.
struct Ast {
  std::deque<Node> nodes;
  Node* root = nullptr;
  std::int32_t memoCount = 0;
  std::int32_t invariantCount = 0;  // so many memos are of what no row changes; then shared filters
  std::vector<ColumnExpression> columns;
  std::vector<FilterPlan> plans;
  bool makesDateTimes = false;  // or paths, which the result has as text
};

// Marks the nodes whose value depends on none of the scopes around them, such as the inner query of
// `*[author._ref in *[_type == "author" && active]._id]`, and filters of `*` that are written more
// than once, as in `{"all": count(*[a]), "some": count(*[a][b])}`. The evaluator computes them
// once. Says of each node, too, whether it is pure.
void findInvariants(Ast& ast);

// Makes the plans of the filters of `*`, and marks the expressions that are worth a column: paths,
// members of projections, keys of order() and operands of comparisons. After findInvariants.
void findPlans(Ast& ast);

}  // namespace vitrine::groq
