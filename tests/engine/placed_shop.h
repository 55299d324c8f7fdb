// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/engine/scripted_shop.h"

namespace vitrine {

// A shop with one order, which waits for its payment.
inline Value settleRequest(char key) { return Value(Object{{"orderId", ScriptedShop::orderId(key)}}); }

inline std::int64_t statusOf(const Value& response) { return *response["status"].asInt64(); }

inline std::string codeOf(const Value& response) {
  return std::string(response["body"]["error"]["code"].asString());
}

inline bool hasAlert(const ScriptedShop& shop, const char* name) {
  return std::count(shop.alerts.begin(), shop.alerts.end(), name) > 0;
}

struct PlacedShop : ScriptedShop {
  explicit PlacedShop(const char* gateway = "stripe") {
    EXPECT_EQ(run("placeOrder", orderRequest('a', gateway))["status"], Value(201));
  }
  Value payment() const { return order('a')["payment"]; }
  Value payRequest(const char* gateway = nullptr) const {
    Value request(Object{{"orderId", orderId('a')}, {"token", tokenOf('a')}});
    return gateway == nullptr ? request : request.with("gateway", gateway);
  }
  Value refundRequest(char key, Value amount = {}) const {
    return Value(Object{{"orderId", orderId('a')},
                        {"refundKey", std::string(32, key)},
                        {"amountMinor", std::move(amount)}});
  }
  void expireAt(std::int64_t minutes) { nowMs += minutes * kMinuteMs; }
};

}  // namespace vitrine
