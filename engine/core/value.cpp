// SPDX-License-Identifier: MIT
#include "engine/core/value.h"

#include <algorithm>
#include <cmath>

#include "engine/core/ordering.h"

namespace vitrine {
namespace {

const Value kNull;
const Array kNoItems;
const Object kNoMembers;

// Whole numbers up to here are exact as double.
constexpr double kMaxExact = 9'007'199'254'740'991.0;
constexpr double kPastInt64 = 9'223'372'036'854'775'808.0;  // 2^63

std::partial_ordering compareWholeWithReal(std::int64_t whole, double real) {
  if (std::isnan(real)) return std::partial_ordering::unordered;
  if (real >= kPastInt64) return std::partial_ordering::less;
  if (real < -kPastInt64) return std::partial_ordering::greater;
  const double floor = std::floor(real);
  const std::partial_ordering order = whole <=> static_cast<std::int64_t>(floor);
  return order == 0 && floor < real ? std::partial_ordering::less : order;
}

}  // namespace

Object::Object() = default;
[[gnu::noinline]] Object::Object(const Object&) = default;
[[gnu::noinline]] Object::Object(Object&&) noexcept = default;
[[gnu::noinline]] Object& Object::operator=(const Object&) = default;
[[gnu::noinline]] Object& Object::operator=(Object&&) noexcept = default;
[[gnu::noinline]] Object::~Object() = default;

using Entry = Object::Entry;
[[gnu::noinline]] Entry::Entry(const char* name, std::nullptr_t) : name_(name) {}
[[gnu::noinline]] Entry::Entry(const char* name, bool value) : name_(name), content_(value) {}
[[gnu::noinline]] Entry::Entry(const char* name, int value) : Entry(name, std::int64_t{value}) {}
[[gnu::noinline]] Entry::Entry(const char* name, std::int64_t value) : name_(name), content_(value) {}
[[gnu::noinline]] Entry::Entry(const char* name, double value) : name_(name), content_(value) {}
[[gnu::noinline]] Entry::Entry(const char* name, const char* text)
    : Entry(name, std::string_view(text)) {}
[[gnu::noinline]] Entry::Entry(const char* name, std::string_view text)
    : name_(name), content_(text) {}
[[gnu::noinline]] Entry::Entry(const char* name, const std::string& text)
    : Entry(name, std::string_view(text)) {}
[[gnu::noinline]] Entry::Entry(const char* name, const Value& value)
    : Entry(std::string_view(name), value) {}
[[gnu::noinline]] Entry::Entry(std::string_view name, const Value& value)
    : name_(name), content_(&value) {}
[[gnu::noinline]] Entry::Entry(const std::string& name, const Value& value)
    : Entry(std::string_view(name), value) {}

Value Entry::value() const {
  if (const auto* value = std::get_if<const Value*>(&content_)) return **value;
  if (const auto* text = std::get_if<std::string_view>(&content_)) return Value(*text);
  if (const auto* number = std::get_if<std::int64_t>(&content_)) return Value(*number);
  if (const auto* number = std::get_if<double>(&content_)) return Value(*number);
  if (const auto* truth = std::get_if<bool>(&content_)) return Value(*truth);
  return {};
}

Object::Object(std::initializer_list<Entry> entries) {
  members_.reserve(entries.size());
  for (const Entry& entry : entries) set(entry.name(), entry.value());
}

Object Object::fromMembers(std::vector<Member> members) {
  // Sorted by name and then by place, so that the members of one name stand together.
  const std::vector<std::size_t> order = stableOrder(
      members.size(),
      [&](std::size_t a, std::size_t b) { return members[a].first < members[b].first; });
  std::vector<bool> repeated(members.size(), false);
  for (std::size_t start = 0; start < order.size();) {
    std::size_t end = start + 1;
    while (end < order.size() && members[order[end]].first == members[order[start]].first) ++end;
    if (end - start > 1) members[order[start]].second = members[order[end - 1]].second;
    for (std::size_t i = start + 1; i < end; ++i) repeated[order[i]] = true;
    start = end;
  }
  Object object;
  object.members_.reserve(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!repeated[i]) object.members_.push_back(std::move(members[i]));
  }
  return object;
}

const Value* Object::find(std::string_view name) const {
  const auto member = std::ranges::find(members_, name, &Member::first);
  return member == members_.end() ? nullptr : &member->second;
}

void Object::set(std::string_view name, Value value) {
  const auto member = std::ranges::find(members_, name, &Member::first);
  if (member != members_.end()) {
    member->second = std::move(value);
  } else {
    append(std::string(name), std::move(value));
  }
}

void Object::append(std::string name, Value value) {
  members_.emplace_back(std::move(name), std::move(value));
}

