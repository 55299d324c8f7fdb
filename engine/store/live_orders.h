// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"
#include "engine/core/value.h"
#include "engine/store/catalog_views.h"

namespace vitrine {

// One order as this page last heard of it. `json` is the OrderView of the shop's server, read and
// written again by the engine, so that its shape is certain; empty until the first answer.
struct OrderStateView {
  std::string id;
  std::string json;
  bool stale = false;  // the last question failed: this is what was known before
  std::optional<std::string> busy;  // "pay", "cancel" under way
  std::optional<ErrorView> failure;
  std::optional<std::string> redirectUrl;  // after payAgain: the gateway's page

  bool operator==(const OrderStateView&) const = default;
};
constexpr auto fieldsOf(const OrderStateView*) {
  return fields(field("id", &OrderStateView::id),
                field("json", &OrderStateView::json),
                field("stale", &OrderStateView::stale),
                field("busy", &OrderStateView::busy),
                field("failure", &OrderStateView::failure),
                field("redirectUrl", &OrderStateView::redirectUrl));
}

// The orders that a page is looking at. While one is open its state is asked for again and again,
// first every two seconds, then ever more rarely, at once after a change, and no more when nothing
// can change.
class LiveOrders {
 public:
  const OrderStateView* find(std::string_view id) const;

  void open(const std::string& id, std::int64_t now);
  void close(const std::string& id);
  void refresh(const std::string& id, std::int64_t now);
  // The orders to ask for now; each is then asked for until answered.
  std::vector<std::string> takeDue(std::int64_t now);
  std::optional<std::int64_t> nextDue() const;

  // `view` is the body's order, or why there is none. Answers whether the shown state changed.
  bool answered(const std::string& id, const Result<Value>& view, std::int64_t now,
                std::uint64_t random);
  bool setBusy(const std::string& id, std::string what);
  bool setDone(const std::string& id, std::optional<ErrorView> failure, std::string redirectUrl);

  void setFound(const std::string& id, std::string json) { at(id).view.json = std::move(json); }

  Value toState() const;

 private:
  struct Live {
    OrderStateView view;
    int watchers = 0;
    bool asking = false;
    bool settled = false;
    std::int64_t gapMs = 0;
    std::optional<std::int64_t> dueAt;
  };

  bool answeredWell(Live& live, const Value& view);

  Live& at(const std::string& id);

  std::vector<Live> orders_;  // a few
};

}  // namespace vitrine
