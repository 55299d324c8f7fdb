// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/value.h"
#include "shell/services/pay/paypal_error.h"

namespace vitrine::services {

// PayPal's money is text with a dot; ours is minor units. `{currency_code, value}` to minor units
// of PayPal's currencies (HUF, JPY and TWD have no decimals there), never negative.
PayPalResult<std::int64_t> readAmount(const Value& amount, std::string_view field);

// 4900, "EUR" to {"currency_code": "EUR", "value": "49.00"}.
Value writeAmount(std::int64_t minor, std::string_view currency);

// Whether amount, breakdown and items of a purchase unit add up.
PayPalResult<std::int64_t> checkedTotal(const Value& unit, const std::string& field);

}  // namespace vitrine::services
