// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "engine/core/timestamp.h"

namespace vitrine::services {

inline std::int64_t nowMs() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

// "2026-11-22T16:07:00Z", as the vendors write it: whole seconds.
inline std::string isoSeconds(std::int64_t ms) { return Timestamp{ms - ms % kSecondMs}.toIso(); }

}  // namespace vitrine::services
