// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include "engine/store/store.h"

namespace vitrine {

// The cart with every figure and the explanation of its total, and the notices of the store.
class CartPanel {
 public:
  void show(Store& store, bool& open);

 private:
  void showLines(Store& store, const CartView& cart);
  static void showTotals(const CartView& cart);
  void showCoupon(Store& store, const CartView& cart);

  std::array<char, 40> code_{};
  std::optional<ErrorView> refusal_;  // of the last change
};

}  // namespace vitrine
