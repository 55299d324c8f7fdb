// SPDX-License-Identifier: MIT
#include "engine/groq/arithmetic.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

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
  // "-1.2345e+02": the shortest digits and their exponent, laid out as ECMAScript's Number::toString.
  std::array<char, 40> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                 number.asDouble().value_or(0), std::chars_format::scientific);
  std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  std::string out;
  if (text.front() == '-') {
    out = "-";
    text.remove_prefix(1);
  }
  const std::size_t mark = text.find('e');
  std::string digits(text.substr(0, mark));
  if (digits.size() > 1) digits.erase(1, 1);
  const bool isNegative = text[mark + 1] == '-';
  int exponent = 0;
  std::from_chars(text.data() + mark + 2, text.data() + text.size(), exponent);
  if (isNegative) exponent = -exponent;
  const int count = static_cast<int>(digits.size());
  if (exponent >= count - 1 && exponent < 21) {
    return out + digits + std::string(static_cast<std::size_t>(exponent - count + 1), '0');
  }
  if (exponent >= 0 && exponent < 21) {
    digits.insert(static_cast<std::size_t>(exponent) + 1, 1, '.');
    return out + digits;
  }
  if (exponent < 0 && exponent >= -6) {
    return out + "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
  }
  if (count > 1) digits.insert(1, 1, '.');
  return out + digits + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

}  // namespace vitrine::groq
