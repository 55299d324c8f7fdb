// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/store/fields.h"

namespace vitrine {

// A cart as it comes from outside: from a cookie, a link, another device. Nothing of it is believed.
struct CartLineInput {
  std::string sku;
  std::int64_t quantity = 0;

  bool operator==(const CartLineInput&) const = default;
};
constexpr auto fieldsOf(const CartLineInput*) {
  return fields(field("sku", &CartLineInput::sku), field("quantity", &CartLineInput::quantity));
}

struct CartInput {
  std::vector<CartLineInput> lines;
  std::string couponCode;

  bool operator==(const CartInput&) const = default;
};
constexpr auto fieldsOf(const CartInput*) {
  return fields(field("lines", &CartInput::lines), field("couponCode", &CartInput::couponCode));
}

// What a form of the page without JavaScript asks for. Quantity 0 of `set` takes the line out; an empty
// code of `coupon` takes the coupon off.
enum class CartChangeKind : std::uint8_t { kAdd, kSet, kRemove, kCoupon, kClear };
constexpr auto namesOf(const CartChangeKind*) {
  return std::array<std::string_view, 5>{"add", "set", "remove", "coupon", "clear"};
}

struct CartChange {
  CartChangeKind kind = CartChangeKind::kAdd;
  std::string sku;
  std::int64_t quantity = 0;
  std::string code;

  bool operator==(const CartChange&) const = default;
};
constexpr auto fieldsOf(const CartChange*) {
  return fields(field("kind", &CartChange::kind),
                field("sku", &CartChange::sku),
                field("quantity", &CartChange::quantity),
                field("code", &CartChange::code));
}

// With what a cart is priced beside its lines. `coupon` is the JSON of the shop's answer to the code:
// {"ok": true, "value": rule} or {"ok": false, "error": ...}, or empty.
struct QuoteChoice {
  std::string coupon;
  std::string country;
  std::string shippingMethodId;

  bool operator==(const QuoteChoice&) const = default;
};
constexpr auto fieldsOf(const QuoteChoice*) {
  return fields(field("coupon", &QuoteChoice::coupon),
                field("country", &QuoteChoice::country),
                field("shippingMethodId", &QuoteChoice::shippingMethodId));
}

}  // namespace vitrine
