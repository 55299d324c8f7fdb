// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/core/result.h"
#include "engine/core/value.h"
#include "engine/pricing/coupon.h"
#include "engine/pricing/price_list.h"
#include "engine/pricing/quote.h"
#include "engine/server/request.h"
#include "engine/server/run.h"

namespace vitrine::server {

// What the shop says now about the goods of one request: read fresh, for pricing and for reserving.
struct ShopRead {
  PriceList prices;
  Catalog catalog;
  std::optional<Coupon> coupon;
  std::string couponRevision;
  Array products;  // the documents, as they are, with their revisions
};

// Asks for the products of the lines, the settings, the coupon and `also`.
void askShop(Run& run, const OrderRequest& request, const std::string& also = {});
// Fails (service_failed) when a part could not be read, or the settings are unusable.
Result<ShopRead> shopRead(const Run& run, const OrderRequest& request);

Result<Quote> quoteOf(const OrderRequest& request, const ShopRead& shop, Timestamp now);

std::string couponId(const std::string& code);

// The variant with that SKU in a product's document: its _key and stock.
const Value& variantOf(const Value& product, std::string_view sku);

}  // namespace vitrine::server
