// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/order/order.h"

namespace vitrine {
namespace {

std::string text(const Value& value) { return std::string(value.asString()); }

std::int64_t number(const Value& value) { return value.asInt64().value_or(0); }

std::optional<Timestamp> time(const Value& value) {
  const Result<Timestamp> at = Timestamp::parse(value.asString());
  return at ? std::optional<Timestamp>(*at) : std::nullopt;
}

template <typename T, typename Decode>
std::vector<T> decodeAll(const Value& items, Decode decode) {
  std::vector<T> all;
  all.reserve(items.items().size());
  for (const Value& one : items.items()) all.push_back(decode(one));
  return all;
}

Address decodeAddress(const Value& value) {
  return {.name = text(value["name"]),
          .line1 = text(value["line1"]),
          .line2 = text(value["line2"]),
          .postalCode = text(value["postalCode"]),
          .city = text(value["city"]),
          .region = text(value["region"]),
          .country = text(value["country"]),
          .phone = text(value["phone"])};
}

OrderShippingMethod decodeMethod(const Value& value, const Value& methodId) {
  return {.methodId = value["methodId"].asString(methodId.asString()),
          .name = text(value["name"]),
          .carrierCode = text(value["carrierCode"]),
          .serviceCode = text(value["serviceCode"]),
          .minDays = number(value["minDays"]),
          .maxDays = number(value["maxDays"])};
}

OrderLine decodeLine(const Value& value) {
  return {.key = text(value["_key"]),
          .product = ProductId(text(value["product"]["_ref"])),
          .sku = Sku(text(value["sku"])),
          .variantKey = text(value["variantKey"]),
          .slug = text(value["slug"]),
          .title = text(value["title"]),
          .optionText = text(value["optionText"]),
          .imageRef = text(value["imageRef"]),
          .imageAlt = text(value["imageAlt"]),
          .quantity = number(value["quantity"]),
          .unitPriceMinor = number(value["unitPriceMinor"]),
          .discountMinor = number(value["discountMinor"]),
          .totalMinor = number(value["totalMinor"]),
          .weightGrams = number(value["weightGrams"])};
}

OrderAdjustment decodeAdjustment(const Value& value) {
  return {.key = text(value["_key"]),
          .rule = text(value["rule"]),
          .label = text(value["label"]),
          .amountMinor = number(value["amountMinor"]),
          .sku = text(value["sku"])};
}

Refund decodeRefund(const Value& value) {
  return {.key = text(value["_key"]),
          .reference = text(value["reference"]),
          .amountMinor = number(value["amountMinor"]),
          .currency = text(value["currency"]),
          .status = text(value["status"]),
          .refundId = text(value["refundId"]),
          .reason = text(value["reason"])};
}

Payment decodePayment(const Value& value) {
  return {.gateway = gatewayOf(value["gateway"].asString()).value_or(Gateway::kStripe),
          .status =
              paymentStatusOf(value["status"].asString()).value_or(PaymentStatus::kUnknown),
          .attempt = value["attempt"].asInt64().value_or(1),
          .attemptAt = time(value["attemptAt"]),
          .sessionId = text(value["sessionId"]),
          .redirectUrl = text(value["redirectUrl"]),
          .intentId = text(value["intentId"]),
          .captureId = text(value["captureId"]),
          .amountMinor = number(value["amountMinor"]),
          .capturedMinor = number(value["capturedMinor"]),
          .refundedMinor = number(value["refundedMinor"]),
          .message = text(value["message"]),
          .refunds = decodeAll<Refund>(value["refunds"], decodeRefund)};
}

TrackingEvent decodeEvent(const Value& value) {
  return {.key = text(value["_key"]),
          .at = time(value["at"]),
          .status =
              shipmentStatusOf(value["status"].asString()).value_or(ShipmentStatus::kUnknown),
          .reason = text(value["reason"]),
          .description = text(value["description"]),
          .location = text(value["location"]),
          .rawStatus = text(value["rawStatus"])};
}

Shipment decodeShipment(const Value& value) {
  return {.key = text(value["_key"]),
          .labelId = text(value["labelId"]),
          .carrierCode = text(value["carrierCode"]),
          .trackingNumber = text(value["trackingNumber"]),
          .trackingUrl = text(value["trackingUrl"]),
          .status =
              shipmentStatusOf(value["status"].asString()).value_or(ShipmentStatus::kUnknown),
          .statusAt = time(value["statusAt"]),
          .estimatedDeliveryAt = time(value["estimatedDeliveryAt"]),
          .checkedAt = time(value["checkedAt"]),
          .events = decodeAll<TrackingEvent>(value["events"], decodeEvent)};
}

OrderHistoryEntry decodeHistory(const Value& value) {
  return {.key = text(value["_key"]),
          .at = time(value["at"]).value_or(Timestamp{}),
          .from = text(value["from"]),
          .to = text(value["to"]),
          .reason = text(value["reason"])};
}

void decodeMoney(Order& order, const Value& document) {
  order.subtotalMinor = number(document["subtotalMinor"]);
  order.discountMinor = number(document["discountMinor"]);
  order.shippingMinor = number(document["shippingMinor"]);
  order.taxMinor = number(document["taxMinor"]);
  order.taxIncluded = document["taxIncluded"].asBool().value_or(true);
  order.totalMinor = number(document["totalMinor"]);
}

void decodeTimes(Order& order, const Value& document) {
  order.placedAt = time(document["placedAt"]).value_or(Timestamp{});
  order.expiresAt = time(document["expiresAt"]).value_or(order.placedAt);
  order.paidAt = time(document["paidAt"]);
  order.updatedAt = time(document["updatedAt"]).value_or(order.placedAt);
  order.nextCheckAt = time(document["nextCheckAt"]);
}

void decodePeople(Order& order, const Value& document) {
  order.email = text(document["email"]);
  order.name = text(document["name"]);
  order.shippingAddress = decodeAddress(document["shippingAddress"]);
  order.shippingMethod = decodeMethod(document["shippingMethod"], document["shippingMethodId"]);
}

}  // namespace

Result<Order> decodeOrder(const Value& document) {
  Order order;
  order.id = OrderId(text(document["_id"]));
  if (order.id.empty()) return fail(ErrorCode::kMissingField, "_id", "An order has an id.");
  const auto status = orderStatusOf(document["status"].asString());
  if (!status) return fail(ErrorCode::kInvalidValue, "status", "Not a status of an order.");
  const Result<Currency> currency = Currency::of(document["currency"].asString());
  if (!currency) return fail(ErrorCode::kCurrencyUnknown, "currency", currency.error().message);
  const auto total = document["totalMinor"].asInt64();
  if (!total || *total < 0) {
    return fail(ErrorCode::kInvalidValue, "totalMinor", "A total is a whole number from 0.");
  }
  order.status = *status;
  order.currency = *currency;
  order.revision = text(document["_rev"]);
  order.number = text(document["number"]);
  order.accessToken = text(document["accessToken"]);
  order.requestHash = text(document["requestHash"]);
  order.stockReserved = document["stockReserved"].asBool().value_or(false);
  order.coupon = text(document["coupon"]);
  order.lines = decodeAll<OrderLine>(document["lines"], decodeLine);
  order.adjustments = decodeAll<OrderAdjustment>(document["adjustments"], decodeAdjustment);
  order.payment = decodePayment(document["payment"]);
  order.shipments = decodeAll<Shipment>(document["shipments"], decodeShipment);
  order.history = decodeAll<OrderHistoryEntry>(document["history"], decodeHistory);
  decodePeople(order, document);
  decodeMoney(order, document);
  decodeTimes(order, document);
  return order;
}

}  // namespace vitrine
