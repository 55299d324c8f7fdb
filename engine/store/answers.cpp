// SPDX-License-Identifier: MIT
#include "engine/store/answers.h"

#include "engine/core/json.h"

namespace vitrine {
namespace {

constexpr JsonLimits kAnswerLimits{.maxBytes = std::size_t{2} << 20U, .maxDepth = 32};
constexpr int kRequestTimeout = 408;
constexpr int kTooEarly = 425;
constexpr int kTooManyRequests = 429;

std::optional<std::string> optionalText(const Value& value) {
  if (!value.isString()) return std::nullopt;
  return std::string(value.asString());
}

}  // namespace

Value bodyOf(const Response& response) {
  if (response.failure) return {};
  return decodeJson(response.body, kAnswerLimits).value_or(Value());
}

Result<Value> valueOf(const Response& response) {
  if (response.failure) return fail(*response.failure);
  const Value body = bodyOf(response);
  const bool isGood = response.status >= 200 && response.status < 300 && body.isObject();
  if (isGood && body["ok"].asBool().value_or(true)) {
    return body["ok"].isBool() ? body["value"] : body;
  }
  const ErrorView error = errorOf(response);
  return fail(error.code, error.field, error.message);
}

bool isUndecided(const Response& response) {
  if (response.failure || response.status >= 500) return true;
  const int status = response.status;
  if (status == kRequestTimeout || status == kTooEarly || status == kTooManyRequests) return true;
  return !bodyOf(response).isObject();  // not our shop's words: a proxy's or a captive portal's
}

ErrorView errorOf(const Value& error) {
  ErrorView view;
  view.code = valueNamed<ErrorCode>(error["code"].asString()).value_or(ErrorCode::kServiceFailed);
  view.field = error["field"].asString();
  view.message = error["message"].asString();
  view.limit = error["limit"].asInt64();
  view.amount = moneyOf(error["amount"]);
  return view;
}

ErrorView errorOf(const Response& response) {
  if (response.failure) return viewOf(*response.failure);
  const Value body = bodyOf(response);
  if (response.status == kTooManyRequests) {
    return viewOf(Error{ErrorCode::kRateLimited, "", "too many requests"});
  }
  if (body["error"].isObject()) return errorOf(body["error"]);
  return viewOf(Error{ErrorCode::kAnswerUnreadable, "", "status " + std::to_string(response.status)});
}

bool isPaymentUrl(std::string_view url) {
  for (const std::string_view local : {"http://127.0.0.1", "http://localhost"}) {
    if (!url.starts_with(local)) continue;
    const std::string_view rest = url.substr(local.size());
    if (rest.empty() || rest.front() == ':' || rest.front() == '/') return true;
  }
  return url.starts_with("https://") || (url.starts_with("/") && !url.starts_with("//"));
}

std::optional<MoneyView> moneyOf(const Value& value) {
  const auto amount = value["amountMinor"].asInt64();
  if (!amount || !value["currency"].isString()) return std::nullopt;
  return MoneyView{*amount, std::string(value["currency"].asString())};
}

std::vector<QuoteChangeView> changesOf(const Value& changes) {
  std::vector<QuoteChangeView> views;
  for (const Value& change : changes.items()) {
    views.push_back({std::string(change["kind"].asString()), optionalText(change["sku"]),
                     optionalText(change["title"]), moneyOf(change["before"]),
                     moneyOf(change["after"]), change["limit"].asInt64()});
  }
  return views;
}

}  // namespace vitrine
