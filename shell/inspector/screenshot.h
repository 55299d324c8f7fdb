// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace vitrine {

// Writes what was drawn and not yet presented as a PNG. False, with the reason on standard error,
// when the file cannot be written.
bool writeScreenshot(const std::string& path, int width, int height);

}  // namespace vitrine
