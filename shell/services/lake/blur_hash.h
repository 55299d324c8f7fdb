// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "shell/services/lake/pixels.h"

namespace vitrine::services {

// The picture's BlurHash (blurha.sh): the first terms of its cosine transform, four along the
// longer side and three along the shorter, in base 83.
std::string blurHash(const Pixels& pixels);

}  // namespace vitrine::services
