// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/groq/dataset.h"

namespace vitrine::groq {

struct Ast;

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

// Parses GROQ, revision 1.2. Every $name must be a member of `params`. Their values decide what
// `[$x]` means (an index, an attribute or a filter) and are the bounds of `[$a..$b]`: parse again
// when such a parameter changes.
//
//   auto query = groq::parse("*[_type == 'product'] | order(title)[0...20]{title, brand}");
//   if (!query) return answer(400, query.error());
//   Result<Value> answer = groq::evaluate(*query, dataset, params, {.now = clock.now()});
std::expected<Query, ParseError> parse(std::string_view text, const Value& params = {},
                                       Mode mode = Mode::kNormal);

// Bounds on one evaluation, so that no query can hold the process: node evaluations and items
// looked at, nesting, and the approximate size of what is built.
struct Limits {
  std::int64_t steps = 50'000'000;
  int depth = 512;
  std::int64_t bytes = std::int64_t{256} << 20U;
};

struct Options {
  Timestamp now{};
  std::string identity = "anonymous";  // what identity() answers
  std::string projectId{};             // what sanity::projectId() and sanity::dataset() answer;
  std::string dataset{};               // null when empty
  Value before{};                      // what before() and delta:: see in delta mode
  Value after{};
  Limits limits{};
};

// The query's result. Only `query_limit_exceeded` (the field names the bound: "steps", "depth" or
// "memory") and `query_unsupported` can happen: wrong types are null in GROQ, not errors.
Result<Value> evaluate(const Query& query, const Dataset& dataset, const Value& params,
                       const Options& options);

// Whether the query has the form `*[filter]…`, as listeners and webhooks need it.
bool hasTopLevelFilter(const Query& query);

// Whether a document is one of `*[filter]`, for the query's leading filters; what follows them
// (projection, order, slice) does not count. Other documents are not visible to the filter.
// `query_unsupported` when the query does not begin with `*`.
Result<bool> matchesFilter(const Query& query, const Value& document, const Value& params,
                           const Options& options);

}  // namespace vitrine::groq
