// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string>

#include "engine/core/value.h"

namespace vitrine::services {

// Why the lake refuses, in the vendor's words: `type` and `extra` go into the error's item.
struct LakeError {
  int status = 400;
  std::string type;
  std::string description;
  Object extra;
};

template <typename T>
using LakeResult = std::expected<T, LakeError>;

inline std::unexpected<LakeError> refuse(int status, std::string type, std::string description,
                                         Object extra = {}) {
  return std::unexpected(
      LakeError{status, std::move(type), std::move(description), std::move(extra)});
}

}  // namespace vitrine::services
