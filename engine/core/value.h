// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace vitrine {

class Value;
using Array = std::vector<Value>;

// The members of an object, in the order in which they came. A repeated name keeps its first place
// and its last value. Lookup is linear: documents have a few dozen members at the most.
class Object {
 public:
  using Member = std::pair<std::string, Value>;

  Object();
  Object(const Object&);
  Object(Object&&) noexcept;
  Object& operator=(const Object&);
  Object& operator=(Object&&) noexcept;
  ~Object();
  class Entry;  // {"name", value}
  Object(std::initializer_list<Entry> entries);
  // Members as they came, repeats allowed; n log n, so also right for objects from outside.
  static Object fromMembers(std::vector<Member> members);

  const Value* find(std::string_view name) const;  // nullptr when absent
  void set(std::string_view name, Value value);    // replaces or appends
  void append(std::string name, Value value);      // the caller knows that the name is new
  void erase(std::string_view name);

  std::size_t size() const;
  bool empty() const { return size() == 0; }
  const Member* begin() const;
  const Member* end() const;

  bool operator==(const Object& other) const;  // order of members does not count

 private:
  std::vector<Member> members_;
};

// Any JSON value, immutable: copies share their content, so passing one around costs a pointer.
// Whole numbers that fit are kept as int64, everything else as double.
//
// Reading never fails. A missing member, an index out of range and a value of another type all read
// as null, or as the fallback given, so decoding a hostile document needs no guard at every step:
//
//   std::int64_t price = document["variants"][0]["priceMinor"].asInt64().value_or(-1);
//
// Building:  Value document(Object{{"_id", "a"}, {"stock", 3}, {"tags", Array{"new", "sale"}}});
class Value {
 public:
  enum class Kind : std::uint8_t { kNull, kBool, kInt, kDouble, kString, kArray, kObject };

  Value() = default;
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();
  Value(std::nullptr_t) {}
  Value(bool value) : content_(value) {}
  Value(int value) : content_(static_cast<std::int64_t>(value)) {}
  Value(std::int64_t value) : content_(value) {}
  Value(double value) : content_(value) {}
  Value(const char* text);
  Value(std::string_view text);
  Value(std::string text);
  Value(Array items);
  Value(Object members);
  template <typename T>
  Value(const T*) = delete;  // a pointer is not a bool

  Kind kind() const { return static_cast<Kind>(content_.index()); }
  bool isNull() const { return kind() == Kind::kNull; }
  bool isBool() const { return kind() == Kind::kBool; }
  bool isInt() const { return kind() == Kind::kInt; }
  bool isNumber() const { return kind() == Kind::kInt || kind() == Kind::kDouble; }
  bool isString() const { return kind() == Kind::kString; }
  bool isArray() const { return kind() == Kind::kArray; }
  bool isObject() const { return kind() == Kind::kObject; }

  std::optional<bool> asBool() const;
  // A whole number, also one written as 12.0, within ±(2^53 − 1); nothing else.
  std::optional<std::int64_t> asInt64() const;
  std::optional<double> asDouble() const;
  // The int64 of a value of kind kInt, also beyond 2^53; 0 for any other.
  std::int64_t rawInt() const;
  // The text, or an empty view for any other type. Valid while this value (or a copy) lives.
  std::string_view asString() const;
  std::string asString(std::string_view fallback) const;  // fallback when not a string

  // The items or members, empty for any other type. Valid while this value (or a copy) lives.
  const Array& items() const;
  const Object& members() const;

  const Value& operator[](std::string_view name) const;
  const Value& operator[](const char* name) const { return (*this)[std::string_view(name)]; }
  const Value& operator[](std::size_t index) const;
  const Value& operator[](int index) const;

  // A copy of this object with one member set; of a non-object, an object of that one member.
  Value with(std::string_view name, Value value) const;
  Value without(std::string_view name) const;

  // JSON equality: 1 equals 1.0, the order of members does not count.
  bool operator==(const Value& other) const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::shared_ptr<const std::string>,
               std::shared_ptr<const Array>, std::shared_ptr<const Object>>
      content_;
};

// Exactly, also beyond 2^53, where not every int64 has a double; what is no number counts as 0.
std::partial_ordering compareNumbers(const Value& left, const Value& right);

// One name and value of an object that is written out. It refers to what it is made of, so it lives
// no longer than the expression that it stands in; and it has a constructor for each kind of value,
// so that an entry is one call and not thirty instructions at each of a thousand places.
class Object::Entry {
 public:
  Entry(const char* name, std::nullptr_t);
  Entry(const char* name, bool value);
  Entry(const char* name, int value);
  Entry(const char* name, std::int64_t value);
  Entry(const char* name, double value);
  Entry(const char* name, const char* text);
  Entry(const char* name, std::string_view text);
  Entry(const char* name, const std::string& text);
  Entry(const char* name, const Value& value);
  Entry(std::string_view name, const Value& value);
  Entry(const std::string& name, const Value& value);
  template <typename T>
  Entry(const char* name, const T*) = delete;  // a pointer is not a bool

  std::string_view name() const { return name_; }
  Value value() const;

 private:
  std::string_view name_;
  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string_view, const Value*> content_;
};

inline std::size_t Object::size() const { return members_.size(); }
inline const Object::Member* Object::begin() const { return members_.data(); }
inline const Object::Member* Object::end() const { return members_.data() + members_.size(); }

}  // namespace vitrine
