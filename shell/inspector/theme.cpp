// SPDX-License-Identifier: MIT
#include "shell/inspector/theme.h"

#include <filesystem>

namespace vitrine {
namespace {

Theme current;

constexpr ImVec4 rgb(unsigned value, float alpha = 1.0F) {
  return ImVec4(static_cast<float>((value >> 16U) & 0xFFU) / 255.0F,
                static_cast<float>((value >> 8U) & 0xFFU) / 255.0F,
                static_cast<float>(value & 0xFFU) / 255.0F,
                alpha);
}

constexpr Theme kLight{.paper = rgb(0xEFEBE4),
                       .panel = rgb(0xFBF9F6),
                       .raised = rgb(0xEDE8E0),
                       .line = rgb(0xD9D2C7),
                       .ink = rgb(0x22201C),
                       .muted = rgb(0x6B645A),
                       .accent = rgb(0x9A4A26),
                       .good = rgb(0x2F6B47),
                       .warning = rgb(0x8A6100),
                       .bad = rgb(0xA12B2B)};
constexpr Theme kDark{.paper = rgb(0x12110F),
                      .panel = rgb(0x1B1A17),
                      .raised = rgb(0x2A2824),
                      .line = rgb(0x3A3731),
                      .ink = rgb(0xEDE8E0),
                      .muted = rgb(0xA39B8E),
                      .accent = rgb(0xE39467),
                      .good = rgb(0x7DBE96),
                      .warning = rgb(0xDDB45C),
                      .bad = rgb(0xEE8A84)};

// Debian's fonts-inter and fonts-jetbrains-mono; Dear ImGui's own font where they are not installed.
ImFont* loadFont(const char* path, float size) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  if (std::filesystem::exists(path)) return atlas.AddFontFromFileTTF(path, size);
  ImFontConfig config;
  config.SizePixels = size;
  return atlas.AddFontDefault(&config);
}

void loadFonts() {
  if (current.text != nullptr) return;
  current.text = loadFont("/usr/share/fonts/opentype/inter/Inter-Regular.otf", 15.0F);
  current.heading = loadFont("/usr/share/fonts/opentype/inter/Inter-SemiBold.otf", 15.0F);
  current.mono =
      loadFont("/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono-Regular.ttf", 13.5F);
}

void setColours(ImVec4* colours) {
  const Theme& t = current;
  const auto tint = [&](float alpha) {
    return ImVec4(t.accent.x, t.accent.y, t.accent.z, alpha);
  };
  colours[ImGuiCol_Text] = t.ink;
  colours[ImGuiCol_TextDisabled] = t.muted;
  colours[ImGuiCol_WindowBg] = colours[ImGuiCol_PopupBg] = t.panel;
  colours[ImGuiCol_ChildBg] = ImVec4(0, 0, 0, 0);
  colours[ImGuiCol_Border] = colours[ImGuiCol_Separator] = t.line;
  colours[ImGuiCol_MenuBarBg] = t.paper;
  colours[ImGuiCol_TitleBg] = colours[ImGuiCol_TitleBgActive] = t.raised;
  colours[ImGuiCol_FrameBg] = colours[ImGuiCol_Button] = t.raised;
  colours[ImGuiCol_FrameBgHovered] = colours[ImGuiCol_ButtonHovered] = tint(0.22F);
  colours[ImGuiCol_FrameBgActive] = colours[ImGuiCol_ButtonActive] = tint(0.38F);
  colours[ImGuiCol_Header] = tint(0.16F);
  colours[ImGuiCol_HeaderHovered] = tint(0.24F);
  colours[ImGuiCol_HeaderActive] = tint(0.34F);
  colours[ImGuiCol_CheckMark] = colours[ImGuiCol_NavCursor] = t.accent;
  colours[ImGuiCol_TableHeaderBg] = t.raised;
  colours[ImGuiCol_TableBorderLight] = colours[ImGuiCol_TableBorderStrong] = t.line;
  colours[ImGuiCol_TableRowBgAlt] = ImVec4(t.ink.x, t.ink.y, t.ink.z, 0.03F);
  colours[ImGuiCol_ScrollbarBg] = ImVec4(0, 0, 0, 0);
  colours[ImGuiCol_ScrollbarGrab] = t.line;
  colours[ImGuiCol_TextSelectedBg] = tint(0.3F);
  colours[ImGuiCol_ResizeGrip] = ImVec4(0, 0, 0, 0);
  colours[ImGuiCol_ResizeGripHovered] = colours[ImGuiCol_ResizeGripActive] = tint(0.4F);
}

}  // namespace

const Theme& theme() { return current; }

void applyTheme(bool dark) {
  loadFonts();
  const Theme fonts = current;
  current = dark ? kDark : kLight;
  current.text = fonts.text;
  current.heading = fonts.heading;
  current.mono = fonts.mono;
  ImGuiStyle& style = ImGui::GetStyle();
  style.WindowPadding = ImVec2(14, 12);
  style.FramePadding = ImVec2(10, 6);
  style.CellPadding = ImVec2(8, 5);
  style.ItemSpacing = ImVec2(8, 8);
  style.WindowRounding = style.PopupRounding = 8;
  style.FrameRounding = style.GrabRounding = 5;
  style.WindowBorderSize = 1;
  style.WindowTitleAlign = ImVec2(0.0F, 0.5F);
  style.WindowMenuButtonPosition = ImGuiDir_None;
  setColours(style.Colors);
}

}  // namespace vitrine
