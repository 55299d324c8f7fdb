// SPDX-License-Identifier: MIT
#include "engine/core/money.h"

#include <cstddef>
#include <string>

#include "engine/core/check.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

__extension__ using Wide = __int128;

Result<Money> bounded(Wide amountMinor, Currency currency) {
  if (amountMinor > kMaxAmountMinor || amountMinor < -kMaxAmountMinor) {
    return fail(ErrorCode::kAmountOverflow, "amount", "the amount is beyond 2^53 - 1 minor units");
  }
  return Money(static_cast<std::int64_t>(amountMinor), currency);
}

std::unexpected<Error> currencyMismatch(Money a, Money b) {
  return fail(ErrorCode::kCurrencyMismatch, "currency",
              std::string(a.currency().code()) + " and " + std::string(b.currency().code()) +
                  " cannot be added");
}

// n ÷ d for d > 0, to the nearest whole number, halves after `mode`.
Wide divideRounded(Wide n, Wide d, Rounding mode) {
  const bool negative = n < 0;
  const Wide magnitude = negative ? -n : n;
  Wide quotient = magnitude / d;
  const Wide twiceRest = (magnitude % d) * 2;
  const bool halfGoesUp = mode == Rounding::kHalfUp || quotient % 2 == 1;
  const bool up = twiceRest > d || (twiceRest == d && halfGoesUp);
  if (up) ++quotient;
  return negative ? -quotient : quotient;
}

}  // namespace

Result<Money> Money::plus(Money other) const {
  if (currency_ != other.currency_) return currencyMismatch(*this, other);
  return bounded(Wide{amountMinor_} + other.amountMinor_, currency_);
}

Result<Money> Money::minus(Money other) const {
  if (currency_ != other.currency_) return currencyMismatch(*this, other);
  return bounded(Wide{amountMinor_} - other.amountMinor_, currency_);
}

Result<Money> Money::times(std::int64_t factor) const {
  return bounded(Wide{amountMinor_} * factor, currency_);
}

Result<Money> Money::share(std::int64_t numerator, std::int64_t denominator, Rounding mode) const {
  check(denominator > 0);
  return bounded(divideRounded(Wide{amountMinor_} * numerator, denominator, mode), currency_);
}

std::vector<Money> Money::allocate(std::span<const std::int64_t> weights) const {
  check(!weights.empty());
  Wide weightSum = 0;
  for (const std::int64_t weight : weights) {
    check(weight >= 0);
    weightSum += weight;
  }
  std::vector<std::int64_t> parts(weights.size(), 0);
  if (weightSum == 0) {
    parts[0] = amountMinor_;
  } else {
    // Each part is rounded towards zero; what is left over goes, one unit at a time, to the parts
    // with the largest remainders.
    std::vector<Wide> remainders(weights.size());
    std::int64_t left = amountMinor_;
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const Wide product = Wide{amountMinor_} * weights[i];
      parts[i] = static_cast<std::int64_t>(product / weightSum);
      remainders[i] = product % weightSum < 0 ? -(product % weightSum) : product % weightSum;
      left -= parts[i];
    }
    const std::vector<std::size_t> order = stableOrder(
        weights.size(), [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
    const std::int64_t unit = left < 0 ? -1 : 1;
    for (std::size_t i = 0; left != 0; ++i, left -= unit) parts[order[i]] += unit;
  }
  std::vector<Money> result;
  result.reserve(parts.size());
  for (const std::int64_t part : parts) result.emplace_back(part, currency_);
  return result;
}

}  // namespace vitrine
