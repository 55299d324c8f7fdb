// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/server/step.h"
#include "tests/engine/scripted_gateways.h"
#include "tests/engine/scripted_lake.h"

namespace vitrine {

// What happens to one command.
enum class Fate : std::uint8_t {
  kDone,
  kRequestLost,  // never arrives
  kAnswerLost,   // the work is done, nobody hears of it
  kRefused500,   // answered 500, nothing done
};

// The shop server with everything around it: the engine's step function, and a lake, two gateways
// and a carrier that execute its commands. Time moves only when a test moves it. State and events
// cross a text boundary, as they do in production.
class ScriptedShop {
 public:
  ScriptedShop();

  // A workflow from its start event to its `respond`.
  Value run(const char* kind, Value request);

  // The same, but the server dies when that many commands have been executed; nothing then.
  std::optional<Value> runAndCrash(const char* kind, Value request, int commands);

  // Several at once: after every step another one is chosen by `choose(count)`.
  std::vector<Value> runTogether(const std::vector<std::pair<const char*, Value>>& starts,
                                 const std::function<std::size_t(std::size_t)>& choose);

  // A sound request for two Auroras: 2 x 49.00 + 4.90 shipping.
  static Value orderRequest(char key, const char* gateway = "stripe");
  static std::string orderId(char key) { return "order." + std::string(32, key); }

  Value order(char key) const { return lake.document(orderId(key)); }
  std::string statusOf(char key) const { return std::string(order(key)["status"].asString()); }
  std::string tokenOf(char key) const {
    return std::string(order(key)["accessToken"].asString());
  }
  std::string sessionOf(char key) const {
    return std::string(order(key)["payment"]["sessionId"].asString());
  }
  Value settle(char key);
  void reconcileUntilQuiet();  // as the scheduler does: until nothing is due

  std::int64_t nowMs = 1'764'000'000'000;
  ScriptedLake lake;
  ScriptedStripe stripe;
  ScriptedPaypal paypal;
  ScriptedCarrier carrier;
  std::function<Fate(const Value& command)> fate;  // of commands to the outside; none: all done
  std::vector<Value> commands;                     // every command ever executed
  std::vector<std::string> alerts;                 // names of log commands

 private:
  struct Running {
    std::string state = "null";
    std::string event;
    std::optional<Value> response;
  };
  Running started(const char* kind, Value request);
  // One step and its commands. False when the crash came.
  bool advance(Running& running, int& commandsLeft);
  Value execute(const Value& command);
  FakeAnswer work(const Value& command);
  std::string random();

  std::uint64_t seed_ = 1;
};

// Documents of the little shop that the tests sell from.
Value auroraDocument(std::int64_t stock, std::int64_t priceMinor = 4900);
Value settingsDocument();
Value couponDocument(std::int64_t usesLeft);

}  // namespace vitrine
