// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shell/services/http/message.h"

namespace vitrine::services {

std::string escapeHtml(std::string_view text);

// A page without scripts and without anything from outside: one style sheet, allowed by its hash.
// `formTargets` are the origins to which a form's redirect may lead, because browsers hold
// redirects against form-action too.
struct Page {
  std::string title;
  std::string brand;  // the mark in the header: "stripe" or "paypal" styles
  std::string main;   // HTML
  std::vector<std::string> formTargets;

  Response response(int status = 200) const;
};

// 4900, "eur" to "€49.00"; other currencies with their code.
std::string formatMoney(std::int64_t amountMinor, std::string_view currency);

}  // namespace vitrine::services
