// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/ast.h"
#include "engine/groq/explanation.h"
#include "engine/groq/groq.h"
#include "engine/groq/indexes.h"
#include "engine/groq/reads.h"

namespace vitrine::groq {

inline constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

// What @ and ^ mean at one place of a query. Scopes live on the stack of the evaluator. The scope
// of an item that a traversal goes through is hidden: scopes nested in it have its parent for ^.
struct Scope {
  const Value* self;
  const Scope* parent = nullptr;
  bool isHidden = false;
  std::uint32_t position = kNowhere;  // of self in the dataset, when it is known to be of there

  Scope nested(const Value& value, std::uint32_t at = kNowhere) const {
    return {&value, isHidden ? parent : this, false, at};
  }
  Scope hidden(const Value& value, std::uint32_t at = kNowhere) const {
    return {&value, isHidden ? parent : this, true, at};
  }
};

// The items of an array expression: values, or documents by their positions in the dataset. As long
// as a traversal only picks documents, none is copied, and their columns can be read.
struct Items {
  Array values;
  std::vector<std::uint32_t> positions;
  bool areDocuments = false;

  std::size_t size() const { return areDocuments ? positions.size() : values.size(); }
  std::uint32_t positionOf(std::size_t index) const {
    return areDocuments ? positions[index] : kNowhere;
  }
  // Keeps the items from `first` on and before `last`.
  void cut(std::size_t first, std::size_t last);
};

// Walks the tree of one query over one dataset, and takes what an index knows from there. Total:
// every node kind gives a value for every input. A broken limit is remembered, everything answers
// null from then on, and the loops stop.
class Evaluator {
 public:
  static constexpr std::size_t kAll = std::numeric_limits<std::size_t>::max();

  // Notes for explain() go to `explanation`, when there is one.
  Evaluator(const Ast& ast, const Dataset& dataset, const Value& params, const Options& options,
            Explanation* explanation = nullptr);

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
  // The node's value as documents, when it can be told so.
  std::optional<Picked> pick(const Node& node, const Scope& scope);
  // For what reads all documents of the dataset, or the first so many, by itself.
  void noteAllRead(std::size_t count = kAll);
  // count() of an array expression, without its items where they are not needed.
  Value count(const Node& node, const Scope& scope);

 private:
  using Path = std::vector<Value>;  // names and indexes
  // evaluate.cpp
  void lookAtClock();
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

  // evaluate_items.cpp
  // The items of an array expression, at least the first `limit`; nullopt when it is no array.
  std::optional<Items> items(const Node& node, const Scope& scope, std::size_t limit);
  const Value& item(const Items& items, std::size_t index) const;
  Array valuesOf(Items items) const;
  Items everything(std::size_t limit);
  std::optional<Items> filter(const Node& node, const Scope& scope, std::size_t limit);
  Items matching(const Items& base, const Node& condition, const Scope& scope, std::size_t limit);
  std::optional<Items> map(const Node& node, const Scope& scope, std::size_t limit);
  std::optional<Items> flatMap(const Node& node, const Scope& scope, std::size_t limit);
  std::optional<Items> slice(const Node& node, const Scope& scope);

  // evaluate_traversal.cpp
  static std::size_t itemsNeeded(const Node& element);
  static std::optional<std::size_t> indexOf(const Node& element, std::size_t count);
  Value element(const Node& node, const Scope& scope);
  Value projection(const Node& node, const Scope& scope);
  Value dereference(const Node& node, const Scope& scope);
  bool keep(Array& array, Value value);

  // evaluate_plan.cpp
  Items documentsWhere(const Node& filter, const Scope& scope, std::size_t limit);
  struct Lookup;
  std::vector<Lookup> lookUpAll(const Node& filter, const Scope& scope,
                                std::vector<const Node*>& conditions);
  bool lookUp(const Scope& scope, bool mayMake, Lookup& lookup);
  bool lookUpWords(const Value& pattern, bool mayMake, Lookup& lookup);
  std::optional<Postings> keptByDataset(const Conjunct& conjunct, std::string_view text) const;
  const WordIndex* wordIndex(std::int32_t column, bool mayMake);
  const StringIndex* stringIndex(const Conjunct& conjunct, bool mayMake);

  // evaluate_column.cpp
  struct KnownExpression {
    std::shared_ptr<IndexedExpression> kept;
    const Column* column = nullptr;
    const Ranks* ranks = nullptr;
  };
  KnownExpression& known(std::int32_t column);
  IndexedExpression& references();
  bool mayUse(std::int32_t column) const;
  // The node's value for the document of the scope, when it is in a column.
  const Value* cell(const Node& node, std::uint32_t position);
  const Column* column(std::int32_t number);
  bool make(IndexedExpression& kept, const std::function<std::size_t()>& making);
  const Ranks* ranks(const Node& key, std::size_t count);

  // evaluate_pick.cpp
  bool pickMembers(const Node& object, Picked& picked);

  // evaluate_pipe.cpp
  std::optional<Items> order(const Node& node, const Scope& scope, std::size_t limit);
  struct SortKey;
  SortKey sortKey(const Node& node, const Scope& scope, const Items& base);
  std::optional<Items> score(const Node& node, const Scope& scope);
  Value boost(const Node& node, const Scope& scope);
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

  // What a node with a memo has given.
  struct Memo {
    std::optional<Value> value;
    std::optional<Items> items;
  };
  bool hasMemo(const Node& node) const { return node.memo >= 0 && options_.isPlanned; }
  Memo& memo(const Node& node) { return memos_[static_cast<std::size_t>(node.memo)]; }

  const Ast& ast_;
  const Dataset& dataset_;
  const Value& params_;
  const Options& options_;
  Indexes* indexes_;  // nullptr: nothing is kept
  Explanation* explanation_;
  std::vector<Memo> memos_;               // by Node::memo
  std::vector<KnownExpression> columns_;  // by Node::column
  std::shared_ptr<IndexedExpression> references_;
  Limits limits_;
  std::int64_t makingSteps_;  // what make() may still spend
  std::int64_t makingBytes_;
  std::int64_t steps_ = 0;
  std::int64_t looksAtClock_ = std::numeric_limits<std::int64_t>::max();  // after so many steps
  std::optional<Timestamp> startedAt_;                                    // when it looked first
  std::int64_t bytes_ = 0;
  int depth_ = 0;
  const char* broken_ = nullptr;  // the name of the limit
};

}  // namespace vitrine::groq
