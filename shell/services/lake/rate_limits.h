// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <mutex>
#include <optional>

#include "shell/services/http/message.h"

namespace vitrine::services {

// The Content Lake's limits of requests a second from one address: 25 mutations, 25 uploads, 500 of
// all kinds. Everybody here has the one address of this machine.
class RateLimits {
 public:
  enum class Kind : std::uint8_t { kRead, kMutation, kUpload };

  // Counts the request; the refusal, when there were too many in this second.
  std::optional<Response> take(Kind kind, std::int64_t nowMs);

 private:
  std::mutex mutex_;
  std::int64_t second_ = 0;
  std::array<int, 3> counts_{};  // by kind
  int count_ = 0;                // of all kinds
};

}  // namespace vitrine::services
