// SPDX-License-Identifier: MIT
#include "shell/inspector/panels/network_panel.h"

#include <imgui.h>

#include <algorithm>
#include <string>

#include "shell/inspector/theme.h"
#include "shell/inspector/widgets.h"

namespace vitrine {
namespace {

constexpr std::size_t kShownBytes = 4'000;

void showStatus(const Exchange& exchange) {
  if (exchange.tookMs < 0) {
    showPill("waiting", theme().warning);
  } else if (exchange.response.failure) {
    showPill(errorCodeName(exchange.response.failure->code), theme().bad);
  } else {
    const int status = exchange.response.status;
    showPill(std::to_string(status), status < 400 ? theme().good : theme().bad);
  }
}

}  // namespace

void NetworkPanel::show(const CurlTransport& transport, bool& open) {
  if (ImGui::Begin("Network", &open)) {
    constexpr ImGuiTableFlags kFlags =
        ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH | ImGuiTableFlags_ScrollY;
    const auto& exchanges = transport.exchanges();
    const auto chosen = std::ranges::find(exchanges, chosen_, [](const Exchange& exchange) {
      return exchange.request.id;
    });
    if (exchanges.empty()) showEmpty("The engine has not asked for anything yet.");
    const float height = chosen == exchanges.end() ? 0 : ImGui::GetContentRegionAvail().y * 0.5F;
    if (!exchanges.empty() && ImGui::BeginTable("exchanges", 5, kFlags, ImVec2(0, height))) {
      ImGui::TableSetupScrollFreeze(0, 1);
      ImGui::TableSetupColumn("Request", ImGuiTableColumnFlags_WidthStretch, 4);
      ImGui::TableSetupColumn("Sent", ImGuiTableColumnFlags_WidthStretch, 1.3F);
      ImGui::TableSetupColumn("Status", ImGuiTableColumnFlags_WidthStretch, 1.3F);
      ImGui::TableSetupColumn("Took", ImGuiTableColumnFlags_WidthFixed, 70);
      ImGui::TableSetupColumn("Size", ImGuiTableColumnFlags_WidthFixed, 80);
      ImGui::TableHeadersRow();
      for (const Exchange& exchange : exchanges) {
        ImGui::PushID(static_cast<int>(exchange.request.id));
        ImGui::TableNextRow();
        ImGui::TableNextColumn();
        const std::string label = exchange.request.method + " " + exchange.request.url;
        if (ImGui::Selectable(label.c_str(), exchange.request.id == chosen_,
                              ImGuiSelectableFlags_SpanAllColumns)) {
          chosen_ = exchange.request.id == chosen_ ? 0 : exchange.request.id;
        }
        ImGui::TableNextColumn();
        showMono(exchange.sentAt.toIso().substr(11, 8));
        ImGui::TableNextColumn();
        showStatus(exchange);
        ImGui::TableNextColumn();
        showRight(exchange.tookMs < 0 ? "" : std::to_string(exchange.tookMs) + " ms");
        ImGui::TableNextColumn();
        showRight(std::to_string(exchange.response.body.size()) + " B");
        ImGui::PopID();
      }
      ImGui::EndTable();
    }
    if (chosen != exchanges.end()) showExchange(*chosen);
  }
  ImGui::End();
}

void NetworkPanel::showExchange(const Exchange& exchange) {
  if (ImGui::BeginChild("bodies")) {
    ImGui::PushTextWrapPos(0);
    if (exchange.response.failure) showText(exchange.response.failure->message);
    if (!exchange.request.body.empty()) {
      showHeading("Sent");
      showMono(std::string_view(exchange.request.body).substr(0, kShownBytes));
    }
    showHeading("Answer");
    showMono(std::string_view(exchange.response.body).substr(0, kShownBytes));
    if (exchange.response.body.size() > kShownBytes) showMuted("(the rest is not shown)");
    ImGui::PopTextWrapPos();
  }
  ImGui::EndChild();
}

}  // namespace vitrine
