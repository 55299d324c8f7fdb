// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "engine/core/value.h"
#include "shell/services/http/message.h"

namespace vitrine::services {

// {"error": {type, code?, param?, message, …}} and its status.
struct StripeError {
  int status = 400;
  std::string type = "invalid_request_error";
  std::string code;
  std::string param;
  std::string message;
  // A failed validation is not kept under its idempotency key: the corrected request may use it.
  bool isValidation = true;

  Response response() const {
    Object error{{"type", type}, {"message", message}};
    if (!code.empty()) {
      error.set("code", code);
      error.set("doc_url", "https://stripe.com/docs/error-codes/" + code);
    }
    if (!param.empty()) error.set("param", param);
    return Response::json(status, Object{{"error", std::move(error)}});
  }
};

template <typename T>
using StripeResult = std::expected<T, StripeError>;

inline std::unexpected<StripeError> invalidParam(std::string code, std::string param,
                                                 std::string message) {
  return std::unexpected(StripeError{400, "invalid_request_error", std::move(code),
                                     std::move(param), std::move(message), true});
}

inline std::unexpected<StripeError> missing(std::string_view what, std::string_view id) {
  return std::unexpected(
      StripeError{404, "invalid_request_error", "resource_missing", std::string(what),
                  "No such " + std::string(what) + ": '" + std::string(id) + "'", false});
}

}  // namespace vitrine::services
