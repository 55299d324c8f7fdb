// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"

namespace vitrine {

// What a shopper wants to buy: a value without prices of its own (pricing/quote.h makes them).
// Every operation returns the next cart and leaves this one alone.

struct CartLine {
  std::string sku;
  std::int64_t quantity = 0;
  std::optional<std::int64_t> addedUnitMinor;  // what a unit cost when it was put in

  bool operator==(const CartLine&) const = default;
};

struct Cart {
  std::vector<CartLine> lines;          // one per SKU, in the order of adding
  std::vector<CartLine> savedForLater;  // likewise; a SKU is in one of the two at most
  std::string couponCode;
  std::string country;
  std::string shippingMethodId;
  Timestamp updatedAt;

  bool operator==(const Cart&) const = default;
};

inline constexpr std::size_t kMaxCartLines = 100;
inline constexpr std::size_t kMaxSavedLines = 300;
inline constexpr std::size_t kMaxSkuLength = 64;       // bytes
inline constexpr std::size_t kMaxCartTextLength = 64;  // bytes of coupon code and method id

struct CartLimits {
  std::int64_t maxQuantityPerLine = 20;
  std::optional<std::int64_t> stock;  // of the variant that is touched; nothing: not known
};

// Adds to the line of that SKU, or starts one. Refused in this order: quantity_must_be_positive,
// quantity_above_limit, quantity_above_stock (out_of_stock when nothing is left), cart_full. A SKU
// that was saved for later comes back with its quantity added.
Result<Cart> withLine(const Cart& cart, const CartLine& line, const CartLimits& limits);

// Sets the quantity of a line; 0 takes it out. line_not_found when there is none.
Result<Cart> withQuantity(const Cart& cart, std::string_view sku, std::int64_t quantity,
                          const CartLimits& limits);

// Takes the line out, and out of what is saved for later. A cart without it stays as it is.
Cart without(const Cart& cart, std::string_view sku);

// Moves a line between the cart and what is saved for later; line_not_found, cart_full.
Result<Cart> withSavedForLater(const Cart& cart, std::string_view sku);
Result<Cart> withRestored(const Cart& cart, std::string_view sku);

const CartLine* findLine(const Cart& cart, std::string_view sku);
std::int64_t unitCount(const Cart& cart);

// --- Intents: what the shopper did, kept until the newest cart has it -------------------------

struct AddLine {
  std::string sku;
  std::int64_t quantity = 1;
  std::optional<std::int64_t> addedUnitMinor;
  bool operator==(const AddLine&) const = default;
};
struct SetQuantity {
  std::string sku;
  std::int64_t quantity = 0;
  bool operator==(const SetQuantity&) const = default;
};
struct RemoveLine {
  std::string sku;
  bool operator==(const RemoveLine&) const = default;
};
struct TakeOut {  // what was ordered: of the line so many, with nothing left the line; or nothing
  std::string sku;
  std::int64_t quantity = 0;
  bool operator==(const TakeOut&) const = default;
};
struct SaveForLater {
  std::string sku;
  bool operator==(const SaveForLater&) const = default;
};
struct RestoreLine {
  std::string sku;
  bool operator==(const RestoreLine&) const = default;
};
struct SetCoupon {
  std::string code;  // empty: none
  bool operator==(const SetCoupon&) const = default;
};
struct SetDestination {
  std::string country;
  std::string shippingMethodId;
  bool operator==(const SetDestination&) const = default;
};
struct ClearCart {  // lines and coupon, after an order; what is saved for later stays
  bool operator==(const ClearCart&) const = default;
};

using CartIntent = std::variant<AddLine, SetQuantity, RemoveLine, TakeOut, SaveForLater,
                                RestoreLine, SetCoupon, SetDestination, ClearCart>;

// The SKU that the intent touches, or empty; its stock belongs into the limits.
std::string_view skuOf(const CartIntent& intent);

// The cart after the intent, `updatedAt` being `now`. Deterministic, so a store whose write met a
// newer cart applies its pending intents to that one again. An intent whose line is gone from the
// newer cart fails with line_not_found and is to be dropped.
Result<Cart> apply(const Cart& cart, const CartIntent& intent, const CartLimits& limits,
                   Timestamp now);

// --- Storage --------------------------------------------------------------------------------
//
//   cart  = {"version": 2, "lines": [line...], "saved": [line...], "couponCode": text,
//            "country": text, "shippingMethodId": text, "updatedAt": ms}
//   line  = {"sku": text, "quantity": 1.., "addedUnitMinor"?: int}
//
// Version 1 had no "saved", "country" and "shippingMethodId", and lines of sku and quantity only.

inline constexpr std::int64_t kCartVersion = 2;

Value cartToValue(const Cart& cart);
// Tolerant of nothing: storage_newer for a later version, storage_damaged for anything that this
// engine cannot have written.
Result<Cart> cartFromValue(const Value& value);

std::string encodeCart(const Cart& cart);
Result<Cart> decodeCart(std::string_view bytes);

}  // namespace vitrine
