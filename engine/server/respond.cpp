// SPDX-License-Identifier: MIT
#include "engine/server/respond.h"

#include <algorithm>
#include <utility>

namespace vitrine::server {

Value encodeError(const Error& error) {
  return Value(Object{{"code", errorCodeName(error.code)},
                      {"field", error.field},
                      {"message", error.message}});
}

int statusOf(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMalformedJson: return 400;
    case ErrorCode::kOrderNotFound: return 404;
    case ErrorCode::kCurrencyMismatch:
    case ErrorCode::kProductNotFound:
    case ErrorCode::kVariantNotFound:
    case ErrorCode::kQuantityAboveStock:
    case ErrorCode::kOutOfStock:
    case ErrorCode::kCouponUnknown:
    case ErrorCode::kCouponNotStarted:
    case ErrorCode::kCouponExpired:
    case ErrorCode::kCouponUsedUp:
    case ErrorCode::kCouponMinimumNotReached:
    case ErrorCode::kShippingMethodUnknown:
    case ErrorCode::kShippingNotAvailable:
    case ErrorCode::kTotalChanged:
    case ErrorCode::kOrderAlreadyPaid:
    case ErrorCode::kOrderNotPayable:
    case ErrorCode::kTransitionForbidden: return 409;
    case ErrorCode::kRateLimited: return 429;
    default: return isTransient(code) ? 503 : 422;
  }
}

void respond(Run& run, Respond answer) {
  Object members{{"status", answer.status}, {"body", std::move(answer.body)}};
  if (!answer.redirect.empty()) members.set("redirect", answer.redirect);
  if (!answer.cookieOrders.empty()) {
    members.set("cookies", Object{{"orders", std::move(answer.cookieOrders)}});
  }
  if (answer.retryAfterSeconds > 0) members.set("retryAfterSeconds", answer.retryAfterSeconds);
  ask(run, "respond", "respond", std::move(members));
  run.ended = true;
}

void respondValue(Run& run, int status, Object value) {
  respond(run, {.status = status,
                .body = Object{{"ok", true}, {"value", std::move(value)}},
                .redirect = {},
                .cookieOrders = {},
                .retryAfterSeconds = 0});
}

void respondError(Run& run, int status, const Error& error) {
  respond(run, {.status = status,
                .body = Object{{"ok", false}, {"error", encodeError(error)}},
                .redirect = {},
                .cookieOrders = {},
                .retryAfterSeconds = 0});
}

void respondErrors(Run& run, int status, const std::vector<Error>& errors) {
  const auto first = std::min_element(
      errors.begin(), errors.end(), [](const Error& a, const Error& b) { return a.code < b.code; });
  Array all;
  for (const Error& error : errors) all.push_back(encodeError(error));
  respond(run, {.status = status,
                .body = Object{{"ok", false},
                               {"error", encodeError(*first)},
                               {"errors", std::move(all)}},
                .redirect = {},
                .cookieOrders = {},
                .retryAfterSeconds = 0});
}

void respondLater(Run& run, ErrorCode code, std::string message) {
  constexpr int kRetryAfterSeconds = 2;
  respond(run, {.status = 503,
                .body = Object{{"ok", false},
                               {"error", encodeError({code, "", std::move(message)})}},
                .redirect = {},
                .cookieOrders = {},
                .retryAfterSeconds = kRetryAfterSeconds});
}

void respondNotFound(Run& run) {
  respondError(run, 404, {ErrorCode::kOrderNotFound, "", "There is no such order."});
}

}  // namespace vitrine::server
