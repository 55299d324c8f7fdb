// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/ast.h"

namespace vitrine::groq {

// A document as it was and as it is, null where it was or is none.
struct DocumentChange {
  std::size_t position;  // in the dataset, where it was there
  Value before;
  Value after;
};

// What one evaluation has read of its dataset, so that a host need not ask again after changes of
// other documents. Documents that a filter would have read, had they been there, count as read:
// those that satisfy the conjuncts that an index has answered.
class Reads {
 public:
  struct Key {
    const Conjunct* conjunct;
    Array values;  // what was looked up
  };

  void addDocument(std::string_view id);
  // A filter of * that has looked at all documents before `end` that satisfy all the keys.
  void addFilter(std::vector<Key> keys, std::size_t end);

  // Whether the change is of a document that was read. `ast` is that of the query.
  bool isConcerned(const Ast& ast, const DocumentChange& change) const;

 private:
  struct Filter {
    std::vector<Key> keys;
    std::size_t end;
  };

  // With more filters than this, any change counts.
  static constexpr std::size_t kMostFilters = 1'000;

  std::set<std::string, std::less<>> ids_;
  std::vector<Filter> filters_;
};

}  // namespace vitrine::groq
