// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/groq/dataset.h"
#include "engine/ports/clock.h"

namespace vitrine::groq {

struct Ast;
class Reads;

// Why a text is no query. `start` and `end` are offsets in UTF-16 code units, as JavaScript counts,
// because the official client draws its code frame from them.
struct ParseError {
  std::string message;
  std::size_t start = 0;
  std::size_t end = 0;
};

// A parsed query: immutable, evaluated any number of times, over any dataset.
class Query {
 public:
  explicit Query(std::unique_ptr<const Ast> ast);
  Query(Query&&) noexcept;
  Query& operator=(Query&&) noexcept;
  ~Query();

  const Ast& ast() const { return *ast_; }

 private:
  std::unique_ptr<const Ast> ast_;
};

// Delta mode is for webhooks: before(), after() and delta:: are known in no other.
enum class Mode : std::uint8_t { kNormal, kDelta };

// Parses GROQ, revision 1.2. The specification's numbers are doubles; here whole numbers are exact
// as far as an int64 goes, also where they are compared, so that 2^53 + 1 is not 2^53. Every $name
// must be a member of `params`. Their values decide what
// `[$x]` means (an index, an attribute or a filter) and are the bounds of `[$a..$b]`: parse again
// when such a parameter changes.
//
//   auto query = groq::parse("*[_type == 'product'] | order(title)[0...20]{title, brand}");
//   if (!query) return answer(400, query.error());
//   Result<Value> answer = groq::evaluate(*query, dataset, params, {.now = clock.now()});
std::expected<Query, ParseError> parse(std::string_view text, const Value& params = {},
                                       Mode mode = Mode::kNormal);

// Bounds on one evaluation, so that no query can hold the process: node evaluations and items
// looked at, nesting, the approximate size of what is built, and the time by Options::clock. What
// the planner makes to keep is not counted; it may take a fourth of the steps and bytes beside.
struct Limits {
  std::int64_t steps = 50'000'000;
  int depth = 512;
  std::int64_t bytes = std::int64_t{256} << 20U;
  std::int64_t milliseconds = 10'000;
};

struct Options {
  Timestamp now{};
  std::string identity = "anonymous";  // what identity() answers
  std::string projectId{};             // what sanity::projectId() and sanity::dataset() answer;
  std::string dataset{};               // null when empty
  Value before{};                      // what before() and delta:: see in delta mode
  Value after{};
  Limits limits{};
  Clock* clock = nullptr;  // without one, steps are what bounds the time, the same on every machine
  Reads* reads = nullptr;  // takes down which documents are read
  bool isPlanned = true;  // false walks the tree and uses no index; the result is the same
};

// The query's result. Only `query_limit_exceeded` (the field names the bound: "steps", "depth",
// "memory" or "time") and `query_unsupported` can happen: wrong types are null in GROQ, not errors.
Result<Value> evaluate(const Query& query, const Dataset& dataset, const Value& params,
                       const Options& options);

// An answer that consists of documents of the dataset, named instead of copied, for a host that
// keeps what it has been given: documents by their positions, columns by their texts.
struct Picked {
  std::vector<std::uint32_t> positions;
  bool isOne = false;  // the answer is the document itself; null when there is no position
  struct Member {
    std::string_view name;
    std::string_view column;  // the text of its expression
    std::shared_ptr<const IndexedExpression> expression;  // its column is made
  };
  // Of the object that stands for each document, views into the query; none: the document does.
  std::vector<Member> members{};
};

// The same as evaluate(), as a Picked where the query only picks documents, or projects columns
// that are made already.
using Answer = std::variant<Value, Picked>;
Result<Answer> answer(const Query& query, const Dataset& dataset, const Value& params,
                      const Options& options);

// Evaluates the query, and says how instead of what: an array of the steps that an index or a memo
// has shortened, in the order in which they were first done, with how often. Errors of evaluate().
//
//   [{"step":"filter","indexes":["slug.current == value"],"documents":1,"conditions":0,"times":1}]
//
// A `filter` of * has gone through so many documents, of those that the index with the fewest gave,
// and evaluated so many conditions on each; `stopped` when it had found as many as were asked for.
// Other steps are `of` an expression. A `count` has read none of what a filter found. An `order`
// has sorted out the first few of its items. What depends on no row was `evaluated once`, and what
// is written more than once was `known already`, so often instead of being evaluated again. A
// `column` was made.
Result<Value> explain(const Query& query, const Dataset& dataset, const Value& params,
                      const Options& options);

// Whether the query has the form `*[filter]…`, as listeners and webhooks need it.
bool hasTopLevelFilter(const Query& query);

// Whether a document is one of `*[filter]`, for the query's leading filters; what follows them
// (projection, order, slice) does not count. Other documents are not visible to the filter.
// `query_unsupported` when the query does not begin with `*`.
Result<bool> matchesFilter(const Query& query, const Value& document, const Value& params,
                           const Options& options);

}  // namespace vitrine::groq
