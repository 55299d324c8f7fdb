// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/ast.h"
#include "engine/groq/groq.h"

namespace vitrine::groq {

// What @ and ^ mean at one place of a query. Scopes live on the stack of the evaluator. The scope
// of an item that a traversal goes through is hidden: scopes nested in it have its parent for ^.
struct Scope {
  const Value* self;
  const Scope* parent = nullptr;
  bool isHidden = false;

  Scope nested(const Value& value) const { return {&value, isHidden ? parent : this, false}; }
  Scope hidden(const Value& value) const { return {&value, isHidden ? parent : this, true}; }
};

// Walks the tree of one query over one dataset. Total: every node kind gives a value for every
// input. A broken limit is remembered, everything answers null from then on, and the loops stop.
class Evaluator {
 public:
  Evaluator(const Ast& ast, const Dataset& dataset, const Value& params, const Options& options)
      : dataset_(dataset),
        params_(params),
        options_(options),
        memos_(static_cast<std::size_t>(ast.memoCount)) {}

  Value evaluate(const Node& node, const Scope& scope);
  // The same without a copy where the value exists already; `storage` holds it otherwise.
  const Value& peek(const Node& node, const Scope& scope, Value& storage);

  const Dataset& dataset() const { return dataset_; }
  const Options& options() const { return options_; }

  bool hasFailed() const { return broken_ != nullptr; }
  std::optional<Error> failure() const;
  // Counts work; false when the limit is broken.
  bool spendSteps(std::size_t count = 1);
  bool spendBytes(std::size_t count);

 private:
  using Path = std::vector<Value>;  // names and indexes
  static constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

  // evaluate.cpp
  Value compute(const Node& node, const Scope& scope);
  Value operation(const Node& node, const Scope& scope);
  const Value& parent(const Node& node, const Scope& scope) const;
  Value array(const Node& node, const Scope& scope);
  Value object(const Node& node, const Scope& scope);
  void addMember(const Node& node, const Scope& scope, Object& members);
  Value select(const Node& node, const Scope& scope);
  Value coalesce(const Node& node, const Scope& scope);
  Value call(const Node& node, const Scope& scope);

  // evaluate_operator.cpp
  Value conjunction(const Node& node, const Scope& scope, bool decisive);
  Value negation(const Node& node, const Scope& scope);
  Value arithmetic(const Node& node, const Scope& scope);
  Value comparison(const Node& node, const Scope& scope);
  Value membership(const Node& node, const Scope& scope);
  Value range(const Node& node, const Scope& scope);
  Value match(const Node& node, const Scope& scope);

  // evaluate_traversal.cpp
  // The first `limit` items of an array expression; nullopt when it is no array.
  std::optional<Array> items(const Node& node, const Scope& scope, std::size_t limit);
  Array everything(std::size_t limit);
  std::optional<Array> filter(const Node& node, const Scope& scope, std::size_t limit);
  std::optional<Array> map(const Node& node, const Scope& scope, std::size_t limit);
  std::optional<Array> flatMap(const Node& node, const Scope& scope, std::size_t limit);
  std::optional<Array> slice(const Node& node, const Scope& scope);
  Value element(const Node& node, const Scope& scope);
  Value projection(const Node& node, const Scope& scope);
  Value dereference(const Node& node, const Scope& scope);
  bool keep(Array& array, Value value);

  // evaluate_candidates.cpp
  bool candidates(const Node& condition, const Scope& scope, std::vector<std::size_t>& positions);
  bool candidatesFor(Constraint::Field field, const std::vector<const Node*>& nodes,
                     const Scope& scope, std::vector<std::size_t>& positions);

  // evaluate_pipe.cpp
  std::optional<Array> order(const Node& node, const Scope& scope, std::size_t limit);
  std::optional<Array> score(const Node& node, const Scope& scope);
  double scoreOf(const Node& condition, const Scope& scope);

  // evaluate_changed.cpp
  Value changed(const Node& node, const Scope& scope);
  bool changedAny(const Node& selector, const Scope& scope, const Value& before,
                  const Value& after);
  bool changedOnly(const Node& selector, const Scope& scope, const Value& before,
                   const Value& after);
  std::vector<Path> places(const Node& selector, const Scope& scope, const Value& document);
  void itemPlaces(const Node* condition, const Scope& scope, const Value& document,
                  const Path& path, std::vector<Path>& found);
  void anywhere(const Node& condition, const Scope& scope, const Value& value, Path& path,
                std::vector<Path>& found);

  const Dataset& dataset_;
  const Value& params_;
  const Options& options_;
  std::vector<std::optional<Value>> memos_;  // by Node::memo
  std::int64_t steps_ = 0;
  std::int64_t bytes_ = 0;
  int depth_ = 0;
  const char* broken_ = nullptr;  // the name of the limit
};

}  // namespace vitrine::groq
