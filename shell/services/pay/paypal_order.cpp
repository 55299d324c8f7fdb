// SPDX-License-Identifier: MIT
#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/http/client.h"
#include "shell/services/pay/paypal_amount.h"
#include "shell/services/pay/paypal_api.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kMostUnits = 10;
constexpr std::int64_t kPendingMs = 4'000;
constexpr std::int64_t kComplaintMs = 4'000;

std::string paypalId() {
  std::string id = randomAlphanumeric(17);
  for (char& c : id) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return id;
}

const Value& experienceOf(const Value& body) {
  const Value& context = body["payment_source"]["paypal"]["experience_context"];
  return context.isObject() ? context : body["application_context"];
}

Value link(const std::string& href, std::string_view rel, std::string_view method) {
  return Object{{"href", href}, {"rel", rel}, {"method", method}};
}

Value captureOf(const Value& unit, const Value& order, const std::string& base,
                const std::string& time) {
  const std::string id = paypalId();
  const std::string self = base + "/v2/payments/captures/" + id;
  const std::string up = base + "/v2/checkout/orders/" + std::string(order["id"].asString());
  Object amount;
  amount.set("currency_code", unit["amount"]["currency_code"]);
  amount.set("value", unit["amount"]["value"]);
  Array links;
  links.push_back(link(self, "self", "GET"));
  links.push_back(link(self + "/refund", "refund", "POST"));
  links.push_back(link(up, "up", "GET"));
  Object capture;
  capture.set("id", id);
  capture.set("status", "COMPLETED");
  capture.set("amount", amount);
  capture.set("final_capture", true);
  capture.set("seller_protection", Object{{"status", "ELIGIBLE"}});
  capture.set("seller_receivable_breakdown", Object{{"gross_amount", amount}});
  capture.set("create_time", time);
  capture.set("update_time", time);
  capture.set("supplementary_data", Object{{"related_ids", Object{{"order_id", order["id"]}}}});
  capture.set("links", std::move(links));
  for (const std::string_view name : {"custom_id", "invoice_id"}) {
    if (!unit[name].isNull()) capture.set(name, unit[name]);
  }
  return capture;
}

Value refundOf(const Value& capture, const Value& body, const std::string& base,
               const std::string& time) {
  const std::string id = paypalId();
  const std::string up = base + "/v2/payments/captures/" + std::string(capture["id"].asString());
  Array links;
  links.push_back(link(base + "/v2/payments/refunds/" + id, "self", "GET"));
  links.push_back(link(up, "up", "GET"));
  Object refund;
  refund.set("id", id);
  refund.set("status", "COMPLETED");
  for (const std::string_view name : {"invoice_id", "note_to_payer"}) {
    if (body[name].isString()) refund.set(name, body[name]);
  }
  if (capture["custom_id"].isString()) refund.set("custom_id", capture["custom_id"]);
  refund.set("create_time", time);
  refund.set("update_time", time);
  refund.set("links", std::move(links));
  return refund;
}

}  // namespace

std::string PayPalApi::approveLink(const Value& order) const {
  return baseUrl_ + "/checkoutnow?token=" + std::string(order["id"].asString());
}

Value PayPalApi::linksOf(const Value& order) const {
  const std::string self = baseUrl_ + "/v2/checkout/orders/" + std::string(order["id"].asString());
  Array links;  // braced, GCC 12 sees an overflow that is not there
  links.push_back(link(self, "self", "GET"));
  const std::string_view status = order["status"].asString();
  if (status == "PAYER_ACTION_REQUIRED") {
    links.push_back(link(approveLink(order), "payer-action", "GET"));
  } else if (status == "CREATED") {
    links.push_back(link(approveLink(order), "approve", "GET"));
  }
  if (status == "CREATED" || status == "APPROVED") {
    links.push_back(link(self + "/capture", "capture", "POST"));
  }
  return links;
}

