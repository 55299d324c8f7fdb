// SPDX-License-Identifier: MIT
#include <algorithm>
#include <deque>
#include <utility>

#include "engine/groq/evaluator.h"
#include "engine/groq/lookup.h"
#include "engine/groq/match.h"
#include "engine/groq/type.h"

namespace vitrine::groq {

using Index = Conjunct::Index;

namespace {

// A dataset may take longer for each string than an index does.
constexpr std::size_t kMostKeptLookups = 16;

}  // namespace

std::optional<std::vector<std::string_view>> lookedUp(Index index, const Value& value) {
  std::vector<std::string_view> strings;
  if (index != Index::kAnyOf && typeOf(value) == Type::kString) {
    strings.push_back(value.asString());
    return strings;
  }
  // references() takes arrays as well, and leaves out what is no string.
  const bool isReferences = index == Index::kReferences;
  if (!isReferences && (index != Index::kAnyOf || !value.isArray())) return std::nullopt;
  for (const Value& item : value.items()) {
    if (typeOf(item) == Type::kString) {
      strings.push_back(item.asString());
    } else if (!isReferences) {
      return std::nullopt;
    }
  }
  return strings;
}

// The documents of one conjunct.
struct Evaluator::Lookup {
  const Conjunct* conjunct;
  const Postings* shared = nullptr;
  Postings own{};
  Array values{};         // what was looked up, when it is taken down what is read
  std::size_t bytes = 0;  // that `own` was paid with

