// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/groq/evaluator.h"
#include "engine/groq/type.h"

namespace vitrine::groq {
namespace {

using Path = std::vector<Value>;

const Value& step(const Value& value, const Value& part) {
  if (part.isString()) return value[part.asString()];
  return value[static_cast<std::size_t>(part.rawInt())];
}

const Value& valueAt(const Value& document, const Path& path, std::size_t length) {
  const Value* value = &document;
  for (std::size_t i = 0; i < length; ++i) value = &step(*value, path[i]);
  return *value;
}

Path extended(const Path& path, Value part) {
  Path longer = path;
  longer.push_back(std::move(part));
  return longer;
}

// Every array on the way has to be as long as it was; otherwise its items cannot be compared.
bool sameLengths(const Value& before, const Value& after, const Path& path) {
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (path[i].isString()) continue;
    const Value& left = valueAt(before, path, i);
    const Value& right = valueAt(after, path, i);
    if (!left.isArray() || !right.isArray() || left.items().size() != right.items().size()) {
      return false;
    }
  }
  return true;
}

// The places at which two values differ, as deep as they can be named.
void differences(const Value& before, const Value& after, const Path& path,
                 std::vector<Path>& found) {
  if (before == after) return;
  if (before.isObject() && after.isObject()) {
    for (const auto& [name, value] : before.members()) {
      differences(value, after[name], extended(path, name), found);
    }
    for (const auto& [name, value] : after.members()) {
      if (before.members().find(name) == nullptr) found.push_back(extended(path, name));
    }
  } else if (before.isArray() && after.isArray() && before.items().size() == after.items().size()) {
    for (std::size_t i = 0; i < before.items().size(); ++i) {
      const Value index(static_cast<std::int64_t>(i));
      differences(before[i], after[i], extended(path, index), found);
    }
  } else {
    found.push_back(path);
  }
}

bool startsWith(const Path& path, const Path& prefix) {
  return prefix.size() <= path.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
}

}  // namespace

Value Evaluator::changed(const Node& node, const Scope& scope) {
  const Value before = evaluate(*node.children[0], scope);
  const Value after = evaluate(*node.children[1], scope);
  const Node& selector = *node.children[2];
  return node.flag ? changedOnly(selector, scope, before, after)
                   : changedAny(selector, scope, before, after);
}

bool Evaluator::changedAny(const Node& selector, const Scope& scope, const Value& before,
                           const Value& after) {
  const std::vector<Path> selected = places(selector, scope.hidden(before), before);
  if (selected.size() != places(selector, scope.hidden(after), after).size()) return true;
  return std::ranges::any_of(selected, [&](const Path& path) {
    return !sameLengths(before, after, path) ||
           valueAt(before, path, path.size()) != valueAt(after, path, path.size());
  });
}

bool Evaluator::changedOnly(const Node& selector, const Scope& scope, const Value& before,
                            const Value& after) {
  const std::vector<Path> selected = places(selector, scope.hidden(before), before);
  std::vector<Path> differing;
  differences(before, after, {}, differing);
  if (!spendSteps(differing.size() * (1 + selected.size()))) return false;
  return std::ranges::all_of(differing, [&](const Path& path) {
    return std::ranges::any_of(selected,
                               [&](const Path& prefix) { return startsWith(path, prefix); });
  });
}

// The places in `document` that a selector names.
std::vector<Evaluator::Path> Evaluator::places(const Node& selector, const Scope& scope,
                                               const Value& document) {
  std::vector<Path> found;
  if (selector.kind == NodeKind::kTuple) {
    for (const Node* child : selector.children) {
      for (Path& path : places(*child, scope, document)) found.push_back(std::move(path));
    }
    return found;
  }
  if (selector.kind == NodeKind::kAnywhere) {
    Path path;
    anywhere(*selector.children[0], scope, document, path, found);
    return found;
  }
  std::vector<Path> bases{{}};
  if (!selector.children.empty()) bases = places(*selector.children[0], scope, document);
  for (const Path& base : bases) {
    if (!spendSteps() || !spendBytes((base.size() + 1) * sizeof(Value))) break;
    if (selector.kind == NodeKind::kAttribute) {
      found.push_back(extended(base, selector.value));
    } else if (selector.kind == NodeKind::kNested) {
      const Value& inner = valueAt(document, base, base.size());
      for (const Path& rest : places(*selector.children[1], scope, inner)) {
        found.push_back(base);
        found.back().insert(found.back().end(), rest.begin(), rest.end());
      }
    } else {
      const Node* condition = selector.kind == NodeKind::kFilter ? selector.children[1] : nullptr;
      itemPlaces(condition, scope, document, base, found);
    }
  }
  return found;
}

void Evaluator::itemPlaces(const Node* condition, const Scope& scope, const Value& document,
                           const Path& path, std::vector<Path>& found) {
  const Array& items = valueAt(document, path, path.size()).items();
  for (std::size_t i = 0; i < items.size() && spendSteps(); ++i) {
    Value storage;
    const Scope inner = scope.nested(items[i]);
    if (condition == nullptr || peek(*condition, inner, storage).asBool() == true) {
      found.push_back(extended(path, static_cast<std::int64_t>(i)));
    }
  }
}

void Evaluator::anywhere(const Node& condition, const Scope& scope, const Value& value, Path& path,
                         std::vector<Path>& found) {
  if (!spendSteps()) return;
  const auto visit = [&](const Value& part, const Value& inner) {
    path.push_back(part);
    anywhere(condition, scope.hidden(inner), inner, path, found);
    path.pop_back();
  };
  for (std::size_t i = 0; i < value.items().size(); ++i) {
    visit(static_cast<std::int64_t>(i), value[i]);
  }
  if (!value.isObject()) return;
  Value storage;
  if (peek(condition, scope.hidden(value), storage).asBool() == true) found.push_back(path);
  for (const auto& [name, member] : value.members()) visit(name, member);
}

}  // namespace vitrine::groq
