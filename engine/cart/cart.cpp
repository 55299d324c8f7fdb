// SPDX-License-Identifier: MIT
#include "engine/cart/cart.h"

#include <algorithm>
#include <utility>

#include "engine/catalog/field_reader.h"

namespace vitrine {
namespace {

using Lines = std::vector<CartLine>;

Lines::iterator findIn(Lines& lines, std::string_view sku) {
  return std::ranges::find(lines, sku, &CartLine::sku);
}

void eraseFrom(Lines& lines, std::string_view sku) {
  std::erase_if(lines, [&](const CartLine& line) { return line.sku == sku; });
}

Status checkQuantity(std::int64_t quantity, const CartLimits& limits) {
  if (quantity < 1) {
    return fail(ErrorCode::kQuantityMustBePositive, "quantity", "The quantity must be 1 or more.");
  }
  if (quantity > limits.maxQuantityPerLine) {
    return fail(ErrorCode::kQuantityAboveLimit, "quantity",
                "At most " + std::to_string(limits.maxQuantityPerLine) + " can be ordered.");
  }
  if (!limits.stock || quantity <= *limits.stock) return {};
  if (*limits.stock <= 0) return fail(ErrorCode::kOutOfStock, "quantity", "Sold out.");
  return fail(ErrorCode::kQuantityAboveStock, "quantity",
              "Only " + std::to_string(*limits.stock) + " left.");
}

std::unexpected<Error> lineNotFound(std::string_view sku) {
  return fail(ErrorCode::kLineNotFound, "sku", "not in the cart: " + std::string(sku));
}

std::unexpected<Error> cartFull(std::size_t room) {
  return fail(ErrorCode::kCartFull, "lines",
              "At most " + std::to_string(room) + " different things fit.");
}

// Moves a line from one list of the cart to the other.
Result<Cart> moved(const Cart& cart, std::string_view sku, Lines Cart::*from, Lines Cart::*to,
                   std::size_t room) {
  Cart next = cart;
  const auto line = findIn(next.*from, sku);
  if (line == (next.*from).end()) return lineNotFound(sku);
  if ((next.*to).size() >= room) return cartFull(room);
  (next.*to).push_back(*line);
  eraseFrom(next.*from, sku);
  return next;
}

}  // namespace

const CartLine* findLine(const Cart& cart, std::string_view sku) {
  const auto line = std::ranges::find(cart.lines, sku, &CartLine::sku);
  return line == cart.lines.end() ? nullptr : &*line;
}

std::int64_t unitCount(const Cart& cart) {
  std::int64_t units = 0;
  for (const CartLine& line : cart.lines) units += line.quantity;
  return units;
}

Result<Cart> withLine(const Cart& cart, const CartLine& line, const CartLimits& limits) {
  if (!isToken(line.sku, kMaxSkuLength)) {
    return fail(ErrorCode::kVariantNotFound, "sku", "There is no such article.");
  }
  // Judged by itself first, so that a sum of two quantities cannot overflow.
  if (const Status alone = checkQuantity(line.quantity, limits); !alone) return fail(alone.error());
  Cart next = cart;
  CartLine joined = line;
  for (Lines* lines : {&next.lines, &next.savedForLater}) {
    const auto known = findIn(*lines, line.sku);
    if (known != lines->end()) joined.quantity += known->quantity;
  }
  if (const Status status = checkQuantity(joined.quantity, limits); !status) {
    return fail(status.error());
  }
  eraseFrom(next.savedForLater, line.sku);
  const auto known = findIn(next.lines, line.sku);
  if (known != next.lines.end()) {
    // The price first seen stays, so that the shopper is told about a change since then.
    known->quantity = joined.quantity;
    if (!known->addedUnitMinor) known->addedUnitMinor = line.addedUnitMinor;
    return next;
  }
  if (next.lines.size() >= kMaxCartLines) return cartFull(kMaxCartLines);
  next.lines.push_back(std::move(joined));
  return next;
}

Result<Cart> withQuantity(const Cart& cart, std::string_view sku, std::int64_t quantity,
                          const CartLimits& limits) {
  if (quantity == 0 && findLine(cart, sku) != nullptr) return without(cart, sku);
  // Fewer than before is allowed whatever the stock: the shopper is on the way to what is left.
  const CartLine* current = findLine(cart, sku);
  CartLimits effective = limits;
  if (current != nullptr && quantity <= current->quantity) effective.stock.reset();
  if (quantity != 0) {
    const Status status = checkQuantity(quantity, effective);
    if (!status) return fail(status.error());
  }
  if (current == nullptr) return lineNotFound(sku);
  Cart next = cart;
  findIn(next.lines, sku)->quantity = quantity;
  return next;
}

Cart without(const Cart& cart, std::string_view sku) {
  Cart next = cart;
  eraseFrom(next.lines, sku);
  eraseFrom(next.savedForLater, sku);
  return next;
}

Result<Cart> withSavedForLater(const Cart& cart, std::string_view sku) {
  return moved(cart, sku, &Cart::lines, &Cart::savedForLater, kMaxSavedLines);
}

Result<Cart> withRestored(const Cart& cart, std::string_view sku) {
  return moved(cart, sku, &Cart::savedForLater, &Cart::lines, kMaxCartLines);
}

}  // namespace vitrine
