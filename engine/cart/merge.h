// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "engine/cart/cart.h"

namespace vitrine {

// What the shopper is told after two carts became one.
struct MergedCart {
  Cart cart;
  std::vector<std::string> quantityRaised;  // SKUs in both carts, now with the larger quantity
  std::vector<std::string> movedToSaved;    // SKUs for which the cart had no room
  std::vector<std::string> dropped;         // what was saved for later beyond all bounds

  bool operator==(const MergedCart&) const = default;
};

// The cart of the account and the guest's cart of this browser, as one. Of a SKU in both the larger
// quantity counts: the sum would double the cart of a shopper who logs in twice, and nothing is
// lost. The account's lines come first. Lines beyond the cart's bound are saved for later; beyond
// that list's bound, which two carts with 100 saved lines each do not reach, the last ones are
// dropped and named. A SKU in one cart and saved in the other is in the cart. Coupon, country and
// shipping method are those of the cart changed last, where it has them.
MergedCart merge(const Cart& account, const Cart& guest);

}  // namespace vitrine
