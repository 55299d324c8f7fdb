// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "engine/core/value.h"
#include "shell/services/http/message.h"

namespace vitrine::services {

// {name, message, debug_id, details: [{issue, description, field?, value?}], links}
struct PayPalError {
  int status = 422;
  std::string issue;
  std::string description;
  std::string field;
  std::string value;
  std::string approveLink;  // where the buyer may choose another instrument

  Response response() const;
};

template <typename T>
using PayPalResult = std::expected<T, PayPalError>;

// With the vendor's own text for the issue.
std::unexpected<PayPalError> paypalIssue(int status, std::string_view issue,
                                         std::string_view field = {}, std::string_view value = {});

}  // namespace vitrine::services
