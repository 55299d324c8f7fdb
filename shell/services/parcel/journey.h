// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/core/value.h"

namespace vitrine::services {

// How a parcel gets from label to door: accepted, picked up, through a hub, out for delivery,
// delivered. Odd shapes are deliberate: the vendor sends them too.
inline constexpr std::size_t kJourneySteps = 5;

// The scan of a step (0 to 4) at a time, for the addresses of a shipment.
Value scanOf(std::size_t step, const Value& from, const Value& to, std::int64_t nowMs);

// The tracking object of a label with `_events` (newest first): whole history, headline in front.
Value trackingOf(const Value& label);

}  // namespace vitrine::services
