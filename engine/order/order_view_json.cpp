// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/order/order_view.h"

namespace vitrine {
namespace {

Value optionalTime(const std::optional<Timestamp>& at) {
  return at ? Value(at->toIso()) : Value();
}

std::optional<Timestamp> timeOf(const Value& value) {
  const Result<Timestamp> at = Timestamp::parse(value.asString());
  return at ? std::optional<Timestamp>(*at) : std::nullopt;
}

std::string textOf(const Value& value) { return std::string(value.asString()); }

Value money(std::int64_t amountMinor, const std::string& currency) {
  return Value(Object{{"amountMinor", amountMinor}, {"currency", currency}});
}

std::int64_t amountOf(const Value& value) { return value["amountMinor"].asInt64().value_or(0); }

StepState stepStateOf(std::string_view name) {
  for (const StepState state : {StepState::kDone, StepState::kCurrent, StepState::kFailed}) {
    if (stepStateName(state) == name) return state;
  }
  return StepState::kUpcoming;
}

Value encodeSteps(const std::vector<ViewStep>& steps) {
  Array array;
  for (const ViewStep& step : steps) {
    array.push_back(Object{{"key", step.key},
                           {"state", stepStateName(step.state)},
                           {"at", optionalTime(step.at)}});
  }
  return Value(std::move(array));
}

std::vector<ViewStep> decodeSteps(const Value& value) {
  std::vector<ViewStep> steps;
  for (const Value& step : value.items()) {
    steps.push_back(
        {textOf(step["key"]), stepStateOf(step["state"].asString()), timeOf(step["at"])});
  }
  return steps;
}

Value encodeImage(const OrderLineView& line) {
  if (line.imageUrl.empty()) return {};
  return Value(Object{{"url", line.imageUrl},
                      {"alt", line.imageAlt},
                      {"width", line.imageWidth},
                      {"height", line.imageHeight}});
}

Value encodeLines(const OrderView& view) {
  Array lines;
  for (const OrderLineView& line : view.lines) {
    lines.push_back(Object{{"sku", line.sku},
                           {"slug", line.slug},
                           {"title", line.title},
                           {"optionText", line.optionText},
                           {"image", encodeImage(line)},
                           {"quantity", line.quantity},
                           {"unitPrice", money(line.unitPriceMinor, view.currency)},
                           {"total", money(line.totalMinor, view.currency)}});
  }
  return Value(std::move(lines));
}

OrderLineView decodeLine(const Value& line) {
  const Value& image = line["image"];
  return {.sku = textOf(line["sku"]),
          .slug = textOf(line["slug"]),
          .title = textOf(line["title"]),
          .optionText = textOf(line["optionText"]),
          .imageUrl = textOf(image["url"]),
          .imageAlt = textOf(image["alt"]),
          .imageWidth = image["width"].asInt64().value_or(0),
          .imageHeight = image["height"].asInt64().value_or(0),
          .quantity = line["quantity"].asInt64().value_or(0),
          .unitPriceMinor = amountOf(line["unitPrice"]),
          .totalMinor = amountOf(line["total"])};
}

Value encodeAdjustments(const OrderView& view) {
  Array adjustments;
  for (const OrderAdjustmentView& one : view.adjustments) {
    Object object{{"rule", one.rule},
                  {"label", one.label},
                  {"amount", money(one.amountMinor, view.currency)}};
    if (!one.sku.empty()) object.set("sku", one.sku);
    adjustments.push_back(std::move(object));
  }
  return Value(std::move(adjustments));
}

Value encodeAddress(const Address& address) {
  return Value(Object{{"name", address.name},
                      {"line1", address.line1},
                      {"line2", address.line2},
                      {"postalCode", address.postalCode},
                      {"city", address.city},
                      {"region", address.region},
                      {"country", address.country}});
}

Address decodeAddress(const Value& value) {
  return {.name = textOf(value["name"]),
          .line1 = textOf(value["line1"]),
          .line2 = textOf(value["line2"]),
          .postalCode = textOf(value["postalCode"]),
          .city = textOf(value["city"]),
          .region = textOf(value["region"]),
          .country = textOf(value["country"]),
          .phone = ""};
}

Value encodePayment(const OrderView& view) {
  const Value failure =
      view.paymentFailure.empty()
          ? Value()
          : Value(Object{{"code", view.paymentFailure}, {"field", "payment"}, {"message", ""}});
  return Value(Object{{"gateway", view.gateway},
                      {"status", view.paymentStatus},
                      {"failure", failure},
                      {"refunded", money(view.refundedMinor, view.currency)}});
}

}  // namespace

Value encodeTrackingView(const TrackingView& view) {
  Array events;
  for (const TrackingEventView& event : view.events) {
    events.push_back(Object{{"at", event.at},
                            {"status", event.status},
                            {"description", event.description},
                            {"location", event.location}});
  }
  return Value(Object{{"status", view.status},
                      {"statusAt", optionalTime(view.statusAt)},
                      {"carrier", view.carrier},
                      {"trackingNumber", view.trackingNumber},
                      {"trackingUrl", view.trackingUrl},
                      {"estimatedDeliveryAt", optionalTime(view.estimatedDeliveryAt)},
                      {"steps", encodeSteps(view.steps)},
                      {"events", std::move(events)}});
}

TrackingView decodeTrackingView(const Value& value) {
  TrackingView view{.status = textOf(value["status"]),
                    .statusAt = timeOf(value["statusAt"]),
                    .carrier = textOf(value["carrier"]),
                    .trackingNumber = textOf(value["trackingNumber"]),
                    .trackingUrl = textOf(value["trackingUrl"]),
                    .estimatedDeliveryAt = timeOf(value["estimatedDeliveryAt"]),
                    .steps = decodeSteps(value["steps"]),
                    .events = {}};
  for (const Value& event : value["events"].items()) {
    view.events.push_back({textOf(event["at"]),
                           textOf(event["status"]),
                           textOf(event["description"]),
                           textOf(event["location"])});
  }
  return view;
}

Value encodeOrderView(const OrderView& view) {
  Array shipments;
  for (const TrackingView& one : view.shipments) shipments.push_back(encodeTrackingView(one));
  return Value(Object{{"id", view.id},
                      {"number", view.number},
                      {"status", view.status},
                      {"placedAt", view.placedAt},
                      {"paidAt", optionalTime(view.paidAt)},
                      {"expiresAt", optionalTime(view.expiresAt)},
                      {"updatedAt", view.updatedAt},
                      {"email", view.email},
                      {"name", view.name},
                      {"shippingAddress", encodeAddress(view.shippingAddress)},
                      {"lines", encodeLines(view)},
                      {"adjustments", encodeAdjustments(view)},
                      {"currency", view.currency},
                      {"subtotal", money(view.subtotalMinor, view.currency)},
                      {"discount", money(view.discountMinor, view.currency)},
                      {"shipping", money(view.shippingMinor, view.currency)},
                      {"tax", money(view.taxMinor, view.currency)},
                      {"total", money(view.totalMinor, view.currency)},
                      {"taxIncluded", view.taxIncluded},
                      {"shippingMethod", view.shippingMethod},
                      {"payment", encodePayment(view)},
                      {"steps", encodeSteps(view.steps)},
                      {"shipments", std::move(shipments)},
                      {"estimatedDeliveryAt", optionalTime(view.estimatedDeliveryAt)},
                      {"canPay", view.canPay},
                      {"canCancel", view.canCancel},
                      {"settled", view.settled}});
}

Result<OrderView> decodeOrderView(const Value& value) {
  OrderView view;
  view.id = textOf(value["id"]);
  view.status = textOf(value["status"]);
  if (view.id.empty()) return fail(ErrorCode::kMissingField, "id", "An order has an id.");
  if (!orderStatusOf(view.status)) {
    return fail(ErrorCode::kInvalidValue, "status", "Not a status of an order.");
  }
  view.number = textOf(value["number"]);
  view.placedAt = textOf(value["placedAt"]);
  view.paidAt = timeOf(value["paidAt"]);
  view.expiresAt = timeOf(value["expiresAt"]);
  view.updatedAt = textOf(value["updatedAt"]);
  view.email = textOf(value["email"]);
  view.name = textOf(value["name"]);
  view.shippingAddress = decodeAddress(value["shippingAddress"]);
  for (const Value& line : value["lines"].items()) view.lines.push_back(decodeLine(line));
  for (const Value& one : value["adjustments"].items()) {
    view.adjustments.push_back({textOf(one["rule"]),
                                textOf(one["label"]),
                                amountOf(one["amount"]),
                                textOf(one["sku"])});
  }
  view.currency = textOf(value["total"]["currency"]);
  view.subtotalMinor = amountOf(value["subtotal"]);
  view.discountMinor = amountOf(value["discount"]);
  view.shippingMinor = amountOf(value["shipping"]);
  view.taxMinor = amountOf(value["tax"]);
  view.totalMinor = amountOf(value["total"]);
  view.taxIncluded = value["taxIncluded"].asBool().value_or(true);
  view.shippingMethod = textOf(value["shippingMethod"]);
  view.gateway = textOf(value["payment"]["gateway"]);
  view.paymentStatus = textOf(value["payment"]["status"]);
  view.paymentFailure = textOf(value["payment"]["failure"]["code"]);
  view.refundedMinor = amountOf(value["payment"]["refunded"]);
  view.steps = decodeSteps(value["steps"]);
  for (const Value& one : value["shipments"].items()) {
    view.shipments.push_back(decodeTrackingView(one));
  }
  view.estimatedDeliveryAt = timeOf(value["estimatedDeliveryAt"]);
  view.canPay = value["canPay"].asBool().value_or(false);
  view.canCancel = value["canCancel"].asBool().value_or(false);
  view.settled = value["settled"].asBool().value_or(false);
  return view;
}

}  // namespace vitrine
