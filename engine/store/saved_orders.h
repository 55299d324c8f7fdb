// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ports/storage.h"
#include "engine/store/fields.h"
#include "engine/store/slot.h"

namespace vitrine {

// An order that was placed in this browser. Its key is in a cookie that scripts cannot read.
struct OrderReference {
  std::string id;
  std::string number;

  bool operator==(const OrderReference&) const = default;
};
constexpr auto fieldsOf(const OrderReference*) {
  return fields(field("id", &OrderReference::id),
                field("number", &OrderReference::number));
}

inline constexpr std::size_t kMaxSavedOrders = 50;

// The orders of this browser, newest first, shared by its tabs: lists of two tabs are united.
//
//   record = {"version": 1, "orders": [{"id", "number"}...]}
class SavedOrders {
 public:
  const std::vector<OrderReference>& orders() const { return orders_; }
  const Slot& slot() const { return slot_; }
  const OrderReference* find(std::string_view id) const;

  void load(Storage& storage) { slot_.load(storage); }
  bool remember(OrderReference order, Storage& storage);  // whether it is new
  // Whether the list changed; `lost` is set when a stored list could not be read.
  bool take(const StorageAnswer& answer, Storage& storage, bool& lost);

 private:
  void flush(Storage& storage);

  Slot slot_{"orders"};
  std::vector<OrderReference> orders_;
  bool unsaved_ = false;
};

}  // namespace vitrine
