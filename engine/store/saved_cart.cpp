// SPDX-License-Identifier: MIT
#include "engine/store/saved_cart.h"

#include <algorithm>

#include "engine/pricing/price_list.h"

namespace vitrine {
namespace {

constexpr std::size_t kWritersKept = 8;
constexpr std::ptrdiff_t kSettledKept = 20;

// When intents meet a newer cart, the limits that refused or admitted them are history: the quote
// names what is too much, and nothing that the shopper did is dropped for it.
constexpr CartLimits kReapplyLimits{.maxQuantityPerLine = kHighestQuantityLimit, .stock = {}};

}  // namespace

void SavedCart::reapply(Timestamp now) {
  cart_ = base_;
  std::erase_if(pending_, [&](const Pending& pending) { return isSettled(pending.orderId); });
  for (const Pending& pending : pending_) {
    for (const CartIntent& intent : pending.intents) {
      if (auto next = apply(cart_, intent, kReapplyLimits, now)) cart_ = std::move(*next);
    }
  }
}

bool SavedCart::isSettled(const std::string& orderId) const {
  return !orderId.empty() &&
         std::find(settled_.begin(), settled_.end(), orderId) != settled_.end();
}

void SavedCart::forget(std::int64_t upTo) {
  std::erase_if(pending_, [&](const Pending& pending) { return pending.sequence <= upTo; });
}

void SavedCart::flush(Storage& storage) {
  if (pending_.empty()) return;
  if (slot_.health() == Slot::Health::kMemory) slot_.load(storage);  // perhaps it works again
  const Value body = record();
  slot_.keep(storage, body);
  if (!slot_.canSave()) return;
  saving_ = cart_;
  savingUpTo_ = sequence_;
  slot_.save(storage, body);
}

Value SavedCart::record() const {
  // Not `Array{Array{...}}`: GCC reads that as one item, clang as a copy (CWG issue 2137).
  Array writers;
  writers.push_back(Array{writer_, sequence_});
  for (const auto& [writer, sequence] : writers_) {
    if (writer != writer_ && writers.size() < kWritersKept) writers.push_back(Array{writer, sequence});
  }
  Array settled;
  for (const std::string& orderId : settled_) settled.emplace_back(orderId);
  for (const Pending& pending : pending_) {
    if (!pending.orderId.empty()) settled.emplace_back(pending.orderId);
  }
  if (std::ssize(settled) > kSettledKept) {
    settled.erase(settled.begin(), settled.end() - kSettledKept);
  }
  return Object{{"cart", cartToValue(cart_)},
                {"writers", std::move(writers)},
                {"settled", std::move(settled)}};
}

Status SavedCart::change(const CartIntent& intent, const CartLimits& limits, Timestamp now,
                         Storage& storage) {
  auto next = apply(cart_, intent, limits, now);
  if (!next) return fail(std::move(next.error()));
  cart_ = std::move(*next);
  pending_.push_back({{intent}, ++sequence_, ""});
  flush(storage);
  return {};
}

bool SavedCart::settle(const std::string& orderId, const std::vector<CartIntent>& intents,
                       Timestamp now, Storage& storage) {
  const bool isPending = std::ranges::any_of(
      pending_, [&](const Pending& pending) { return pending.orderId == orderId; });
  if (isPending || isSettled(orderId)) return false;
  pending_.push_back({intents, ++sequence_, orderId});
  for (const CartIntent& intent : intents) {
    if (auto next = apply(cart_, intent, kReapplyLimits, now)) cart_ = std::move(*next);
  }
  flush(storage);
  return true;
}

SavedCart::Outcome SavedCart::adopt(const Slot::Taken& taken, Timestamp now) {
  Outcome outcome;
  const Cart before = cart_;
  base_ = Cart();
  settled_.clear();
  writers_.clear();
  if (taken.state == RecordState::kNewer) outcome.notice = NoticeCode::kCartFromNewerVersion;
  if (taken.state == RecordState::kDamaged) outcome.notice = NoticeCode::kCartLost;
  if (taken.state == RecordState::kRecovered) outcome.notice = NoticeCode::kCartRecovered;
  if (taken.body) {
    if (auto stored = cartFromValue((*taken.body)["cart"])) {
      base_ = std::move(*stored);
    } else if (stored.error().code == ErrorCode::kStorageNewer) {
      slot_.leaveAlone();
      outcome.notice = NoticeCode::kCartFromNewerVersion;
    } else {
      outcome.notice = NoticeCode::kCartLost;
    }
    for (const Value& orderId : (*taken.body)["settled"].items()) {
      settled_.push_back(orderId.asString(""));
    }
    for (const Value& entry : (*taken.body)["writers"].items()) {
      writers_.emplace_back(entry[0].asString(""), entry[1].asInt64().value_or(0));
      if (writers_.back().first == writer_) forget(writers_.back().second);
    }
  }
  reapply(now);
  outcome.changed = !(cart_ == before);
  return outcome;
}

SavedCart::Outcome SavedCart::take(const StorageAnswer& answer, Timestamp now, Storage& storage) {
  const Slot::Taken taken = slot_.take(storage, answer);
  Outcome outcome;
  switch (taken.event) {
    case Slot::Event::kNone:
      return outcome;
    case Slot::Event::kLoaded:
    case Slot::Event::kConflict:
      outcome = adopt(taken, now);
      break;
    case Slot::Event::kSaved:
      base_ = std::move(saving_);
      for (const Pending& pending : pending_) {
        const bool isSaved = pending.sequence <= savingUpTo_;
        if (isSaved && !pending.orderId.empty()) settled_.push_back(pending.orderId);
      }
      forget(savingUpTo_);
      break;
    case Slot::Event::kFailed:
      outcome.notice = NoticeCode::kStorageUnavailable;
      return outcome;  // the next change tries again
  }
  flush(storage);
  return outcome;
}

}  // namespace vitrine
