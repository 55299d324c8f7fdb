// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "engine/core/timestamp.h"
#include "engine/ports/clock.h"

namespace vitrine::services {

inline std::int64_t nowMs() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// For durations: never set back, and no time of the day.
class SteadyClock final : public Clock {
 public:
  Timestamp now() override {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count()};
  }
};

// "2026-11-22T16:07:00Z", as the vendors write it: whole seconds.
inline std::string isoSeconds(std::int64_t ms) { return Timestamp{ms - ms % kSecondMs}.toIso(); }

}  // namespace vitrine::services
