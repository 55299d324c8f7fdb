// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/money.h"
#include "engine/core/result.h"

namespace vitrine {

// Amounts in the gateways' own spelling, both ways, in whole numbers throughout.
//
// Stripe counts minor units, with three exceptions: ISK and UGX have no decimals but are sent with
// two, which must be 00; of currencies with three decimals the last digit must be 0.
Result<std::int64_t> stripeAmount(Money money);
Result<Money> moneyOfStripe(std::int64_t amount, std::string_view currency);

// PayPal takes decimal text with exactly the currency's decimals ("74.90", "7490" for JPY); HUF and
// TWD without, although they have two.
Result<std::string> paypalAmount(Money money);
Result<Money> moneyOfPaypal(std::string_view value, std::string_view currency);

}  // namespace vitrine
