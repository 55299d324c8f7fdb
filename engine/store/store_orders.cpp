// SPDX-License-Identifier: MIT
#include <algorithm>

#include "engine/core/json.h"
#include "engine/order/order_view.h"
#include "engine/store/answers.h"
#include "engine/store/store.h"

namespace vitrine {
namespace {

const std::string kLookup = "lookup";

// Order ids go into an address: only what the shop gives out does.
bool isOrderId(std::string_view id) {
  if (id.empty() || id.size() > 64) return false;
  return id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-_") ==
         std::string_view::npos;
}

Value orderIn(const Value& value) { return value["order"]; }

}  // namespace

std::optional<OrderStateView> Store::order(const std::string& id) const {
  const OrderStateView* found = live_.find(id);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

std::string Store::orderUrl(const std::string& id, std::string_view action) const {
  return options_.ordersUrl + '/' + id + std::string(action);
}

void Store::askForOrder(const std::string& id) {
  Request request;
  request.url = orderUrl(id, "");
  outbox_.send({ErrandKind::kOrder, id}, std::move(request));
}

void Store::sendDueOrders() {
  for (const std::string& id : live_.takeDue(inputs_.elapsedMs())) askForOrder(id);
}

Versions Store::openOrder(const std::string& id) {
  const Input held = input("openOrder", Object{{"id", id}});
  if (!isOrderId(id)) return versions();
  live_.open(id, inputs_.elapsedMs());
  ++versions_.orders;
  sendDueOrders();
  return versions();
}

Versions Store::closeOrder(const std::string& id) {
  const Input held = input("closeOrder", Object{{"id", id}});
  live_.close(id);
  return versions();
}

Versions Store::refreshOrder(const std::string& id) {
  const Input held = input("refreshOrder", Object{{"id", id}});
  if (!isOrderId(id)) return versions();
  live_.refresh(id, inputs_.elapsedMs());
  ++versions_.orders;
  sendDueOrders();
  return versions();
}

Versions Store::refreshOrders() {
  const Input held = input("refreshOrders");
  Request request;
  request.url = options_.ordersUrl;
  outbox_.send({ErrandKind::kOrders, ""}, std::move(request));
  return versions();
}

// The shop knows the orders whose keys it keeps in a cookie; those that only this browser's list knows
// are asked for one by one.
void Store::takeOrders(const Response& response) {
  const auto value = valueOf(response);
  const std::int64_t elapsed = inputs_.elapsedMs();
  std::vector<std::string> told;
  const Array orders = value ? (*value)["orders"].items() : Array();
  for (std::size_t i = orders.size(); i-- > 0;) {
    const std::string id = orders[i]["id"].asString("");
    if (!isOrderId(id)) continue;
    orders_.remember({id, orders[i]["number"].asString("")}, inputs_.storage());
    live_.answered(id, orders[i], elapsed, inputs_.random());
    told.push_back(id);
  }
  for (const OrderReference& known : orders_.orders()) {
    if (std::find(told.begin(), told.end(), known.id) == told.end()) live_.refresh(known.id, elapsed);
  }
  sendDueOrders();
  ++versions_.orders;
}

Versions Store::payAgain(const std::string& id, const std::string& gateway) {
  const Input held = input("payAgain", Object{{"id", id}, {"gateway", gateway}});
  if (!isOrderId(id) || !live_.setBusy(id, "pay")) return versions();
  post({ErrandKind::kPay, id}, orderUrl(id, "/pay"), Object{{"gateway", gateway}});
  ++versions_.orders;
  return versions();
}

Versions Store::cancelOrder(const std::string& id) {
  const Input held = input("cancelOrder", Object{{"id", id}});
  if (!isOrderId(id) || !live_.setBusy(id, "cancel")) return versions();
  post({ErrandKind::kCancel, id}, orderUrl(id, "/cancel"), Object{});
  ++versions_.orders;
  return versions();
}

Versions Store::lookupOrder(const std::string& number, const std::string& email) {
  const Input held = input("lookupOrder", Object{{"number", number}, {"email", email}});
  if (!live_.setBusy(kLookup, "lookup")) return versions();
  post({ErrandKind::kLookup, kLookup}, orderUrl("lookup", ""),
       Object{{"number", number}, {"email", email}});
  ++versions_.orders;
  return versions();
}

void Store::takeOrderAction(const Errand& errand, const Response& response) {
  const std::string& id = errand.subject;
  const auto value = valueOf(response);
  const std::int64_t elapsed = inputs_.elapsedMs();
  bool changed = true;
  if (errand.kind == ErrandKind::kOrder) {
    const Result<Value> order = value ? Result<Value>(orderIn(*value)) : fail(value.error());
    changed = live_.answered(id, order, elapsed, inputs_.random());
  } else if (!value) {
    live_.setDone(id, errorOf(response), "");
  } else if (errand.kind == ErrandKind::kPay) {
    const std::string_view url = (*value)["redirectUrl"].asString();
    if (isPaymentUrl(url)) live_.setDone(id, std::nullopt, std::string(url));
    else live_.setDone(id, viewOf(Error{ErrorCode::kAnswerUnreadable, "", "no payment page"}), "");
  } else if (errand.kind == ErrandKind::kCancel) {
    live_.setDone(id, std::nullopt, "");
    live_.refresh(id, elapsed);
  } else {
    const Value order = orderIn(*value);
    live_.setDone(id, std::nullopt, "");
    live_.setFound(id, encodeJson(order));
    orders_.remember({order["id"].asString(""), order["number"].asString("")}, inputs_.storage());
  }
  if (changed) ++versions_.orders;
}

}  // namespace vitrine
