// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>

#include "engine/order/order_view.h"
#include "engine/store/store.h"

namespace vitrine {

// The checkout, the orders of this storage, and one order with its payment and its parcels.
class OrderPanel {
 public:
  void show(Store& store, bool& open);

 private:
  void showCheckout(Store& store);
  void showOrders(Store& store);
  void showOrder(Store& store, const OrderStateView& state);
  static void showShipments(const OrderView& order);

  std::string watched_;  // the order that is open
};

}  // namespace vitrine