PayPalResult<Value> PayPalApi::checkedOrder(const Value& body, bool hasRequestId) const {
  const std::string_view intent = body["intent"].asString();
  if (intent.empty()) return paypalIssue(400, "MISSING_REQUIRED_PARAMETER", "/intent");
  if (intent != "CAPTURE") return paypalIssue(400, "INVALID_PARAMETER_VALUE", "/intent", intent);
  if (!body["payment_source"].isNull() && !hasRequestId) {
    return paypalIssue(400, "PAYPAL_REQUEST_ID_REQUIRED");
  }
  const Array& units = body["purchase_units"].items();
  if (units.empty()) return paypalIssue(400, "MISSING_REQUIRED_PARAMETER", "/purchase_units");
  if (units.size() > kMostUnits)
    return paypalIssue(400, "INVALID_PARAMETER_VALUE", "/purchase_units");
  Array checked;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const std::string field = "/purchase_units/" + std::to_string(i);
    const auto total = checkedTotal(units[i], field);
    if (!total) return std::unexpected(total.error());
    for (const std::string_view name : {"custom_id", "invoice_id"}) {
      if (units[i][name].asString().size() > 127) {
        return paypalIssue(400, "INVALID_STRING_LENGTH", field + "/" + std::string(name));
      }
    }
    Value unit = units[i].with(
        "payee", Object{{"email_address", "shop@example.com"}, {"merchant_id", "VITRINELOCAL1"}});
    if (unit["reference_id"].isNull()) unit = unit.with("reference_id", "default");
    checked.push_back(std::move(unit));
  }
  for (const std::string_view name : {"return_url", "cancel_url"}) {
    const Value& url = experienceOf(body)[name];
    if (!url.isNull() && !isWebAddress(url.asString())) {
      return paypalIssue(400, "INVALID_PARAMETER_VALUE",
                         "/payment_source/paypal/experience_context/" + std::string(name));
    }
  }
  return Value(std::move(checked));
}

PayPalResult<PayPalApi::Made> PayPalApi::createOrder(const Request& request, const Value& body,
                                                     std::int64_t nowMs) {
  if (auto known = remembered(request, "create", "paypal_order")) return Made{200, *known};
  const bool hasRequestId = !request.header("paypal-request-id").empty();
  const auto units = checkedOrder(body, hasRequestId);
  if (!units) return std::unexpected(units.error());
  const bool hasSource = body["payment_source"].isObject();
  Object order{{"id", paypalId()},
               {"intent", "CAPTURE"},
               {"status", hasSource ? "PAYER_ACTION_REQUIRED" : "CREATED"}};
  if (hasSource) order.set("payment_source", Object{{"paypal", Object{}}});
  order.set("purchase_units", *units);
  order.set("create_time", isoSeconds(nowMs));
  order.set("_experience", experienceOf(body));
  Value made(std::move(order));
  made = made.with("links", linksOf(made));
  objects_.put("paypal_order", made["id"].asString(), made);
  remember(request, "create", made);
  return Made{hasSource ? 200 : 201, made};
}

void PayPalApi::approve(const Value& order, std::string_view instrument, std::int64_t nowMs) {
  const Value payer = Object{{"name", Object{{"given_name", "Sandbox"}, {"surname", "Buyer"}}},
                             {"email_address", "buyer@example.com"},
                             {"payer_id", "QYR5Z8XDVJNXQ"},
                             {"address", Object{{"country_code", "DE"}}}};
  const Value source = Object{{"email_address", "buyer@example.com"},
                              {"account_id", "QYR5Z8XDVJNXQ"},
                              {"account_status", "VERIFIED"},
                              {"name", payer["name"]},
                              {"address", payer["address"]}};
  Value approved = order.with("status", "APPROVED")
                       .with("payer", payer)
                       .with("payment_source", Object{{"paypal", source}})
                       .with("update_time", isoSeconds(nowMs))
                       .with("_instrument", instrument);
  approved = approved.with("links", linksOf(approved));
  objects_.put("paypal_order", approved["id"].asString(), approved);
  tell("CHECKOUT.ORDER.APPROVED", approved, nowMs);
}

PayPalResult<void> PayPalApi::mayCapture(const Value& order) const {
  const std::string_view status = order["status"].asString();
  if (status == "COMPLETED") return paypalIssue(422, "ORDER_ALREADY_CAPTURED");
  if (status != "APPROVED") return paypalIssue(422, "ORDER_NOT_APPROVED");
  const Value& invoice = order["purchase_units"][0]["invoice_id"];
  if (!invoice.isNull()) {
    for (const Value& capture : objects_.all("paypal_capture")) {
      if (capture["invoice_id"] == invoice && capture["status"].asString() != "DECLINED") {
        return paypalIssue(422, "DUPLICATE_INVOICE_ID");
      }
    }
  }
  if (order["_instrument"].asString() != "declined") return {};
  auto declined = paypalIssue(422, "INSTRUMENT_DECLINED");
  declined.error().approveLink = approveLink(order);
  return declined;
}

