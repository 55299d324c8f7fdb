// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include "engine/core/utf8.h"
#include "engine/groq/arithmetic.h"
#include "engine/groq/evaluator.h"
#include "engine/groq/function_table.h"
#include "engine/groq/type.h"

namespace vitrine::groq::functions {
namespace {

// Whether a reference to one of the sorted ids stands anywhere in the value.
bool hasReference(Evaluator& evaluator, const Value& value,
                  const std::vector<std::string_view>& ids) {
  if (!evaluator.spendSteps()) return false;
  if (value.isArray()) {
    return std::ranges::any_of(value.items(), [&](const Value& item) {
      return (item.isArray() || item.isObject()) && hasReference(evaluator, item, ids);
    });
  }
  if (!value.isObject()) return false;
  // Its _ref alone decides, whatever it is: HasReferenceTo() of the specification.
  if (const Value* reference = value.members().find("_ref")) {
    return reference->isString() && std::ranges::binary_search(ids, reference->asString());
  }
  return std::ranges::any_of(value.members(), [&](const Object::Member& member) {
    const bool canHold = member.second.isArray() || member.second.isObject();
    return canHold && hasReference(evaluator, member.second, ids);
  });
}

}  // namespace

Value after(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  return evaluator.options().after;
}

Value before(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  return evaluator.options().before;
}

Value count(Evaluator&, std::span<const Value> arguments, const Scope&) {
  if (!arguments[0].isArray()) return {};
  return static_cast<std::int64_t>(arguments[0].items().size());
}

Value dateTime(Evaluator&, std::span<const Value> arguments, const Scope&) {
  const Type type = typeOf(arguments[0]);
  if (type == Type::kDateTime) return arguments[0];
  return type == Type::kString ? parseDateTime(arguments[0].asString()) : Value();
}

Value dateTimeNow(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  return makeDateTime(evaluator.options().now);
}

Value defined(Evaluator&, std::span<const Value> arguments, const Scope&) {
  return !arguments[0].isNull();
}

Value identity(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  return evaluator.options().identity;
}

Value length(Evaluator&, std::span<const Value> arguments, const Scope&) {
  switch (typeOf(arguments[0])) {
    case Type::kString:
      return static_cast<std::int64_t>(countCodePoints(arguments[0].asString()));
    case Type::kArray:
      return static_cast<std::int64_t>(arguments[0].items().size());
    default:
      return {};
  }
}

// A string, unlike dateTime::now(), for compatibility with old queries.
Value now(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  return evaluator.options().now.toIso();
}

Value nothing(Evaluator&, std::span<const Value>, const Scope&) { return {}; }

Value operation(Evaluator& evaluator, std::span<const Value>, const Scope&) {
  const bool existed = !evaluator.options().before.isNull();
  const bool exists = !evaluator.options().after.isNull();
  if (existed && exists) return "update";
  if (exists) return "create";
  return existed ? Value("delete") : Value();
}

Value path(Evaluator&, std::span<const Value> arguments, const Scope&) {
  return typeOf(arguments[0]) == Type::kString ? makePath(arguments[0].asString()) : Value();
}

Value references(Evaluator& evaluator, std::span<const Value> arguments, const Scope& scope) {
  std::vector<std::string_view> ids;
  for (const Value& argument : arguments) {
    if (typeOf(argument) == Type::kString) ids.push_back(argument.asString());
    for (const Value& item : argument.items()) {
      if (typeOf(item) == Type::kString) ids.push_back(item.asString());
    }
  }
  if (ids.empty()) return false;
  std::ranges::sort(ids);
  return hasReference(evaluator, *scope.self, ids);
}

Value string(Evaluator&, std::span<const Value> arguments, const Scope&) {
  const Value& value = arguments[0];
  switch (typeOf(value)) {
    case Type::kString:
      return value;
    case Type::kBool:
      return value.asBool() == true ? "true" : "false";
    case Type::kNumber:
      return numberText(value);
    case Type::kDateTime:
      return dateTimeOf(value).toIso();
    default:
      return {};
  }
}

}  // namespace vitrine::groq::functions
