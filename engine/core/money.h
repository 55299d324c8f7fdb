// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/core/currency.h"
#include "engine/core/result.h"

namespace vitrine {

// How a fraction of a minor unit is settled. Both are symmetric around zero.
enum class Rounding : std::uint8_t {
  kHalfUp,    // 0.5 goes away from zero
  kHalfEven,  // 0.5 goes to the even neighbour (IEEE 754 "banker's" rounding)
};

// The largest amount the engine handles, either sign: exact as a JavaScript number (2^53 − 1).
inline constexpr std::int64_t kMaxAmountMinor = 9'007'199'254'740'991;

// An amount in minor units of one currency. Arithmetic is checked: a sum beyond `kMaxAmountMinor`
// is `amount_overflow`, mixing currencies is `currency_mismatch`. Nothing here divides except
// `share` and `allocate`, whose roundings are stated.
class Money {
 public:
  constexpr Money(std::int64_t amountMinor, Currency currency)
      : amountMinor_(amountMinor), currency_(currency) {}
  static constexpr Money zero(Currency currency) { return Money(0, currency); }

  constexpr std::int64_t amountMinor() const { return amountMinor_; }
  constexpr Currency currency() const { return currency_; }
  constexpr bool isZero() const { return amountMinor_ == 0; }
  constexpr bool isNegative() const { return amountMinor_ < 0; }

  Result<Money> plus(Money other) const;
  Result<Money> minus(Money other) const;
  Result<Money> times(std::int64_t factor) const;

  // This amount × numerator ÷ denominator, rounded once; the product is computed in 128 bits.
  // Denominator > 0. Example: 19 % tax included in a gross price is share(1900, 11900, mode).
  Result<Money> share(std::int64_t numerator, std::int64_t denominator, Rounding mode) const;

  // Splits the amount in proportion to non-negative weights by the largest-remainder method, ties
  // to the earlier part: the parts sum to the whole, always. All weights zero: all to the first.
  std::vector<Money> allocate(std::span<const std::int64_t> weights) const;

  bool operator==(const Money&) const = default;

 private:
  std::int64_t amountMinor_;
  Currency currency_;
};

}  // namespace vitrine
