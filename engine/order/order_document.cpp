// SPDX-License-Identifier: MIT
//
// The order's document. Members whose text is empty are not written, so that a document holds what
// is known and nothing else.
#include <utility>

#include "engine/order/order.h"

namespace vitrine {
namespace {

void put(Object& object, std::string_view name, const std::string& text) {
  if (!text.empty()) object.set(name, text);
}

void put(Object& object, std::string_view name, const std::optional<Timestamp>& at) {
  if (at) object.set(name, at->toIso());
}

Value keyed(Object object, const std::string& key) {
  object.set("_key", key);
  return Value(std::move(object));
}

template <typename T, typename Encode>
Value encodeAll(const std::vector<T>& items, Encode encode) {
  Array array;
  array.reserve(items.size());
  for (const T& one : items) array.push_back(encode(one));
  return Value(std::move(array));
}

Value encodeAddress(const Address& address) {
  Object object{{"name", address.name}, {"line1", address.line1}};
  put(object, "line2", address.line2);
  object.set("postalCode", address.postalCode);
  object.set("city", address.city);
  put(object, "region", address.region);
  object.set("country", address.country);
  put(object, "phone", address.phone);
  return Value(std::move(object));
}

Value encodeMethod(const OrderShippingMethod& method) {
  return Value(Object{{"methodId", method.methodId},
                      {"name", method.name},
                      {"carrierCode", method.carrierCode},
                      {"serviceCode", method.serviceCode},
                      {"minDays", method.minDays},
                      {"maxDays", method.maxDays}});
}

Value encodeLine(const OrderLine& line) {
  Object object{{"_type", "orderLine"},
                {"product", Object{{"_type", "reference"},
                                   {"_ref", line.product.text},
                                   {"_weak", true}}},
                {"sku", line.sku.text},
                {"variantKey", line.variantKey},
                {"slug", line.slug},
                {"title", line.title},
                {"optionText", line.optionText}};
  put(object, "imageRef", line.imageRef);
  put(object, "imageAlt", line.imageAlt);
  object.set("quantity", line.quantity);
  object.set("unitPriceMinor", line.unitPriceMinor);
  object.set("discountMinor", line.discountMinor);
  object.set("totalMinor", line.totalMinor);
  object.set("weightGrams", line.weightGrams);
  return keyed(std::move(object), line.key);
}

Value encodeAdjustment(const OrderAdjustment& adjustment) {
  Object object{{"rule", adjustment.rule},
                {"label", adjustment.label},
                {"amountMinor", adjustment.amountMinor}};
  put(object, "sku", adjustment.sku);
  return keyed(std::move(object), adjustment.key);
}

Value encodeRefund(const Refund& refund) {
  Object object{{"reference", refund.reference},
                {"amountMinor", refund.amountMinor},
                {"currency", refund.currency},
                {"status", refund.status}};
  put(object, "refundId", refund.refundId);
  put(object, "reason", refund.reason);
  return keyed(std::move(object), refund.key);
}

Value encodePayment(const Payment& payment) {
  Object object{{"gateway", gatewayName(payment.gateway)},
                {"status", paymentStatusName(payment.status)},
                {"attempt", payment.attempt}};
  put(object, "attemptAt", payment.attemptAt);
  put(object, "sessionId", payment.sessionId);
  put(object, "redirectUrl", payment.redirectUrl);
  put(object, "intentId", payment.intentId);
  put(object, "captureId", payment.captureId);
  object.set("amountMinor", payment.amountMinor);
  object.set("capturedMinor", payment.capturedMinor);
  object.set("refundedMinor", payment.refundedMinor);
  put(object, "message", payment.message);
  if (!payment.refunds.empty()) object.set("refunds", encodeAll(payment.refunds, encodeRefund));
  return Value(std::move(object));
}

Value encodeEvent(const TrackingEvent& event) {
  Object object;
  put(object, "at", event.at);
  object.set("status", shipmentStatusName(event.status));
  put(object, "reason", event.reason);
  object.set("description", event.description);
  put(object, "location", event.location);
  object.set("rawStatus", event.rawStatus);
  return keyed(std::move(object), event.key);
}

Value encodeShipment(const Shipment& shipment) {
  Object object;
  put(object, "labelId", shipment.labelId);
  object.set("carrierCode", shipment.carrierCode);
  put(object, "trackingNumber", shipment.trackingNumber);
  put(object, "trackingUrl", shipment.trackingUrl);
  object.set("status", shipmentStatusName(shipment.status));
  put(object, "statusAt", shipment.statusAt);
  put(object, "estimatedDeliveryAt", shipment.estimatedDeliveryAt);
  put(object, "checkedAt", shipment.checkedAt);
  object.set("events", encodeAll(shipment.events, encodeEvent));
  return keyed(std::move(object), shipment.key);
}

Value encodeHistory(const OrderHistoryEntry& entry) {
  return keyed(Object{{"at", entry.at.toIso()},
                      {"from", entry.from},
                      {"to", entry.to},
                      {"reason", entry.reason}},
               entry.key);
}

}  // namespace

Value encodeOrder(const Order& order) {
  Object object{{"_id", order.id.text},
                {"_type", "order"},
                {"number", order.number},
                {"accessToken", order.accessToken},
                {"requestHash", order.requestHash},
                {"status", orderStatusName(order.status)},
                {"stockReserved", order.stockReserved},
                {"email", order.email},
                {"name", order.name},
                {"shippingAddress", encodeAddress(order.shippingAddress)},
                {"shippingMethodId", order.shippingMethod.methodId},
                {"shippingMethod", encodeMethod(order.shippingMethod)},
                {"currency", order.currency.code()},
                {"lines", encodeAll(order.lines, encodeLine)},
                {"adjustments", encodeAll(order.adjustments, encodeAdjustment)}};
  put(object, "coupon", order.coupon);
  object.set("subtotalMinor", order.subtotalMinor);
  object.set("discountMinor", order.discountMinor);
  object.set("shippingMinor", order.shippingMinor);
  object.set("taxMinor", order.taxMinor);
  object.set("taxIncluded", order.taxIncluded);
  object.set("totalMinor", order.totalMinor);
  object.set("payment", encodePayment(order.payment));
  object.set("shipments", encodeAll(order.shipments, encodeShipment));
  object.set("placedAt", order.placedAt.toIso());
  object.set("expiresAt", order.expiresAt.toIso());
  put(object, "paidAt", order.paidAt);
  object.set("updatedAt", order.updatedAt.toIso());
  put(object, "nextCheckAt", order.nextCheckAt);
  object.set("history", encodeAll(order.history, encodeHistory));
  return Value(std::move(object));
}

}  // namespace vitrine
