// SPDX-License-Identifier: MIT
#include "shell/services/pay/stripe_api.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "engine/core/json.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/pay/form.h"
#include "shell/services/pay/stripe_fields.h"
#include "shell/services/pay/stripe_session.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kLongestKey = 255;

std::optional<StripeError> checkKey(const Request& request) {
  std::string key(request.header("authorization"));
  if (key.starts_with("Bearer ")) {
    key.erase(0, 7);
  } else if (key.starts_with("Basic ")) {
    key = fromBase64(std::string_view(key).substr(6));
    key = key.substr(0, key.find(':'));
  }
  if (key.starts_with("sk_test_") || key.starts_with("rk_test_")) return std::nullopt;
  const std::string why =
      key.empty() ? "You did not provide an API key. You need to provide your API key in the "
                    "Authorization header, using Bearer auth (e.g. 'Authorization: Bearer "
                    "YOUR_SECRET_KEY')."
                  : "Invalid API Key provided: only test keys (sk_test_…) work here.";
  return StripeError{401, "invalid_request_error", "", "", why, true};
}

struct Kind {
  std::string_view prefix;
  std::string_view kind;
};
constexpr std::array<Kind, 5> kKinds = {{{"cs_", "session"},
                                         {"pi_", "payment_intent"},
                                         {"ch_", "charge"},
                                         {"re_", "refund"},
                                         {"evt_", "event"}}};

struct Collection {
  std::string_view path;
  std::string_view kind;
};
constexpr std::array<Collection, 4> kCollections = {{{"payment_intents", "payment_intent"},
                                                     {"charges", "charge"},
                                                     {"refunds", "refund"},
                                                     {"events", "event"}}};

// Parameters of lists that are compared with a field of the same name.
constexpr std::array<std::string_view, 6> kFilters = {"payment_intent", "charge",   "status",
                                                      "type",           "customer", "currency"};

bool passes(const Value& object, const Value& params) {
  for (const std::string_view filter : kFilters) {
    if (!params[filter].isNull() && params[filter] != object[filter]) return false;
  }
  const Array& types = params["types"].items();
  return types.empty() || std::ranges::find(types, object["type"]) != types.end();
}

std::string fingerprintOf(const Request& request) {
  return sha256Hex(request.method + '\n' + request.path + '\n' + request.body);
}

std::unexpected<StripeError> unknownAddress(const Request& request) {
  return std::unexpected(StripeError{404, "invalid_request_error", "", "",
                                     "Unrecognized request URL (" + request.method + ": " +
                                         request.path +
                                         "). Please see https://stripe.com/docs or "
                                         "we can help at https://support.stripe.com/.",
                                     true});
}

}  // namespace

void StripeApi::decorate(const Request& request, Response& response) {
  response.setHeader("Request-Id", "req_" + randomAlphanumeric(14));
  const std::string_view version = request.header("stripe-version");
  response.setHeader("Stripe-Version", std::string(version.empty() ? kStripeVersion : version));
  const std::string_view key = request.header("idempotency-key");
  if (!key.empty()) response.setHeader("Idempotency-Key", std::string(key));
}

Response StripeApi::answer(const Request& request, std::int64_t nowMs) {
  if (const auto refused = checkKey(request)) return refused->response();
  if (request.method == "POST" && !request.header("idempotency-key").empty()) {
    return once(request, nowMs);
  }
  bool isKept = false;
  return perform(request, nowMs, isKept);
}

Response StripeApi::once(const Request& request, std::int64_t nowMs) {
  const std::string_view key = request.header("idempotency-key");
  if (key.size() > kLongestKey) {
    return StripeError{
        400, "invalid_request_error", "", "", "Idempotency keys are at most 255 characters.", true}
        .response();
  }
  const std::string fingerprint = fingerprintOf(request);
  const auto known =
      database_.select("SELECT fingerprint, status, body FROM replies WHERE key = ?1", {key});
  if (!known.empty()) {
    const SqlRow& row = known.front();
    if (row[0] != fingerprint) {
      return StripeError{400,
                         "idempotency_error",
                         "",
                         "",
                         "Keys for idempotent requests can only be used with the same parameters "
                         "they were first used with. Try using a key other than '" +
                             std::string(key) + "' if you meant to execute a different request.",
                         true}
          .response();
    }
    Response replay;
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), replay.status);
    replay.body = row[2];
    replay.setHeader("Idempotent-Replayed", "true");
    return replay;
  }
  bool isKept = true;
  Response response = perform(request, nowMs, isKept);
  if (isKept) {
    database_.run("INSERT INTO replies VALUES(?1, ?2, ?3, ?4, ?5)",
                  {key, std::string_view(fingerprint), std::int64_t{response.status},
                   std::string_view(response.body), nowMs});
  }
  return response;
}

Response StripeApi::perform(const Request& request, std::int64_t nowMs, bool& isKept) {
  const auto params = request.method == "POST" ? parseForm(request.body) : nestForm(request.query);
  StripeResult<Value> result = std::unexpected(StripeError{});
  if (!params) {
    result = invalidParam("parameter_unknown", params.error().field, params.error().message);
  } else {
    result = route(request, pathSegments(request.path), *params, nowMs);
    if (result) result = expanded(std::move(*result), *params);
  }
  isKept = result || !result.error().isValidation;
  return result ? Response::json(200, *result) : result.error().response();
}

