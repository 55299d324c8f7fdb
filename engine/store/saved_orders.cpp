// SPDX-License-Identifier: MIT
#include "engine/store/saved_orders.h"

#include <algorithm>

namespace vitrine {
namespace {

std::vector<OrderReference> ordersOf(const Value& record) {
  std::vector<OrderReference> orders;
  for (const Value& order : record["orders"].items()) {
    if (order["id"].asString().empty() || orders.size() == kMaxSavedOrders) continue;
    orders.push_back({order["id"].asString(""), order["number"].asString("")});
  }
  return orders;
}

}  // namespace

const OrderReference* SavedOrders::find(std::string_view id) const {
  const auto found = std::find_if(orders_.begin(), orders_.end(),
                                  [&](const OrderReference& order) { return order.id == id; });
  return found == orders_.end() ? nullptr : &*found;
}

void SavedOrders::flush(Storage& storage) {
  if (!unsaved_ || !slot_.canSave()) return;
  unsaved_ = false;
  slot_.save(storage, Object{{"version", 1}, {"orders", toValue(orders_)}});
}

bool SavedOrders::remember(OrderReference order, Storage& storage) {
  if (find(order.id) != nullptr) return false;
  orders_.insert(orders_.begin(), std::move(order));
  if (orders_.size() > kMaxSavedOrders) orders_.resize(kMaxSavedOrders);
  unsaved_ = true;
  flush(storage);
  return true;
}

bool SavedOrders::take(const StorageAnswer& answer, Storage& storage, bool& lost) {
  const Slot::Taken taken = slot_.take(storage, answer);
  const std::vector<OrderReference> before = orders_;
  switch (taken.event) {
    case Slot::Event::kNone:
    case Slot::Event::kFailed:
      return false;
    case Slot::Event::kSaved:
      break;
    case Slot::Event::kConflict:
      unsaved_ = true;
      [[fallthrough]];
    case Slot::Event::kLoaded:
      lost = taken.state == RecordState::kDamaged || taken.state == RecordState::kNewer;
      for (OrderReference& order : ordersOf(taken.body.value_or(Value()))) {
        if (find(order.id) == nullptr && orders_.size() < kMaxSavedOrders) {
          orders_.push_back(std::move(order));
        }
      }
      break;
  }
  flush(storage);
  return orders_ != before;
}

}  // namespace vitrine
