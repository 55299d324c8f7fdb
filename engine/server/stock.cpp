// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/sanity/mutation.h"
#include "engine/server/flows.h"
#include "engine/server/shop_read.h"

namespace vitrine::server {
namespace {

std::vector<std::string> productIds(const Order& order) {
  std::vector<std::string> ids;
  for (const OrderLine& line : order.lines) {
    if (std::find(ids.begin(), ids.end(), line.product.text) == ids.end()) {
      ids.push_back(line.product.text);
    }
  }
  return ids;
}

std::string stockPath(const Value& variant) {
  return sanity::keyedPath("variants", variant["_key"].asString(), "stock");
}

}  // namespace

bool isUnsent(const Order& order) {
  return order.stockReserved &&
         std::all_of(order.shipments.begin(), order.shipments.end(),
                     [](const Shipment& shipment) { return shipment.labelId.empty(); });
}

void askStock(Run& run, const Order& order) {
  std::vector<std::string> ids = productIds(order);
  if (!order.coupon.empty()) ids.push_back(couponId(order.coupon));
  askDocuments(run, "stock", ids);
}

Array stockReturned(const Order& order, const Answer& stock) {
  Array mutations;
  for (const std::string& id : productIds(order)) {
    const Value& product = documentOf(stock, id);
    sanity::Patch patch(id);
    bool touched = false;
    for (const OrderLine& line : order.lines) {
      const Value& variant = variantOf(product, line.sku.text);
      if (line.product.text != id || variant.isNull()) continue;
      patch.inc(stockPath(variant), line.quantity);
      touched = true;
    }
    if (touched) mutations.push_back(patch.toMutation());
  }
  const std::string coupon = couponId(order.coupon);
  if (!order.coupon.empty() && documentOf(stock, coupon)["usesLeft"].isInt()) {
    mutations.push_back(sanity::Patch(coupon).inc("usesLeft", 1).toMutation());
  }
  return mutations;
}

Result<Array> stockTaken(const Order& order, const Answer& stock) {
  Array mutations;
  for (const std::string& id : productIds(order)) {
    const Value& product = documentOf(stock, id);
    sanity::Patch patch(id);
    for (const OrderLine& line : order.lines) {
      if (line.product.text != id) continue;
      const Value& variant = variantOf(product, line.sku.text);
      if (variant["stock"].asInt64().value_or(0) < line.quantity) {
        return fail(ErrorCode::kOutOfStock, line.sku.text, "Sold meanwhile.");
      }
      patch.dec(stockPath(variant), line.quantity);
    }
    mutations.push_back(patch.ifRevision(product["_rev"].asString()).toMutation());
  }
  const std::string coupon = couponId(order.coupon);
  if (!order.coupon.empty() && documentOf(stock, coupon)["usesLeft"].asInt64().value_or(0) > 0) {
    mutations.push_back(sanity::Patch(coupon).dec("usesLeft", 1).toMutation());
  }
  return mutations;
}

}  // namespace vitrine::server
