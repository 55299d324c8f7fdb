// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "engine/core/result.h"
#include "engine/core/value.h"
#include "shell/services/http/message.h"

namespace vitrine::services {

// Stripe's nested form: `line_items[0][price_data][unit_amount]=1999&expand[]=x` to an object with
// arrays; every leaf is text. Names are at most 8 deep and there are at most 1,000 of them; an
// index only orders the items, so a huge one costs nothing.
Result<Value> parseForm(std::string_view body);
Result<Value> nestForm(const NamedTexts& pairs);

}  // namespace vitrine::services
