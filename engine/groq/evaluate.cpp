// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/groq/evaluator.h"
#include "engine/groq/function_table.h"

namespace vitrine::groq {
namespace {

const Value kNull;

}  // namespace

Evaluator::Evaluator(const Ast& ast, const Dataset& dataset, const Value& params,
                     const Options& options, Explanation* explanation)
    : ast_(ast),
      dataset_(dataset),
      params_(params),
      options_(options),
      indexes_(options.isPlanned ? dataset.indexes() : nullptr),
      explanation_(explanation),
      memos_(static_cast<std::size_t>(ast.memoCount)),
      columns_(ast.columns.size()),
      limits_(options.limits),
      makingSteps_(options.limits.steps / 4),
      makingBytes_(options.limits.bytes / 4) {
  // What takes no more steps than a lookup ends soon, and need not pay for the clock.
  constexpr std::int64_t kStepsBefore = 64;
  if (options.clock != nullptr) looksAtClock_ = kStepsBefore;
}

std::optional<Error> Evaluator::failure() const {
  if (!hasFailed()) return std::nullopt;
  return Error{ErrorCode::kQueryLimitExceeded, broken_,
               std::string("the query takes too many resources: ") + broken_};
}

bool Evaluator::spendSteps(std::size_t count) {
  steps_ += static_cast<std::int64_t>(count);
  if (steps_ > limits_.steps && !hasFailed()) broken_ = "steps";
  if (steps_ >= looksAtClock_) lookAtClock();
  return !hasFailed();
}

void Evaluator::lookAtClock() {
  constexpr std::int64_t kStepsBetween = 4096;
  looksAtClock_ = steps_ + kStepsBetween;
  const Timestamp now = options_.clock->now();
  if (!startedAt_) startedAt_ = now;
  const std::int64_t spentMs = now.ms - startedAt_->ms;
  if (spentMs > limits_.milliseconds && !hasFailed()) broken_ = "time";
}

bool Evaluator::spendBytes(std::size_t count) {
  bytes_ += static_cast<std::int64_t>(count);
  if (bytes_ > limits_.bytes && !hasFailed()) broken_ = "memory";
  return !hasFailed();
}

Value Evaluator::evaluate(const Node& node, const Scope& scope) {
  Value storage;
  const Value& value = peek(node, scope, storage);
  return &value == &storage ? std::move(storage) : value;
}

const Value& Evaluator::peek(const Node& node, const Scope& scope, Value& storage) {
  if (node.column >= 0 && scope.position != kNowhere) {
    if (const Value* value = cell(node, scope.position)) return *value;
  }
  switch (node.kind) {
    case NodeKind::kValue:
      return node.value;
    case NodeKind::kParameter:
      return params_[node.value.asString()];
    case NodeKind::kThis:
      return *scope.self;
    case NodeKind::kParent:
      return parent(node, scope);
    case NodeKind::kAttribute:
      if (node.children.empty()) return (*scope.self)[node.value.asString()];
      // Safe in the one storage: what is found belongs to what the storage keeps alive.
      return peek(*node.children[0], scope, storage)[node.value.asString()];
    case NodeKind::kGroup:
    case NodeKind::kAscending:
    case NodeKind::kDescending:
      return peek(*node.children[0], scope, storage);
    default:
      break;
  }
  if (!spendSteps()) return kNull;
  if (hasMemo(node) && memo(node).value) {
    if (explanation_ != nullptr) explanation_->noteMemo(node);
    return *memo(node).value;
  }
  if (++depth_ > limits_.depth && !hasFailed()) broken_ = "depth";
  if (!hasFailed()) storage = compute(node, scope);
  --depth_;
  if (hasFailed()) return kNull;
  if (hasMemo(node)) memo(node).value = storage;
  return storage;
}

const Value& Evaluator::parent(const Node& node, const Scope& scope) const {
  const Scope* found = &scope;
  for (std::int64_t i = 0; i < node.number && found != nullptr; ++i) found = found->parent;
  return found == nullptr ? kNull : *found->self;
}

Value Evaluator::compute(const Node& node, const Scope& scope) {
  switch (node.kind) {
    case NodeKind::kEverything:
    case NodeKind::kFilter:
    case NodeKind::kSlice:
    case NodeKind::kArrayCoerce:
    case NodeKind::kMap:
    case NodeKind::kFlatMap:
    case NodeKind::kOrder:
    case NodeKind::kScore: {
      std::optional<Items> found = items(node, scope, kAll);
      return found ? Value(valuesOf(std::move(*found))) : Value();
    }
    case NodeKind::kElement:
      return element(node, scope);
    case NodeKind::kProjection:
      return projection(node, scope);
    case NodeKind::kDereference:
      return dereference(node, scope);
    case NodeKind::kArray:
      return array(node, scope);
    case NodeKind::kObject:
      return object(node, scope);
    case NodeKind::kSelect:
      return select(node, scope);
    case NodeKind::kCoalesce:
      return coalesce(node, scope);
    case NodeKind::kCall:
      return call(node, scope);
    case NodeKind::kChanged:
      return changed(node, scope);
    case NodeKind::kBoost:
      return boost(node, scope);
    default:
      return operation(node, scope);
  }
}

Value Evaluator::operation(const Node& node, const Scope& scope) {
  switch (node.kind) {
    case NodeKind::kAnd:
      return conjunction(node, scope, false);
    case NodeKind::kOr:
      return conjunction(node, scope, true);
    case NodeKind::kNot:
      return negation(node, scope);
    case NodeKind::kNegate:
    case NodeKind::kPlus:
    case NodeKind::kAdd:
    case NodeKind::kSubtract:
    case NodeKind::kMultiply:
    case NodeKind::kDivide:
    case NodeKind::kRemainder:
    case NodeKind::kPower:
      return arithmetic(node, scope);
    case NodeKind::kEqual:
    case NodeKind::kNotEqual:
    case NodeKind::kLess:
    case NodeKind::kLessEqual:
    case NodeKind::kGreater:
    case NodeKind::kGreaterEqual:
      return comparison(node, scope);
    case NodeKind::kIn:
      return membership(node, scope);
    case NodeKind::kMatch:
      return match(node, scope);
    case NodeKind::kInRange:
      return range(node, scope);
    default:
      // What peek has answered, and parts of other nodes, which read them themselves.
      return {};
  }
}

Value Evaluator::array(const Node& node, const Scope& scope) {
  Array result;
  for (const Node* child : node.children) {
    if (child->kind != NodeKind::kSplat) {
      if (!keep(result, evaluate(*child, scope))) return {};
      continue;
    }
    Value storage;
    for (const Value& item : peek(*child->children[0], scope, storage).items()) {
      if (!keep(result, item)) return {};
    }
  }
  return result;
}

Value Evaluator::object(const Node& node, const Scope& scope) {
  Object members;
  for (const Node* child : node.children) {
    addMember(*child, scope, members);
    if (hasFailed()) return {};
  }
  spendBytes(members.size() * sizeof(Object::Member));
  return members;
}

void Evaluator::addMember(const Node& node, const Scope& scope, Object& members) {
  if (node.kind == NodeKind::kMember) {
    members.set(node.value.asString(), evaluate(*node.children[0], scope));
    return;
  }
  Value storage;
  const Value* source = scope.self;
  if (node.kind == NodeKind::kConditional) {
    if (peek(*node.children[0], scope, storage).asBool() != true) return;
    source = &peek(*node.children[1], scope, storage);
  } else if (!node.children.empty()) {
    source = &peek(*node.children[0], scope, storage);
  }
  const Object& added = source->members();
  spendSteps(added.size());
  if (members.empty()) {
    members = added;
  } else {
    for (const auto& [name, value] : added) members.set(name, value);
  }
}

Value Evaluator::select(const Node& node, const Scope& scope) {
  for (const Node* child : node.children) {
    if (child->kind != NodeKind::kConditional) return evaluate(*child, scope);
    Value storage;
    if (peek(*child->children[0], scope, storage).asBool() == true) {
      return evaluate(*child->children[1], scope);
    }
  }
  return {};
}

Value Evaluator::coalesce(const Node& node, const Scope& scope) {
  for (const Node* child : node.children) {
    Value value = evaluate(*child, scope);
    if (!value.isNull()) return value;
  }
  return {};
}

Value Evaluator::call(const Node& node, const Scope& scope) {
  if (node.function->body == functions::count) return count(*node.children[0], scope);
  std::vector<Value> arguments;
  arguments.reserve(node.children.size());
  for (const Node* child : node.children) arguments.push_back(evaluate(*child, scope));
  return hasFailed() ? Value() : node.function->body(*this, arguments, scope);
}

}  // namespace vitrine::groq
