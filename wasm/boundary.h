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

#include "engine/core/json.h"
#include "engine/core/money.h"
#include "engine/store/fields.h"

// How the engine's values cross to JavaScript, once for all of them: snapshots as plain objects after
// their field lists, enumerations as strings, vectors as arrays, absent as null, whole numbers as
// numbers, results as {ok: true, value} or {ok: false, error}. The bindings name types; nothing else.
//
// A snapshot leaves as one JSON text, so a page is not sent the names and types of its members once
// more. They are named to Embind in a build of its own, which writes engine.d.ts.

extern "C" emscripten::EM_VAL vitrineParse(const char* json);  // boundary.js
extern "C" emscripten::EM_VAL vitrineBytes(const char* bytes, std::size_t size);

namespace vitrine {

inline constexpr bool kWritesTypes = VITRINE_WRITES_TYPES;

// What the store answers with.
template <typename T>
inline constexpr bool kIsSnapshot = false;
template <typename T>
inline constexpr bool kIsSnapshot<std::vector<T>> = true;
template <Described T>
inline constexpr bool kIsSnapshot<std::optional<T>> = true;
template <typename T, typename E>
inline constexpr bool kIsSnapshot<std::expected<T, E>> = true;

template <typename T, typename E>
Value toValue(const std::expected<T, E>& result) {
  if (result) return Object{{"ok", true}, {"value", toValue(*result)}};
  return Object{{"ok", false}, {"error", toValue(result.error())}};
}

// Bytes that leave as a Uint8Array.
struct Bytes {
  std::string bytes;
};

// The type of a member that is null in JavaScript when absent. (A std::optional is undefined.)
template <typename T>
struct Nullable {};

// What a member is called in engine.d.ts (`Type`), and what an input's member travels as.
template <typename T, bool kLeftOut = false>
struct OnWire {
  using Type = T;
  using Carrier = T;
  static T from(T value) { return value; }
};

template <bool kLeftOut>
struct OnWire<std::int64_t, kLeftOut> {
  using Type = double;
  using Carrier = double;
  // What is no whole number (a fraction, NaN, 10^18) reads as the smallest one, which every rule of
  // the engine refuses.
  static std::int64_t from(double value) {
    constexpr auto kMax = static_cast<double>(kMaxAmountMinor);
    if (!(value >= -kMax && value <= kMax) || value != std::trunc(value)) return -kMaxAmountMinor;
    return static_cast<std::int64_t>(value);
  }
};

template <Named E, bool kLeftOut>
struct OnWire<E, kLeftOut> {
  using Type = E;
  using Carrier = std::string;
  static E from(const std::string& name) { return valueNamed<E>(name).value_or(E{}); }
};

template <typename T>
struct OnWire<std::optional<T>, true> {
  using Type = std::optional<typename OnWire<T>::Type>;
};

template <typename T>
struct OnWire<std::optional<T>, false> {
  using Type = Nullable<typename OnWire<T>::Type>;
};

}  // namespace vitrine

namespace emscripten::internal {

template <typename T>
  requires vitrine::kIsSnapshot<T>
struct TypeID<T> {
  static constexpr TYPEID get() {
    return vitrine::kWritesTypes ? LightTypeID<T>::get() : TypeID<val>::get();
  }
};

template <>
struct TypeID<vitrine::Bytes> {
  static constexpr TYPEID get() {
    return vitrine::kWritesTypes ? LightTypeID<vitrine::Bytes>::get() : TypeID<val>::get();
  }
};

template <>
struct BindingType<vitrine::Bytes> {
  using WireType = EM_VAL;
  template <typename Policy>
  static WireType toWireType(const vitrine::Bytes& given, Policy /*policy*/) {
    return vitrineBytes(given.bytes.data(), given.bytes.size());
  }
};

template <typename T>
struct SnapshotBinding {
  using WireType = EM_VAL;
  template <typename Policy>
  static WireType toWireType(const T& snapshot, Policy /*policy*/) {
    return vitrineParse(vitrine::encodeJson(vitrine::toValue(snapshot)).c_str());
  }
  // The lists among the inputs.
  static T fromWireType(WireType wire) {
    const val array = BindingType<val>::fromWireType(wire);
    T items;
    const auto length = array["length"].template as<double>();
    for (double i = 0; i < length; ++i) {
      items.push_back(array[i].template as<typename T::value_type>());
    }
    return items;
  }
};

template <typename T>
  requires vitrine::kIsSnapshot<T>
struct BindingType<T> : SnapshotBinding<T> {};
template <vitrine::Described T>  // which Embind would box, one by one
struct BindingType<std::optional<T>> : SnapshotBinding<std::optional<T>> {};

}  // namespace emscripten::internal

namespace vitrine {

template <typename T, typename Member>
struct InputField {
  using Wire = OnWire<Member>;
  using Binding = emscripten::internal::BindingType<typename Wire::Carrier>;

  static void set(Member T::* const& member, T& input, typename Binding::WireType wire) {
    input.*member = Wire::from(Binding::fromWireType(wire));
  }
};

// JavaScript only writes the fields of an input: the place of the getter is taken by the setter,
// which is never called as one.
template <typename T, typename Member>
void bindInputField(const Field<T, Member>& field) {
  namespace em = emscripten::internal;
  const auto type = em::TypeID<typename OnWire<Member>::Carrier>::get();
  const auto signature = em::getSignature(&InputField<T, Member>::set);
  const auto setter = reinterpret_cast<em::GenericFunction>(&InputField<T, Member>::set);
  const auto member = em::getContext(field.member);
  em::_embind_register_value_object_field(em::TypeID<T>::get(), field.name, type, signature, setter,
                                          member, type, signature, setter, member);
}

template <typename T, typename Member, bool kLeftOut>
void describeField(const Field<T, Member, kLeftOut>& field) {
  namespace em = emscripten::internal;
  const auto type = em::TypeID<typename OnWire<Member, kLeftOut>::Type>::get();
  em::_embind_register_value_object_field(em::TypeID<T>::get(), field.name, type, "", nullptr,
                                          nullptr, type, "", nullptr, nullptr);
}

// A snapshot or a part of one: a plain object with the members of its field list.
template <Described T>
void bindObject(const char* name) {
  if constexpr (kWritesTypes) {
    const emscripten::value_object<T> object(name);
    std::apply([](const auto&... field) { (describeField(field), ...); },
               fieldsOf(static_cast<const T*>(nullptr)));
  }
}

// Likewise, and JavaScript may pass one in.
template <Described T>
void bindInput(const char* name) {
  if constexpr (kWritesTypes) return bindObject<T>(name);
  const emscripten::value_object<T> object(name);
  std::apply([](const auto&... field) { (bindInputField(field), ...); },
             fieldsOf(static_cast<const T*>(nullptr)));
}

template <Named E>
void bindEnum(const char* name) {
  if constexpr (kWritesTypes) {
    emscripten::enum_<E> bound(name, emscripten::enum_value_type::string);
    const auto names = namesOf(static_cast<const E*>(nullptr));
    for (std::size_t i = 0; i < names.size(); ++i) bound.value(names[i].data(), static_cast<E>(i));
  }
}

// Any other type, as TypeScript spells it.
template <typename T>
void bindType(const char* type) {
  if constexpr (kWritesTypes) emscripten::register_type<T>(type);
}

template <typename T>
void bindOptional() {
  if constexpr (kWritesTypes) emscripten::register_optional<T>();
}

template <typename T>
void bindResult(const char* name, const char* definition) {
  if constexpr (kWritesTypes) emscripten::register_type<T>(name, definition);
}

}  // namespace vitrine
