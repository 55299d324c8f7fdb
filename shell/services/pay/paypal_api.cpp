// SPDX-License-Identifier: MIT
#include "shell/services/pay/paypal_api.h"

#include "engine/core/json.h"
#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/pay/paypal_amount.h"

namespace vitrine::services {
namespace {

constexpr std::int64_t kTokenSeconds = 32'400;

Value minimal(const Value& object) {
  return Object{{"id", object["id"]}, {"status", object["status"]}, {"links", object["links"]}};
}

// The issue that a test asks for with PayPal-Mock-Response.
std::optional<std::string> mockedIssue(const Request& request) {
  const std::string_view header = request.header("paypal-mock-response");
  if (header.empty()) return std::nullopt;
  const auto value = decodeJson(header);
  if (!value || !(*value)["mock_application_codes"].isString()) return std::nullopt;
  return std::string((*value)["mock_application_codes"].asString());
}

// The event of a question whose last member it is, byte for byte.
std::string_view bytesOfEvent(std::string_view question) {
  constexpr std::string_view kMember = "\"webhook_event\":";
  const std::size_t at = question.find(kMember);
  const std::size_t end = question.rfind('}');
  if (at == std::string_view::npos || end < at + kMember.size()) return {};
  return question.substr(at + kMember.size(), end - at - kMember.size());
}

}  // namespace

void PayPalApi::remember(const Request& request, std::string_view what, const Value& object) {
  const std::string_view id = request.header("paypal-request-id");
  if (id.empty()) return;
  objects_.put("paypal_request", std::string(what) + ':' + std::string(id),
               Object{{"id", object["id"]}});
}

std::optional<Value> PayPalApi::remembered(const Request& request, std::string_view what,
                                           std::string_view kind) const {
  const std::string_view id = request.header("paypal-request-id");
  if (id.empty()) return std::nullopt;
  const auto known = objects_.find("paypal_request", std::string(what) + ':' + std::string(id));
  if (!known) return std::nullopt;
  return objects_.find(kind, (*known)["id"].asString());
}

Response PayPalApi::token(const Request& request, std::int64_t nowMs) {
  std::string_view authorization = request.header("authorization");
  std::string credentials;
  if (authorization.starts_with("Basic ")) credentials = fromBase64(authorization.substr(6));
  const std::size_t colon = credentials.find(':');
  const bool isKnown = colon != std::string::npos && colon > 0 && colon + 1 < credentials.size();
  if (!isKnown) {
    return Response::json(401, Object{{"error", "invalid_client"},
                                      {"error_description", "Client Authentication failed"}});
  }
  const auto form = parseQuery(request.body);
  const bool isRightGrant = !form.empty() && form.front().first == "grant_type" &&
                            form.front().second == "client_credentials";
  if (!isRightGrant) {
    return Response::json(400, Object{{"error", "unsupported_grant_type"},
                                      {"error_description", "unsupported grant_type"}});
  }
  const std::string accessToken = "A21AA" + randomAlphanumeric(90);
  objects_.put("paypal_token", accessToken, Object{{"expires", nowMs / 1'000 + kTokenSeconds}});
  return Response::json(200, Object{{"scope", "https://uri.paypal.com/services/payments/payment"},
                                    {"access_token", accessToken},
                                    {"token_type", "Bearer"},
                                    {"app_id", "APP-80W284485P519543T"},
                                    {"expires_in", kTokenSeconds},
                                    {"nonce", isoSeconds(nowMs) + randomAlphanumeric(43)}});
}

bool PayPalApi::isAuthorised(const Request& request, std::int64_t nowMs) const {
  const std::string_view authorization = request.header("authorization");
  if (!authorization.starts_with("Bearer ")) return false;
  const auto known = objects_.find("paypal_token", authorization.substr(7));
  return known && (*known)["expires"].asInt64().value_or(0) > nowMs / 1'000;
}

NamedTexts PayPalApi::signatureOf(const std::string& body, std::int64_t nowMs) const {
  const std::string id = randomUuid();
  const std::string time = isoSeconds(nowMs);
  const std::string signedText =
      id + '|' + time + '|' + webhookId_ + '|' + std::to_string(crc32(body));
  return {{"PAYPAL-AUTH-ALGO", "SHA256withRSA"},
          {"PAYPAL-CERT-URL", baseUrl_ + "/v1/notifications/certs/CERT-" + key_.keyId()},
          {"PAYPAL-TRANSMISSION-ID", id},
          {"PAYPAL-TRANSMISSION-SIG", toBase64(key_.sign(signedText))},
          {"PAYPAL-TRANSMISSION-TIME", time},
          {"User-Agent", "PayPal/AUHD-214.0-58862123"}};
}

Response PayPalApi::verifySignature(const Request& request) const {
  const auto body = decodeJson(request.body);
  if (!body) return paypalIssue(400, "MALFORMED_REQUEST_JSON").error().response();
  for (const std::string_view name : {"auth_algo", "cert_url", "transmission_id",
                                      "transmission_sig", "transmission_time", "webhook_id"}) {
    if ((*body)[name].asString().empty()) {
      return paypalIssue(400, "MISSING_REQUIRED_PARAMETER", "/" + std::string(name))
          .error()
          .response();
    }
  }
  const std::string_view event = bytesOfEvent(request.body);
  const std::string signedText = std::string((*body)["transmission_id"].asString()) + '|' +
                                 std::string((*body)["transmission_time"].asString()) + '|' +
                                 webhookId_ + '|' + std::to_string(crc32(event));
  const bool isRight =
      (*body)["webhook_id"].asString() == webhookId_ &&
      (*body)["auth_algo"].asString() == "SHA256withRSA" &&
      key_.verifies(signedText, fromBase64((*body)["transmission_sig"].asString()));
  return Response::json(200, Object{{"verification_status", isRight ? "SUCCESS" : "FAILURE"}});
}

void PayPalApi::tell(std::string_view type, const Value& resource, std::int64_t nowMs) {
  const bool isOrder = type.starts_with("CHECKOUT.ORDER");
  const bool isRefund = type.ends_with("REFUNDED");
  const bool isDispute = type.starts_with("CUSTOMER.DISPUTE");
  const std::string id = "WH-" + randomAlphanumeric(17) + "-" + randomAlphanumeric(17);
  const Value event =
      Object{{"id", id},
             {"event_version", "1.0"},
             {"create_time", isoSeconds(nowMs)},
             {"resource_type", isDispute  ? "dispute"
                               : isOrder  ? "checkout-order"
                               : isRefund ? "refund"
                                          : "capture"},
             {"resource_version", "2.0"},
             {"event_type", type},
             {"summary", "Something happened to a payment."},
             {"resource", visibleObject(resource)},
             {"links", Array{Object{{"href", baseUrl_ + "/v1/notifications/webhooks-events/" + id},
                                    {"rel", "self"},
                                    {"method", "GET"}}}}};
  objects_.put("paypal_event", id, event);
  // With a blank that does not survive decoding and encoding: the signature is of these bytes.
  webhooks_.put("paypal", "", "{ " + encodeJson(event).substr(1));
}

Response PayPalApi::answer(const Request& request, std::int64_t nowMs) {
  const std::string_view path = request.path;
  if (path == "/v1/oauth2/token" && request.method == "POST") return token(request, nowMs);
  if (path.starts_with("/v1/notifications/certs/") && request.isRead()) {
    return Response::text(200, key_.certificatePem());
  }
  if (!isAuthorised(request, nowMs)) return paypalIssue(401, "").error().response();
  if (path == "/v1/notifications/verify-webhook-signature" && request.method == "POST") {
    return verifySignature(request);
  }
  if (const auto issue = mockedIssue(request)) return paypalIssue(422, *issue).error().response();
  const auto made = route(request, nowMs);
  if (!made) return made.error().response();
  const bool isWhole =
      request.isRead() || request.header("prefer").find("representation") != std::string_view::npos;
  const Value shown = visibleObject(made->object);
  Response response = Response::json(made->status, isWhole ? shown : minimal(shown));
  response.setHeader("Paypal-Debug-Id", randomHex(7).substr(0, 13));
  return response;
}

PayPalResult<PayPalApi::Made> PayPalApi::route(const Request& request, std::int64_t nowMs) {
  const Segments path = pathSegments(request.path);
  const bool isPost = request.method == "POST";
  Value body{Object{}};
  if (isPost && !request.body.empty()) {
    const auto decoded = decodeJson(request.body);
    if (!decoded || !decoded->isObject()) return paypalIssue(400, "MALFORMED_REQUEST_JSON");
    body = *decoded;
  }
  if (path.size() >= 3 && path[1] == "checkout" && path[2] == "orders") {
    if (path.size() == 3 && isPost) return createOrder(request, body, nowMs);
    const auto order = path.size() >= 4 ? objects_.find("paypal_order", path[3]) : std::nullopt;
    if (!order) return paypalIssue(404, "INVALID_RESOURCE_ID");
    if (path.size() == 4 && request.isRead()) return Made{200, *order};
    if (path.size() == 5 && path[4] == "capture" && isPost) return capture(request, *order, nowMs);
  }
  if (path.size() >= 4 && path[1] == "payments" && path[2] == "captures") {
    const auto found = objects_.find("paypal_capture", path[3]);
    if (!found) return paypalIssue(404, "INVALID_RESOURCE_ID");
    if (path.size() == 4 && request.isRead()) return Made{200, *found};
    if (path.size() == 5 && path[4] == "refund" && isPost) {
      return refund(request, *found, body, nowMs);
    }
  }
  if (path.size() == 4 && path[1] == "payments" && path[2] == "refunds" && request.isRead()) {
    const auto found = objects_.find("paypal_refund", path[3]);
    if (!found) return paypalIssue(404, "INVALID_RESOURCE_ID");
    return Made{200, *found};
  }
  return paypalIssue(404, "");
}

// The payer turns to PayPal, which holds the money back.
void PayPalApi::complain(const Value& capture, std::int64_t nowMs) {
  const Value held = capture.without("_complaintDue")
                         .with("status", "PENDING")
                         .with("status_details", Object{{"reason", "BUYER_COMPLAINT"}})
                         .with("update_time", isoSeconds(nowMs));
  changeCapture(held, nowMs);
  tell("CUSTOMER.DISPUTE.CREATED",
       Object{{"dispute_id", "PP-D-" + randomDigits(5)},
              {"create_time", isoSeconds(nowMs)},
              {"disputed_transactions", Array{Object{{"seller_transaction_id", held["id"]},
                                                     {"invoice_number", held["invoice_id"]},
                                                     {"custom", held["custom_id"]}}}},
              {"reason", "MERCHANDISE_OR_SERVICE_NOT_RECEIVED"},
              {"status", "OPEN"},
              {"dispute_amount", held["amount"]}},
       nowMs);
}

void PayPalApi::tick(std::int64_t nowMs) {
  for (const Value& capture : objects_.all("paypal_capture")) {
    const auto complaint = capture["_complaintDue"].asInt64();
    if (complaint && *complaint <= nowMs) complain(capture, nowMs);
    const auto due = capture["_due"].asInt64();
    if (!due || *due > nowMs) continue;
    const Value denied = capture.without("_due")
                             .with("status", "DECLINED")
                             .with("status_details", Object{{"reason", "ECHECK"}})
                             .with("update_time", isoSeconds(nowMs));
    changeCapture(denied, nowMs);
    tell("PAYMENT.CAPTURE.DENIED", denied, nowMs);
  }
}

}  // namespace vitrine::services
