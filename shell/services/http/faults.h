// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/value.h"

namespace vitrine::services {

// What a service can be told to do wrong. `slow` waits `ms` first; `fail` answers `status` without
// doing the work; `dropAfter` does the work and cuts the connection; `garbage` answers a page that
// nobody asked for; `duplicate` and `reorder` concern webhooks: sent twice, or held back for `ms`.
enum class FaultKind : std::uint8_t { kSlow, kFail, kDropAfter, kGarbage, kDuplicate, kReorder };

struct Fault {
  std::string service;  // "lake", "pay", "parcel"
  FaultKind kind = FaultKind::kSlow;
  std::int64_t remaining = 1;  // how many times still; negative: always
  double probability = 1.0;
  std::int64_t ms = 0;
  int status = 503;
  std::string match;  // prefix of the path (of the webhook's target); empty: any

  // {service, kind, count | probability, ms, status, match}
  static Result<Fault> fromJson(const Value& value, std::string_view defaultService);
  Value toJson() const;
};

// The faults that are set, shared by the three services and every thread.
class Faults {
 public:
  void add(Fault fault);
  void clear();
  Value toJson() const;

  // Takes one use of the first fault that fits, if there is one and the dice agree.
  std::optional<Fault> take(std::string_view service, FaultKind kind, std::string_view path);

 private:
  mutable std::mutex mutex_;
  std::vector<Fault> faults_;
  std::mt19937_64 dice_{std::random_device{}()};
};

}  // namespace vitrine::services
