// SPDX-License-Identifier: MIT
#include "shell/ports/system_ports.h"

#include <chrono>

namespace vitrine {

Timestamp SystemClock::now() {
  const auto sinceEpoch = std::chrono::system_clock::now().time_since_epoch();
  return Timestamp{std::chrono::duration_cast<std::chrono::milliseconds>(sinceEpoch).count()};
}

std::uint64_t SystemRandom::next() {
  const std::uint64_t high = device_();
  return (high << 32U) | device_();
}

}  // namespace vitrine
