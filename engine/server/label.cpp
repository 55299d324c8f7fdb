// SPDX-License-Identifier: MIT
//
// A label costs money and its purchase has no idempotency key. So the intention is written first,
// and whoever resumes claims it in the same way, then asks for a label of this order before buying.
#include <utility>

#include "engine/server/flows.h"
#include "engine/tracking/tracking.h"

namespace vitrine::server {
namespace {

constexpr std::int64_t kNotFound = 404;
constexpr std::int64_t kLabelStaleMs = 5 * kMinuteMs;  // longer than any run, with all its retries

Value shipTo(const Order& order) {
  const Address& to = order.shippingAddress;
  return Value(Object{{"name", to.name},
                      {"phone", to.phone},
                      {"email", order.email},
                      {"address_line1", to.line1},
                      {"address_line2", to.line2},
                      {"city_locality", to.city},
                      {"state_province", to.region},
                      {"postal_code", to.postalCode},
                      {"country_code", to.country}});
}

Value shipFrom(const Value& settings) {
  const Value& from = settings["shipFrom"];
  return Value(Object{{"name", from["name"].asString(settings["name"].asString())},
                      {"phone", from["phone"].asString()},
                      {"address_line1", from["line1"].asString()},
                      {"address_line2", from["line2"].asString()},
                      {"city_locality", from["city"].asString()},
                      {"state_province", from["region"].asString()},
                      {"postal_code", from["postalCode"].asString()},
                      {"country_code", from["country"].asString()}});
}

Value labelBody(const Order& order, const std::string& carrierId, const Value& settings) {
  std::int64_t grams = 0;
  for (const OrderLine& line : order.lines) grams += line.weightGrams;
  const Object weight{{"value", grams < 1 ? std::int64_t{1} : grams}, {"unit", "gram"}};
  Object shipment{{"external_shipment_id", order.id.text},
                  {"external_order_id", order.number},
                  {"carrier_id", carrierId},
                  {"service_code", order.shippingMethod.serviceCode},
                  {"ship_to", shipTo(order)},
                  {"ship_from", shipFrom(settings)},
                  {"packages", Array{Value(Object{{"weight", weight}})}}};
  return Value(Object{{"shipment", std::move(shipment)},
                      {"validate_address", "no_validation"},
                      {"label_format", "pdf"},
                      {"label_layout", "4x6"},
                      {"label_download_type", "url"}});
}

std::string carrierIdOf(const Value& carriers, std::string_view code) {
  for (const Value& carrier : carriers["carriers"].items()) {
    const std::string_view name = carrier["carrier_code"].asString();
    if (name == code) return std::string(carrier["carrier_id"].asString());
  }
  return {};
}

bool isUsable(const Value& label) {
  return !label["label_id"].asString().empty() && !label["voided"].asBool().value_or(false) &&
         !label["tracking_number"].asString().empty();
}

void useLabel(Run& run, const Value& label) {
  Order order = keptOrder(run);
  Shipment& shipment = order.shipments.front();
  shipment.labelId = std::string(label["label_id"].asString());
  shipment.trackingNumber = std::string(label["tracking_number"].asString());
  shipment.trackingUrl = safeTrackingUrl(label["tracking_url"].asString());
  shipment.carrierCode = label["carrier_code"].asString(shipment.carrierCode);
  if (shipment.status == ShipmentStatus::kLabelRequested) {
    shipment.status = ShipmentStatus::kLabelCreated;
    shipment.statusAt = run.now;
  }
  writeOrder(run, {std::move(order), {}, "followUp", "followUp"});
}

}  // namespace

bool isLabelDue(const Run& run, const Order& order) {
  if (order.status == OrderStatus::kPaid) return order.shipments.empty();
  if (order.status != OrderStatus::kFulfilling || order.shipments.empty()) return false;
  const Shipment& shipment = order.shipments.front();
  if (shipment.status != ShipmentStatus::kLabelRequested) return false;
  if (recall(run, "labelTried").asBool().value_or(false)) return false;
  // Somebody else may be buying it this moment.
  return recall(run, "labelMine").asBool().value_or(false) || !shipment.statusAt ||
         run.now.ms - shipment.statusAt->ms >= kLabelStaleMs;
}

void labelBegin(Run& run) {
  Order order = keptOrder(run);
  if (order.status == OrderStatus::kPaid) {
    Shipment shipment;
    shipment.key = "s1";
    shipment.carrierCode = order.shippingMethod.carrierCode;
    shipment.status = ShipmentStatus::kLabelRequested;
    order.shipments.push_back(std::move(shipment));
    order = moved(std::move(order), OrderEvent::kLabelRequested, "label requested", run.now);
  }
  order.shipments.front().statusAt = run.now;
  writeOrder(run, {std::move(order), {}, "label.mine", "followUp"});
}

void labelMine(Run& run) {
  run.memory.set("labelMine", true);
  labelLook(run);
}

void labelLook(Run& run) {
  const Order order = keptOrder(run);
  askShipEngine(run, "known", "GET", "/v1/labels/external_shipment_id/" + order.id.text);
  askShipEngine(run, "carriers", "GET", "/v1/carriers");
  askDocuments(run, "settings", {"shop-settings"});
  run.phase = "label.looked";
}

void labelLooked(Run& run) {
  const Answer known = answerTo(run, "known");
  const Answer carriers = answerTo(run, "carriers");
  const Answer settings = answerTo(run, "settings");
  if (known.ok && isUsable(known.value)) return useLabel(run, known.value);
  const bool none = known.ok || known.status == kNotFound;
  if (!none || !carriers.ok || !settings.ok) {
    if (retryLater(run, "label.look")) return;
    run.memory.set("labelTried", true);
    return followUp(run);  // paid all the same; the reconciler buys it later
  }
  const Order order = keptOrder(run);
  const std::string carrierId = carrierIdOf(carriers.value, order.shippingMethod.carrierCode);
  askShipEngine(run, "label", "POST", "/v1/labels",
                labelBody(order, carrierId, documentOf(settings, "shop-settings")));
  run.phase = "label.bought";
}

void labelBought(Run& run) {
  const Answer answer = answerTo(run, "label");
  if (answer.ok && isUsable(answer.value)) return useLabel(run, answer.value);
  // Nobody knows: look before buying another.
  if (answer.unknown && retryLater(run, "label.look")) return;
  const Value& first = answer.error["errors"][0];
  log(run, "label_refused", Object{{"orderId", recall(run, "orderId")},
                                   {"status", answer.status},
                                   {"code", first["error_code"]}});
  run.memory.set("labelTried", true);
  followUp(run);
}

}  // namespace vitrine::server