PayPalResult<PayPalApi::Made> PayPalApi::capture(const Request& request, const Value& order,
                                                 std::int64_t nowMs) {
  const std::string what = "capture:" + std::string(order["id"].asString());
  if (auto known = remembered(request, what, "paypal_order")) {
    if ((*known)["status"].asString() == "COMPLETED") return Made{200, *known};
  }
  if (auto fine = mayCapture(order); !fine) return std::unexpected(fine.error());
  const bool isPending = order["_instrument"].asString() == "pending";
  const bool isDisputed = order["_instrument"].asString() == "disputed";
  Array units;
  Array captures;
  for (const Value& unit : order["purchase_units"].items()) {
    Value made = captureOf(unit, order, baseUrl_, isoSeconds(nowMs));
    if (isPending) {
      made = made.with("status", "PENDING").with("status_details", Object{{"reason", "ECHECK"}});
    }
    Value stored = made;
    if (isPending) stored = made.with("_due", nowMs + kPendingMs);
    if (isDisputed) stored = made.with("_complaintDue", nowMs + kComplaintMs);
    objects_.put("paypal_capture", made["id"].asString(), stored);
    units.push_back(unit.with("payments", Object{{"captures", Array{made}}}));
    captures.push_back(std::move(made));
  }
  Value completed = order.with("status", "COMPLETED")
                        .with("purchase_units", Value(std::move(units)))
                        .with("update_time", isoSeconds(nowMs));
  completed = completed.with("links", linksOf(completed));
  objects_.put("paypal_order", completed["id"].asString(), completed);
  remember(request, what, completed);
  for (const Value& made : captures) {
    tell(isPending ? "PAYMENT.CAPTURE.PENDING" : "PAYMENT.CAPTURE.COMPLETED", made, nowMs);
  }
  return Made{201, completed};
}

// Keeps the order's copy of the capture in step.
void PayPalApi::changeCapture(const Value& capture, std::int64_t nowMs) {
  objects_.put("paypal_capture", capture["id"].asString(), capture);
  const auto order = objects_.find(
      "paypal_order", capture["supplementary_data"]["related_ids"]["order_id"].asString());
  if (!order) return;
  Array units;
  for (const Value& unit : (*order)["purchase_units"].items()) {
    Array captures;
    for (const Value& each : unit["payments"]["captures"].items()) {
      captures.push_back(each["id"] == capture["id"] ? visibleObject(capture) : each);
    }
    units.push_back(
        unit.with("payments", unit["payments"].with("captures", Value(std::move(captures)))));
  }
  objects_.put("paypal_order", (*order)["id"].asString(),
               order->with("purchase_units", Value(std::move(units)))
                   .with("update_time", isoSeconds(nowMs)));
}

PayPalResult<PayPalApi::Made> PayPalApi::refund(const Request& request, const Value& capture,
                                                const Value& body, std::int64_t nowMs) {
  const std::string what = "refund:" + std::string(capture["id"].asString());
  if (auto known = remembered(request, what, "paypal_refund")) return Made{200, *known};
  const std::string_view status = capture["status"].asString();
  if (status == "PENDING") return paypalIssue(422, "PENDING_CAPTURE");
  if (status == "REFUNDED") return paypalIssue(422, "CAPTURE_FULLY_REFUNDED");
  if (status == "DECLINED") return paypalIssue(422, "CAPTURE_DECLINED");
  const std::string_view currency = capture["amount"]["currency_code"].asString();
  const auto captured = readAmount(capture["amount"], "/amount");
  if (!captured) return std::unexpected(captured.error());
  const std::int64_t refunded = capture["_refunded"].asInt64().value_or(0);
  std::int64_t amount = *captured - refunded;
  if (body["amount"].isObject()) {
    const auto asked = readAmount(body["amount"], "/amount");
    if (!asked) return std::unexpected(asked.error());
    if (body["amount"]["currency_code"].asString() != currency) {
      return paypalIssue(422, "REFUND_CAPTURE_CURRENCY_MISMATCH", "/amount/currency_code");
    }
    if (*asked == 0) return paypalIssue(422, "CANNOT_BE_ZERO_OR_NEGATIVE", "/amount/value");
    if (*asked > amount) return paypalIssue(422, "REFUND_AMOUNT_EXCEEDED", "/amount/value");
    amount = *asked;
  }
  const Value refund =
      refundOf(capture, body, baseUrl_, isoSeconds(nowMs))
          .with("amount", writeAmount(amount, currency))
          .with("seller_payable_breakdown",
                Object{{"gross_amount", writeAmount(amount, currency)},
                       {"total_refunded_amount", writeAmount(refunded + amount, currency)}});
  objects_.put("paypal_refund", refund["id"].asString(), refund);
  remember(request, what, refund);
  const bool isWhole = refunded + amount == *captured;
  changeCapture(capture.with("_refunded", refunded + amount)
                    .with("status", isWhole ? "REFUNDED" : "PARTIALLY_REFUNDED")
                    .with("update_time", isoSeconds(nowMs)),
                nowMs);
  tell("PAYMENT.CAPTURE.REFUNDED", refund, nowMs);
  return Made{201, refund};
}

}  // namespace vitrine::services
