// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shell/services/http/message.h"
#include "shell/services/pay/stripe_error.h"
#include "shell/services/pay/stripe_ledger.h"
#include "shell/services/storage/database.h"

namespace vitrine::services {

// Stripe's /v1: who may call, idempotency, routing, lists and expansion. Called inside a
// transaction.
class StripeApi {
 public:
  StripeApi(StripeLedger& ledger, Database& database, std::string baseUrl)
      : ledger_(ledger), database_(database), baseUrl_(std::move(baseUrl)) {}

  static constexpr std::string_view kSchema =
      "CREATE TABLE IF NOT EXISTS replies(key TEXT PRIMARY KEY, fingerprint TEXT, status INTEGER,"
      " body BLOB, at INTEGER);";

  Response answer(const Request& request, std::int64_t nowMs);

  // The headers that every answer of the API has.
  static void decorate(const Request& request, Response& response);

 private:
  using Segments = std::vector<std::string_view>;

  Response once(const Request& request, std::int64_t nowMs);
  Response perform(const Request& request, std::int64_t nowMs, bool& isKept);
  StripeResult<Value> route(const Request& request, const Segments& path, const Value& params,
                            std::int64_t nowMs);
  StripeResult<Value> sessions(const Request& request, const Segments& path, const Value& params,
                               std::int64_t nowMs);
  StripeResult<Value> list(std::string_view kind, std::string_view url, const Value& params) const;
  StripeResult<Value> expanded(Value object, const Value& params) const;
  Value expand(const Value& object, std::string_view path) const;
  Value referred(std::string_view id) const;

  StripeLedger& ledger_;
  Database& database_;
  std::string baseUrl_;
};

}  // namespace vitrine::services
