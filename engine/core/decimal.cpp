// SPDX-License-Identifier: MIT
#include "engine/core/decimal.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <limits>

namespace vitrine {
namespace {

// 0.digits * 10^point
struct Decimal {
  std::string digits;  // without leading zeros
  int point = 0;
};

// Digits behind these many decide only whether something is behind a tie.
constexpr std::size_t kMaxDigits = 770;

// A natural number below 2^4096: enough for 770 digits and for any power of ten of a double.
class Natural {
 public:
  explicit Natural(std::uint64_t number) {
    for (; number != 0; number >>= 32U) words_[size_++] = static_cast<std::uint32_t>(number);
  }

  void multiplyAdd(std::uint32_t factor, std::uint32_t summand) {
    std::uint64_t carry = summand;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += std::uint64_t{words_[i]} * factor;
      words_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    if (carry != 0) words_[size_++] = static_cast<std::uint32_t>(carry);
  }

  // Multiplies by base^power; by nothing when the power is negative.
  void scale(std::uint32_t base, int power) {
    while (power > 0) {
      std::uint32_t factor = base;
      while (--power > 0 && factor <= std::numeric_limits<std::uint32_t>::max() / base) factor *= base;
      multiplyAdd(factor, 0);
    }
  }

  // Whether the other is not larger; then it is taken away.
  bool take(const Natural& other) {
    if (compare(other) < 0) return false;
    std::int64_t carry = 0;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += std::int64_t{words_[i]} - (i < other.size_ ? other.words_[i] : 0);
      words_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32U;
    }
    while (size_ > 0 && words_[size_ - 1] == 0) --size_;
    return true;
  }

  int compare(const Natural& other) const {
    if (size_ != other.size_) return size_ < other.size_ ? -1 : 1;
    for (std::size_t i = size_; i-- > 0;) {
      if (words_[i] != other.words_[i]) return words_[i] < other.words_[i] ? -1 : 1;
    }
    return 0;
  }

  int bits() const {
    return static_cast<int>(32 * size_) - (size_ == 0 ? 0 : std::countl_zero(words_[size_ - 1]));
  }

