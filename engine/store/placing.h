// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/value.h"
#include "engine/ports/storage.h"
#include "engine/ports/transport.h"
#include "engine/store/checkout_view.h"
#include "engine/store/slot.h"

namespace vitrine {

// The placing of one order, as a state machine that survives the page:
//
//   idle ── begin ──> storing ── saved ──> sending ──┬── 2xx ──────────> placed ── acknowledge ──> idle
//                        ^                           ├── 409 + quote ──> changed ── accept ──────> idle
//                        │                           ├── other 4xx ────> refused ── begin ──────> storing
//                        └── due, or asked again ── waiting <── no answer, 429, 5xx
//
// The attempt's number and the idempotency key are in storage before the request leaves; a page that
// is opened again finds them and goes on with the same key, so at most one order comes of it. Where
// storage fails the request leaves all the same: the shop's own idempotency then guards this page.
enum class PlacingStage : std::uint8_t {
  kIdle,
  kStoring,
  kSending,
  kWaiting,
  kChanged,
  kRefused,
  kPlaced,
};
constexpr auto namesOf(const PlacingStage*) {
  return std::array<std::string_view, 7>{"idle",    "storing", "sending", "waiting",
                                         "changed", "refused", "placed"};
}

// Retries by themselves; after that the shopper is asked, and the key stays.
inline constexpr std::int64_t kAutomaticAttempts = 6;

class Placing {
 public:
  // What the store has to do after an input.
  enum class Act : std::uint8_t {
    kNothing,
    kChanged,    // show it
    kSend,       // send `body()` now, then call `sent`
    kPlaced,     // the order exists: remember it, take its lines out of the cart
  };

  PlacingStage stage() const { return stage_; }
  bool isReady() const { return slot_.isLoaded(); }
  const Slot& slot() const { return slot_; }
  // While it is not settled: why the last attempt did not settle it.
  const std::optional<ErrorView>& failure() const { return failure_; }
  // Whether an order may come of the key although nobody has told us: not yet settled.
  bool isUnsettled() const;
  bool isBusy() const;  // nothing for the shopper to do
  // Placed, and the storage knows (or will not): the page can be left without placing it again.
  bool mayLeave() const { return stage_ == PlacingStage::kPlaced && !isWriting_; }
  const Value& request() const { return request_; }
  const std::string& key() const { return key_; }
  std::int64_t attempt() const { return attempt_; }
  const std::vector<QuoteChangeView>& changes() const { return changes_; }
  const std::vector<ErrorView>& errors() const { return errors_; }
  const std::optional<PlacedOrderView>& order() const { return order_; }

  void load(Storage& storage) { slot_.load(storage); }
  // A new order. `request` is the body of POST /api/orders without the key.
  Act begin(Value request, std::string key, Storage& storage);
  Act resume(Storage& storage);  // waiting: try again now
  Act take(const StorageAnswer& answer, Storage& storage);
  std::string body() const;
  void sent() { stage_ = PlacingStage::kSending; }
  // `retryAt` is when to resume should the answer leave it open.
  Act answered(const Response& response, std::int64_t retryAt, Storage& storage);
  std::optional<std::int64_t> retryAt() const;
  void forgetErrors();  // before the shopper tries again
  void settle(Storage& storage);  // acknowledged, accepted or given up: back to idle

 private:
  Act store(Storage& storage);
  void save(Storage& storage);
  void adopt(const Value& record);
  Act meet(const Value& record, bool isFirst, Storage& storage);
  Value record() const;
  Act refuse(const Response& response, const Value& answer, Storage& storage);

  Slot slot_{"placing"};
  PlacingStage stage_ = PlacingStage::kIdle;
  bool unsaved_ = false;
  bool isWriting_ = false;  // that the order is placed
  bool met_ = false;  // the storage has told what it holds
  Value others_;  // what another page has under way
  std::string key_;
  std::int64_t attempt_ = 0;
  Value request_;
  std::int64_t retryAt_ = 0;
  std::vector<QuoteChangeView> changes_;
  std::vector<ErrorView> errors_;
  std::optional<ErrorView> failure_;
  std::optional<PlacedOrderView> order_;
};

}  // namespace vitrine
