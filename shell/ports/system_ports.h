// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <random>

#include "engine/ports/clock.h"
#include "engine/ports/random.h"

namespace vitrine {

// The machine's wall clock.
class SystemClock final : public Clock {
 public:
  Timestamp now() override;
};

// The kernel's entropy, through std::random_device.
class SystemRandom final : public Random {
 public:
  std::uint64_t next() override;

 private:
  std::random_device device_;
};

}  // namespace vitrine
