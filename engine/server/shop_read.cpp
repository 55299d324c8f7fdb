// SPDX-License-Identifier: MIT
#include "engine/server/shop_read.h"

#include <utility>

#include "engine/catalog/decode.h"

namespace vitrine::server {
namespace {

const Value kNull;

constexpr const char* kProductsOfSkus =
    "*[_type == \"product\" && count(variants[sku in $skus]) > 0]";

bool isPublished(std::string_view id) { return id.find('.') == std::string_view::npos; }

}  // namespace

std::string couponId(const std::string& code) { return "coupon." + code; }

const Value& variantOf(const Value& product, std::string_view sku) {
  for (const Value& variant : product["variants"].items()) {
    if (variant["sku"].asString() == sku) return variant;
  }
  return kNull;
}

void askShop(Run& run, const OrderRequest& request, const std::string& also) {
  std::vector<std::string> ids = {"shop-settings"};
  if (!request.couponCode.empty()) ids.push_back(couponId(request.couponCode));
  if (!also.empty()) ids.push_back(also);
  askDocuments(run, "documents", ids);
  Array skus;
  for (const QuoteLineRequest& line : request.lines) skus.push_back(Value(line.sku));
  ask(run, "products", "sanity.query",
      Object{{"query", kProductsOfSkus}, {"params", Object{{"skus", std::move(skus)}}}});
}

Result<ShopRead> shopRead(const Run& run, const OrderRequest& request) {
  const Answer documents = answerTo(run, "documents");
  const Answer found = answerTo(run, "products");
  if (!documents.ok || !found.ok || !found.value.isArray()) {
    return fail(ErrorCode::kServiceFailed, "", "The catalog cannot be read now.");
  }
  Result<PriceList> prices = decodePriceList(documentOf(documents, "shop-settings"));
  if (!prices) {
    return fail(ErrorCode::kServiceFailed, prices.error().field, "The shop's settings are bad.");
  }
  ShopRead shop{std::move(*prices), {}, {}, {}, {}};
  std::vector<Product> products;
  for (const Value& document : found.value.items()) {
    if (!isPublished(document["_id"].asString())) continue;
    Result<Product> product = decodeProduct(document);
    if (!product) continue;  // reads as not sold; the page names it from the catalog
    products.push_back(std::move(*product));
    shop.products.push_back(document);
  }
  shop.catalog = Catalog(std::move(products));
  if (!request.couponCode.empty()) {
    const Value& document = documentOf(documents, couponId(request.couponCode));
    if (Result<Coupon> coupon = decodeCoupon(document)) {
      shop.coupon = std::move(*coupon);
      shop.couponRevision = std::string(document["_rev"].asString());
    }
  }
  return shop;
}

Result<Quote> quoteOf(const OrderRequest& request, const ShopRead& shop, Timestamp now) {
  const QuoteRequest question{.lines = request.lines,
                              .couponCode = request.couponCode,
                              .country = request.address.country,
                              .shippingMethodId = request.shippingMethodId,
                              .now = now};
  return quote(question, shop.catalog, shop.prices, shop.coupon);
}

}  // namespace vitrine::server
