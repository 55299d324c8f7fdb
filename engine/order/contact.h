// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
#include "engine/order/order.h"

namespace vitrine {

// The rules for contact and address: the same in the form of the page and in the shop server.

inline constexpr std::size_t kMaxContactName = 100;  // code points, likewise below
inline constexpr std::size_t kMaxAddressLine = 120;
inline constexpr std::size_t kMaxCity = 100;
inline constexpr std::size_t kMaxPhone = 32;
inline constexpr std::size_t kMaxEmail = 254;  // bytes, RFC 5321

// Something before and a domain after one @, within the bounds of RFC 5321; not whether it exists.
bool isEmail(std::string_view email);

// Trimmed, inner white space collapsed, control characters gone.
std::string tidyText(std::string_view typed);

// Every rule that the address breaks, fields as in the request ("address.postalCode"): what must be
// there, what is too long, and the shape of the postal code in countries that have one.
void checkAddress(const Address& address, std::vector<Error>& errors);

// All of it at once: fields "email", "name", "address.line1", ... Texts should be tidied before.
std::vector<Error> checkContact(std::string_view email, std::string_view name,
                                const Address& address);

}  // namespace vitrine
