// SPDX-License-Identifier: MIT
#pragma once

#include <imgui.h>

#include <string>
#include <string_view>

#include "engine/store/catalog_views.h"

namespace vitrine {

// The few things that every panel draws, each in one way.

// "49.00 EUR": minor units with the decimals of the currency, no grouping.
std::string moneyText(const MoneyView& money);

// Text of a view, which need not end in a zero.
void showText(std::string_view text);
void showMuted(std::string_view text);
void showHeading(std::string_view text);
// Machine text: ids, SKUs, JSON.
void showMono(std::string_view text);
// Text against the right edge of the table cell or window.
void showRight(std::string_view text);
// A status in a coloured capsule.
void showPill(std::string_view text, const ImVec4& colour);
// "label ......... value" across the width, for totals.
void showRow(std::string_view label, std::string_view value, bool strong = false);
// What stands where there is nothing yet, and what to do about it.
void showEmpty(std::string_view sentence);

}  // namespace vitrine
