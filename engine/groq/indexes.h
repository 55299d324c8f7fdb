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
  std::size_t bytes() const;

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

  // The documents with a word that a pattern's word stands for; `work` is increased by the words
  // that were looked at and the documents that they have.
  Postings matching(std::string_view pattern, std::size_t& work) const;
  std::size_t bytes() const;

 private:
  std::vector<std::pair<std::string, Postings>> words_;  // by word
  Postings withWords_;                                   // the documents that have any
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
  std::atomic<std::size_t> bytes = 0;   // about what all of this takes of memory
  // What was not enough for making one of these: a query tries it again with twice as much.
  std::atomic<std::int64_t> tooDear = 0;
};

// What the planner keeps about the documents of an immutable dataset: expressions by their text,
// those used last. They are at most kMostExpressions, and take no more memory than is allowed for
// so many documents, or are one. Any number of threads may ask.
class Indexes {
 public:
  static constexpr std::size_t kMostExpressions = 64;
  static constexpr std::size_t kBytesPerDocument = 4'096;
  static constexpr std::size_t kBytesAtLeast = std::size_t{1} << 20U;

  explicit Indexes(std::size_t documents);

  std::shared_ptr<IndexedExpression> of(std::string_view text);
  // To be called when something of so many bytes was made for the expression.
  void grow(IndexedExpression& expression, std::size_t bytes);

 private:
  struct Kept {
    std::shared_ptr<IndexedExpression> expression;
    std::uint64_t usedAt = 0;
  };

  std::size_t bytes() const;
  void forgetOldest();

  const std::size_t mostBytes_;
  std::mutex guard_;
  std::unordered_map<std::string, Kept> kept_;
  std::uint64_t uses_ = 0;
};

}  // namespace vitrine::groq
