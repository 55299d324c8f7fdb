// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace vitrine {

// Writes what the current OpenGL context shows as a PNG. False, with the reason on standard error,
// when the file cannot be written.
bool writeScreenshot(const std::string& path, int width, int height);

}  // namespace vitrine
