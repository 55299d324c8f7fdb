// SPDX-License-Identifier: MIT
#include "engine/groq/indexes.h"

#include <algorithm>
#include <numeric>

#include "engine/groq/dataset.h"
#include "engine/groq/type.h"

namespace vitrine::groq {

Ranks ranksOf(const Column& column) {
  std::vector<std::uint32_t> places(column.size());
  std::iota(places.begin(), places.end(), 0U);
  std::ranges::stable_sort(places, [&](std::uint32_t left, std::uint32_t right) {
    return compareAny(column[left], column[right]) < 0;
  });
  Ranks ranks(column.size());
  std::uint32_t rank = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (i > 0 && compareAny(column[places[i - 1]], column[places[i]]) != 0) ++rank;
    ranks[places[i]] = rank;
  }
  return ranks;
}

StringIndex StringIndex::ofValues(const Column& column) {
  StringIndex index;
  for (std::size_t i = 0; i < column.size(); ++i) {
    if (column[i].isString()) index.add(column[i].asString(), i);
  }
  return std::move(index.finish(column.size()));
}

StringIndex StringIndex::ofItems(const Column& column) {
  StringIndex index;
  for (std::size_t i = 0; i < column.size(); ++i) {
    for (const Value& item : column[i].items()) {
      if (item.isString()) index.add(item.asString(), i);
    }
  }
  return std::move(index.finish(column.size()));
}

StringIndex StringIndex::ofReferences(const Dataset& dataset) {
  StringIndex index;
  for (std::size_t i = 0; i < dataset.size(); ++i) index.addReferences(dataset.at(i), i);
  return std::move(index.finish(dataset.size()));
}

const Postings& StringIndex::find(std::string_view text) const {
  static const Postings kNone;
  const auto found = postings_.find(text);
  return found == postings_.end() ? kNone : found->second;
}

void StringIndex::add(std::string_view text, std::size_t position) {
  postings_[text].add(static_cast<std::uint32_t>(position));
}

// A reference holds no other: what stands beside _ref does not count, whatever _ref is.
void StringIndex::addReferences(const Value& value, std::size_t position) {
  if (const Value* reference = value.members().find("_ref")) {
    if (reference->isString()) add(reference->asString(), position);
    return;
  }
  for (const Value& item : value.items()) addReferences(item, position);
  for (const auto& [name, member] : value.members()) addReferences(member, position);
}

StringIndex& StringIndex::finish(std::size_t documents) {
  for (auto& [text, postings] : postings_) postings.finish(documents);
  return *this;
}

// A node of the map takes some pointers beside the postings.
std::size_t StringIndex::bytes() const {
  std::size_t sum = 0;
  for (const auto& [text, postings] : postings_) sum += 64 + postings.bytes();
  return sum;
}

Indexes::Indexes(std::size_t documents)
    : mostBytes_(kBytesAtLeast + documents * kBytesPerDocument) {}

std::shared_ptr<IndexedExpression> Indexes::of(std::string_view text) {
  const std::lock_guard lock(guard_);
  Kept& kept = kept_[std::string(text)];
  kept.usedAt = ++uses_;
  if (kept.expression == nullptr) kept.expression = std::make_shared<IndexedExpression>();
  const std::shared_ptr<IndexedExpression> expression = kept.expression;
  if (kept_.size() > kMostExpressions) forgetOldest();
  return expression;
}

void Indexes::grow(IndexedExpression& expression, std::size_t bytes) {
  expression.bytes += bytes;
  const std::lock_guard lock(guard_);
  while (kept_.size() > 1 && this->bytes() > mostBytes_) forgetOldest();
}

std::size_t Indexes::bytes() const {
  std::size_t sum = 0;
  for (const auto& [text, kept] : kept_) sum += kept.expression->bytes;
  return sum;
}

// Evaluations that use it keep it until they end.
void Indexes::forgetOldest() {
  kept_.erase(
      std::ranges::min_element(kept_, {}, [](const auto& entry) { return entry.second.usedAt; }));
}

}  // namespace vitrine::groq
