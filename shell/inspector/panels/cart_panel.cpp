// SPDX-License-Identifier: MIT
#include "shell/inspector/panels/cart_panel.h"

#include <imgui.h>

#include "shell/inspector/theme.h"
#include "shell/inspector/widgets.h"

namespace vitrine {
namespace {

std::string refusalText(const ErrorView& error) {
  std::string text(errorCodeName(error.code));
  if (error.limit) text += " (at most " + std::to_string(*error.limit) + ")";
  return text;
}

// Delivery and tax stand below the discounts, in rows of their own.
bool hasOwnRow(const AdjustmentView& adjustment) {
  return adjustment.rule.starts_with("shipping:") || adjustment.rule.starts_with("tax:");
}

}  // namespace

void CartPanel::show(Store& store, bool& open) {
  if (ImGui::Begin("Cart", &open)) {
    for (const NoticeView& notice : store.notices()) {
      showPill(nameOf(notice.code), theme().warning);
    }
    const CartView cart = store.cart();
    if (cart.lines.empty()) {
      showEmpty("The cart is empty. Open a product in the catalog and add a variant.");
    } else {
      showLines(store, cart);
      showCoupon(store, cart);
      showTotals(cart);
    }
    if (cart.undo && ImGui::Button(("Undo: bring back " + cart.undo->title).c_str())) {
      static_cast<void>(store.undo());
    }
    if (refusal_) showPill(refusalText(*refusal_), theme().bad);
  }
  ImGui::End();
}

void CartPanel::showLines(Store& store, const CartView& cart) {
  if (!ImGui::BeginTable("lines", 4, ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH)) return;
  ImGui::TableSetupColumn("Line", ImGuiTableColumnFlags_WidthStretch, 3);
  ImGui::TableSetupColumn("Quantity", ImGuiTableColumnFlags_WidthFixed, 110);
  ImGui::TableSetupColumn("Total", ImGuiTableColumnFlags_WidthStretch, 1.2F);
  ImGui::TableSetupColumn("", ImGuiTableColumnFlags_WidthFixed, 70);
  ImGui::TableHeadersRow();
  for (const CartLineView& line : cart.lines) {
    ImGui::PushID(line.sku.c_str());
    ImGui::TableNextRow();
    ImGui::TableNextColumn();
    showText(line.title);
    showMono(line.sku + (line.optionText.empty() ? "" : "  " + line.optionText));
    if (line.problem) showPill(refusalText(*line.problem), theme().bad);
    ImGui::TableNextColumn();
    int quantity = static_cast<int>(line.quantity);
    ImGui::SetNextItemWidth(-1);
    if (ImGui::InputInt("##quantity", &quantity)) {
      const auto changed = store.setQuantity(line.sku, quantity);
      refusal_ = changed ? std::nullopt : std::optional(changed.error());
    }
    ImGui::TableNextColumn();
    showRight(moneyText(line.total));
    ImGui::TableNextColumn();
    if (ImGui::SmallButton("Remove")) static_cast<void>(store.removeLine(line.sku));
    ImGui::PopID();
  }
  ImGui::EndTable();
}

void CartPanel::showCoupon(Store& store, const CartView& cart) {
  if (cart.coupon) {
    const CouponView& coupon = *cart.coupon;
    showPill(coupon.code, coupon.applied ? theme().good : theme().warning);
    ImGui::SameLine();
    showMuted(coupon.pending   ? "asking the shop"
              : coupon.problem ? errorCodeName(coupon.problem->code)
                               : "applied");
    ImGui::SameLine();
    if (ImGui::SmallButton("Take off")) static_cast<void>(store.removeCoupon());
    return;
  }
  ImGui::SetNextItemWidth(150);
  ImGui::InputTextWithHint("##code", "Coupon code", code_.data(), code_.size());
  ImGui::SameLine();
  if (ImGui::Button("Apply") && code_[0] != '\0') {
    const auto applied = store.applyCoupon(code_.data());
    refusal_ = applied ? std::nullopt : std::optional(applied.error());
  }
}

void CartPanel::showTotals(const CartView& cart) {
  ImGui::Separator();
  showRow("Subtotal", moneyText(cart.subtotal));
  for (const AdjustmentView& adjustment : cart.adjustments) {
    if (hasOwnRow(adjustment)) continue;
    ImGui::PushStyleColor(ImGuiCol_Text, theme().muted);
    showRow("    " + adjustment.label, moneyText(adjustment.amount));
    ImGui::PopStyleColor();
  }
  showRow(cart.shippingEstimated ? "Shipping (estimated)" : "Shipping", moneyText(cart.shipping));
  showRow(cart.taxIncluded ? "Tax included" : "Tax", moneyText(cart.tax));
  ImGui::Separator();
  showRow("Total", moneyText(cart.total), true);
}

}  // namespace vitrine
