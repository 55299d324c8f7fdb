// SPDX-License-Identifier: MIT
#include "engine/core/currency.h"

#include <algorithm>
#include <string>

namespace vitrine {
namespace {

struct Row {
  std::string_view code;
  int decimals;
};

// The currencies that the two gateways charge in, with the decimals of ISO 4217 (list one, 2024).
// A gateway's own deviations (ISK and UGX as if they had two) belong to engine/payment.
constexpr Row kCurrencies[] = {
    {"AED", 2}, {"AUD", 2}, {"BGN", 2}, {"BHD", 3}, {"BRL", 2}, {"CAD", 2}, {"CHF", 2}, {"CLP", 0},
    {"CNY", 2}, {"CZK", 2}, {"DKK", 2}, {"EUR", 2}, {"GBP", 2}, {"HKD", 2}, {"HUF", 2}, {"ILS", 2},
    {"INR", 2}, {"ISK", 0}, {"JOD", 3}, {"JPY", 0}, {"KRW", 0}, {"KWD", 3}, {"MXN", 2}, {"MYR", 2},
    {"NOK", 2}, {"NZD", 2}, {"OMR", 3}, {"PHP", 2}, {"PLN", 2}, {"PYG", 0}, {"RON", 2}, {"SEK", 2},
    {"SGD", 2}, {"THB", 2}, {"TND", 3}, {"TRY", 2}, {"TWD", 2}, {"UGX", 0}, {"USD", 2}, {"VND", 0},
    {"XAF", 0}, {"XOF", 0}, {"ZAR", 2},
};

const Row* findRow(std::string_view code) {
  const auto* row = std::ranges::find(kCurrencies, code, &Row::code);
  return row == std::end(kCurrencies) ? nullptr : row;
}

}  // namespace

Result<Currency> Currency::of(std::string_view code) {
  std::string upper(code.substr(0, 4));
  for (char& c : upper) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  const Row* row = findRow(upper);
  if (row == nullptr) {
    return fail(ErrorCode::kCurrencyUnknown, "currency", "no such currency: " + upper);
  }
  return Currency({row->code[0], row->code[1], row->code[2]});
}

int Currency::decimals() const {
  const Row* row = findRow(code());
  return row == nullptr ? 2 : row->decimals;
}

}  // namespace vitrine
