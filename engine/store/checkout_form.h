// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/order/order.h"
#include "engine/ports/storage.h"
#include "engine/store/checkout_view.h"
#include "engine/store/slot.h"

namespace vitrine {

// What the shopper has typed into the checkout, kept until the order is placed. The last tab that
// typed wins.
//
//   record = {"version": 1, "fields": CheckoutFields, "gateway": text}
class CheckoutForm {
 public:
  const CheckoutFields& fields() const { return fields_; }
  const std::string& gateway() const { return gateway_; }
  const Slot& slot() const { return slot_; }

  void load(Storage& storage) { slot_.load(storage); }
  bool change(CheckoutFields fields, Storage& storage);
  bool choose(std::string gateway, Storage& storage);
  // Whether the form changed; `lost` is set when a stored one could not be read.
  bool take(const StorageAnswer& answer, Storage& storage, bool& lost);

 private:
  void flush(Storage& storage);

  Slot slot_{"checkout"};
  CheckoutFields fields_;
  std::string gateway_;
  bool unsaved_ = false;
};

// The address as the rules and the request have it: tidied.
Address addressOf(const CheckoutFields& fields);

// What is wrong with the form, in the order of its fields, each error under the field's name.
std::vector<ErrorView> checkFields(const CheckoutFields& fields,
                                   const std::vector<std::string>& countries);

// Texts beyond what any address needs are cut, so that storage and requests stay small.
CheckoutFields boundedFields(CheckoutFields fields);

}  // namespace vitrine
