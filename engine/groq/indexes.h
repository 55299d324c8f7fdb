// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/match.h"
#include "engine/groq/postings.h"

namespace vitrine::groq {

class Dataset;

// The value of one expression for every document, by position.
using Column = std::vector<Value>;

// Where each value of a column stands in the order of order(); equal values have the same rank.
using Ranks = std::vector<std::uint32_t>;
Ranks ranksOf(const Column& column);

// The documents of each string: of those whose value is the string, of those whose value is an
// array with it, or of those that refer to it.
class StringIndex {
 public:
  static StringIndex ofValues(const Column& column);
  static StringIndex ofItems(const Column& column);
  // Of every document that references(id) is true for.
  static StringIndex ofReferences(const Dataset& dataset);

  const Postings& find(std::string_view text) const;

 private:
  void add(std::string_view text, std::size_t position);
  void addReferences(const Value& value, std::size_t position);
  StringIndex& finish(std::size_t documents);

  // The keys are views into the documents or the column, which outlive the index.
  std::unordered_map<std::string_view, Postings> postings_;
};

// The documents of each word, as `match` splits texts into words.
class WordIndex {
 public:
  explicit WordIndex(const Column& column);

  // The documents that match; `work` is increased by the words that were looked at.
  Postings matching(const MatchWords& pattern, std::size_t& work) const;

 private:
  Postings matchingWord(const std::string& pattern, std::size_t& work) const;

  std::vector<std::pair<std::string, Postings>> words_;  // by word
  std::size_t documents_;
};

// Something that is made at most once and then only read; two threads may make it at the same time,
// and one of both is kept.
template <typename T>
class Once {
 public:
  const T* get() const { return made_.load(std::memory_order_acquire); }
  const T& set(T value) {
    const std::lock_guard lock(guard_);
    if (owner_ == nullptr) {
      owner_ = std::make_unique<const T>(std::move(value));
      made_.store(owner_.get(), std::memory_order_release);
    }
    return *owner_;
  }

 private:
  std::mutex guard_;
  std::unique_ptr<const T> owner_;
  std::atomic<const T*> made_ = nullptr;
};

// All that is kept about one expression of the documents. What is not there yet is made when a
// query has a use for it that costs as much as making it.
struct IndexedExpression {
  Once<Column> column;
  Once<StringIndex> values;
  Once<StringIndex> items;
  Once<WordIndex> words;
  Once<Ranks> ranks;
  std::atomic<std::size_t> reads = 0;   // documents that it was evaluated for, without the column
  std::atomic<std::size_t> sorted = 0;  // documents that were sorted by it, without the ranks
};

// What the planner keeps about the documents of an immutable dataset: expressions by their text,
// at most kMostExpressions of them, those used last. Any number of threads may ask.
class Indexes {
 public:
  static constexpr std::size_t kMostExpressions = 64;

  std::shared_ptr<IndexedExpression> of(std::string_view text);
  Once<StringIndex> references;

 private:
  struct Kept {
    std::shared_ptr<IndexedExpression> expression;
    std::uint64_t usedAt = 0;
  };

  std::mutex guard_;
  std::unordered_map<std::string, Kept> kept_;
  std::uint64_t uses_ = 0;
};

}  // namespace vitrine::groq
