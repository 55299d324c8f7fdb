// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/core/timestamp.h"
#include "engine/core/value.h"

namespace vitrine::groq {

// GROQ knows two types more than JSON: datetime and path. While a query runs they stand inside the
// ordinary Value as a string that begins with the byte 0xFF. No other string can: that byte occurs
// nowhere in UTF-8, decodeJson repairs what is not UTF-8, and so does the parser. A wrapper type
// for every intermediate value would be paid for by every value; these two are rare.
enum class Type : std::uint8_t {
  kNull,
  kBool,
  kNumber,
  kString,
  kDateTime,
  kPath,
  kArray,
  kObject,
};

Type typeOf(const Value& value);

Value makeDateTime(Timestamp time);
Timestamp dateTimeOf(const Value& dateTime);  // of a kDateTime only
// RFC 3339 with seconds and zone, as dateTime() accepts it; null otherwise.
Value parseDateTime(std::string_view text);

Value makePath(std::string_view pattern);
// What may stand on the left of `in path(…)`: a string, or a path taken as the id that it spells.
std::optional<std::string_view> idOf(const Value& value);
// `a.*` is one more segment, `a.**` any number of them.
bool pathMatches(const Value& path, std::string_view id);

// The value as JSON: datetimes and paths, at any depth, as text.
Value toJsonValue(const Value& value);

// == of GROQ: only scalars of one type can be equal.
bool isEqual(const Value& left, const Value& right);
// The order of two scalars of one type; nullopt for anything else.
std::optional<std::strong_ordering> compare(const Value& left, const Value& right);
// The order of order(): datetimes, numbers, strings, booleans, and everything else, which is equal.
std::strong_ordering compareAny(const Value& left, const Value& right);

}  // namespace vitrine::groq
