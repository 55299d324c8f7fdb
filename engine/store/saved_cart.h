// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/cart/cart.h"
#include "engine/ports/storage.h"
#include "engine/store/notice.h"
#include "engine/store/slot.h"

namespace vitrine {

// The cart of this browser, shared by its tabs. A change is applied at once and is then on its way
// to storage as an intent; when another tab was faster, its cart is taken and the intents that are
// not in it yet are applied to that one. So no tab loses or revives a line of another.
//
//   record = {"cart": cart, "writers": [[hex, int]...], "settled": [orderId...]}
//
// `writers` says which tabs wrote last and up to which of their intents: it tells a write that was done
// although its answer was lost. `settled` are the last orders whose lines have left the cart.
class SavedCart {
 public:
  void setWriter(std::string writer) { writer_ = std::move(writer); }

  struct Outcome {
    bool changed = false;  // the cart is another one now
    std::optional<NoticeCode> notice;
  };

  const Cart& cart() const { return cart_; }
  const Slot& slot() const { return slot_; }
  bool isReady() const { return slot_.isLoaded(); }

  void load(Storage& storage) { slot_.load(storage); }
  Status change(const CartIntent& intent, const CartLimits& limits, Timestamp now,
                Storage& storage);
  // The order exists: its lines leave the cart, once, however often this is called. Whether they did.
  bool settle(const std::string& orderId, const std::vector<CartIntent>& intents, Timestamp now,
              Storage& storage);
  Outcome take(const StorageAnswer& answer, Timestamp now, Storage& storage);

 private:
  struct Pending {
    std::vector<CartIntent> intents;
    std::int64_t sequence = 0;
    std::string orderId;  // the intents belong to this order
  };

  Outcome adopt(const Slot::Taken& taken, Timestamp now);
  void reapply(Timestamp now);
  bool isSettled(const std::string& orderId) const;
  void forget(std::int64_t upTo);
  void flush(Storage& storage);
  Value record() const;

  std::string writer_;
  Slot slot_{"cart"};
  Cart base_;  // as the storage has it
  std::vector<std::pair<std::string, std::int64_t>> writers_;
  std::vector<std::string> settled_;
  Cart cart_;  // with the pending intents
  std::vector<Pending> pending_;
  std::int64_t sequence_ = 0;
  std::int64_t savingUpTo_ = 0;
  Cart saving_;
};

}  // namespace vitrine
