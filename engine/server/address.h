// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
#include "engine/order/order.h"

namespace vitrine::server {

inline constexpr std::size_t kMaxNameLength = 100;     // code points, likewise below
inline constexpr std::size_t kMaxLineLength = 120;
inline constexpr std::size_t kMaxCityLength = 100;
inline constexpr std::size_t kMaxPhoneLength = 32;
inline constexpr std::size_t kMaxEmailLength = 254;    // bytes, RFC 5321

// Something before and a domain after one @, within the bounds of RFC 5321; not whether it exists.
bool isEmail(std::string_view email);

// Trimmed, inner white space collapsed, control characters gone.
std::string tidyText(std::string_view typed);

// Every rule that the address breaks, fields as in the request ("address.postalCode"): what must be
// there, what is too long, and the shape of the postal code in countries that have one.
void checkAddress(const Address& address, std::vector<Error>& errors);

}  // namespace vitrine::server
