// SPDX-License-Identifier: MIT
#include "engine/payment/amounts.h"

#include <cstddef>

namespace vitrine {
namespace {

bool isSentWithTwoDecimals(Currency currency) {
  return currency.decimals() == 0 && (currency.code() == "ISK" || currency.code() == "UGX");
}

bool isWholeAtPaypal(Currency currency) {
  return currency.code() == "HUF" || currency.code() == "TWD";
}

std::int64_t powerOfTen(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Result<std::int64_t> stripeAmount(Money money) {
  const std::int64_t minor = money.amountMinor();
  if (isSentWithTwoDecimals(money.currency())) {
    if (minor > kMaxAmountMinor / 100 || minor < -kMaxAmountMinor / 100) {
      return fail(ErrorCode::kAmountOverflow, "amountMinor", "Too large to be sent with decimals.");
    }
    return minor * 100;
  }
  if (money.currency().decimals() == 3 && minor % 10 != 0) {
    return fail(ErrorCode::kInvalidValue, "amountMinor", "The third decimal must be 0.");
  }
  return minor;
}

Result<Money> moneyOfStripe(std::int64_t amount, std::string_view currency) {
  const Result<Currency> known = Currency::of(currency);
  if (!known) return fail(known.error());
  if (amount > kMaxAmountMinor || amount < -kMaxAmountMinor) {
    return fail(ErrorCode::kAmountOverflow, "amount", "An amount beyond the engine's bounds.");
  }
  if (!isSentWithTwoDecimals(*known)) return Money(amount, *known);
  if (amount % 100 != 0) {
    return fail(ErrorCode::kInvalidValue, "amount", "The two decimals must be 00.");
  }
  return Money(amount / 100, *known);
}

Result<std::string> paypalAmount(Money money) {
  if (money.isNegative()) {
    return fail(ErrorCode::kAmountNegative, "amountMinor", "Amounts are not negative.");
  }
  const int decimals = money.currency().decimals();
  const std::int64_t unit = powerOfTen(decimals);
  const std::int64_t fraction = money.amountMinor() % unit;
  std::string text = std::to_string(money.amountMinor() / unit);
  if (isWholeAtPaypal(money.currency())) {
    if (fraction == 0) return text;
    return fail(ErrorCode::kInvalidValue, "amountMinor", "The gateway takes no decimals.");
  }
  if (decimals == 0) return text;
  const std::string digits = std::to_string(fraction);
  text.push_back('.');
  text.append(static_cast<std::size_t>(decimals) - digits.size(), '0');
  return text + digits;
}

Result<Money> moneyOfPaypal(std::string_view value, std::string_view currency) {
  const Result<Currency> known = Currency::of(currency);
  if (!known) return fail(known.error());
  const std::size_t point = value.find('.');
  const std::string_view whole = value.substr(0, point);
  std::string fraction(point == std::string_view::npos ? "" : value.substr(point + 1));
  const auto decimals = static_cast<std::size_t>(known->decimals());
  while (fraction.size() > decimals && fraction.back() == '0') fraction.pop_back();
  const auto bad = [] {
    return fail(ErrorCode::kInvalidValue, "value", "Not a decimal amount of that currency.");
  };
  if (whole.empty() || whole.size() > 15 || fraction.size() > decimals) return bad();
  fraction.append(decimals - fraction.size(), '0');
  std::int64_t minor = 0;
  for (const char c : std::string(whole) + fraction) {
    if (!isDigit(c)) return bad();
    if (minor > kMaxAmountMinor / 10) {
      return fail(ErrorCode::kAmountOverflow, "value", "An amount beyond the engine's bounds.");
    }
    minor = minor * 10 + (c - '0');
  }
  if (minor > kMaxAmountMinor) {
    return fail(ErrorCode::kAmountOverflow, "value", "An amount beyond the engine's bounds.");
  }
  return Money(minor, *known);
}

}  // namespace vitrine
