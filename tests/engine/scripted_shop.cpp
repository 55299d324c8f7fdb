// SPDX-License-Identifier: MIT
#include "tests/engine/scripted_shop.h"

#include <gtest/gtest.h>

#include <utility>

#include "engine/core/json.h"

namespace vitrine {
namespace {

constexpr int kNoCrash = 1'000'000;

std::string textOf(const Value& value) { return std::string(value.asString()); }

}  // namespace

Value auroraDocument(std::int64_t stock, std::int64_t priceMinor) {
  return Value(Object{
      {"_id", "product-aurora"},
      {"_type", "product"},
      {"title", "Aurora lamp"},
      {"slug", Object{{"_type", "slug"}, {"current", "aurora"}}},
      {"brand", "Nordlys"},
      {"category", Object{{"_type", "reference"}, {"_ref", "category-lighting"}}},
      {"currency", "EUR"},
      {"publishedAt", "2026-01-01T00:00:00Z"},
      {"options", Array{Value(Object{{"_key", "o1"},
                                     {"name", "Colour"},
                                     {"values", Array{Value("Sand"), Value("Ink")}}})}},
      {"images", Array{Value(Object{
           {"_key", "i1"},
           {"alt", "A lamp"},
           {"asset", Object{{"_type", "reference"},
                            {"_ref", "image-0123456789abcdef0123456789abcdef01234567-1200x1200-"
                                     "webp"}}}})}},
      {"variants", Array{Value(Object{{"_key", "v1"},
                                      {"sku", "NL-AUR-SND"},
                                      {"optionValues", Array{Value("Sand")}},
                                      {"priceMinor", priceMinor},
                                      {"stock", stock},
                                      {"weightGrams", 800}}),
                         Value(Object{{"_key", "v2"},
                                      {"sku", "NL-AUR-INK"},
                                      {"optionValues", Array{Value("Ink")}},
                                      {"priceMinor", 5900},
                                      {"stock", 5},
                                      {"weightGrams", 800}})}}});
}

Value settingsDocument() {
  return Value(Object{
      {"_id", "shop-settings"},
      {"_type", "shopSettings"},
      {"name", "Nordlys"},
      {"currency", "EUR"},
      {"rounding", Object{{"scope", "line"}, {"mode", "half_up"}}},
      {"taxRates", Array{Value(Object{{"_key", "t1"},
                                      {"country", "DE"},
                                      {"basisPoints", 1900},
                                      {"name", "VAT"}})}},
      {"pricesIncludeTax", true},
      {"shippingMethods", Array{Value(Object{{"_key", "m1"},
                                             {"methodId", "standard"},
                                             {"name", "Standard"},
                                             {"priceMinor", 490},
                                             {"countries", Array{Value("DE"), Value("AT")}},
                                             {"minDays", 2},
                                             {"maxDays", 4},
                                             {"carrierCode", "ups"},
                                             {"serviceCode", "ups_ground"}})}},
      {"promotions", Array{}},
      {"maxQuantityPerLine", 20},
      {"shipFrom", Object{{"name", "Nordlys"},
                          {"phone", "+49 40 1"},
                          {"line1", "Speicher 1"},
                          {"city", "Hamburg"},
                          {"postalCode", "20457"},
                          {"country", "DE"}}}});
}

Value couponDocument(std::int64_t usesLeft) {
  return Value(Object{{"_id", "coupon.WELCOME10"},
                      {"_type", "coupon"},
                      {"code", "WELCOME10"},
                      {"name", "Welcome"},
                      {"kind", "percent_off"},
                      {"basisPoints", 1000},
                      {"usesLeft", usesLeft},
                      {"active", true}});
}

ScriptedShop::ScriptedShop() {
  lake.put(auroraDocument(12));
  lake.put(settingsDocument());
}

Value ScriptedShop::orderRequest(char key, const char* gateway) {
  return Value(Object{
      {"idempotencyKey", std::string(32, key)},
      {"lines", Array{Value(Object{{"sku", "NL-AUR-SND"}, {"quantity", 2}})}},
      {"email", "Ada@Example.org"},
      {"name", "Ada Lovelace"},
      {"address", Object{{"line1", "Hafenstrasse 1"},
                         {"postalCode", "20457"},
                         {"city", "Hamburg"},
                         {"country", "DE"}}},
      {"shippingMethodId", "standard"},
      {"gateway", gateway},
      {"agreedTotalMinor", 2 * 4900 + 490},
      {"agreedCurrency", "EUR"}});
}

std::string ScriptedShop::random() {
  std::string hex;
  while (hex.size() < 64) {
    seed_ = seed_ * 6364136223846793005ULL + 1442695040888963407ULL;
    hex.push_back("0123456789abcdef"[seed_ >> 60U]);
  }
  return hex;
}

ScriptedShop::Running ScriptedShop::started(const char* kind, Value request) {
  Running running;
  running.event = encodeJson(
      Value(Object{{"kind", kind},
                   {"now", nowMs},
                   {"random", random()},
                   {"shop", Object{{"url", "https://shop.example"},
                                   {"gateways", Array{Value("stripe"), Value("paypal")}},
                                   {"imagesUrl", "https://cdn.example/images/p/d"}}},
                   {"request", std::move(request)}}));
  return running;
}

bool ScriptedShop::advance(Running& running, int& commandsLeft) {
  const Result<Value> next = decodeJson(stepJson(running.state, running.event));
  EXPECT_TRUE(next.has_value());
  running.state = encodeJson((*next)["state"]);
  Array answers;
  for (const Value& command : (*next)["commands"].items()) {
    if (command["kind"].asString() == "respond") {
      running.response = command;
      return true;
    }
    if (commandsLeft-- <= 0) return false;
    const Value answer = execute(command);
    if (command["kind"].asString() != "log") answers.push_back(answer);
  }
  running.event = encodeJson(Value(Object{{"kind", "answers"},
                                          {"now", nowMs},
                                          {"random", random()},
                                          {"answers", std::move(answers)}}));
  return true;
}

Value ScriptedShop::run(const char* kind, Value request) {
  int left = kNoCrash;
  Running running = started(kind, std::move(request));
  while (!running.response) advance(running, left);
  return *running.response;
}

std::optional<Value> ScriptedShop::runAndCrash(const char* kind, Value request, int commandsMax) {
  Running running = started(kind, std::move(request));
  while (!running.response) {
    if (!advance(running, commandsMax)) return {};
  }
  return running.response;
}

std::vector<Value> ScriptedShop::runTogether(
    const std::vector<std::pair<const char*, Value>>& starts,
    const std::function<std::size_t(std::size_t)>& choose) {
  std::vector<Running> all;
  for (const auto& [kind, request] : starts) all.push_back(started(kind, request));
  std::vector<std::size_t> active(all.size());
  for (std::size_t i = 0; i < active.size(); ++i) active[i] = i;
  int left = kNoCrash;
  while (!active.empty()) {
    const std::size_t chosen = choose(active.size());
    advance(all[active[chosen]], left);
    if (all[active[chosen]].response) {
      active.erase(active.begin() + static_cast<std::ptrdiff_t>(chosen));
    }
  }
  std::vector<Value> responses;
  for (const Running& running : all) responses.push_back(*running.response);
  return responses;
}

Value ScriptedShop::settle(char key) {
  return run("settle", Value(Object{{"orderId", orderId(key)}}));
}

void ScriptedShop::reconcileUntilQuiet() {
  for (int i = 0; i < 50; ++i) {
    const Value response = run("reconcile", Value(Object{}));
    if (!response["body"]["value"]["more"].asBool().value_or(false)) return;
  }
  ADD_FAILURE() << "The reconciler never comes to rest.";
}

Value ScriptedShop::execute(const Value& command) {
  commands.push_back(command);
  const Value id = command["id"];
  const std::string kind = textOf(command["kind"]);
  if (kind == "log") alerts.push_back(textOf(command["event"]));
  if (kind == "log" || kind == "wait") {
    if (kind == "wait") nowMs += command["ms"].asInt64().value_or(0);
    return Value(Object{{"kind", "answer"}, {"id", id}, {"ok", true}, {"value", Value()}});
  }
  const Fate what = fate ? fate(command) : Fate::kDone;
  const Value lost(Object{{"kind", "answer"}, {"id", id}, {"ok", false}, {"status", 0},
                          {"error", Value()}, {"transient", true}});
  if (what == Fate::kRequestLost) return lost;
  if (what == Fate::kRefused500) return lost.with("status", 500);
  const FakeAnswer answer = work(command);
  if (what == Fate::kAnswerLost) return lost;
  if (answer.status < 300) {
    return Value(
        Object{{"kind", "answer"}, {"id", id}, {"ok", true}, {"value", answer.body}});
  }
  return Value(Object{{"kind", "answer"}, {"id", id}, {"ok", false}, {"status", answer.status},
                      {"error", answer.body}, {"transient", answer.status >= 500}});
}

FakeAnswer ScriptedShop::work(const Value& command) {
  const std::string kind = textOf(command["kind"]);
  const std::string method = textOf(command["method"]);
  const std::string path = textOf(command["path"]);
  if (kind == "sanity.document") return lake.documents(command["ids"]);
  if (kind == "sanity.query") return lake.query(textOf(command["query"]), command["params"]);
  if (kind == "sanity.mutate") {
    return lake.mutate(command["mutations"], textOf(command["transactionId"]));
  }
  if (kind == "stripe.request") {
    return stripe.handle(method, path, command["params"], textOf(command["idempotencyKey"]),
                         nowMs);
  }
  if (kind == "paypal.request") {
    return paypal.handle(method, path, command["body"], textOf(command["requestId"]));
  }
  if (kind == "shipengine.request") return carrier.handle(method, path, command["body"]);
  ADD_FAILURE() << "An unknown command: " << kind;
  return {500, Value()};
}

}  // namespace vitrine
