// SPDX-License-Identifier: MIT
#include "shell/inspector/panels/order_panel.h"

#include <imgui.h>

#include <algorithm>
#include <cstring>

#include "engine/core/json.h"
#include "shell/inspector/theme.h"
#include "shell/inspector/widgets.h"

namespace vitrine {
namespace {

// One field of the checkout; answers whether it was changed.
bool editField(const char* label, std::string& text) {
  std::array<char, 200> buffer{};
  std::memcpy(buffer.data(), text.data(), std::min(text.size(), buffer.size() - 1));
  ImGui::SetNextItemWidth(190);
  if (!ImGui::InputText(label, buffer.data(), buffer.size())) return false;
  text = buffer.data();
  return true;
}

const ImVec4& colourOf(std::string_view status) {
  if (status == "delivered" || status == "paid" || status == "done") return theme().good;
  if (status == "cancelled" || status == "expired" || status == "failed") return theme().bad;
  if (status == "upcoming") return theme().muted;
  return theme().accent;
}

MoneyView amount(std::int64_t minor, const OrderView& order) { return {minor, order.currency}; }

}  // namespace

void OrderPanel::show(Store& store, bool& open) {
  if (ImGui::Begin("Orders", &open)) {
    showCheckout(store);
    showOrders(store);
    const auto state = watched_.empty() ? std::nullopt : store.order(watched_);
    if (state) showOrder(store, *state);
  }
  ImGui::End();
}

void OrderPanel::showCheckout(Store& store) {
  const CheckoutView checkout = store.checkout();
  if (checkout.quote.lines.empty() && checkout.state == CheckoutState::kEditing) return;
  if (!ImGui::CollapsingHeader("Checkout")) return;
  CheckoutFields fields = checkout.fields;
  bool changed = editField("E-mail", fields.email);
  changed |= editField("Name", fields.name);
  changed |= editField("Street", fields.line1);
  changed |= editField("Postal code", fields.postalCode);
  changed |= editField("City", fields.city);
  changed |= editField("Country", fields.country);
  if (changed) store.saveCheckout(fields);
  for (const char* gateway : {"stripe", "paypal"}) {
    if (ImGui::RadioButton(gateway, checkout.gateway == gateway)) store.setGateway(gateway);
    ImGui::SameLine();
  }
  ImGui::BeginDisabled(!checkout.errors.empty() || checkout.state == CheckoutState::kPlacing);
  const std::string label = "Place order, " + moneyText(checkout.quote.total);
  if (ImGui::Button(label.c_str())) store.placeOrder();
  ImGui::EndDisabled();
  showPill(nameOf(checkout.state), colourOf(nameOf(checkout.state)));
  for (const ErrorView& error : checkout.errors) {
    showMuted(error.field + ": " + std::string(errorCodeName(error.code)));
  }
  if (checkout.failure) showPill(errorCodeName(checkout.failure->code), theme().bad);
  if (checkout.state == CheckoutState::kQuoteChanged && ImGui::Button("Accept the new figures")) {
    store.acceptQuote();
  }
  if (!checkout.order) return;
  showMono(checkout.order->redirectUrl);
  if (ImGui::SmallButton("Copy the payment page's address")) {
    ImGui::SetClipboardText(checkout.order->redirectUrl.c_str());
    store.acknowledgeRedirect(checkout.order->id);
  }
}

void OrderPanel::showOrders(Store& store) {
  const std::vector<OrderReference> orders = store.orders();
  if (orders.empty()) showEmpty("No order was placed from here yet.");
  for (const OrderReference& order : orders) {
    const bool chosen = order.id == watched_;
    if (!ImGui::Selectable(order.number.c_str(), chosen)) continue;
    if (!watched_.empty()) store.closeOrder(watched_);
    watched_ = chosen ? "" : order.id;
    if (!watched_.empty()) store.openOrder(watched_);
  }
}

void OrderPanel::showOrder(Store& store, const OrderStateView& state) {
  ImGui::Separator();
  const Result<Value> document = decodeJson(state.json);
  const Result<OrderView> view =
      document ? decodeOrderView(*document) : Result<OrderView>(std::unexpect, document.error());
  if (!view) {
    showEmpty(state.failure ? errorCodeName(state.failure->code) : "Asking the shop for the order.");
    return;
  }
  showHeading(view->number);
  ImGui::SameLine();
  showPill(view->status, colourOf(view->status));
  ImGui::SameLine();
  showPill(view->gateway + " " + view->paymentStatus, colourOf(view->paymentStatus));
  if (state.stale) showPill("last known", theme().warning);
  for (const OrderLineView& line : view->lines) {
    showRow(std::to_string(line.quantity) + " x " + line.title,
            moneyText(amount(line.totalMinor, *view)));
  }
  showRow("Total", moneyText(amount(view->totalMinor, *view)), true);
  for (const ViewStep& step : view->steps) {
    showPill(step.key, colourOf(stepStateName(step.state)));
    ImGui::SameLine();
  }
  ImGui::NewLine();
  showShipments(*view);
  if (ImGui::SmallButton("Refresh")) store.refreshOrder(view->id);
  ImGui::SameLine();
  ImGui::BeginDisabled(!view->canPay);
  if (ImGui::SmallButton("Pay again")) store.payAgain(view->id, view->gateway);
  ImGui::EndDisabled();
  ImGui::SameLine();
  ImGui::BeginDisabled(!view->canCancel);
  if (ImGui::SmallButton("Cancel")) store.cancelOrder(view->id);
  ImGui::EndDisabled();
}

void OrderPanel::showShipments(const OrderView& order) {
  for (const TrackingView& parcel : order.shipments) {
    showMono(parcel.carrier + " " + parcel.trackingNumber);
    for (const TrackingEventView& event : parcel.events) {
      showMuted(event.at + "  " + event.status + "  " + event.description);
    }
  }
}

}  // namespace vitrine
