// SPDX-License-Identifier: MIT
#include "shell/inspector/widgets.h"

#include <algorithm>

#include "shell/inspector/theme.h"

namespace vitrine {
namespace {

void showIn(std::string_view text, ImFont* font, const ImVec4& colour) {
  ImGui::PushFont(font);
  ImGui::PushStyleColor(ImGuiCol_Text, colour);
  showText(text);
  ImGui::PopStyleColor();
  ImGui::PopFont();
}

}  // namespace

std::string moneyText(const MoneyView& money) {
  const Result<Currency> currency = Currency::of(money.currency);
  const auto decimals = static_cast<std::size_t>(currency ? currency->decimals() : 2);
  const bool negative = money.amountMinor < 0;
  std::string digits = std::to_string(negative ? -money.amountMinor : money.amountMinor);
  if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - decimals, ".");
  return (negative ? "-" : "") + digits + " " + money.currency;
}

void showText(std::string_view text) {
  ImGui::TextUnformatted(text.data(), text.data() + text.size());
}

void showMuted(std::string_view text) { showIn(text, theme().text, theme().muted); }
void showHeading(std::string_view text) { showIn(text, theme().heading, theme().ink); }
void showMono(std::string_view text) { showIn(text, theme().mono, theme().muted); }

void showRight(std::string_view text) {
  const float width = ImGui::CalcTextSize(text.data(), text.data() + text.size()).x;
  const float space = ImGui::GetContentRegionAvail().x;
  ImGui::SetCursorPosX(ImGui::GetCursorPosX() + std::max(0.0F, space - width));
  showText(text);
}

void showPill(std::string_view text, const ImVec4& colour) {
  const ImVec2 size = ImGui::CalcTextSize(text.data(), text.data() + text.size());
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const ImVec2 end(at.x + size.x + 16, at.y + size.y + 2);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec4 fill(colour.x, colour.y, colour.z, 0.16F);
  list.AddRectFilled(ImVec2(at.x, at.y - 1), end, ImGui::GetColorU32(fill), 9);
  list.AddText(ImVec2(at.x + 8, at.y), ImGui::GetColorU32(colour), text.data(),
               text.data() + text.size());
  ImGui::Dummy(ImVec2(size.x + 16, size.y + 2));
}

void showRow(std::string_view label, std::string_view value, bool strong) {
  ImGui::PushFont(strong ? theme().heading : theme().text);
  showText(label);
  ImGui::SameLine();
  showRight(value);
  ImGui::PopFont();
}

void showEmpty(std::string_view sentence) {
  ImGui::Dummy(ImVec2(0, 8));
  ImGui::PushTextWrapPos(0);
  showMuted(sentence);
  ImGui::PopTextWrapPos();
}

}  // namespace vitrine
