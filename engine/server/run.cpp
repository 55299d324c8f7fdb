// SPDX-License-Identifier: MIT
#include "engine/server/run.h"

#include <cstddef>
#include <utility>

#include "engine/core/check.h"

namespace vitrine::server {
namespace {

const Value kNull;

std::string idOf(const Run& run, std::string_view name) {
  return std::to_string(run.number) + "." + std::string(name);
}

bool mayHaveHappened(std::int64_t status) {
  return status == 0 || status == 408 || status == 409 || status == 425 || status == 429 ||
         status >= 500;
}

std::int64_t hexNumber(std::string_view digits) {
  std::int64_t number = 0;
  for (const char c : digits) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : 0;
    number = number * 16 + digit;
  }
  return number;
}

void request(Run& run, std::string_view name, std::string_view kind, Object members,
             std::string_view bodyName, Value body) {
  if (!body.isNull()) members.set(bodyName, std::move(body));
  ask(run, name, kind, std::move(members));
}

}  // namespace

Answer answerTo(const Run& run, std::string_view name) {
  const std::string id = idOf(run, name);
  for (const Value& one : run.answers.items()) {
    if (one["id"].asString() != id) continue;
    Answer answer;
    answer.ok = one["ok"].asBool().value_or(false);
    answer.status = one["status"].asInt64().value_or(0);
    answer.unknown = !answer.ok && (one["transient"].asBool().value_or(false) ||
                                    mayHaveHappened(answer.status));
    answer.value = one["value"];
    // Either the vendor's whole body or the object in it.
    answer.error = one["error"]["error"].isObject() ? one["error"]["error"] : one["error"];
    return answer;
  }
  return {};
}

void ask(Run& run, std::string_view name, std::string_view kind, Object members) {
  Object command{{"id", std::to_string(run.number + 1) + "." + std::string(name)},
                 {"kind", kind}};
  for (const auto& [key, value] : members) command.set(key, value);
  run.commands.push_back(Value(std::move(command)));
}

void askDocuments(Run& run, std::string_view name, const std::vector<std::string>& ids) {
  Array wanted;
  for (const std::string& id : ids) wanted.push_back(Value(id));
  ask(run, name, "sanity.document", Object{{"ids", std::move(wanted)}});
}

void askStripe(Run& run, std::string_view name, std::string_view method, std::string path,
               Value params, std::string idempotencyKey) {
  Object members{{"method", method}, {"path", std::move(path)}};
  if (!idempotencyKey.empty()) members.set("idempotencyKey", std::move(idempotencyKey));
  request(run, name, "stripe.request", std::move(members), "params", std::move(params));
}

void askPaypal(Run& run, std::string_view name, std::string_view method, std::string path,
               Value body, std::string requestId) {
  Object members{{"method", method}, {"path", std::move(path)}};
  if (!requestId.empty()) members.set("requestId", std::move(requestId));
  request(run, name, "paypal.request", std::move(members), "body", std::move(body));
}

void askShipEngine(Run& run, std::string_view name, std::string_view method, std::string path,
                   Value body) {
  request(run, name, "shipengine.request", Object{{"method", method}, {"path", std::move(path)}},
          "body", std::move(body));
}

void askMutate(Run& run, std::string_view name, Array mutations, std::string_view purpose) {
  // Unique in the dataset: a transaction that failed is never sent again under its id.
  const std::string id = std::string(purpose) + "-" + run.random.substr(32, 24) + "-" +
                         std::to_string(run.number);
  ask(run, name, "sanity.mutate",
      Object{{"mutations", std::move(mutations)}, {"transactionId", id}});
  run.memory.set("transactionId", id);
}

void log(Run& run, std::string_view event, Object fields) {
  const std::string name = "log" + std::to_string(run.commands.size());
  ask(run, name, "log", Object{{"event", event}, {"fields", std::move(fields)}});
}

bool retryLater(Run& run, std::string_view phase) {
  if (run.tries >= kMaxTries) return false;
  constexpr std::int64_t kFirstWaitMs = 40;
  const std::int64_t longest = kFirstWaitMs << run.tries;
  const std::int64_t jitter = hexNumber(std::string_view(run.random).substr(0, 8)) % longest;
  run.tries += 1;
  ask(run, "wait", "wait", Object{{"ms", longest / 2 + jitter}});
  run.phase = phase;
  return true;
}

void keepOrder(Run& run, const Order& order) {
  run.memory.set("order", encodeOrder(order).with("_rev", order.revision));
}

Order keptOrder(const Run& run) {
  Result<Order> order = decodeOrder(recall(run, "order"));
  check(order.has_value());  // only what decoded was kept
  return std::move(*order);
}

bool hasOrder(const Run& run) { return recall(run, "order").isObject(); }

const Value& recall(const Run& run, std::string_view name) {
  const Value* value = run.memory.find(name);
  return value == nullptr ? kNull : *value;
}

const Value& documentOf(const Answer& answer, std::string_view id) {
  for (const Value& document : answer.value.items()) {
    if (document["_id"].asString() == id) return document;
  }
  return kNull;
}

Value encodeRun(const Run& run) {
  Array gateways;
  for (const Gateway gateway : run.shop.gateways) gateways.push_back(gatewayName(gateway));
  return Value(Object{{"kind", run.kind},
                      {"phase", run.phase},
                      {"number", run.number},
                      {"tries", run.tries},
                      {"shop", Object{{"url", run.shop.url},
                                      {"imagesUrl", run.shop.imagesUrl},
                                      {"gateways", std::move(gateways)}}},
                      {"request", run.request},
                      {"memory", run.memory}});
}

Run decodeRun(const Value& state) {
  Run run;
  run.kind = std::string(state["kind"].asString());
  run.phase = std::string(state["phase"].asString());
  run.number = state["number"].asInt64().value_or(0);
  run.tries = state["tries"].asInt64().value_or(0);
  run.shop.url = std::string(state["shop"]["url"].asString());
  run.shop.imagesUrl = std::string(state["shop"]["imagesUrl"].asString());
  for (const Value& name : state["shop"]["gateways"].items()) {
    if (const auto gateway = gatewayOf(name.asString())) run.shop.gateways.push_back(*gateway);
  }
  run.request = state["request"];
  run.memory = state["memory"].members();
  return run;
}

}  // namespace vitrine::server
