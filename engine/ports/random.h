// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace vitrine {

// The only source of chance: idempotency keys and the jitter of retries. The host's source must be
// cryptographic, because an order's id is drawn from it.
class Random {
 public:
  virtual ~Random() = default;

  virtual std::uint64_t next() = 0;
};

}  // namespace vitrine
