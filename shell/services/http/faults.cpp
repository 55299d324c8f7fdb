// SPDX-License-Identifier: MIT
#include "shell/services/http/faults.h"

#include <algorithm>
#include <array>

namespace vitrine::services {
namespace {

struct KindName {
  FaultKind kind;
  std::string_view name;
};

constexpr std::array<KindName, 6> kKindNames = {{
    {FaultKind::kSlow, "slow"},
    {FaultKind::kFail, "fail"},
    {FaultKind::kDropAfter, "drop_after"},
    {FaultKind::kGarbage, "garbage"},
    {FaultKind::kDuplicate, "duplicate"},
    {FaultKind::kReorder, "reorder"},
}};

constexpr std::int64_t kLongestDelayMs = 120'000;

std::string_view nameOf(FaultKind kind) {
  for (const KindName& entry : kKindNames) {
    if (entry.kind == kind) return entry.name;
  }
  return "slow";
}

}  // namespace

Result<Fault> Fault::fromJson(const Value& value, std::string_view defaultService) {
  Fault fault;
  fault.service = value["service"].asString(defaultService);
  if (fault.service != "lake" && fault.service != "pay" && fault.service != "parcel") {
    return fail(ErrorCode::kInvalidValue, "service", "service is lake, pay or parcel");
  }
  const auto* kind = std::ranges::find(kKindNames, value["kind"].asString(), &KindName::name);
  if (kind == kKindNames.end()) {
    return fail(ErrorCode::kInvalidValue, "kind",
                "kind is slow, fail, drop_after, garbage, duplicate or reorder");
  }
  fault.kind = kind->kind;
  const bool hasProbability = value["probability"].isNumber();
  fault.probability = std::clamp(value["probability"].asDouble().value_or(1.0), 0.0, 1.0);
  fault.remaining = value["count"].asInt64().value_or(hasProbability ? -1 : 1);
  const std::int64_t defaultMs = fault.kind == FaultKind::kReorder ? 3'000 : 1'000;
  fault.ms =
      std::clamp<std::int64_t>(value["ms"].asInt64().value_or(defaultMs), 0, kLongestDelayMs);
  fault.status =
      static_cast<int>(std::clamp<std::int64_t>(value["status"].asInt64().value_or(503), 400, 599));
  fault.match = value["match"].asString();
  return fault;
}

Value Fault::toJson() const {
  return Object{{"service", service}, {"kind", nameOf(kind)},
                {"count", remaining}, {"probability", probability},
                {"ms", ms},           {"status", status},
                {"match", match}};
}

void Faults::add(Fault fault) {
  const std::scoped_lock lock(mutex_);
  faults_.push_back(std::move(fault));
}

void Faults::clear() {
  const std::scoped_lock lock(mutex_);
  faults_.clear();
}

Value Faults::toJson() const {
  const std::scoped_lock lock(mutex_);
  Array list;
  for (const Fault& fault : faults_) list.push_back(fault.toJson());
  return Object{{"faults", std::move(list)}};
}

std::optional<Fault> Faults::take(std::string_view service, FaultKind kind, std::string_view path) {
  const std::scoped_lock lock(mutex_);
  for (Fault& fault : faults_) {
    if (fault.kind != kind || fault.service != service || fault.remaining == 0) continue;
    if (!path.starts_with(fault.match)) continue;
    if (std::uniform_real_distribution<double>(0.0, 1.0)(dice_) >= fault.probability) continue;
    if (fault.remaining > 0) --fault.remaining;
    Fault taken = fault;
    std::erase_if(faults_, [](const Fault& each) { return each.remaining == 0; });
    return taken;
  }
  return std::nullopt;
}

}  // namespace vitrine::services
