// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/ports/transport.h"

namespace vitrine {

// Why a request was sent, remembered until its answer comes.
enum class ErrandKind : std::uint8_t {
  kCatalog,
  kManifest,
  kSnapshot,
  kCoupon,
  kPlaceOrder,
  kOrder,
  kOrders,
  kPay,
  kCancel,
  kLookup,
};

struct Errand {
  ErrandKind kind = ErrandKind::kCatalog;
  std::string subject;  // the coupon's code, the order's id
};

// Requests under way. An answer to a request that is not in it is of another life and is dropped.
class Outbox {
 public:
  explicit Outbox(Transport& transport) : transport_(transport) {}

  void send(Errand errand, Request request) {
    request.id = ++lastId_;
    errands_.push_back({request.id, std::move(errand)});
    transport_.send(request);
  }

  std::optional<Errand> claim(std::uint64_t id) {
    for (std::size_t i = 0; i < errands_.size(); ++i) {
      if (errands_[i].first != id) continue;
      Errand errand = std::move(errands_[i].second);
      errands_.erase(errands_.begin() + static_cast<std::ptrdiff_t>(i));
      return errand;
    }
    return std::nullopt;
  }

 private:
  Transport& transport_;
  std::uint64_t lastId_ = 0;
  std::vector<std::pair<std::uint64_t, Errand>> errands_;
};

// How long to wait before attempt n + 1 (n from 1): doubling from one second to half a minute, the
// upper half of it by chance, so that a crowd that failed together does not return together.
inline std::int64_t backoffMs(std::int64_t attempt, std::uint64_t random) {
  constexpr std::int64_t kFirstMs = 1'000;
  constexpr std::int64_t kLongestMs = 30'000;
  std::int64_t gap = kFirstMs;
  for (std::int64_t i = 1; i < attempt && gap < kLongestMs; ++i) gap *= 2;
  if (gap > kLongestMs) gap = kLongestMs;
  return gap / 2 + static_cast<std::int64_t>(random % static_cast<std::uint64_t>(gap / 2 + 1));
}

}  // namespace vitrine
