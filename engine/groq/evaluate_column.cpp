// SPDX-License-Identifier: MIT
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

// What a column knows of other documents would not be taken down as read.
bool Evaluator::mayUse(std::int32_t column) const {
  return options_.reads == nullptr ||
         !ast_.columns[static_cast<std::size_t>(column)].followsReferences;
}

// A column is made when its expression has been evaluated as often as there are documents: in the
// worst case everything costs twice as much as it would without.
const Value* Evaluator::cell(const Node& node, std::uint32_t position) {
  if (indexes_ == nullptr || !mayUse(node.column)) return nullptr;
  KnownExpression& known = this->known(node.column);
  if (known.column == nullptr) {
    if (++known.kept->reads <= dataset_.size() || column(node.column) == nullptr) return nullptr;
  }
  return &(*known.column)[position];
}

// Makes it if need be; nullptr when that breaks a limit.
const Column* Evaluator::column(std::int32_t number) {
  KnownExpression& known = this->known(number);
  if (known.column != nullptr) return known.column;
  const std::size_t count = dataset_.size();
  if (!spendBytes(count * sizeof(Value))) return nullptr;
  const ColumnExpression& expression = ast_.columns[static_cast<std::size_t>(number)];
  if (explanation_ != nullptr) explanation_->noteColumn(expression.text);
  Column made;
  made.reserve(count);
  for (std::size_t i = 0; i < count && spendSteps(); ++i) {
    made.push_back(evaluate(*expression.node, Scope{&dataset_.at(i)}));
  }
  if (hasFailed()) return nullptr;
  known.column = &known.kept->column.set(std::move(made));
  return known.column;
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
  if (column == nullptr || !spendSteps(dataset_.size() * 16)) return nullptr;
  return &known.kept->ranks.set(ranksOf(*column));
}

}  // namespace vitrine::groq