  const Postings& postings() const { return shared != nullptr ? *shared : own; }
};

// The documents of `*[…]`. Conjuncts that an index answers are not evaluated: the documents of the
// one with the fewest are gone through, and looked for among those of the others.
Items Evaluator::documentsWhere(const Node& filter, const Scope& scope, std::size_t limit) {
  std::vector<const Node*> conditions;
  const std::vector<Lookup> lookups = lookUpAll(filter, scope, conditions);
  const std::vector<std::uint32_t>* first =
      lookups.empty() ? nullptr : &lookups[0].postings().positions();
  const std::size_t count = first == nullptr ? dataset_.size() : first->size();
  const auto isKnown = [&](std::uint32_t position) {
    return std::all_of(lookups.begin() + (lookups.empty() ? 0 : 1), lookups.end(),
                       [&](const Lookup& other) { return other.postings().contains(position); });
  };
  const auto matches = [&](std::uint32_t position) {
    const Scope inner = scope.nested(dataset_.at(position), position);
    return std::ranges::all_of(conditions, [&](const Node* condition) {
      Value decided;
      return peek(*condition, inner, decided).asBool() == true;
    });
  };
  Items found{.values = {}, .positions = {}, .areDocuments = true};
  std::size_t i = 0;
  for (; i < count && found.size() < limit && spendSteps(); ++i) {
    const std::uint32_t position = first == nullptr ? static_cast<std::uint32_t>(i) : (*first)[i];
    if (isKnown(position) && matches(position)) found.positions.push_back(position);
  }
  for (const Lookup& lookup : lookups) bytes_ -= static_cast<std::int64_t>(lookup.bytes);
  spendBytes(found.size() * sizeof(Value));
  const bool hasStopped = found.size() == limit && limit > 0;
  if (explanation_ != nullptr) {
    Explanation::Filter note{{}, conditions.size(), i, hasStopped};
    for (const Lookup& lookup : lookups) note.indexed.push_back(lookup.conjunct);
    explanation_->noteFilter(filter, note);
  }
  if (options_.reads != nullptr) {
    std::vector<Reads::Key> keys;
    for (const Lookup& lookup : lookups) keys.push_back({lookup.conjunct, lookup.values});
    options_.reads->addFilter(std::move(keys), hasStopped ? found.positions.back() + 1 : kAll);
  }
  return found;
}

// What indexes say about the conjuncts of a filter, the fewest documents first, and the conditions
// that are left to be evaluated.
std::vector<Evaluator::Lookup> Evaluator::lookUpAll(const Node& filter, const Scope& scope,
                                                    std::vector<const Node*>& conditions) {
  std::vector<Lookup> lookups;
  if (indexes_ == nullptr) {
    conditions.push_back(filter.children[1]);
    return lookups;
  }
  const Value none;
  const Scope inner = scope.nested(none);  // ^ counts from the filter's scope
  std::size_t fewest = dataset_.size();
  for (const Conjunct& conjunct : ast_.plans[static_cast<std::size_t>(filter.plan)].conjuncts) {
    Lookup lookup{.conjunct = &conjunct};
    // Making an index looks at all documents, which does not pay where few are left.
    if (lookUp(inner, fewest > dataset_.size() / 8, lookup)) {
      fewest = std::min(fewest, lookup.postings().size());
      lookups.push_back(std::move(lookup));
    } else {
      conditions.push_back(conjunct.condition);
    }
  }
  std::ranges::stable_sort(lookups, {},
                           [](const Lookup& lookup) { return lookup.postings().size(); });
  return lookups;
}

std::optional<Postings> Evaluator::keptByDataset(const Conjunct& conjunct,
                                                 std::string_view text) const {
  const bool isOfValues = conjunct.index == Index::kEquals || conjunct.index == Index::kAnyOf;
  if (!isOfValues) return std::nullopt;
  return dataset_.having(ast_.columns[static_cast<std::size_t>(conjunct.column)].text, text);
}

// Whether an index answers the conjunct. One that is not there is made only when it `mayMake` it.
bool Evaluator::lookUp(const Scope& scope, bool mayMake, Lookup& lookup) {
  const Conjunct& conjunct = *lookup.conjunct;
  if (conjunct.index == Index::kNone) return false;
  if (conjunct.column >= 0 && !mayUse(conjunct.column)) return false;
  std::vector<const Postings*> parts;
  std::deque<Postings> kept;  // by the dataset itself
  for (const Node* node : conjunct.values) {
    Value storage;
    const Value& value = peek(*node, scope, storage);
    if (options_.reads != nullptr) lookup.values.push_back(value);
    if (conjunct.index == Index::kMatches) return lookUpWords(value, mayMake, lookup);
    const auto strings = lookedUp(conjunct.index, value);
    if (!strings || hasFailed() || !spendSteps(strings->size())) return false;
    const StringIndex* index = nullptr;
    const bool areFew = strings->size() <= kMostKeptLookups;
    for (const std::string_view text : *strings) {
      if (auto own = areFew ? keptByDataset(conjunct, text) : std::nullopt) {
        parts.push_back(&kept.emplace_back(*std::move(own)));
        continue;
      }
      if (index == nullptr) index = stringIndex(conjunct, mayMake);
      if (index == nullptr) return false;
      parts.push_back(&index->find(text));
    }
  }
  // The same string twice is looked for once.
  std::ranges::sort(parts);
  parts.erase(std::ranges::unique(parts).begin(), parts.end());
  if (parts.size() == 1 && kept.empty()) {
    lookup.shared = parts[0];
    return true;
  }
  std::size_t size = 0;
  for (const Postings* part : parts) size += part->size();
  lookup.bytes = size * sizeof(std::uint32_t);
  if (!spendSteps(size) || !spendBytes(lookup.bytes)) return false;
  lookup.own = Postings::unionOf(parts, dataset_.size());
  return true;
}

bool Evaluator::lookUpWords(const Value& pattern, bool mayMake, Lookup& lookup) {
  const WordIndex* index = wordIndex(lookup.conjunct->column, mayMake);
  if (index == nullptr) return false;
  auto [words, allStrings] = patternWords(pattern);
  if (!spendSteps(words.size())) return false;
  if (!allStrings) return true;  // matches nothing
  std::ranges::sort(words);
  words.erase(std::ranges::unique(words).begin(), words.end());
  for (std::size_t i = 0; i < words.size() && (i == 0 || lookup.own.size() > 0); ++i) {
    std::size_t work = lookup.own.size();
    Postings found = index->matching(words[i], work);
    if (!spendSteps(work)) return false;
    lookup.own = i == 0 ? std::move(found) : Postings::intersectionOf(lookup.own, found);
  }
  return true;
}

const WordIndex* Evaluator::wordIndex(std::int32_t number, bool mayMake) {
  IndexedExpression& kept = *known(number).kept;
  const WordIndex* made = kept.words.get();
  if (made != nullptr || !mayMake) return made;
  const Column* column = this->column(number);
  if (column == nullptr) return nullptr;
  make(kept, [&] {
    // As if each text had sixteen words: counting them is most of the work.
    if (spendSteps(column->size() * 16)) made = &kept.words.set(WordIndex(*column));
    return made == nullptr ? 0 : made->bytes();
  });
  return made;
}

const StringIndex* Evaluator::stringIndex(const Conjunct& conjunct, bool mayMake) {
  const bool isOfReferences = conjunct.index == Index::kReferences;
  const bool isOfItems = isOfReferences || conjunct.index == Index::kHolds;
  IndexedExpression& kept = isOfReferences ? references() : *known(conjunct.column).kept;
  Once<StringIndex>& index = isOfItems ? kept.items : kept.values;
  const StringIndex* made = index.get();
  if (made != nullptr || !mayMake) return made;
  const Column* column = isOfReferences ? nullptr : this->column(conjunct.column);
  if (column == nullptr && !isOfReferences) return nullptr;
  make(kept, [&] {
    // As if each document had 32 values, for the same reason.
    if (!spendSteps(dataset_.size() * (isOfReferences ? 32 : 1))) return std::size_t{0};
    made = &index.set(isOfReferences ? StringIndex::ofReferences(dataset_)
                      : isOfItems    ? StringIndex::ofItems(*column)
                                     : StringIndex::ofValues(*column));
    return made->bytes();
  });
  return made;
}

}  // namespace vitrine::groq