StripeResult<Value> StripeApi::route(const Request& request, const Segments& path,
                                     const Value& params, std::int64_t nowMs) {
  if (path.size() >= 3 && path[1] == "checkout" && path[2] == "sessions") {
    return sessions(request, path, params, nowMs);
  }
  if (path.size() < 2 || path.size() > 3) return unknownAddress(request);
  for (const Collection& collection : kCollections) {
    if (path[1] != collection.path) continue;
    if (request.isRead() && path.size() == 2) return list(collection.kind, request.path, params);
    if (request.isRead()) {
      const auto found = ledger_.objects().find(collection.kind, path[2]);
      if (!found) return missing(collection.kind, path[2]);
      return visibleObject(*found);
    }
    if (collection.kind == "refund" && path.size() == 2) {
      auto refund = ledger_.refund(params, nowMs);
      return refund ? StripeResult<Value>(visibleObject(*refund)) : refund;
    }
  }
  return unknownAddress(request);
}

StripeResult<Value> StripeApi::sessions(const Request& request, const Segments& path,
                                        const Value& params, std::int64_t nowMs) {
  if (path.size() == 3) {
    if (request.isRead()) return list("session", request.path, params);
    auto made = makeSession(params, nowMs, baseUrl_);
    if (made) ledger_.putSession(*made);
    return made;
  }
  const auto session = ledger_.session(path[3], nowMs);
  if (!session) return missing("checkout.session", path[3]);
  if (path.size() == 4 && request.isRead()) return *session;
  if (path.size() == 4) {
    const auto metadata = checkedMetadata(params, "metadata");
    if (!metadata) return metadata;
    Value merged = (*session)["metadata"];
    for (const auto& [name, value] : metadata->members()) merged = merged.with(name, value);
    const Value changed = session->with("metadata", merged);
    ledger_.putSession(changed);
    return changed;
  }
  if (path.size() == 5 && path[4] == "line_items" && request.isRead()) return lineItemsOf(*session);
  if (path.size() != 5 || path[4] != "expire" || request.isRead()) return unknownAddress(request);
  const std::string_view status = (*session)["status"].asString();
  if (status == "open") return ledger_.expire(*session, nowMs);
  return std::unexpected(StripeError{400, "invalid_request_error", "", "",
                                     "Only Checkout Sessions with a status in [\"open\"] can be "
                                     "expired. This Checkout Session has a status of " +
                                         std::string(status) + ".",
                                     false});
}

StripeResult<Value> StripeApi::list(std::string_view kind, std::string_view url,
                                    const Value& params) const {
  std::int64_t limit = 10;
  if (const Value& asked = params["limit"]; asked.isString()) {
    const std::string_view text = asked.asString();
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), limit);
    if (problem != std::errc{} || limit < 1 || limit > 100) {
      return invalidParam("parameter_invalid_integer", "limit",
                          "This value must be between 1 and 100.");
    }
  }
  const std::string_view after = params["starting_after"].asString();
  bool isOn = after.empty();
  bool hasMore = false;
  Array page;
  for (const Value& object : ledger_.objects().all(kind)) {
    if (!isOn) {
      isOn = object["id"].asString() == after;
      continue;
    }
    if (!passes(object, params)) continue;
    hasMore = page.size() == static_cast<std::size_t>(limit);
    if (hasMore) break;
    // A session keeps its hidden members until it has been expanded.
    page.push_back(kind == "session" ? object : visibleObject(object));
  }
  return Value(
      Object{{"object", "list"}, {"url", url}, {"has_more", hasMore}, {"data", std::move(page)}});
}

StripeResult<Value> StripeApi::expanded(Value object, const Value& params) const {
  for (const Value& path : params["expand"].items()) object = expand(object, path.asString());
  if (object["object"].asString() == "checkout.session") return visibleSession(object);
  if (object["object"].asString() != "list") return object;
  Array items;
  for (const Value& item : object["data"].items()) {
    const bool isSession = item["object"].asString() == "checkout.session";
    items.push_back(isSession ? visibleSession(item) : item);
  }
  return object.with("data", Value(std::move(items)));
}

Value StripeApi::referred(std::string_view id) const {
  for (const Kind& kind : kKinds) {
    if (!id.starts_with(kind.prefix)) continue;
    if (const auto found = ledger_.objects().find(kind.kind, id)) return visibleObject(*found);
  }
  return id;
}

Value StripeApi::expand(const Value& object, std::string_view path) const {
  const std::size_t dot = std::min(path.find('.'), path.size());
  const std::string_view name = path.substr(0, dot);
  const std::string_view rest = dot < path.size() ? path.substr(dot + 1) : std::string_view{};
  if (object.isArray()) {
    Array items;
    for (const Value& item : object.items()) items.push_back(expand(item, path));
    return Value(std::move(items));
  }
  if (!object.isObject() || name.empty()) return object;
  Value member = object[name];
  if (name == "line_items" && object["object"].asString() == "checkout.session") {
    member = lineItemsOf(object);
  } else if (member.isString()) {
    member = referred(member.asString());
  } else if (member.isNull()) {
    return object;
  }
  return object.with(name, rest.empty() ? member : expand(member, rest));
}

}  // namespace vitrine::services
