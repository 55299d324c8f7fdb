// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/ast.h"

namespace vitrine::groq {

// How a query was answered, as explain() reports it. The evaluator notes each step once, however
// often it is done.
class Explanation {
 public:
  explicit Explanation(const Ast& ast) : ast_(ast) {}

  // A filter of `*`: the conjuncts that an index answered, how many had to be evaluated, how
  // many documents were gone through, and whether it stopped before their end, because no more were
  // asked for.
  struct Filter {
    std::vector<const Conjunct*> indexed;
    std::size_t conditions;
    std::size_t documents;
    bool hasStopped;
  };
  void noteFilter(const Node& node, const Filter& filter);
  // A count that has read no document of those that its filter found.
  void noteCount(const Node& counted);
  // An order that has sorted out the first `kept` of `count`.
  void noteOrder(const Node& order, std::size_t kept, std::size_t count);
  // A value that was not computed again, because it depends on no row, or is that of a filter that
  // is written elsewhere, too.
  void noteMemo(const Node& node);
  void noteColumn(std::string_view text);

  Array steps() const;

 private:
  struct Step {
    const void* subject;
    std::string_view name;
    Object facts;
    std::int64_t times = 1;
  };

  // Nullptr when the step is noted already, and counted. The first names the node's expression.
  Step* addOf(const Node& node, std::string_view name);
  Step* add(const void* subject, std::string_view name);

  const Ast& ast_;
  std::vector<Step> steps_;
};

}  // namespace vitrine::groq
