// SPDX-License-Identifier: MIT
#include "shell/services/parcel/parcel.h"

#include <algorithm>
#include <chrono>

#include "engine/core/json.h"
#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/http/client.h"
#include "shell/services/parcel/carriers.h"
#include "shell/services/parcel/journey.h"

namespace vitrine::services {
namespace {

constexpr std::chrono::milliseconds kTick{200};
constexpr double kGapMs = 20'000;
constexpr std::int64_t kShortestGapMs = 50;

// The vendor tries three times, two hours apart; here the hours are seconds.
const std::vector<std::int64_t> kGapsMs = {6'000, 6'000};

Response errorResponse(const ShipEngineError& error) {
  Object entry{{"error_source", "shipengine"},
               {"error_type", error.type},
               {"error_code", error.code},
               {"message", error.message}};
  if (!error.field.empty()) entry.set("field_name", error.field);
  return Response::json(error.status,
                        Object{{"request_id", randomUuid()}, {"errors", Array{std::move(entry)}}});
}

Value carrierList() {
  Array carriers;
  for (const Carrier& carrier : kCarriers) {
    carriers.push_back(Object{{"carrier_id", carrier.id},
                              {"carrier_code", carrier.code},
                              {"account_number", "test_account"},
                              {"requires_funded_amount", false},
                              {"balance", 0},
                              {"nickname", carrier.name},
                              {"friendly_name", carrier.name},
                              {"primary", carrier.code == "ups"},
                              {"services", Array{Object{{"carrier_id", carrier.id},
                                                        {"carrier_code", carrier.code},
                                                        {"service_code", carrier.service},
                                                        {"name", carrier.serviceName},
                                                        {"domestic", true},
                                                        {"international", true}}}}});
  }
  return Object{
      {"carriers", std::move(carriers)}, {"request_id", randomUuid()}, {"errors", Array{}}};
}

std::unexpected<ShipEngineError> unknownAddress(const Request& request) {
  const std::string path = request.method + ' ' + request.path;
  return std::unexpected(
      ShipEngineError{404, "security", "not_found", path + " is not a valid API endpoint.", ""});
}

}  // namespace

std::expected<std::unique_ptr<Parcel>, std::string> Parcel::open(ParcelOptions options,
                                                                 Faults& faults) {
  const std::string schema = std::string(Objects::kSchema) + std::string(WebhookQueue::kSchema);
  auto database =
      Database::open(options.directory + "/parcel.db", Database::Durability::kFull, schema);
  if (!database) return std::unexpected(database.error());
  auto key = RsaKey::loadOrCreate(options.directory + "/shipengine-key.pem");
  if (!key) return std::unexpected(key.error());
  std::unique_ptr<Parcel> parcel(
      new Parcel(std::move(options), std::move(*database), std::move(*key), faults));
  if (auto started = parcel->webhooks_.start(); !started) return std::unexpected(started.error());
  parcel->ticker_ = std::jthread([&service = *parcel] { service.work(); });
  return parcel;
}

Parcel::Parcel(ParcelOptions options, Database database, RsaKey key, Faults& faults)
    : options_(std::move(options)),
      database_(std::move(database)),
      key_(std::move(key)),
      objects_(database_),
      webhooks_("parcel", database_, faults) {
  webhooks_.addVendor("shipengine",
                      {options_.shopUrl + "/api/webhooks/shipengine",
                       [this](const std::string& body) -> WebhookMessage {
                         return {sign(body), body};
                       },
                       kGapsMs});
  // The demo's shop is registered from the start, at the address of this start.
  objects_.put("webhook", "se-1",
               Object{{"webhook_id", "se-1"},
                      {"url", options_.shopUrl + "/api/webhooks/shipengine"},
                      {"event", "track"},
                      {"headers", Array{}},
                      {"name", "Vitrine"},
                      {"store_id", nullptr}});
}

Parcel::~Parcel() { close(); }

void Parcel::close() {
  {
    const std::scoped_lock lock(tickGuard_);
    isStopping_ = true;
  }
  wake_.notify_all();
}

NamedTexts Parcel::sign(const std::string& body) const {
  const std::string time = isoSeconds(nowMs());
  return {{"x-shipengine-rsa-sha256-key-id", key_.keyId()},
          {"x-shipengine-rsa-sha256-signature", toBase64(key_.sign(time + '.' + body))},
          {"x-shipengine-timestamp", time},
          {"User-Agent", "ShipEngine/v1"}};
}

std::int64_t Parcel::gapMs() const {
  return std::max(kShortestGapMs, static_cast<std::int64_t>(kGapMs / options_.speed));
}

void Parcel::work() {
  std::unique_lock lock(tickGuard_);
  while (!wake_.wait_for(lock, kTick, [this] { return isStopping_; })) {
    const std::scoped_lock turn(turn_);
    const std::int64_t now = nowMs();
    for (const Value& label : objects_.all("label")) {
      const auto due = label["_due"].asInt64();
      if (due && *due <= now && label["voided"].asBool() != true) move(label, now);
    }
  }
}

void Parcel::move(const Value& label, std::int64_t nowMs) {
  Array events = label["_events"].items();
  events.insert(events.begin(), scanOf(events.size(), label["_shipment"]["ship_from"],
                                       label["_shipment"]["ship_to"], nowMs));
  const bool isOver = events.size() == kJourneySteps;
  Value moved = label.with("_events", Value(std::move(events)))
                    .with("tracking_status", isOver ? "delivered" : "in_transit");
  moved = isOver ? moved.without("_due") : moved.with("_due", nowMs + gapMs());
  const std::string id(label["label_id"].asString());
  const Value body =
      Object{{"resource_url", options_.baseUrl + "/v1/labels/" + id + "/track"},
             {"resource_type", "API_TRACK"},
             {"data", trackingOf(moved).with("label_url", options_.baseUrl + "/v1/labels/" + id)}};
  Database::Transaction transaction(database_);
  objects_.put("label", id, moved);
  for (const Value& webhook : objects_.all("webhook")) {
    if (webhook["event"].asString() != "track") continue;
    webhooks_.put("shipengine", webhook["url"].asString(), encodeJson(body));
  }
  transaction.commit();
}

Response Parcel::answer(const Request& request) {
  if (request.path == "/jwks" && request.isRead()) {
    return Response::json(200, Object{{"keys", Array{key_.publicJwk()}}});
  }
  const std::string_view key = request.header("api-key");
  if (!key.starts_with("TEST_")) {
    return errorResponse({401, "security", "unauthorized",
                          key.empty() ? "The API key is missing." : "The API key is invalid.", ""});
  }
  const std::scoped_lock turn(turn_);
  auto routed = route(request);
  return routed ? std::move(*routed) : errorResponse(routed.error());
}

ParcelResult<Response> Parcel::route(const Request& request) {
  const Segments path = pathSegments(request.path);
  if (path.size() < 2 || path[0] != "v1") return unknownAddress(request);
  Value body{Object{}};
  if (!request.body.empty()) {
    const auto decoded = decodeJson(request.body);
    if (!decoded || !decoded->isObject()) {
      return std::unexpected(ShipEngineError{400, "validation", "invalid_field_value",
                                             "The request body is not a JSON object.", ""});
    }
    body = *decoded;
  }
  const bool isPost = request.method == "POST";
  if (path[1] == "carriers" && request.isRead()) return Response::json(200, carrierList());
  if (path[1] == "rates" && path.size() == 2 && isPost) return rates(body);
  if (path[1] == "labels") return labels(request, path, body);
  if (path[1] == "tracking" && path.size() == 2 && request.isRead()) return trackByNumber(request);
  if (path[1] == "tracking" && path.size() == 3 && isPost &&
      (path[2] == "start" || path[2] == "stop")) {
    return Response::text(204, "");
  }
  if (path.size() >= 3 && path[1] == "environment" && path[2] == "webhooks") {
    return webhookCalls(request, path, body);
  }
  return unknownAddress(request);
}

ParcelResult<Response> Parcel::webhookCalls(const Request& request, const Segments& path,
                                            const Value& body) {
  if (path.size() == 3 && request.isRead()) {
    Array list;
    for (const Value& webhook : objects_.all("webhook")) list.push_back(webhook);
    return Response::json(200, Value(std::move(list)));
  }
  if (path.size() == 3 && request.method == "POST") {
    if (!isWebAddress(body["url"].asString()) || body["event"].asString().empty()) {
      return std::unexpected(ShipEngineError{400, "validation", "field_value_required",
                                             "url and event are required.", "url"});
    }
    for (const Value& webhook : objects_.all("webhook")) {
      if (webhook["event"] == body["event"] && webhook["url"] == body["url"]) {
        return std::unexpected(ShipEngineError{409, "business_rules", "webhook_event_type_conflict",
                                               "A webhook for this event exists already.",
                                               "event"});
      }
    }
    const std::string id = "se-" + randomDigits(7);
    const Value webhook = Object{{"webhook_id", id},       {"url", body["url"]},
                                 {"event", body["event"]}, {"headers", body["headers"]},
                                 {"name", body["name"]},   {"store_id", body["store_id"]}};
    objects_.put("webhook", id, webhook);
    return Response::json(200, webhook);
  }
  const auto webhook = path.size() == 4 ? objects_.find("webhook", path[3]) : std::nullopt;
  if (!webhook) {
    return std::unexpected(
        ShipEngineError{404, "validation", "invalid_identifier", "No such webhook.", "webhook_id"});
  }
  if (request.isRead()) return Response::json(200, *webhook);
  if (request.method == "PUT" && isWebAddress(body["url"].asString())) {
    objects_.put("webhook", path[3], webhook->with("url", body["url"]));
  } else if (request.method == "DELETE") {
    objects_.erase("webhook", path[3]);
  }
  return Response::text(204, "");
}

ParcelResult<Response> Parcel::trackByNumber(const Request& request) const {
  const auto number = request.queryValue("tracking_number");
  const auto code = request.queryValue("carrier_code");
  if (!number || number->empty() || !code || code->empty()) {
    return std::unexpected(ShipEngineError{400, "validation", "field_value_required",
                                           "carrier_code and tracking_number are required.",
                                           number ? "carrier_code" : "tracking_number"});
  }
  const Carrier* carrier = carrierByCode(*code);
  if (carrier == nullptr) {
    return std::unexpected(ShipEngineError{400, "business_rules", "carrier_not_connected",
                                           "The carrier is not connected to this account.",
                                           "carrier_code"});
  }
  for (const Value& label : objects_.all("label")) {
    if (label["tracking_number"].asString() == *number) {
      return Response::json(200, trackingOf(label));
    }
  }
  return Response::json(
      200, Object{{"tracking_number", *number},
                  {"tracking_url", std::string(carrier->trackingPage) + encodePercent(*number)},
                  {"status_code", "UN"},
                  {"carrier_code", carrier->trackingCode},
                  {"carrier_id", carrier->number},
                  {"status_description", "Unknown"},
                  {"carrier_status_code", ""},
                  {"carrier_detail_code", nullptr},
                  {"events", Array{}}});
}

Response Parcel::failure(const Request&, int status, std::string_view message) const {
  // A 5xx of the vendor has one `error` where everything else has `errors`.
  if (status >= 500) {
    return Response::json(
        status, Object{{"request_id", randomUuid()}, {"error", Object{{"message", message}}}});
  }
  Response response =
      errorResponse({status, "system", status == 429 ? "rate_limit_exceeded" : "unspecified",
                     std::string(message), ""});
  if (status == 429) response.setHeader("Retry-After", "3");
  return response;
}

}  // namespace vitrine::services