void Object::erase(std::string_view name) {
  std::erase_if(members_, [&](const Member& member) { return member.first == name; });
}

bool Object::operator==(const Object& other) const {
  if (size() != other.size()) return false;
  return std::ranges::all_of(members_, [&](const Member& member) {
    const Value* match = other.find(member.first);
    return match != nullptr && *match == member.second;
  });
}

[[gnu::noinline]] Value::Value(const Value&) = default;
[[gnu::noinline]] Value::Value(Value&&) noexcept = default;
[[gnu::noinline]] Value& Value::operator=(const Value&) = default;
[[gnu::noinline]] Value& Value::operator=(Value&&) noexcept = default;
[[gnu::noinline]] Value::~Value() = default;

Value::Value(const char* text) : Value(std::string(text)) {}
Value::Value(std::string_view text) : Value(std::string(text)) {}
Value::Value(std::string text)
    : content_(std::make_shared<const std::string>(std::move(text))) {}
Value::Value(Array items) : content_(std::make_shared<const Array>(std::move(items))) {}
Value::Value(Object members) : content_(std::make_shared<const Object>(std::move(members))) {}

std::optional<bool> Value::asBool() const {
  const bool* value = std::get_if<bool>(&content_);
  return value == nullptr ? std::nullopt : std::optional(*value);
}

std::optional<std::int64_t> Value::asInt64() const {
  if (const auto* whole = std::get_if<std::int64_t>(&content_)) {
    constexpr std::int64_t kMax = 9'007'199'254'740'991;
    return *whole >= -kMax && *whole <= kMax ? std::optional(*whole) : std::nullopt;
  }
  const double* real = std::get_if<double>(&content_);
  if (real == nullptr || std::trunc(*real) != *real || std::fabs(*real) > kMaxExact) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*real);
}

std::optional<double> Value::asDouble() const {
  if (const auto* whole = std::get_if<std::int64_t>(&content_)) return static_cast<double>(*whole);
  const double* real = std::get_if<double>(&content_);
  return real == nullptr ? std::nullopt : std::optional(*real);
}

std::int64_t Value::rawInt() const {
  const auto* whole = std::get_if<std::int64_t>(&content_);
  return whole == nullptr ? 0 : *whole;
}

std::string_view Value::asString() const {
  const auto* text = std::get_if<std::shared_ptr<const std::string>>(&content_);
  return text == nullptr ? std::string_view() : std::string_view(**text);
}

std::string Value::asString(std::string_view fallback) const {
  return std::string(isString() ? asString() : fallback);
}

const Array& Value::items() const {
  const auto* items = std::get_if<std::shared_ptr<const Array>>(&content_);
  return items == nullptr ? kNoItems : **items;
}

const Object& Value::members() const {
  const auto* members = std::get_if<std::shared_ptr<const Object>>(&content_);
  return members == nullptr ? kNoMembers : **members;
}

const Value& Value::operator[](std::string_view name) const {
  const Value* member = members().find(name);
  return member == nullptr ? kNull : *member;
}

const Value& Value::operator[](std::size_t index) const {
  const Array& array = items();
  return index < array.size() ? array[index] : kNull;
}

const Value& Value::operator[](int index) const {
  return index < 0 ? kNull : (*this)[static_cast<std::size_t>(index)];
}

Value Value::with(std::string_view name, Value value) const {
  Object copy = members();
  copy.set(name, std::move(value));
  return Value(std::move(copy));
}

Value Value::without(std::string_view name) const {
  Object copy = members();
  copy.erase(name);
  return Value(std::move(copy));
}

bool Value::operator==(const Value& other) const {
  if (isNumber() && other.isNumber()) return compareNumbers(*this, other) == 0;
  if (kind() != other.kind()) return false;
  switch (kind()) {
    case Kind::kNull:
      return true;
    case Kind::kBool:
      return std::get<bool>(content_) == std::get<bool>(other.content_);
    case Kind::kString:
      return asString() == other.asString();
    case Kind::kArray:
      return items() == other.items();
    case Kind::kObject:
      return members() == other.members();
    case Kind::kInt:
    case Kind::kDouble:
      break;
  }
  return false;
}

std::partial_ordering compareNumbers(const Value& left, const Value& right) {
  if (left.isInt() && right.isInt()) return left.rawInt() <=> right.rawInt();
  if (left.isInt()) return compareWholeWithReal(left.rawInt(), right.asDouble().value_or(0));
  if (right.isInt()) return 0 <=> compareWholeWithReal(right.rawInt(), left.asDouble().value_or(0));
  return left.asDouble().value_or(0) <=> right.asDouble().value_or(0);
}

}  // namespace vitrine
