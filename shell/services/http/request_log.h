// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>

#include "engine/core/value.h"
#include "shell/services/http/message.h"

namespace vitrine::services {

// The last requests of one service, for tests and the inspector. Bodies and secrets stay out; of
// the headers only those that tell one logical request from another.
class RequestLog {
 public:
  void record(const Request& request, const Response& response, std::int64_t startedMs,
              std::int64_t tookMs);
  Value toJson() const;

 private:
  static constexpr std::size_t kKept = 500;

  mutable std::mutex mutex_;
  std::deque<Value> entries_;
  std::int64_t next_ = 1;
};

}  // namespace vitrine::services
