// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string_view>
#include <utility>

#include "engine/core/error.h"

namespace vitrine {

// The answer of everything that can fail for a reason that the caller should know. Guards read
//
//   if (quantity < 1) return fail(ErrorCode::kQuantityMustBePositive, "quantity", "…");
//
// Only what GCC 12's library has of std::expected is used: no and_then, no transform.
template <typename T>
using Result = std::expected<T, Error>;

using Status = Result<void>;

inline std::unexpected<Error> fail(ErrorCode code, std::string_view field,
                                   std::string_view message) {
  return std::unexpected<Error>(std::in_place, code, field, message);
}

inline std::unexpected<Error> fail(Error error) { return std::unexpected<Error>(std::move(error)); }

}  // namespace vitrine
