// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/cart/cart.h"
#include "engine/catalog/field_reader.h"
#include "engine/core/json.h"
#include "engine/core/money.h"
#include "engine/core/ordering.h"
#include "engine/pricing/price_list.h"

namespace vitrine {
namespace {

constexpr JsonLimits kCartJsonLimits{.maxBytes = std::size_t{256} << 10U, .maxDepth = 8};

Value linesToValue(const std::vector<CartLine>& lines) {
  Array array;
  for (const CartLine& line : lines) {
    Object members{{"sku", line.sku}, {"quantity", line.quantity}};
    if (line.addedUnitMinor) members.set("addedUnitMinor", *line.addedUnitMinor);
    array.push_back(Value(std::move(members)));
  }
  return Value(std::move(array));
}

std::vector<CartLine> readLines(FieldReader& reader, std::string_view name, std::size_t room) {
  std::vector<CartLine> lines;
  const std::size_t count = reader.list(name, room).size();
  for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
    FieldReader item = reader.item(name, i);
    CartLine line;
    line.sku = item.token("sku", kMaxSkuLength);
    // The shop's own limit may have changed since; the engine's highest has not.
    line.quantity = item.whole("quantity", {.min = 1, .max = kHighestQuantityLimit});
    line.addedUnitMinor =
        item.optionalWhole("addedUnitMinor", {.min = 0, .max = kMaxAmountMinor});
    lines.push_back(std::move(line));
  }
  return lines;
}

// A SKU that stands twice was not written by this engine.
void requireDistinct(FieldReader& reader, const Cart& cart) {
  std::vector<std::string_view> skus;
  for (const CartLine& line : cart.lines) skus.push_back(line.sku);
  for (const CartLine& line : cart.savedForLater) skus.push_back(line.sku);
  const std::size_t count = skus.size();
  sortUnique(skus);
  if (skus.size() != count) {
    reader.reject(ErrorCode::kStorageDamaged, "lines", "a SKU stands twice");
  }
}

std::unexpected<Error> damaged(std::string field, std::string message) {
  return fail(ErrorCode::kStorageDamaged, std::move(field), std::move(message));
}

}  // namespace

Value cartToValue(const Cart& cart) {
  return Value(Object{{"version", kCartVersion},
                      {"lines", linesToValue(cart.lines)},
                      {"saved", linesToValue(cart.savedForLater)},
                      {"couponCode", cart.couponCode},
                      {"country", cart.country},
                      {"shippingMethodId", cart.shippingMethodId},
                      {"updatedAt", cart.updatedAt.ms}});
}

Result<Cart> cartFromValue(const Value& value) {
  const std::optional<std::int64_t> version = value["version"].asInt64();
  if (!version || *version < 1) return damaged("version", "no version");
  if (*version > kCartVersion) {
    return fail(ErrorCode::kStorageNewer, "version",
                "a cart of version " + std::to_string(*version) + "; this engine reads up to " +
                    std::to_string(kCartVersion));
  }
  std::optional<Error> fault;
  FieldReader reader(value, "", fault);
  Cart cart;
  // Version 1 lacks what reads as empty here: that is the whole migration.
  cart.lines = readLines(reader, "lines", kMaxCartLines);
  cart.savedForLater = readLines(reader, "saved", kMaxSavedLines);
  cart.couponCode = reader.text("couponCode", kMaxCartTextLength);
  cart.country = reader.text("country", kMaxCartTextLength);
  cart.shippingMethodId = reader.text("shippingMethodId", kMaxCartTextLength);
  const WholeRange times{.min = -kMaxAmountMinor, .max = kMaxAmountMinor};
  cart.updatedAt.ms = reader.optionalWhole("updatedAt", times).value_or(0);
  if (!reader.has("lines")) reader.reject(ErrorCode::kStorageDamaged, "lines", "missing");
  requireDistinct(reader, cart);
  if (fault) return damaged(std::move(fault->field), std::move(fault->message));
  return cart;
}

std::string encodeCart(const Cart& cart) { return encodeJson(cartToValue(cart)); }

Result<Cart> decodeCart(std::string_view bytes) {
  const Result<Value> value = decodeJson(bytes, kCartJsonLimits);
  if (!value) return damaged("", value.error().message);
  return cartFromValue(*value);
}

}  // namespace vitrine
