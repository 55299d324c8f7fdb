// SPDX-License-Identifier: MIT
#include "engine/groq/arithmetic.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string_view>

#include "engine/core/json.h"
#include "engine/groq/type.h"

namespace vitrine::groq {
namespace {

constexpr double kMaxExact = 9'007'199'254'740'991.0;
// Far beyond every date of RFC 3339, far below overflow.
constexpr double kMaxSeconds = 1e12;

Value addSeconds(const Value& dateTime, double seconds) {
  if (!(std::fabs(seconds) <= kMaxSeconds)) return {};
  const Timestamp time = dateTimeOf(dateTime).plusMs(std::llround(std::trunc(seconds * 1000)));
  return std::fabs(static_cast<double>(time.ms)) <= 8.64e15 ? makeDateTime(time) : Value();
}

Value computeWhole(NodeKind kind, std::int64_t left, std::int64_t right) {
  std::int64_t result = 0;
  bool overflow = true;
  if (kind == NodeKind::kAdd) overflow = __builtin_add_overflow(left, right, &result);
  if (kind == NodeKind::kSubtract) overflow = __builtin_sub_overflow(left, right, &result);
  if (kind == NodeKind::kMultiply) overflow = __builtin_mul_overflow(left, right, &result);
  if (kind == NodeKind::kRemainder && right > 0) {
    result = left % right;
    overflow = false;
  }
  return overflow ? Value() : Value(result);
}

Value computeReal(NodeKind kind, double left, double right) {
  switch (kind) {
    case NodeKind::kAdd:
      return makeNumber(left + right);
    case NodeKind::kSubtract:
      return makeNumber(left - right);
    case NodeKind::kMultiply:
      return makeNumber(left * right);
    case NodeKind::kDivide:
      return makeNumber(left / right);
    case NodeKind::kRemainder:
      return makeNumber(std::fmod(left, right));
    default:
      return makeNumber(std::pow(left, right));
  }
}

Value concatenate(const Value& left, const Value& right) {
  Array items = left.items();
  items.insert(items.end(), right.items().begin(), right.items().end());
  return items;
}

Value merge(const Value& left, const Value& right) {
  Object members = left.members();
  for (const auto& [name, value] : right.members()) members.set(name, value);
  return members;
}

Value addOthers(const Value& left, const Value& right, Type leftType, Type rightType) {
  if (leftType == Type::kDateTime && rightType == Type::kNumber) {
    return addSeconds(left, *right.asDouble());
  }
  if (leftType == Type::kNumber && rightType == Type::kDateTime) {
    return addSeconds(right, *left.asDouble());
  }
  if (leftType != rightType) return {};
  switch (leftType) {
    case Type::kString:
      return std::string(left.asString()).append(right.asString());
    case Type::kArray:
      return concatenate(left, right);
    case Type::kObject:
      return merge(left, right);
    default:
      return {};
  }
}

Value subtractOthers(const Value& left, const Value& right, Type rightType) {
  if (rightType == Type::kNumber) return addSeconds(left, -*right.asDouble());
  if (rightType != Type::kDateTime) return {};
  return makeNumber(static_cast<double>(dateTimeOf(left).ms - dateTimeOf(right).ms) / 1000);
}

// The significant digits of a number, and the power of ten of the first of them.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

// Takes a JSON number apart, however its writer has laid it out.
Decimal readDecimal(std::string_view text) {
  Decimal decimal;
  const std::size_t mark = std::min(text.find('e'), text.size());
  int beforePoint = 0;
  bool isFraction = false;
  for (const char c : text.substr(0, mark)) {
    if (c == '.') isFraction = true;
    if (c < '0' || c > '9') continue;
    if (c == '0' && decimal.digits.empty()) {
      if (isFraction) --beforePoint;
      continue;
    }
    decimal.digits += c;
    if (!isFraction) ++beforePoint;
  }
  while (decimal.digits.ends_with('0')) decimal.digits.pop_back();
  if (decimal.digits.empty()) return {"0", 0};
  int scale = 0;
  const std::size_t start =
      std::min(text.size(), mark + (text.substr(mark).starts_with("e+") ? 2 : 1));
  std::from_chars(text.data() + start, text.data() + text.size(), scale);
  decimal.exponent = beforePoint - 1 + scale;
  return decimal;
}

// As ECMAScript's Number::toString lays out digits.
std::string layOut(const Decimal& decimal) {
  std::string digits = decimal.digits;
  const int count = static_cast<int>(digits.size());
  const int exponent = decimal.exponent;
  if (exponent >= 21 || exponent < -6) {
    if (count > 1) digits.insert(1, 1, '.');
    return digits + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
  }
  if (exponent < 0)
    return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  if (exponent >= count - 1) {
    return digits + std::string(static_cast<std::size_t>(exponent - count + 1), '0');
  }
  return digits.insert(static_cast<std::size_t>(exponent) + 1, 1, '.');
}

}  // namespace

Value makeNumber(double number) {
  if (!std::isfinite(number)) return {};
  const bool isWhole = std::trunc(number) == number && std::fabs(number) <= kMaxExact;
  return isWhole ? Value(static_cast<std::int64_t>(number)) : Value(number);
}

Value unaryArithmetic(NodeKind kind, const Value& operand) {
  if (!operand.isNumber()) return {};
  if (kind == NodeKind::kPlus) return operand;
  const std::int64_t whole = operand.rawInt();
  if (operand.isInt() && whole != std::numeric_limits<std::int64_t>::min()) return -whole;
  return makeNumber(-*operand.asDouble());
}

Value binaryArithmetic(NodeKind kind, const Value& left, const Value& right) {
  const Type leftType = typeOf(left);
  const Type rightType = typeOf(right);
  if (leftType == Type::kNumber && rightType == Type::kNumber) {
    if (left.isInt() && right.isInt()) {
      Value whole = computeWhole(kind, left.rawInt(), right.rawInt());
      if (!whole.isNull()) return whole;
    }
    return computeReal(kind, *left.asDouble(), *right.asDouble());
  }
  if (kind == NodeKind::kAdd) return addOthers(left, right, leftType, rightType);
  if (kind == NodeKind::kSubtract && leftType == Type::kDateTime) {
    return subtractOthers(left, right, rightType);
  }
  return {};
}

std::string numberText(const Value& number) {
  if (number.isInt()) return std::to_string(number.rawInt());
  const std::string text = encodeJson(number);
  const Decimal decimal = readDecimal(text);
  return (text.front() == '-' ? "-" : "") + layOut(decimal);
}

}  // namespace vitrine::groq
