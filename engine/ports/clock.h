// SPDX-License-Identifier: MIT
#pragma once

#include "engine/core/timestamp.h"

namespace vitrine {

// The only source of time.
class Clock {
 public:
  virtual ~Clock() = default;

  virtual Timestamp now() = 0;
};

}  // namespace vitrine
