// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "engine/core/check.h"
#include "engine/core/money.h"
#include "engine/core/value.h"

namespace vitrine {

// The members of a snapshot, named once. Everything that must know them reads this list: the bindings
// to JavaScript, the JSON of the inspector and of traces.
//
//   struct Point { std::int64_t x; std::int64_t y; };
//   constexpr auto fieldsOf(const Point*) { return fields(field("x", &Point::x), ...); }
template <typename Owner, typename Member, bool kLeftOut = false>
struct Field {
  static constexpr bool isLeftOut = kLeftOut;
  const char* name;
  Member Owner::* member;
};

template <typename Owner, typename Member>
constexpr Field<Owner, Member> field(const char* name, Member Owner::* member) {
  return {name, member};
}

// An optional member that is left out when absent, where others are null.
template <typename Owner, typename Inner>
constexpr Field<Owner, std::optional<Inner>, true> maybe(const char* name,
                                                         std::optional<Inner> Owner::* member) {
  return {name, member};
}

template <typename... Members>
constexpr std::tuple<Members...> fields(Members... members) {
  return {members...};
}

template <typename T>
concept Described = requires { fieldsOf(static_cast<const T*>(nullptr)); };

// An enumeration whose spelling at the boundary is `namesOf(const E*)`, in the order of its values.
template <typename E>
concept Named = std::is_enum_v<E> && requires { namesOf(static_cast<const E*>(nullptr)); };

template <Named E>
constexpr std::string_view nameOf(E value) {
  return namesOf(static_cast<const E*>(nullptr))[static_cast<std::size_t>(value)];
}

template <Named E>
std::optional<E> valueNamed(std::string_view name) {
  const auto names = namesOf(static_cast<const E*>(nullptr));
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

inline Value toValue(const std::string& text) { return Value(text); }
inline Value toValue(bool value) { return Value(value); }
inline Value toValue(double value) { return Value(value); }
inline Value toValue(std::int64_t value) {
  check(value <= kMaxAmountMinor && value >= -kMaxAmountMinor);
  return Value(value);
}
inline Value toValue(const Value& value) { return value; }

template <Named E>
Value toValue(E value) {
  return Value(nameOf(value));
}
template <Described T>
Value toValue(const T& snapshot);
template <typename T>
Value toValue(const std::vector<T>& items);

template <typename T>
Value toValue(const std::optional<T>& value) {
  return value ? toValue(*value) : Value();
}

template <typename T>
Value toValue(const std::vector<T>& items) {
  Array array;
  array.reserve(items.size());
  for (const T& item : items) array.push_back(toValue(item));
  return Value(std::move(array));
}

// A function of its own for each type of member: it is called for hundreds of them.
template <typename Member>
[[gnu::noinline]] void appendMember(Object& object, const char* name, const Member& member) {
  object.append(name, toValue(member));
}

template <typename T, typename Member, bool kLeftOut>
void appendField(Object& object, const T& snapshot, const Field<T, Member, kLeftOut>& entry) {
  const Member& member = snapshot.*entry.member;
  if constexpr (kLeftOut) {
    if (!member) return;
  }
  appendMember(object, entry.name, member);
}

template <Described T>
Value toValue(const T& snapshot) {
  Object object;
  std::apply([&](const auto&... entry) { (appendField(object, snapshot, entry), ...); },
             fieldsOf(static_cast<const T*>(nullptr)));
  return Value(std::move(object));
}

}  // namespace vitrine
