// SPDX-License-Identifier: MIT
#include "tests/engine/scripted_gateways.h"

#include <algorithm>
#include <utility>

#include "engine/core/json.h"
#include "engine/core/timestamp.h"

namespace vitrine {
namespace {

FakeAnswer stripeError(int status, const char* code) {
  return {status, Value(Object{{"error", Object{{"type", "invalid_request_error"},
                                                {"code", code},
                                                {"message", code}}}})};
}

FakeAnswer paypalError(int status, const std::string& issue) {
  return {status, Value(Object{{"name", "UNPROCESSABLE_ENTITY"},
                               {"details", Array{Value(Object{{"issue", issue}})}}})};
}

FakeAnswer find(const std::map<std::string, Value>& all, const std::string& id) {
  const auto found = all.find(id);
  return found == all.end() ? stripeError(404, "resource_missing")
                            : FakeAnswer{200, found->second};
}

std::string textOf(const Value& value) { return std::string(value.asString()); }

std::string lastPart(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::int64_t centsOf(const Value& amount) {
  std::string digits = textOf(amount["value"]);
  std::erase(digits, '.');
  return std::stoll(digits);
}

}  // namespace

// --- Stripe ----------------------------------------------------------------------------------

FakeAnswer ScriptedStripe::handle(const std::string& method, const std::string& path,
                                  const Value& params, const std::string& key,
                                  std::int64_t nowMs) {
  if (method == "GET") {
    if (path == "/v1/refunds") {
      Array list;
      for (const auto& [id, refund] : refunds) {
        if (refund["payment_intent"] == params["payment_intent"]) list.push_back(refund);
      }
      return {200, Value(Object{{"object", "list"}, {"data", std::move(list)}})};
    }
    return find(path.starts_with("/v1/payment_intents/") ? intents : sessions, lastPart(path));
  }
  if (key.empty()) return stripeError(500, "the_shop_always_sends_its_own_key");
  const std::string asked = path + encodeCanonicalJson(params);
  if (const auto known = replays_.find(key); known != replays_.end()) {
    if (known->second.first != asked) return stripeError(400, "idempotency_error");
    return known->second.second;
  }
  if (path == "/v1/refunds" && refusesRefunds != 0) return stripeError(refusesRefunds, "refused");
  FakeAnswer answer = stripeError(404, "no_such_path");
  if (path == "/v1/checkout/sessions") answer = createSession(params, nowMs);
  if (path == "/v1/refunds") answer = createRefund(params);
  if (path.ends_with("/expire")) {
    const std::string id = lastPart(path.substr(0, path.size() - 7));
    const FakeAnswer session = find(sessions, id);
    if (session.status != 200) return session;
    if (session.body["status"].asString() != "open") return stripeError(400, "not_open");
    sessions[id] = session.body.with("status", "expired").with("url", Value());
    answer = {200, sessions[id]};
  }
  if (answer.status == 200) replays_[key] = {asked, answer};  // refused parameters are not kept
  return answer;
}

FakeAnswer ScriptedStripe::createSession(const Value& params, std::int64_t nowMs) {
  std::int64_t total = 0;
  for (const Value& item : params["line_items"].items()) {
    const Value& unit = item["price_data"]["unit_amount"];
    total += unit.asInt64().value_or(-1) * item["quantity"].asInt64().value_or(-1);
    if (item["price_data"]["product_data"]["name"].asString().empty()) {
      return stripeError(400, "parameter_missing");
    }
  }
  const std::int64_t expires = params["expires_at"].asInt64().value_or(0) * kSecondMs;
  if (expires < nowMs + 30 * kMinuteMs || expires > nowMs + kDayMs) {
    return stripeError(400, "expires_at");
  }
  const std::string id = "cs_test_" + std::to_string(sessions.size() + 1);
  sessions[id] = Value(Object{{"id", id},
                              {"object", "checkout.session"},
                              {"status", "open"},
                              {"payment_status", "unpaid"},
                              {"amount_total", total},
                              {"currency", params["line_items"][0]["price_data"]["currency"]},
                              {"client_reference_id", params["client_reference_id"]},
                              {"metadata", params["metadata"]},
                              {"payment_intent", Value()},
                              {"url", "https://pay.example/c/pay/" + id}});
  return {200, sessions[id]};
}

FakeAnswer ScriptedStripe::createRefund(const Value& params) {
  const std::string intent = textOf(params["payment_intent"]);
  const FakeAnswer known = find(intents, intent);
  if (known.status != 200) return known;
  std::int64_t left = known.body["amount_received"].asInt64().value_or(0);
  for (const auto& [id, refund] : refunds) {
    if (refund["payment_intent"].asString() == intent) left -= *refund["amount"].asInt64();
  }
  const std::int64_t amount = params["amount"].asInt64().value_or(0);
  if (amount < 1 || amount > left) return stripeError(400, "charge_already_refunded");
  const std::string id = "re_" + std::to_string(refunds.size() + 1);
  refunds[id] = Value(Object{{"id", id},
                             {"status", "succeeded"},
                             {"amount", amount},
                             {"currency", known.body["currency"]},
                             {"payment_intent", intent},
                             {"metadata", params["metadata"]}});
  return {200, refunds[id]};
}

bool ScriptedStripe::challenge(const std::string& sessionId, const char* intentStatus) {
  const Value session = sessions[sessionId];
  if (session["status"].asString() != "open") return false;
  std::string id = textOf(session["payment_intent"]);
  if (id.empty()) id = "pi_" + std::to_string(intents.size() + 1);
  const bool declined = std::string_view(intentStatus) == "requires_payment_method";
  intents[id] = Value(
      Object{{"id", id},
             {"status", intentStatus},
             {"amount_received", 0},
             {"currency", session["currency"]},
             {"orderId", session["client_reference_id"]},
             {"last_payment_error",
              declined ? Value(Object{{"code", "card_declined"}}) : Value()}});
  sessions[sessionId] = session.with("payment_intent", id);
  return true;
}

bool ScriptedStripe::pay(const std::string& sessionId) {
  if (!challenge(sessionId, "succeeded")) return false;
  const Value session = sessions[sessionId];
  const std::string id = textOf(session["payment_intent"]);
  intents[id] = intents[id].with("amount_received", session["amount_total"]);
  sessions[sessionId] =
      session.with("status", "complete").with("payment_status", "paid").with("url", Value());
  return true;
}

bool ScriptedStripe::payLater(const std::string& sessionId) {
  if (!challenge(sessionId, "processing")) return false;
  sessions[sessionId] = sessions[sessionId].with("status", "complete").with("url", Value());
  return true;
}

void ScriptedStripe::clear(const std::string& sessionId) {
  const Value session = sessions[sessionId];
  const std::string id = textOf(session["payment_intent"]);
  intents[id] = intents[id].with("status", "succeeded")
                    .with("amount_received", session["amount_total"]);
  sessions[sessionId] = session.with("payment_status", "paid");
}

void ScriptedStripe::refundInDashboard(const std::string& intentId, std::int64_t amount) {
  createRefund(Value(Object{{"payment_intent", intentId}, {"amount", amount}}));
}

std::int64_t ScriptedStripe::capturedOf(const std::string& orderId) const {
  std::int64_t sum = 0;
  for (const auto& [id, intent] : intents) {
    if (intent["orderId"].asString() == orderId) sum += *intent["amount_received"].asInt64();
  }
  return sum;
}

std::int64_t ScriptedStripe::refundedOf(const std::string& orderId) const {
  std::int64_t sum = 0;
  for (const auto& [id, refund] : refunds) {
    const Value& intent = intents.at(textOf(refund["payment_intent"]));
    if (intent["orderId"].asString() == orderId) sum += *refund["amount"].asInt64();
  }
  return sum;
}

int ScriptedStripe::chargesOf(const std::string& orderId) const {
  return static_cast<int>(std::count_if(intents.begin(), intents.end(), [&](const auto& one) {
    return one.second["orderId"].asString() == orderId &&
           one.second["amount_received"].asInt64().value_or(0) > 0;
  }));
}

int ScriptedStripe::openSessionsOf(const std::string& orderId) const {
  return static_cast<int>(std::count_if(sessions.begin(), sessions.end(), [&](const auto& one) {
    return one.second["client_reference_id"].asString() == orderId &&
           one.second["status"].asString() == "open";
  }));
}

// --- PayPal ----------------------------------------------------------------------------------

FakeAnswer ScriptedPaypal::handle(const std::string& method, const std::string& path,
                                  const Value& body, const std::string& requestId) {
  if (method == "GET") return find(orders, lastPart(path));
  if (requestId.empty()) return paypalError(400, "PAYPAL_REQUEST_ID_REQUIRED");
  if (path.ends_with("/capture")) {
    return capture(lastPart(path.substr(0, path.size() - 8)), requestId);
  }
  if (path.ends_with("/refund")) {
    return refund(lastPart(path.substr(0, path.size() - 7)), body, requestId);
  }
  if (const auto known = requests_.find(requestId); known != requests_.end()) {
    return {200, orders[known->second]};
  }
  const std::string id = "PP" + std::to_string(orders.size() + 1);
  requests_[requestId] = id;
  orders[id] = body.with("id", id)
                   .with("status", "PAYER_ACTION_REQUIRED")
                   .with("links", Array{Value(Object{
                                      {"rel", "payer-action"},
                                      {"href", "https://paypal.example/" + id}})});
  return {201, orders[id]};
}

bool ScriptedPaypal::approve(const std::string& orderId) {
  const std::string status = textOf(orders[orderId]["status"]);
  if (status != "PAYER_ACTION_REQUIRED" && status != "CREATED") return false;
  orders[orderId] = orders[orderId].with("status", "APPROVED");
  return true;
}

void ScriptedPaypal::complain(const std::string& orderId) {
  const Value unit = orders[orderId]["purchase_units"][0];
  const Value held = unit["payments"]["captures"][0]
                         .with("status", "PENDING")
                         .with("status_details", Object{{"reason", "BUYER_COMPLAINT"}});
  const Value next = unit.with("payments", Object{{"captures", Array{held}}});
  orders[orderId] = orders[orderId].with("purchase_units", Array{next});
}

FakeAnswer ScriptedPaypal::capture(const std::string& id, const std::string& requestId) {
  const std::string status = textOf(orders[id]["status"]);
  if (status == "COMPLETED") {
    const bool same = requests_.contains(requestId);
    return same ? FakeAnswer{200, orders[id]} : paypalError(422, "ORDER_ALREADY_CAPTURED");
  }
  if (status != "APPROVED") return paypalError(422, "ORDER_NOT_APPROVED");
  if (!declineNextCapture.empty()) {
    if (!staysApproved) orders[id] = orders[id].with("status", "PAYER_ACTION_REQUIRED");
    return paypalError(422, std::exchange(declineNextCapture, ""));
  }
  requests_[requestId] = id;
  captures += 1;
  const Value unit = orders[id]["purchase_units"][0];
  const Value captured(Object{{"id", "CAP" + id},
                              {"status", "COMPLETED"},
                              {"amount", unit["amount"]},
                              {"custom_id", unit["custom_id"]}});
  const Value next = unit.with("payments", Object{{"captures", Array{captured}}});
  orders[id] = orders[id].with("status", "COMPLETED").with("purchase_units", Array{next});
  return {201, orders[id]};
}

FakeAnswer ScriptedPaypal::refund(const std::string& captureId, const Value& body,
                                  const std::string& requestId) {
  if (const auto known = refunds_.find(requestId); known != refunds_.end()) return known->second;
  const std::string id = captureId.substr(3);
  const Value unit = orders[id]["purchase_units"][0];
  Array list = unit["payments"]["refunds"].items();
  const Value made(Object{{"id", "REF" + std::to_string(list.size() + 1)},
                          {"status", "COMPLETED"},
                          {"amount", body["amount"]},
                          {"custom_id", body["custom_id"]}});
  list.push_back(made);
  const Value payments = unit["payments"].with("refunds", std::move(list));
  orders[id] = orders[id].with("purchase_units", Array{unit.with("payments", payments)});
  refunds_[requestId] = {201, made};
  return {201, made};
}

std::int64_t ScriptedPaypal::capturedOf(const std::string& orderId) const {
  std::int64_t sum = 0;
  for (const auto& [id, order] : orders) {
    const Value& unit = order["purchase_units"][0];
    if (unit["custom_id"].asString() != orderId) continue;
    for (const Value& one : unit["payments"]["captures"].items()) sum += centsOf(one["amount"]);
  }
  return sum;
}

std::int64_t ScriptedPaypal::refundedOf(const std::string& orderId) const {
  std::int64_t sum = 0;
  for (const auto& [id, order] : orders) {
    const Value& unit = order["purchase_units"][0];
    if (unit["custom_id"].asString() != orderId) continue;
    for (const Value& one : unit["payments"]["refunds"].items()) sum += centsOf(one["amount"]);
  }
  return sum;
}

// --- ShipEngine ------------------------------------------------------------------------------

FakeAnswer ScriptedCarrier::handle(const std::string& method, const std::string& path,
                                   const Value& body) {
  if (path == "/v1/carriers") {
    return {200, Value(Object{{"carriers", Array{Value(Object{{"carrier_id", "se-1"},
                                                              {"carrier_code", "ups"}})}}})};
  }
  if (method == "POST" && path == "/v1/labels") {
    const std::string id = "se-" + std::to_string(labels.size() + 100);
    labels[id] = Value(Object{{"label_id", id},
                              {"external", body["shipment"]["external_shipment_id"]},
                              {"status", "completed"},
                              {"voided", false},
                              {"carrier_code", "ups"},
                              {"tracking_number", "1Z" + id},
                              {"tracking_url", "https://www.ups.com/track?n=1Z" + id}});
    return {200, labels[id]};
  }
  if (path.ends_with("/track")) {
    const std::string id = lastPart(path.substr(0, path.size() - 6));
    if (!labels.contains(id)) return {404, Value()};
    return {200, webhook(id)["data"]};
  }
  for (const auto& [id, label] : labels) {
    if (label["external"].asString() == lastPart(path)) return {200, label};
  }
  return {404, Value(Object{{"errors", Array{}}})};
}

void ScriptedCarrier::scan(const std::string& labelId, const char* status, const char* detail,
                           std::int64_t atMs) {
  Array& list = scans[labelId];
  list.insert(list.begin(), Value(Object{{"occurred_at", Timestamp{atMs}.toIso()},
                                         {"status_code", status},
                                         {"status_detail_code", detail},
                                         {"description", detail},
                                         {"city_locality", "Hamburg"}}));
}

Value ScriptedCarrier::webhook(const std::string& labelId) const {
  const auto found = scans.find(labelId);
  const Array events = found == scans.end() ? Array{} : found->second;
  const Value headline = events.empty() ? Value("NY") : events.front()["status_code"];
  return Value(Object{
      {"resource_type", "API_TRACK"},
      {"resource_url", "https://api.example/v1/labels/" + labelId + "/track"},
      {"data", Object{{"tracking_number", labels.at(labelId)["tracking_number"]},
                      {"carrier_code", "ups"},
                      {"carrier_id", 3},
                      {"status_code", headline},
                      {"events", events}}}});
}

int ScriptedCarrier::labelsOf(const std::string& orderId) const {
  return static_cast<int>(std::count_if(labels.begin(), labels.end(), [&](const auto& one) {
    return one.second["external"].asString() == orderId;
  }));
}

}  // namespace vitrine
