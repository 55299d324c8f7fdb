// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "engine/catalog/field_reader.h"
#include "engine/pricing/price_list.h"

namespace vitrine {

// What price lists and coupons read alike.

// Two upper-case letters. Whether the shop knows the country is another question.
bool isCountryCode(std::string_view text);
std::string readCountry(FieldReader& reader, std::string_view name);

// `kind`: percent_off, amount_off or buy_x_pay_y.
PromotionKind readPromotionKind(FieldReader& reader);
std::string_view promotionKindName(PromotionKind kind);

}  // namespace vitrine
