// SPDX-License-Identifier: MIT
#include "shell/services/http/request_log.h"

#include <array>

#include "engine/core/timestamp.h"
#include "engine/core/utf8.h"

namespace vitrine::services {
namespace {

constexpr std::array<std::string_view, 4> kShownHeaders = {"idempotency-key", "paypal-request-id",
                                                           "x-sanity-project-id", "stripe-version"};
constexpr std::size_t kLongestTarget = 2'000;

}  // namespace

void RequestLog::record(const Request& request, const Response& response, std::int64_t startedMs,
                        std::int64_t tookMs) {
  Object headers;
  for (const std::string_view name : kShownHeaders) {
    if (const auto value = request.header(name); !value.empty()) {
      headers.set(name, repairUtf8(value));
    }
  }
  const std::scoped_lock lock(mutex_);
  entries_.push_back(Object{{"id", next_++},
                            {"at", Timestamp{startedMs}.toIso()},
                            {"method", request.method},
                            {"path", repairUtf8(request.path)},
                            {"target", repairUtf8(request.target.substr(0, kLongestTarget))},
                            {"status", response.isDropped ? 0 : response.status},
                            {"ms", tookMs},
                            {"requestBytes", static_cast<std::int64_t>(request.body.size())},
                            {"responseBytes", static_cast<std::int64_t>(response.body.size())},
                            {"headers", std::move(headers)}});
  if (entries_.size() > kKept) entries_.pop_front();
}

Value RequestLog::toJson() const {
  const std::scoped_lock lock(mutex_);
  return Object{{"requests", Array(entries_.begin(), entries_.end())}};
}

}  // namespace vitrine::services
