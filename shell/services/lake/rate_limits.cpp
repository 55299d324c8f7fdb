// SPDX-License-Identifier: MIT
#include "shell/services/lake/rate_limits.h"

#include <string>

#include "shell/services/lake/lake_answer.h"

namespace vitrine::services {
namespace {

constexpr int kMostOfAll = 500;
constexpr std::array<int, 3> kMost = {kMostOfAll, 25, 25};

}  // namespace

std::optional<Response> RateLimits::take(Kind kind, std::int64_t nowMs) {
  const auto index = static_cast<std::size_t>(kind);
  const std::scoped_lock lock(mutex_);
  if (nowMs / 1'000 != second_) {
    second_ = nowMs / 1'000;
    counts_ = {};
    count_ = 0;
  }
  if (++count_ <= kMostOfAll && ++counts_[index] <= kMost[index]) return std::nullopt;
  Response refusal = apiError(429, "You have exceeded the rate limit");
  refusal.setHeader("Retry-After", "1");
  refusal.setHeader("RateLimit-Limit", std::to_string(kMost[index]));
  refusal.setHeader("RateLimit-Remaining", "0");
  refusal.setHeader("RateLimit-Reset", "1");
  return refusal;
}

}  // namespace vitrine::services
