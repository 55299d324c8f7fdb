// SPDX-License-Identifier: MIT
#include "shell/services/pay/paypal_amount.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace vitrine::services {
namespace {

constexpr std::array<std::string_view, 24> kCurrencies = {
    "AUD", "BRL", "CAD", "CNY", "CZK", "DKK", "EUR", "HKD", "HUF", "ILS", "JPY", "MYR",
    "MXN", "TWD", "NZD", "NOK", "PHP", "PLN", "GBP", "SGD", "SEK", "CHF", "THB", "USD"};
constexpr std::int64_t kLargest = 999'999'999'99;

std::size_t decimalsOf(std::string_view currency) {
  return currency == "HUF" || currency == "JPY" || currency == "TWD" ? 0 : 2;
}

std::optional<std::int64_t> wholeNumber(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || text.front() == '-' || problem != std::errc{} ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

// One optional part of the breakdown; zero when it is not there.
PayPalResult<std::int64_t> part(const Value& breakdown, std::string_view name,
                                const std::string& field) {
  if (breakdown[name].isNull()) return 0;
  return readAmount(breakdown[name], field + "/amount/breakdown/" + std::string(name));
}

struct ItemTotals {
  std::int64_t items = 0;
  std::int64_t tax = 0;
};

PayPalResult<ItemTotals> addItems(const Array& items, const std::string& field) {
  ItemTotals totals;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::string at = field + "/items/" + std::to_string(i);
    if (items[i]["name"].asString().empty()) {
      return paypalIssue(400, "MISSING_REQUIRED_PARAMETER", at + "/name");
    }
    if (items[i]["name"].asString().size() > 127) {
      return paypalIssue(400, "INVALID_STRING_LENGTH", at + "/name");
    }
    const auto quantity = wholeNumber(items[i]["quantity"].asString());
    if (!quantity || *quantity < 1 || *quantity > 1'000'000) {
      return paypalIssue(400, "INVALID_PARAMETER_VALUE", at + "/quantity",
                         items[i]["quantity"].asString());
    }
    const auto unit = readAmount(items[i]["unit_amount"], at + "/unit_amount");
    if (!unit) return std::unexpected(unit.error());
    totals.items += *unit * *quantity;
    if (items[i]["tax"].isNull()) continue;
    const auto tax = readAmount(items[i]["tax"], at + "/tax");
    if (!tax) return std::unexpected(tax.error());
    totals.tax += *tax * *quantity;
  }
  return totals;
}

}  // namespace

PayPalResult<std::int64_t> readAmount(const Value& amount, std::string_view field) {
  const std::string at(field);
  const std::string_view currency = amount["currency_code"].asString();
  const std::string_view text = amount["value"].asString();
  if (currency.empty())
    return paypalIssue(400, "MISSING_REQUIRED_PARAMETER", at + "/currency_code");
  if (text.empty()) return paypalIssue(400, "MISSING_REQUIRED_PARAMETER", at + "/value");
  if (std::ranges::find(kCurrencies, currency) == kCurrencies.end()) {
    return paypalIssue(422, "INVALID_CURRENCY_CODE", at + "/currency_code", currency);
  }
  if (text.front() == '-')
    return paypalIssue(422, "CANNOT_BE_ZERO_OR_NEGATIVE", at + "/value", text);
  const std::size_t dot = std::min(text.find('.'), text.size());
  const std::string_view decimals = dot < text.size() ? text.substr(dot + 1) : std::string_view{};
  const std::size_t allowed = decimalsOf(currency);
  if (text.size() > 32 || (dot < text.size() && decimals.empty())) {
    return paypalIssue(400, "INVALID_PARAMETER_VALUE", at + "/value", text.substr(0, 32));
  }
  if (decimals.size() > allowed) return paypalIssue(422, "DECIMAL_PRECISION", at + "/value", text);
  std::string digits = std::string(text.substr(0, dot)) + std::string(decimals);
  digits.append(allowed - decimals.size(), '0');
  const auto minor = wholeNumber(digits);
  if (minor && *minor <= kLargest) return *minor;
  return paypalIssue(400, "INVALID_PARAMETER_VALUE", at + "/value", text);
}

Value writeAmount(std::int64_t minor, std::string_view currency) {
  std::string digits = std::to_string(minor);
  const std::size_t decimals = decimalsOf(currency);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return Object{{"currency_code", currency}, {"value", digits}};
}

PayPalResult<std::int64_t> checkedTotal(const Value& unit, const std::string& field) {
  const Value& amount = unit["amount"];
  if (!amount.isObject()) return paypalIssue(400, "MISSING_REQUIRED_PARAMETER", field + "/amount");
  const auto total = readAmount(amount, field + "/amount");
  if (!total) return total;
  if (*total == 0) return paypalIssue(422, "CANNOT_BE_ZERO_OR_NEGATIVE", field + "/amount/value");
  const Value& breakdown = amount["breakdown"];
  const auto totals = addItems(unit["items"].items(), field);
  if (!totals) return std::unexpected(totals.error());
  const bool hasItems = !unit["items"].items().empty();
  if (hasItems && breakdown["item_total"].isNull()) {
    return paypalIssue(422, "ITEM_TOTAL_REQUIRED", field + "/amount/breakdown/item_total");
  }
  if (!breakdown.isObject()) return total;
  std::int64_t sum = 0;
  for (const std::string_view name :
       {"item_total", "tax_total", "shipping", "handling", "insurance"}) {
    const auto each = part(breakdown, name, field);
    if (!each) return each;
    sum += *each;
    const bool isItems = name == "item_total";
    const bool isTax = name == "tax_total" && (totals->tax > 0);
    if (hasItems && isItems && *each != totals->items) {
      return paypalIssue(422, "ITEM_TOTAL_MISMATCH", field + "/amount/breakdown/item_total");
    }
    if (isTax && *each != totals->tax) {
      return paypalIssue(422, "TAX_TOTAL_MISMATCH", field + "/amount/breakdown/tax_total");
    }
  }
  for (const std::string_view name : {"shipping_discount", "discount"}) {
    const auto each = part(breakdown, name, field);
    if (!each) return each;
    sum -= *each;
  }
  if (sum != *total) return paypalIssue(422, "AMOUNT_MISMATCH", field + "/amount/value");
  return total;
}

}  // namespace vitrine::services
