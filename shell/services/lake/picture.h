// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <string>

#include "shell/services/lake/picture_order.h"

namespace vitrine::services {

// The picture as it was ordered, in the format asked for.
std::expected<std::string, std::string> renderPicture(const std::string& bytes,
                                                      const PictureOrder& order);

// Called once, before any thread uses pictures.
bool startPictures(const char* programName);

}  // namespace vitrine::services
