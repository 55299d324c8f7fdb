// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/cart/cart.h"
#include "engine/catalog/field_reader.h"

namespace vitrine {
namespace {

struct Apply {
  const Cart& cart;
  const CartLimits& limits;

  Result<Cart> operator()(const AddLine& intent) const {
    return withLine(cart, {intent.sku, intent.quantity, intent.addedUnitMinor}, limits);
  }
  Result<Cart> operator()(const SetQuantity& intent) const {
    return withQuantity(cart, intent.sku, intent.quantity, limits);
  }
  Result<Cart> operator()(const RemoveLine& intent) const { return without(cart, intent.sku); }
  Result<Cart> operator()(const TakeOut& intent) const {
    const CartLine* line = findLine(cart, intent.sku);
    if (line == nullptr) return cart;
    const std::int64_t left = line->quantity - intent.quantity;
    return withQuantity(cart, intent.sku, left > 0 ? left : 0, limits);
  }
  Result<Cart> operator()(const SaveForLater& intent) const {
    return withSavedForLater(cart, intent.sku);
  }
  Result<Cart> operator()(const RestoreLine& intent) const {
    return withRestored(cart, intent.sku);
  }
  Result<Cart> operator()(const SetCoupon& intent) const {
    if (intent.code.size() > kMaxCartTextLength) {
      return fail(ErrorCode::kCouponUnknown, "couponCode", "There is no such code.");
    }
    Cart next = cart;
    next.couponCode = cleanText(intent.code);
    return next;
  }
  Result<Cart> operator()(const SetDestination& intent) const {
    if (intent.country.size() > kMaxCartTextLength) {
      return fail(ErrorCode::kCountryUnknown, "country", "This is not a country.");
    }
    if (intent.shippingMethodId.size() > kMaxCartTextLength) {
      return fail(ErrorCode::kShippingMethodUnknown, "shippingMethodId",
                  "There is no such shipping method.");
    }
    Cart next = cart;
    next.country = cleanText(intent.country);
    next.shippingMethodId = cleanText(intent.shippingMethodId);
    return next;
  }
  Result<Cart> operator()(const ClearCart&) const {
    Cart next = cart;
    next.lines.clear();
    next.couponCode.clear();
    return next;
  }
};

struct SkuOf {
  template <typename Intent>
  std::string_view operator()(const Intent& intent) const {
    if constexpr (requires { intent.sku; }) {
      return intent.sku;
    } else {
      return {};
    }
  }
};

}  // namespace

std::string_view skuOf(const CartIntent& intent) { return std::visit(SkuOf{}, intent); }

Result<Cart> apply(const Cart& cart, const CartIntent& intent, const CartLimits& limits,
                   Timestamp now) {
  Result<Cart> next = std::visit(Apply{cart, limits}, intent);
  if (next) next->updatedAt = now;
  return next;
}

}  // namespace vitrine
