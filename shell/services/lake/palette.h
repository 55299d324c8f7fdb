// SPDX-License-Identifier: MIT
#pragma once

#include "engine/core/value.h"
#include "shell/services/lake/pixels.h"

namespace vitrine::services {

// The picture's colours as an asset's `metadata.palette` has them: the six that node-vibrant looks
// for, as far as there is one, each with the colours of text upon it and its share in percent, and
// which of them is dominant.
Value paletteOf(const Pixels& pixels);

}  // namespace vitrine::services
