// SPDX-License-Identifier: MIT
#include "engine/groq/reads.h"

#include <algorithm>
#include <utility>

#include "engine/groq/evaluator.h"
#include "engine/groq/lookup.h"
#include "engine/groq/match.h"

namespace vitrine::groq {
namespace {

// Whether the document is among those of the key: looked up in an index of this document alone.
bool hasKey(const Ast& ast, const Value& document, const Reads::Key& key) {
  const MemoryDataset alone(Array{document});
  const Conjunct& conjunct = *key.conjunct;
  StringIndex strings;
  if (conjunct.index == Conjunct::Index::kReferences) {
    strings = StringIndex::ofReferences(alone);
  }
  Column column;
  if (conjunct.column >= 0) {
    const Value params;
    const Options options;
    Evaluator evaluator(ast, alone, params, options);
    const Node& node = *ast.columns[static_cast<std::size_t>(conjunct.column)].node;
    column.push_back(evaluator.evaluate(node, Scope{&document}));
  }
  switch (conjunct.index) {
    case Conjunct::Index::kMatches:
      return matchesText(textWords(column[0]), patternWords(key.values[0]));
    case Conjunct::Index::kHolds:
      strings = StringIndex::ofItems(column);
      break;
    case Conjunct::Index::kEquals:
    case Conjunct::Index::kAnyOf:
      strings = StringIndex::ofValues(column);
      break;
    default:
      break;
  }
  return std::ranges::any_of(key.values, [&](const Value& value) {
    const auto texts = lookedUp(conjunct.index, value);
    return texts && std::ranges::any_of(*texts, [&](std::string_view text) {
      return strings.find(text).size() > 0;
    });
  });
}

}  // namespace

void Reads::addDocument(std::string_view id) { ids_.emplace(id); }

void Reads::addFilter(std::vector<Key> keys, std::size_t end) {
  if (filters_.size() < kMostFilters) {
    filters_.push_back({std::move(keys), end});
  } else {
    filters_ = {{{}, std::string_view::npos}};
  }
}

bool Reads::isConcerned(const Ast& ast, const DocumentChange& change) const {
  const Value& known = change.before.isNull() ? change.after : change.before;
  if (ids_.contains(known["_id"].asString())) return true;
  return std::ranges::any_of(filters_, [&](const Filter& filter) {
    if (change.position >= filter.end) return false;
    const auto matches = [&](const Value& document) {
      return !document.isNull() && std::ranges::all_of(filter.keys, [&](const Key& key) {
        return hasKey(ast, document, key);
      });
    };
    return matches(change.before) || matches(change.after);
  });
}

}  // namespace vitrine::groq
