// SPDX-License-Identifier: MIT
#include "engine/server/step.h"

#include <array>
#include <utility>

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "engine/server/flows.h"

namespace vitrine {
namespace server {
namespace {

struct NamedPhase {
  std::string_view name;
  Phase run;
};

constexpr auto kStarts = std::to_array<NamedPhase>({
    {"coupon", startCoupon},
    {"placeOrder", startPlaceOrder},
    {"payAgain", startPayAgain},
    {"settle", startSettle},
    {"cancel", startCancel},
    {"refund", startRefund},
    {"reconcile", startReconcile},
    {"track", startTrack},
    {"viewOrder", startViewOrder},
    {"lookupOrder", startLookupOrder},
});

constexpr auto kPhases = std::to_array<NamedPhase>({
    {"order.ask", orderAsk},
    {"order.read", orderRead},
    {"write.done", writeDone},
    {"place.ask", placeAsk},
    {"place.read", placeRead},
    {"place.created", placeCreated},
    {"session.open", sessionOpen},
    {"session.opened", sessionOpened},
    {"session.check", sessionCheck},
    {"session.ready", sessionReady},
    {"pay.begin", payBegin},
    {"pay.decide", payDecide},
    {"inspect.ask", inspectAsk},
    {"inspect.session", inspectSession},
    {"inspect.money", inspectMoney},
    {"settle.found", settleFound},
    {"settle.inspect", settleInspect},
    {"settle.apply", settleApply},
    {"reserve.read", reserveRead},
    {"return.read", returnRead},
    {"followUp", followUp},
    {"capture.ask", captureAsk},
    {"capture.done", captureDone},
    {"refund.begin", refundBegin},
    {"refund.ask", refundAsk},
    {"refund.done", refundDone},
    {"close.begin", closeBegin},
    {"close.decide", closeDecide},
    {"close.sessionDone", closeSessionDone},
    {"close.release", closeRelease},
    {"close.stock", closeStock},
    {"close.done", closeDone},
    {"label.mine", labelMine},
    {"label.look", labelLook},
    {"label.looked", labelLooked},
    {"label.bought", labelBought},
    {"track.found", trackFound},
    {"track.apply", trackApply},
    {"track.ask", trackAsk},
    {"track.read", trackRead},
    {"track.done", trackDone},
    {"reconcile.read", reconcileRead},
    {"reconcile.next", reconcileNext},
    {"reconcile.task", reconcileTask},
    {"coupon.read", couponRead},
    {"view.read", viewOrderRead},
    {"lookup.read", lookupRead},
});

constexpr std::int64_t kMostSteps = 2'000;

template <std::size_t N>
Phase find(const std::array<NamedPhase, N>& phases, std::string_view name) {
  for (const NamedPhase& phase : phases) {
    if (phase.name == name) return phase.run;
  }
  return nullptr;
}

bool isRandom(std::string_view text) {
  if (text.size() != 64) return false;
  for (const char c : text) {
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) return false;
  }
  return true;
}

void refuse(Run& run, std::string message) {
  respondError(run, 400, {ErrorCode::kInvalidValue, "event", std::move(message)});
}

bool takeHost(Run& run, const Value& event) {
  const std::optional<std::int64_t> now = event["now"].asInt64();
  run.random = std::string(event["random"].asString());
  if (!now || *now < 0 || !isRandom(run.random)) return false;
  run.now = Timestamp{*now};
  return true;
}

void begin(Run& run, const Value& event) {
  run.kind = std::string(event["kind"].asString());
  const Value& shop = event["shop"];
  run.shop.url = std::string(shop["url"].asString());
  run.shop.imagesUrl = std::string(shop["imagesUrl"].asString());
  for (const Value& name : shop["gateways"].items()) {
    if (const auto gateway = gatewayOf(name.asString())) run.shop.gateways.push_back(*gateway);
  }
  run.request = event["request"];
  const Phase start = find(kStarts, run.kind);
  if (start == nullptr) return refuse(run, "No such workflow.");
  if (!run.request.isObject()) {
    return respondError(run, 400, {ErrorCode::kMalformedJson, "", "An object is expected."});
  }
  start(run);
}

void proceed(Run& run, const Value& event) {
  run.answers = event["answers"];
  const Phase phase = find(kPhases, run.phase);
  if (phase == nullptr || event["kind"].asString() != "answers") {
    return refuse(run, "No answers are expected here.");
  }
  if (run.number > kMostSteps) return giveUp(run, ErrorCode::kServiceFailed, "Too many steps.");
  phase(run);
}

}  // namespace

void enter(Run& run, std::string_view name) {
  const Phase phase = find(kPhases, name);
  check(phase != nullptr);
  phase(run);
}

}  // namespace server

Step step(const Value& state, const Value& event) {
  server::Run run = server::decodeRun(state);
  if (!server::takeHost(run, event)) {
    server::refuse(run, "The host has to send now and random.");
  } else if (state.isNull()) {
    server::begin(run, event);
  } else {
    server::proceed(run, event);
  }
  check(!run.commands.empty());
  run.number += 1;
  return {run.ended ? Value() : server::encodeRun(run), std::move(run.commands)};
}

std::string stepJson(std::string_view stateJson, std::string_view eventJson) {
  const Result<Value> state = decodeJson(stateJson.empty() ? "null" : stateJson);
  const Result<Value> event = decodeJson(eventJson);
  // Unreadable text reads as null, which is an event that makes no sense.
  Step next = step(state ? *state : Value(), event ? *event : Value());
  return encodeJson(Value(Object{{"state", std::move(next.state)},
                                 {"commands", Array(std::move(next.commands))}}));
}

}  // namespace vitrine
