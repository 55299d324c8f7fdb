// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/value.h"
#include "engine/ports/transport.h"
#include "engine/store/checkout_view.h"

namespace vitrine {

// Reading what the shop's server answers: {"ok": true, "value": ...} | {"ok": false, "error": ...}; a
// route that has nothing to refuse may answer the value itself.

// The body of an answer that came, or null.
Value bodyOf(const Response& response);

// The `value` of a good answer; else why there is none. Garbage is `answer_unreadable`.
Result<Value> valueOf(const Response& response);

// Whether the same request may succeed later: nobody knows what became of it, or the shop said so.
bool isUndecided(const Response& response);

// An error by its name in JSON; `service_failed` when the name is not the engine's.
ErrorView errorOf(const Value& error);
ErrorView errorOf(const Response& response);

// Where the browser may be sent to pay: https anywhere, http on this machine only, or the shop.
bool isPaymentUrl(std::string_view url);

std::optional<MoneyView> moneyOf(const Value& value);
std::vector<QuoteChangeView> changesOf(const Value& changes);

}  // namespace vitrine