 private:
  std::array<std::uint32_t, 128> words_{};
  std::size_t size_ = 0;
};

// The double nearest to top / bottom, neither of them zero.
double nearestQuotient(Natural top, Natural bottom) {
  int exponent = top.bits() - bottom.bits();
  top.scale(2, -exponent);
  bottom.scale(2, exponent);
  if (top.compare(bottom) < 0) {
    top.scale(2, 1);
    --exponent;
  }
  // Now 1 <= top / bottom < 2, and the number is that times 2^exponent.
  constexpr int kBits = std::numeric_limits<double>::digits;
  constexpr int kLeast = std::numeric_limits<double>::min_exponent - kBits;  // of a bit: -1074
  const int bits = exponent - kLeast < kBits ? exponent - kLeast + 1 : kBits;
  if (bits < 0) return 0;
  std::uint64_t mantissa = 0;
  for (int i = 0; i < bits; ++i) {
    mantissa = mantissa * 2 + (top.take(bottom) ? 1 : 0);
    top.scale(2, 1);
  }
  const int half = top.compare(bottom);
  if (half > 0 || (half == 0 && mantissa % 2 == 1)) ++mantissa;
  return std::ldexp(static_cast<double>(mantissa), exponent - bits + 1);
}

double nearest(const Decimal& decimal) {
  // Beyond the largest double and below half of the least one.
  if (decimal.digits.empty() || decimal.point < -330) return 0;
  if (decimal.point > 310) return std::numeric_limits<double>::infinity();
  const int exponent = decimal.point - static_cast<int>(decimal.digits.size());
  Natural top(0);
  std::uint64_t whole = 0;
  for (const char digit : decimal.digits) {
    const auto value = static_cast<std::uint32_t>(digit - '0');
    whole = whole * 10 + value;
    top.multiplyAdd(10, value);
  }
  // Both factors are doubles themselves, so that one rounding is the only one.
  if (decimal.digits.size() <= 15 && std::abs(exponent) <= 22) {
    double power = 1;
    for (int i = std::abs(exponent); i > 0; --i) power *= 10;
    const auto number = static_cast<double>(whole);
    return exponent < 0 ? number / power : number * power;
  }
  Natural bottom(1);
  top.scale(10, exponent);
  bottom.scale(10, -exponent);
  return nearestQuotient(top, bottom);
}

Decimal parse(std::string_view number) {
  Decimal decimal;
  bool isFraction = false;
  bool isLong = false;
  while (!number.empty() && number[0] != 'e' && number[0] != 'E') {
    const char c = number[0];
    number.remove_prefix(1);
    if (c == '.') {
      isFraction = true;
    } else if (c == '0' && decimal.digits.empty()) {
      if (isFraction) --decimal.point;
    } else {
      if (!isFraction) ++decimal.point;
      if (decimal.digits.size() < kMaxDigits) decimal.digits += c;
      else isLong = isLong || c != '0';
    }
  }
  if (isLong) decimal.digits.back() = '1';
  if (number.empty()) return decimal;
  number.remove_prefix(1);
  const bool isNegative = number.starts_with('-');
  int exponent = 0;
  for (const char c : number) {
    if (c >= '0' && exponent < 100'000'000) exponent = exponent * 10 + (c - '0');
  }
  decimal.point += isNegative ? -exponent : exponent;
  return decimal;
}

// The first digits of a number above zero, cut.
Decimal digitsOf(double number, int count) {
  int exponent = 0;
  const double mantissa = std::ldexp(std::frexp(number, &exponent), 53);
  Natural top(static_cast<std::uint64_t>(mantissa));
  Natural bottom(1);
  top.scale(2, exponent - 53);
  bottom.scale(2, 53 - exponent);
  Decimal decimal;
  while (top.compare(bottom) >= 0) {
    bottom.scale(10, 1);
    ++decimal.point;
  }
  while (static_cast<int>(decimal.digits.size()) < count) {
    top.scale(10, 1);
    char digit = '0';
    while (top.take(bottom)) ++digit;
    if (digit == '0' && decimal.digits.empty()) --decimal.point;
    else decimal.digits += digit;
  }
  return decimal;
}

Decimal rounded(Decimal decimal, std::size_t count) {
  const bool up = decimal.digits[count] >= '5';
  decimal.digits.resize(count);
  if (!up) return decimal;
  while (!decimal.digits.empty() && decimal.digits.back() == '9') decimal.digits.pop_back();
  if (!decimal.digits.empty()) {
    ++decimal.digits.back();
  } else {
    decimal.digits = "1";
    ++decimal.point;
  }
  return decimal;
}

Decimal shortest(double number) {
  const Decimal exact = digitsOf(number, 18);
  for (std::size_t count = 1; count < 17; ++count) {
    const Decimal decimal = rounded(exact, count);
    if (nearest(decimal) == number) return decimal;
  }
  return rounded(exact, 17);
}

}  // namespace

double readDecimal(std::string_view number) {
  const bool isNegative = number.starts_with('-');
  if (isNegative) number.remove_prefix(1);
  const double size = nearest(parse(number));
  return isNegative ? -size : size;
}

std::string writeDecimal(double number) {
  if (std::signbit(number)) return "-" + writeDecimal(-number);
  if (number == 0) return "0";
  auto [digits, point] = shortest(number);
  const int count = static_cast<int>(digits.size());
  if (point > 15 || point < -3) {
    if (count > 1) digits.insert(1, 1, '.');
    const std::string power = std::to_string(std::abs(point - 1));
    return digits + (point > 0 ? "e+" : "e-") + (power.size() < 2 ? "0" : "") + power;
  }
  if (point <= 0) return "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
  if (count > point) return digits.insert(static_cast<std::size_t>(point), 1, '.');
  return digits + std::string(static_cast<std::size_t>(point - count), '0');
}

}  // namespace vitrine
