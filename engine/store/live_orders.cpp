// SPDX-License-Identifier: MIT
#include "engine/store/live_orders.h"

#include <algorithm>

#include "engine/core/json.h"
#include "engine/order/order_view.h"

namespace vitrine {
namespace {

constexpr std::int64_t kFirstGapMs = 2'000;
constexpr std::int64_t kLongestGapMs = 30'000;

}  // namespace

const OrderStateView* LiveOrders::find(std::string_view id) const {
  for (const Live& live : orders_) {
    if (live.view.id == id) return &live.view;
  }
  return nullptr;
}

LiveOrders::Live& LiveOrders::at(const std::string& id) {
  for (Live& live : orders_) {
    if (live.view.id == id) return live;
  }
  orders_.emplace_back().view.id = id;
  return orders_.back();
}

void LiveOrders::open(const std::string& id, std::int64_t now) {
  Live& live = at(id);
  ++live.watchers;
  refresh(id, now);
}

void LiveOrders::close(const std::string& id) {
  if (find(id) == nullptr) return;
  Live& live = at(id);
  if (--live.watchers > 0) return;
  live.watchers = 0;
  live.dueAt.reset();
}

void LiveOrders::refresh(const std::string& id, std::int64_t now) {
  Live& live = at(id);
  live.gapMs = kFirstGapMs;
  live.dueAt = now;
}

std::vector<std::string> LiveOrders::takeDue(std::int64_t now) {
  std::vector<std::string> due;
  for (Live& live : orders_) {
    if (!live.dueAt || *live.dueAt > now || live.asking) continue;
    live.asking = true;
    live.dueAt.reset();
    due.push_back(live.view.id);
  }
  return due;
}

std::optional<std::int64_t> LiveOrders::nextDue() const {
  std::optional<std::int64_t> next;
  for (const Live& live : orders_) {
    if (live.dueAt && !live.asking && (!next || *live.dueAt < *next)) next = live.dueAt;
  }
  return next;
}

bool LiveOrders::answeredWell(Live& live, const Value& view) {
  const auto order = decodeOrderView(view);
  if (!order) return false;
  const std::string json = encodeJson(encodeOrderView(*order));
  live.gapMs = json == live.view.json ? std::min(live.gapMs * 3 / 2, kLongestGapMs) : kFirstGapMs;
  live.view.json = json;
  live.view.stale = false;
  live.view.failure.reset();
  live.settled = order->settled;
  return true;
}

bool LiveOrders::answered(const std::string& id, const Result<Value>& view, std::int64_t now,
                          std::uint64_t random) {
  Live& live = at(id);
  const OrderStateView before = live.view;
  live.asking = false;
  bool isFinal = false;
  if (!view || !answeredWell(live, *view)) {
    const Error error =
        view ? Error{ErrorCode::kAnswerUnreadable, "", "no order in the answer"} : view.error();
    live.view.failure = viewOf(error);
    live.view.stale = !live.view.json.empty();
    live.gapMs = std::min(live.gapMs * 2, kLongestGapMs);
    isFinal = error.code == ErrorCode::kOrderNotFound;
  }
  if (live.watchers > 0 && !isFinal && !(view && live.settled)) {
    const auto jitter = static_cast<std::int64_t>(random % static_cast<std::uint64_t>(kFirstGapMs));
    live.dueAt = now + live.gapMs + jitter / 4;
  }
  return !(live.view == before);
}

bool LiveOrders::setBusy(const std::string& id, std::string what) {
  Live& live = at(id);
  if (live.view.busy) return false;
  live.view.busy = std::move(what);
  live.view.failure.reset();
  live.view.redirectUrl.reset();
  return true;
}

bool LiveOrders::setDone(const std::string& id, std::optional<ErrorView> failure,
                         std::string redirectUrl) {
  OrderStateView& view = at(id).view;
  view.busy.reset();
  view.failure = std::move(failure);
  if (!redirectUrl.empty()) view.redirectUrl = std::move(redirectUrl);
  return true;
}

Value LiveOrders::toState() const {
  Array states;
  for (const Live& live : orders_) states.push_back(toValue(live.view));
  return states;
}

}  // namespace vitrine
