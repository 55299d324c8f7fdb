// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/groq/evaluator.h"

namespace vitrine::groq {

Evaluator::KnownExpression& Evaluator::known(std::int32_t column) {
  KnownExpression& known = columns_[static_cast<std::size_t>(column)];
  if (known.kept == nullptr) {
    known.kept = indexes_->of(ast_.columns[static_cast<std::size_t>(column)].text);
    known.column = known.kept->column.get();
  }
  return known;
}

IndexedExpression& Evaluator::references() {
  if (references_ == nullptr) references_ = indexes_->of("references()");
  return *references_;
}

// What a column knows of other documents would not be taken down as read.
bool Evaluator::mayUse(std::int32_t column) const {
  return options_.reads == nullptr ||
         !ast_.columns[static_cast<std::size_t>(column)].followsReferences;
}

// A column is made when its expression has been evaluated as often as there are documents, by all
// queries together: where all documents cost the same, that is twice the work at the worst.
const Value* Evaluator::cell(const Node& node, std::uint32_t position) {
  if (indexes_ == nullptr || !mayUse(node.column)) return nullptr;
  KnownExpression& known = this->known(node.column);
  if (known.column == nullptr) {
    if (++known.kept->reads <= dataset_.size() || column(node.column) == nullptr) return nullptr;
  }
  return &(*known.column)[position];
}

// Makes it if need be; nullptr when that takes too much.
const Column* Evaluator::column(std::int32_t number) {
  KnownExpression& known = this->known(number);
  if (known.column != nullptr) return known.column;
  const ColumnExpression& expression = ast_.columns[static_cast<std::size_t>(number)];
  const std::size_t count = dataset_.size();
  const bool isMade = make(*known.kept, [&] {
    const std::int64_t before = bytes_;
    Column made;
    if (!spendBytes(count * sizeof(Value))) return std::size_t{0};
    made.reserve(count);
    for (std::size_t i = 0; i < count && spendSteps(); ++i) {
      made.push_back(evaluate(*expression.node, Scope{&dataset_.at(i)}));
    }
    if (!hasFailed()) known.column = &known.kept->column.set(std::move(made));
    return static_cast<std::size_t>(bytes_ - before);
  });
  if (isMade && explanation_ != nullptr) explanation_->noteColumn(expression.text);
  return known.column;
}

// Makes something to keep, of the size that `making` answers. It is paid for apart, with a fourth
// of the query's limits: when it breaks them, the query goes on without it and lacks nothing.
bool Evaluator::make(IndexedExpression& kept, const std::function<std::size_t()>& making) {
  const std::int64_t allowed = std::min(makingSteps_, makingBytes_);
  if (hasFailed() || allowed <= 2 * kept.tooDear) return false;
  const std::int64_t steps = steps_;
  const std::int64_t bytes = bytes_;
  limits_.steps = steps + makingSteps_;
  limits_.bytes = bytes + makingBytes_;
  const std::size_t size = making();
  const bool isMade = !hasFailed();
  makingSteps_ -= steps_ - steps;
  makingBytes_ -= bytes_ - bytes;
  limits_ = options_.limits;
  steps_ = steps;
  bytes_ = bytes;
  broken_ = nullptr;
  if (options_.clock != nullptr) lookAtClock();
  if (isMade) {
    indexes_->grow(kept, size);
  } else if (!hasFailed()) {
    kept.tooDear = allowed;
  }
  return isMade;
}

// The ranks of the values of a key of order(), when there are: they are made when as many documents
// were sorted by this key as there are. `count` are to be sorted now.
const Ranks* Evaluator::ranks(const Node& key, std::size_t count) {
  if (indexes_ == nullptr || key.column < 0 || !mayUse(key.column)) return nullptr;
  KnownExpression& known = this->known(key.column);
  const Ranks* made = known.kept->ranks.get();
  if (made != nullptr) return made;
  if ((known.kept->sorted += count) <= dataset_.size()) return nullptr;
  const Column* column = this->column(key.column);
  if (column == nullptr) return nullptr;
  make(*known.kept, [&] {
    if (spendSteps(column->size() * 16)) made = &known.kept->ranks.set(ranksOf(*column));
    return column->size() * sizeof(Ranks::value_type);
  });
  return made;
}

}  // namespace vitrine::groq
