// SPDX-License-Identifier: MIT
#include <optional>
#include <utility>

#include "engine/groq/evaluator.h"
#include "engine/groq/type.h"

namespace vitrine::groq {
namespace {

const Value kNull;

}  // namespace

Result<Value> evaluate(const Query& query, const Dataset& dataset, const Value& params,
                       const Options& options) {
  Evaluator evaluator(query.ast(), dataset, params, options);
  const Value result = evaluator.evaluate(*query.ast().root, Scope{&kNull});
  if (std::optional<Error> failure = evaluator.failure()) return fail(std::move(*failure));
  return query.ast().makesDateTimes ? toJsonValue(result) : result;
}

Result<Answer> answer(const Query& query, const Dataset& dataset, const Value& params,
                      const Options& options) {
  Evaluator evaluator(query.ast(), dataset, params, options);
  std::optional<Picked> picked = evaluator.pick(*query.ast().root, Scope{&kNull});
  if (std::optional<Error> failure = evaluator.failure()) return fail(std::move(*failure));
  if (picked) return std::move(*picked);
  return evaluate(query, dataset, params, options);
}

Result<Value> explain(const Query& query, const Dataset& dataset, const Value& params,
                      const Options& options) {
  Explanation explanation(query.ast());
  Evaluator evaluator(query.ast(), dataset, params, options, &explanation);
  evaluator.evaluate(*query.ast().root, Scope{&kNull});
  if (std::optional<Error> failure = evaluator.failure()) return fail(std::move(*failure));
  return Value(explanation.steps());
}

}  // namespace vitrine::groq
