// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/result.h"

namespace vitrine {

// A point in time: milliseconds since 1970-01-01T00:00:00Z, UTC, without leap seconds.
struct Timestamp {
  std::int64_t ms = 0;

  // Reads RFC 3339 ("2026-11-22T16:07:00Z", with fraction, with an offset) and, as carriers send
  // it, a date or date-time without a zone, which is taken as UTC. `invalid_value` otherwise.
  static Result<Timestamp> parse(std::string_view text);

  // "2026-11-22T16:07:00Z"; with ".123" when there are milliseconds.
  std::string toIso() const;

  Timestamp plusMs(std::int64_t delta) const { return Timestamp{ms + delta}; }
  auto operator<=>(const Timestamp&) const = default;
};

inline constexpr std::int64_t kSecondMs = 1'000;
inline constexpr std::int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr std::int64_t kHourMs = 60 * kMinuteMs;
inline constexpr std::int64_t kDayMs = 24 * kHourMs;

}  // namespace vitrine
