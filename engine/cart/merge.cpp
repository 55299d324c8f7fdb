// SPDX-License-Identifier: MIT
#include "engine/cart/merge.h"

#include <algorithm>
#include <utility>

namespace vitrine {
namespace {

CartLine* findIn(std::vector<CartLine>& lines, std::string_view sku) {
  const auto line = std::ranges::find(lines, sku, &CartLine::sku);
  return line == lines.end() ? nullptr : &*line;
}

void takeLines(const std::vector<CartLine>& guest, MergedCart& merged) {
  for (const CartLine& line : guest) {
    CartLine* known = findIn(merged.cart.lines, line.sku);
    if (known == nullptr) {
      merged.cart.lines.push_back(line);
      continue;
    }
    if (known->quantity != line.quantity) merged.quantityRaised.push_back(line.sku);
    known->quantity = std::max(known->quantity, line.quantity);
    if (!known->addedUnitMinor) known->addedUnitMinor = line.addedUnitMinor;
  }
}

void takeSaved(const std::vector<CartLine>& lines, MergedCart& merged) {
  for (const CartLine& line : lines) {
    CartLine* known = findIn(merged.cart.lines, line.sku);
    if (known == nullptr) known = findIn(merged.cart.savedForLater, line.sku);
    if (known == nullptr) {
      merged.cart.savedForLater.push_back(line);
    } else {
      known->quantity = std::max(known->quantity, line.quantity);
    }
  }
}

void saveSurplus(MergedCart& merged) {
  std::vector<CartLine>& lines = merged.cart.lines;
  while (lines.size() > kMaxCartLines) {
    merged.movedToSaved.insert(merged.movedToSaved.begin(), lines.back().sku);
    merged.cart.savedForLater.insert(merged.cart.savedForLater.begin(), std::move(lines.back()));
    lines.pop_back();
  }
  std::vector<CartLine>& saved = merged.cart.savedForLater;
  for (; saved.size() > kMaxSavedLines; saved.pop_back()) {
    merged.dropped.push_back(saved.back().sku);
  }
}

}  // namespace

MergedCart merge(const Cart& account, const Cart& guest) {
  MergedCart merged;
  merged.cart.lines = account.lines;
  takeLines(guest.lines, merged);
  takeSaved(account.savedForLater, merged);
  takeSaved(guest.savedForLater, merged);
  saveSurplus(merged);
  const bool guestIsNewer = guest.updatedAt > account.updatedAt;
  const Cart& newer = guestIsNewer ? guest : account;
  const Cart& older = guestIsNewer ? account : guest;
  const auto chosen = [&](std::string Cart::*text) {
    return (newer.*text).empty() ? older.*text : newer.*text;
  };
  merged.cart.couponCode = chosen(&Cart::couponCode);
  merged.cart.country = chosen(&Cart::country);
  merged.cart.shippingMethodId = chosen(&Cart::shippingMethodId);
  merged.cart.updatedAt = newer.updatedAt;
  return merged;
}

}  // namespace vitrine
