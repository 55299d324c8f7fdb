// SPDX-License-Identifier: MIT
#include "engine/groq/type.h"

#include <charconv>
#include <vector>

#include "engine/core/check.h"

namespace vitrine::groq {
namespace {

constexpr std::string_view kDateTimeTag =
    "\xFF"
    "T";
constexpr std::string_view kPathTag =
    "\xFF"
    "P";

std::string_view untagged(const Value& value) { return value.asString().substr(2); }

// There is no NaN here.
std::strong_ordering orderOfNumbers(const Value& left, const Value& right) {
  const std::partial_ordering order = compareNumbers(left, right);
  if (order < 0) return std::strong_ordering::less;
  return order > 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
}

int rankOf(Type type) {
  switch (type) {
    case Type::kDateTime:
      return 1;
    case Type::kNumber:
      return 2;
    case Type::kString:
      return 3;
    case Type::kBool:
      return 4;
    default:
      return 5;
  }
}

// The shape `0000-00-00T00:00:00`, with digits for the zeros, and a zone at the end.
bool isRfc3339(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00:00";
  if (text.size() <= kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == '0' ? !digit : text[i] != kShape[i]) return false;
  }
  if (text.back() == 'Z') return true;
  const std::size_t size = text.size();
  return size > kShape.size() + 5 && text[size - 3] == ':' &&
         (text[size - 6] == '+' || text[size - 6] == '-');
}

}  // namespace

Type typeOf(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      return Type::kNull;
    case Value::Kind::kBool:
      return Type::kBool;
    case Value::Kind::kInt:
    case Value::Kind::kDouble:
      return Type::kNumber;
    case Value::Kind::kArray:
      return Type::kArray;
    case Value::Kind::kObject:
      return Type::kObject;
    case Value::Kind::kString:
      break;
  }
  const std::string_view text = value.asString();
  if (text.starts_with(kDateTimeTag)) return Type::kDateTime;
  return text.starts_with(kPathTag) ? Type::kPath : Type::kString;
}

Value makeDateTime(Timestamp time) { return std::string(kDateTimeTag) + std::to_string(time.ms); }

Timestamp dateTimeOf(const Value& dateTime) {
  const std::string_view digits = untagged(dateTime);
  Timestamp time;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), time.ms);
  check(read.ec == std::errc());
  return time;
}

Value parseDateTime(std::string_view text) {
  if (!isRfc3339(text)) return {};
  const Result<Timestamp> time = Timestamp::parse(text);
  return time ? makeDateTime(*time) : Value();
}

Value makePath(std::string_view pattern) { return std::string(kPathTag).append(pattern); }

std::optional<std::string_view> idOf(const Value& value) {
  const Type type = typeOf(value);
  if (type == Type::kString) return value.asString();
  return type == Type::kPath ? std::optional(untagged(value)) : std::nullopt;
}

namespace {

std::vector<std::string_view> segmentsOf(std::string_view text) {
  std::vector<std::string_view> segments;
  for (;;) {
    const std::size_t dot = text.find('.');
    segments.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) return segments;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace

// Segment by segment. At a mismatch the last `**` takes one segment more; earlier ones need not be
// tried again, so the work is bounded by the product of both lengths.
bool pathMatches(const Value& path, std::string_view id) {
  const std::vector<std::string_view> pattern = segmentsOf(untagged(path));
  const std::vector<std::string_view> segments = segmentsOf(id);
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t p = 0;
  std::size_t s = 0;
  std::size_t wildcard = kNone;
  std::size_t taken = 0;  // the last segment that the wildcard stands for
  while (s < segments.size()) {
    if (p < pattern.size() && pattern[p] == "**") {
      wildcard = p++;
      taken = s++;
    } else if (p < pattern.size() &&
               (pattern[p] == "*" ? !segments[s].empty() : pattern[p] == segments[s])) {
      ++p;
      ++s;
    } else if (wildcard != kNone) {
      p = wildcard + 1;
      s = ++taken + 1;
    } else {
      return false;
    }
  }
  return p == pattern.size();
}

Value toJsonValue(const Value& value) {
  switch (typeOf(value)) {
    case Type::kDateTime:
      return dateTimeOf(value).toIso();
    case Type::kPath:
      return untagged(value);
    case Type::kArray: {
      Array items;
      items.reserve(value.items().size());
      for (const Value& item : value.items()) items.push_back(toJsonValue(item));
      return items;
    }
    case Type::kObject: {
      Object members;
      for (const auto& [name, member] : value.members()) members.append(name, toJsonValue(member));
      return members;
    }
    default:
      return value;
  }
}

bool isEqual(const Value& left, const Value& right) {
  const Type type = typeOf(left);
  if (type != typeOf(right)) return false;
  switch (type) {
    case Type::kNull:
      return true;
    case Type::kBool:
      return left.asBool() == right.asBool();
    case Type::kNumber:
      return compareNumbers(left, right) == 0;
    case Type::kString:
    case Type::kDateTime:
      return left.asString() == right.asString();
    default:
      return false;
  }
}

std::optional<std::strong_ordering> compare(const Value& left, const Value& right) {
  const Type type = typeOf(left);
  if (type != typeOf(right)) return std::nullopt;
  switch (type) {
    case Type::kBool:
      return left.asBool().value_or(false) <=> right.asBool().value_or(false);
    case Type::kNumber:
      return orderOfNumbers(left, right);
    case Type::kString:
      return left.asString() <=> right.asString();
    case Type::kDateTime:
      return dateTimeOf(left).ms <=> dateTimeOf(right).ms;
    default:
      return std::nullopt;
  }
}

std::strong_ordering compareAny(const Value& left, const Value& right) {
  const int leftRank = rankOf(typeOf(left));
  const int rightRank = rankOf(typeOf(right));
  if (leftRank != rightRank) return leftRank <=> rightRank;
  return compare(left, right).value_or(std::strong_ordering::equal);
}

}  // namespace vitrine::groq
