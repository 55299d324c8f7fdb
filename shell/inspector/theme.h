// SPDX-License-Identifier: MIT
#pragma once

#include <imgui.h>

namespace vitrine {

// The inspector's colours and fonts: the shop's ink on paper, or paper on ink.
struct Theme {
  ImVec4 paper, panel, raised, line, ink, muted, accent, good, warning, bad;
  ImFont* text = nullptr;
  ImFont* heading = nullptr;
  ImFont* mono = nullptr;
};

// The theme in force. Set once after the window is open, again to switch between light and dark.
const Theme& theme();
void applyTheme(bool dark);

}  // namespace vitrine
