// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/product_view.h"

namespace vitrine {

// What the cart drawer, the cart page and the checkout's summary show: every figure is the engine's.

struct CartLineView {
  std::string sku;
  std::string slug;
  std::string title;
  std::string optionText;
  std::optional<ImageView> image;
  std::int64_t quantity = 0;
  std::int64_t maxQuantity = 0;
  MoneyView unitPrice;
  std::optional<MoneyView> compareAt;
  MoneyView subtotal;
  MoneyView discount;
  MoneyView total;
  std::optional<ErrorView> problem;  // the line cannot be ordered as it stands

  bool operator==(const CartLineView&) const = default;
};
constexpr auto fieldsOf(const CartLineView*) {
  return fields(field("sku", &CartLineView::sku),
                field("slug", &CartLineView::slug),
                field("title", &CartLineView::title),
                field("optionText", &CartLineView::optionText),
                field("image", &CartLineView::image),
                field("quantity", &CartLineView::quantity),
                field("maxQuantity", &CartLineView::maxQuantity),
                field("unitPrice", &CartLineView::unitPrice),
                field("compareAt", &CartLineView::compareAt),
                field("subtotal", &CartLineView::subtotal),
                field("discount", &CartLineView::discount),
                field("total", &CartLineView::total),
                field("problem", &CartLineView::problem));
}

struct AdjustmentView {
  std::string rule;
  std::string label;
  MoneyView amount;
  std::optional<std::string> sku;

  bool operator==(const AdjustmentView&) const = default;
};
constexpr auto fieldsOf(const AdjustmentView*) {
  return fields(field("rule", &AdjustmentView::rule),
                field("label", &AdjustmentView::label),
                field("amount", &AdjustmentView::amount),
                maybe("sku", &AdjustmentView::sku));
}

struct CouponView {
  std::string code;
  bool applied = false;
  std::optional<ErrorView> problem;
  bool pending = false;  // the shop has not answered yet

  bool operator==(const CouponView&) const = default;
};
constexpr auto fieldsOf(const CouponView*) {
  return fields(field("code", &CouponView::code),
                field("applied", &CouponView::applied),
                field("problem", &CouponView::problem),
                field("pending", &CouponView::pending));
}

struct FreeShippingView {
  MoneyView threshold;
  MoneyView remaining;
  bool reached = false;
  std::int64_t percent = 0;

  bool operator==(const FreeShippingView&) const = default;
};
constexpr auto fieldsOf(const FreeShippingView*) {
  return fields(field("threshold", &FreeShippingView::threshold),
                field("remaining", &FreeShippingView::remaining),
                field("reached", &FreeShippingView::reached),
                field("percent", &FreeShippingView::percent));
}

struct UndoView {
  std::string sku;
  std::string title;

  bool operator==(const UndoView&) const = default;
};
constexpr auto fieldsOf(const UndoView*) {
  return fields(field("sku", &UndoView::sku), field("title", &UndoView::title));
}

struct CartView {
  std::int64_t revision = 0;
  std::string currency;
  std::vector<CartLineView> lines;
  std::int64_t count = 0;
  MoneyView subtotal;
  MoneyView discount;
  MoneyView shipping;
  MoneyView tax;
  MoneyView total;
  bool taxIncluded = true;
  bool shippingEstimated = true;
  std::string country;
  std::vector<AdjustmentView> adjustments;
  std::optional<CouponView> coupon;
  std::vector<ShippingMethodView> shippingMethods;
  std::optional<FreeShippingView> freeShipping;
  bool canCheckout = false;
  std::optional<UndoView> undo;

  bool operator==(const CartView&) const = default;
};
constexpr auto fieldsOf(const CartView*) {
  return fields(field("revision", &CartView::revision),
                field("currency", &CartView::currency),
                field("lines", &CartView::lines),
                field("count", &CartView::count),
                field("subtotal", &CartView::subtotal),
                field("discount", &CartView::discount),
                field("shipping", &CartView::shipping),
                field("tax", &CartView::tax),
                field("total", &CartView::total),
                field("taxIncluded", &CartView::taxIncluded),
                field("shippingEstimated", &CartView::shippingEstimated),
                field("country", &CartView::country),
                field("adjustments", &CartView::adjustments),
                field("coupon", &CartView::coupon),
                field("shippingMethods", &CartView::shippingMethods),
                field("freeShipping", &CartView::freeShipping),
                field("canCheckout", &CartView::canCheckout),
                field("undo", &CartView::undo));
}

}  // namespace vitrine
