// SPDX-License-Identifier: MIT
#pragma once

#include <emscripten/bind.h>
#include <emscripten/val.h>

#include <cmath>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/check.h"
#include "engine/core/money.h"
#include "engine/store/fields.h"

// How the engine's values cross to JavaScript, once for all of them: snapshots as plain objects after
// their field lists, enumerations as strings, vectors as arrays, absent as null, whole numbers as
// numbers, results as {ok: true, value} or {ok: false, error}. The bindings name types; nothing else.

namespace vitrine {

// A member that is null in JavaScript when absent. (A std::optional is undefined.)
template <typename T>
struct Nullable {
  std::optional<T> value;
};

// What a member is on the wire.
template <typename T, bool kLeftOut = false>
struct OnWire {
  using Type = T;
  static const T& to(const T& value) { return value; }
  static T from(T value) { return value; }
};

template <bool kLeftOut>
struct OnWire<std::int64_t, kLeftOut> {
  using Type = double;
  static double to(std::int64_t value) {
    check(value <= kMaxAmountMinor && value >= -kMaxAmountMinor);
    return static_cast<double>(value);
  }
  // What is no whole number (a fraction, NaN, 10^18) reads as the smallest one, which every rule of
  // the engine refuses.
  static std::int64_t from(double value) {
    constexpr auto kMax = static_cast<double>(kMaxAmountMinor);
    if (!(value >= -kMax && value <= kMax) || value != std::trunc(value)) return -kMaxAmountMinor;
    return static_cast<std::int64_t>(value);
  }
};

template <typename T>
struct OnWire<std::optional<T>, true> {
  using Inner = typename OnWire<T>::Type;
  using Type = std::optional<Inner>;
  static Type to(const std::optional<T>& value) {
    return value ? Type(OnWire<T>::to(*value)) : std::nullopt;
  }
  static std::optional<T> from(const Type& value) {
    return value ? std::optional<T>(OnWire<T>::from(*value)) : std::nullopt;
  }
};

template <typename T>
struct OnWire<std::optional<T>, false> {
  using Inner = typename OnWire<T>::Type;
  using Type = Nullable<Inner>;
  static Type to(const std::optional<T>& value) {
    return value ? Type{Inner(OnWire<T>::to(*value))} : Type{};
  }
  static std::optional<T> from(const Type& value) {
    return value.value ? std::optional<T>(OnWire<T>::from(*value.value)) : std::nullopt;
  }
};

}  // namespace vitrine

namespace emscripten::internal {

// Everything that becomes a JavaScript value of its own kind crosses as a handle to one.
template <typename T>
struct CrossesAsValue {
  using WireType = BindingType<val>::WireType;
  template <typename Policy = rvp::default_tag>
  static WireType toWireType(const T& value, Policy policy = {}) {
    return BindingType<val>::toWireType(BindingType<T>::toJs(value), policy);
  }
  static T fromWireType(WireType wire) {
    return BindingType<T>::fromJs(BindingType<val>::fromWireType(wire));
  }
};

template <typename T>
struct BindingType<std::vector<T>> : CrossesAsValue<std::vector<T>> {
  static val toJs(const std::vector<T>& items) {
    val array = val::array();
    for (std::size_t i = 0; i < items.size(); ++i) array.set(i, items[i]);
    return array;
  }
  static std::vector<T> fromJs(const val& array) {
    std::vector<T> items;
    const auto length = array["length"].as<unsigned>();
    items.reserve(length);
    for (unsigned i = 0; i < length; ++i) items.push_back(array[i].as<T>());
    return items;
  }
};

template <typename T>
struct BindingType<vitrine::Nullable<T>> : CrossesAsValue<vitrine::Nullable<T>> {
  static val toJs(const vitrine::Nullable<T>& nullable) {
    return nullable.value ? val(*nullable.value) : val::null();
  }
  static vitrine::Nullable<T> fromJs(const val& value) {
    if (value.isNull() || value.isUndefined()) return {};
    return {value.as<T>()};
  }
};

template <typename T, typename E>
struct BindingType<std::expected<T, E>> : CrossesAsValue<std::expected<T, E>> {
  static val toJs(const std::expected<T, E>& result) {
    val object = val::object();
    object.set("ok", result.has_value());
    if (result) object.set("value", *result);
    else object.set("error", result.error());
    return object;
  }
};

}  // namespace emscripten::internal

namespace vitrine {

template <typename T, typename Member, bool kLeftOut>
struct FieldCrossing {
  using Wire = OnWire<Member, kLeftOut>;
  using Binding = emscripten::internal::BindingType<typename Wire::Type>;

  static typename Binding::WireType get(Member T::* const& member, const T& snapshot) {
    return Binding::toWireType(Wire::to(snapshot.*member),
                               emscripten::internal::rvp::default_tag{});
  }
  static void set(Member T::* const& member, T& snapshot, typename Binding::WireType wire) {
    snapshot.*member = Wire::from(Binding::fromWireType(wire));
  }
};

// `Direction` is what JavaScript does with the objects. Those that it only reads have no setters:
// their place in the table is taken by the getter, which is never called as one.
enum class Direction : bool { kOut, kIn };

template <Direction direction, typename T, typename Member, bool kLeftOut>
void bindField(const Field<T, Member, kLeftOut>& field) {
  namespace em = emscripten::internal;
  using Crossing = FieldCrossing<T, Member, kLeftOut>;
  const auto type = em::TypeID<typename Crossing::Wire::Type>::get();
  const auto getter = reinterpret_cast<em::GenericFunction>(&Crossing::get);
  auto setter = getter;
  if constexpr (direction == Direction::kIn) {
    setter = reinterpret_cast<em::GenericFunction>(&Crossing::set);
  }
  em::_embind_register_value_object_field(em::TypeID<T>::get(), field.name, type,
                                          em::getSignature(&Crossing::get), getter,
                                          em::getContext(field.member), type,
                                          em::getSignature(&Crossing::set), setter,
                                          em::getContext(field.member));
}

template <Direction direction, Described T>
void bindFields(const char* name) {
  const emscripten::value_object<T> object(name);
  std::apply([](const auto&... field) { (bindField<direction>(field), ...); },
             fieldsOf(static_cast<const T*>(nullptr)));
}

// A snapshot that JavaScript reads: a plain object with the members of its field list.
template <Described T>
void bindObject(const char* name) {
  bindFields<Direction::kOut, T>(name);
}

// Likewise, and JavaScript may pass one in.
template <Described T>
void bindInput(const char* name) {
  bindFields<Direction::kIn, T>(name);
}

template <Named E>
void bindEnum(const char* name) {
  emscripten::enum_<E> bound(name, emscripten::enum_value_type::string);
  const auto names = namesOf(static_cast<const E*>(nullptr));
  for (std::size_t i = 0; i < names.size(); ++i) bound.value(names[i].data(), static_cast<E>(i));
}

template <typename T>
void bindList(const char* type) {
  emscripten::register_type<std::vector<T>>(type);
}

template <typename T>
void bindNullable(const char* type) {
  emscripten::register_type<Nullable<T>>(type);
}

template <typename T>
void bindResult(const char* name, const char* definition) {
  emscripten::register_type<T>(name, definition);
}

}  // namespace vitrine
