// SPDX-License-Identifier: MIT
#include <utility>
#include <vector>

#include "engine/groq/evaluator.h"

namespace vitrine::groq {
namespace {

// From the whole query down its bases to `*`: the filters that stand directly upon it, the
// innermost last. nullopt when the query does not begin with `*`.
std::optional<std::vector<const Node*>> leadingFilters(const Node& root) {
  std::vector<const Node*> filters;
  for (const Node* node = &root;; node = node->children[0]) {
    switch (node->kind) {
      case NodeKind::kEverything:
        return filters;
      case NodeKind::kFilter:
        filters.push_back(node);
        break;
      case NodeKind::kGroup:
      case NodeKind::kArrayCoerce:
        break;
      case NodeKind::kAttribute:
        if (node->children.empty()) return std::nullopt;
        [[fallthrough]];
      case NodeKind::kElement:
      case NodeKind::kSlice:
      case NodeKind::kProjection:
      case NodeKind::kDereference:
      case NodeKind::kMap:
      case NodeKind::kFlatMap:
      case NodeKind::kOrder:
      case NodeKind::kScore:
        filters.clear();  // filters behind it are about its results
        break;
      default:
        return std::nullopt;
    }
  }
}

}  // namespace

bool hasTopLevelFilter(const Query& query) { return leadingFilters(*query.ast().root).has_value(); }

Result<bool> matchesFilter(const Query& query, const Value& document, const Value& params,
                           const Options& options) {
  const auto filters = leadingFilters(*query.ast().root);
  if (!filters) return fail(ErrorCode::kQueryUnsupported, "query", "the query has no filter of *");
  const MemoryDataset alone(Array{document});
  const Value nothing;
  const Scope outer{&nothing};
  Evaluator evaluator(query.ast(), alone, params, options);
  bool matches = true;
  for (const Node* filter : *filters) {
    matches = matches &&
              evaluator.evaluate(*filter->children[1], outer.nested(document)).asBool() == true;
  }
  if (std::optional<Error> failure = evaluator.failure()) return fail(std::move(*failure));
  return matches;
}

}  // namespace vitrine::groq
