// SPDX-License-Identifier: MIT
#include "shell/services/pay/stripe_session.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "engine/core/json.h"
#include "engine/core/utf8.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/http/client.h"
#include "shell/services/pay/stripe_fields.h"

namespace vitrine::services {
namespace {

constexpr std::int64_t kLargestAmount = 99'999'999;
constexpr std::int64_t kShortestSeconds = 30 * 60;
constexpr std::int64_t kLongestSeconds = 24 * 3'600;
constexpr std::size_t kMostLines = 100;

std::optional<std::int64_t> integer(const Value& text) {
  const std::string_view digits = text.asString();
  std::int64_t value = 0;
  const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || problem != std::errc{} || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  return value;
}

StripeResult<std::string> currencyOf(const Value& value, const std::string& param) {
  std::string currency(value.asString());
  for (char& c : currency) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const bool isCode = currency.size() == 3 &&
                      std::ranges::all_of(currency, [](char c) { return c >= 'a' && c <= 'z'; });
  if (isCode) return currency;
  return invalidParam("parameter_invalid_string_blank", param, "Invalid currency: " + currency);
}

Value priceOf(const Value& priceData, const std::string& currency, std::int64_t amount,
              std::int64_t created) {
  return Object{{"id", stripeId("price_")},
                {"object", "price"},
                {"active", false},
                {"billing_scheme", "per_unit"},
                {"created", created},
                {"currency", currency},
                {"custom_unit_amount", nullptr},
                {"livemode", false},
                {"lookup_key", nullptr},
                {"metadata", Object{}},
                {"nickname", nullptr},
                {"product",
                 priceData["product"].isString() ? priceData["product"] : Value(stripeId("prod_"))},
                {"recurring", nullptr},
                {"tax_behavior", "unspecified"},
                {"tiers_mode", nullptr},
                {"transform_quantity", nullptr},
                {"type", "one_time"},
                {"unit_amount", amount},
                {"unit_amount_decimal", std::to_string(amount)}};
}

// Reads the parameters and adds the session up.
class SessionMaker {
 public:
  SessionMaker(const Value& params, std::int64_t nowMs)
      : params_(params), created_(nowMs / 1'000) {}

  StripeResult<Value> make(std::string_view baseUrl) {
    if (auto fine = checkTop(); !fine) return std::unexpected(fine.error());
    if (auto fine = readLines(); !fine) return std::unexpected(fine.error());
    if (auto fine = readShipping(); !fine) return std::unexpected(fine.error());
    if (auto fine = checkTotal(); !fine) return std::unexpected(fine.error());
    const auto expires = expiresAt();
    if (!expires) return std::unexpected(expires.error());
    const auto metadata = checkedMetadata(params_, "metadata");
    if (!metadata) return std::unexpected(metadata.error());
    const Value& intent = params_["payment_intent_data"];
    const auto intentMetadata = checkedMetadata(intent, "metadata");
    if (!intentMetadata) return std::unexpected(intentMetadata.error());
    return assemble(baseUrl, *expires, *metadata, intent.with("metadata", *intentMetadata));
  }

 private:
  StripeResult<void> checkTop() const {
    for (const auto& [name, value] : params_.members()) {
      if (std::ranges::find(kSessionParams, name) == kSessionParams.end()) {
        return invalidParam("parameter_unknown", name, "Received unknown parameter: " + name);
      }
    }
    const std::string_view mode = params_["mode"].asString();
    if (mode.empty()) {
      return invalidParam("parameter_missing", "mode", "Missing required param: mode.");
    }
    if (mode != "payment") {
      return invalidParam("parameter_invalid", "mode", "Only mode payment is available here.");
    }
    const std::string_view ui = params_["ui_mode"].asString();
    if (!ui.empty() && ui != "hosted_page") {
      return invalidParam("parameter_invalid", "ui_mode", "Only hosted_page is available here.");
    }
    if (!isWebAddress(decodePercent(params_["success_url"].asString(), false))) {
      const bool isThere = !params_["success_url"].isNull();
      return invalidParam(isThere ? "url_invalid" : "parameter_missing", "success_url",
                          isThere ? "Not a valid URL" : "Missing required param: success_url.");
    }
    if (!params_["cancel_url"].isNull() && !isWebAddress(params_["cancel_url"].asString())) {
      return invalidParam("url_invalid", "cancel_url", "Not a valid URL");
    }
    if (countCodePoints(params_["client_reference_id"].asString()) > 200) {
      return invalidParam("parameter_invalid_string_long", "client_reference_id",
                          "client_reference_id is at most 200 characters.");
    }
    const Value& email = params_["customer_email"];
    if (!email.isNull() && email.asString().find('@') == std::string_view::npos) {
      return invalidParam("email_invalid", "customer_email",
                          "Invalid email address: " + std::string(email.asString()));
    }
    return {};
  }

  StripeResult<void> readLines() {
    const Array& lines = params_["line_items"].items();
    if (lines.empty()) {
      return invalidParam("parameter_missing", "line_items", "Missing required param: line_items.");
    }
    if (lines.size() > kMostLines) {
      return invalidParam("parameter_invalid", "line_items", "At most 100 line items.");
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (auto fine = readLine(lines[i], "line_items[" + std::to_string(i) + "]"); !fine)
        return fine;
    }
    return {};
  }

  StripeResult<void> readLine(const Value& line, const std::string& param) {
    if (line["price"].isString()) return missing("price", line["price"].asString());
    const Value& priceData = line["price_data"];
    const std::string prefix = param + "[price_data]";
    if (!priceData.isObject()) {
      return invalidParam("parameter_missing", prefix, "Missing required param: " + prefix + ".");
    }
    const auto currency = currencyOf(priceData["currency"], prefix + "[currency]");
    if (!currency) return std::unexpected(currency.error());
    if (!currency_.empty() && currency_ != *currency) {
      return invalidParam("", param, "All line items must have the same currency.");
    }
    currency_ = *currency;
    const Value& decimal = priceData["unit_amount_decimal"];
    if (!priceData["unit_amount"].isNull() && !decimal.isNull()) {
      return invalidParam("", prefix,
                          "You may only specify one of these parameters: unit_amount, "
                          "unit_amount_decimal.");
    }
    const auto amount = integer(decimal.isNull() ? priceData["unit_amount"] : decimal);
    if (!amount || *amount < 0 || *amount > kLargestAmount) {
      return invalidParam("parameter_invalid_integer", prefix + "[unit_amount]",
                          "Invalid integer: " + std::string(priceData["unit_amount"].asString()));
    }
    const auto quantity = integer(line["quantity"]);
    if (!quantity || *quantity < 1 || *quantity > 999'999) {
      return invalidParam("parameter_invalid_integer", param + "[quantity]",
                          "Invalid integer: " + std::string(line["quantity"].asString()));
    }
    const std::string_view name = priceData["product_data"]["name"].asString();
    if (name.empty() && !priceData["product"].isString()) {
      return invalidParam("parameter_missing", prefix + "[product_data][name]",
                          "Missing required param: " + prefix + "[product_data][name].");
    }
    const std::int64_t total = *amount * *quantity;
    subtotal_ += total;
    lines_.push_back(Object{{"id", stripeId("li_")},
                            {"object", "item"},
                            {"adjustable_quantity", nullptr},
                            {"amount_discount", 0},
                            {"amount_subtotal", total},
                            {"amount_tax", 0},
                            {"amount_total", total},
                            {"currency", currency_},
                            {"description", name},
                            {"metadata", Object{}},
                            {"price", priceOf(priceData, currency_, *amount, created_)},
                            {"quantity", *quantity}});
    return {};
  }

  StripeResult<void> readShipping() {
    const Array& options = params_["shipping_options"].items();
    for (std::size_t i = 0; i < options.size(); ++i) {
      const Value& rate = options[i]["shipping_rate_data"];
      const std::string param = "shipping_options[" + std::to_string(i) + "]";
      const auto amount = integer(rate["fixed_amount"]["amount"]);
      if (!amount || *amount < 0 || *amount > kLargestAmount) {
        return invalidParam("parameter_invalid_integer",
                            param + "[shipping_rate_data][fixed_amount][amount]",
                            "Invalid integer");
      }
      const auto currency = currencyOf(rate["fixed_amount"]["currency"], param);
      if (!currency) return std::unexpected(currency.error());
      if (*currency != currency_) {
        return invalidParam("", param, "The shipping rate's currency must match the line items'.");
      }
      const std::string id = stripeId("shr_");
      shippingOptions_.push_back(Object{{"shipping_amount", *amount}, {"shipping_rate", id}});
      if (i > 0) continue;
      shipping_ = *amount;
      shippingName_ = rate["display_name"].asString("Shipping");
      shippingCost_ = Object{{"amount_subtotal", *amount},
                             {"amount_tax", 0},
                             {"amount_total", *amount},
                             {"shipping_rate", id}};
    }
    return {};
  }

  StripeResult<void> checkTotal() const {
    if (!params_["discounts"].isNull()) {
      const Value& discount = params_["discounts"][0];
      const Value& code =
          discount["coupon"].isNull() ? discount["promotion_code"] : discount["coupon"];
      return missing("coupon", code.asString());
    }
    const std::int64_t total = subtotal_ + shipping_;
    if (total > kLargestAmount) {
      return invalidParam("amount_too_large", "line_items",
                          "Amount must be no more than 99999999.");
    }
    if (total > 0 && total < smallestAmount(currency_)) {
      return invalidParam("amount_too_small", "line_items",
                          "The Checkout Session's total amount due must add up to at least " +
                              std::to_string(smallestAmount(currency_)) + " " + currency_ +
                              " minor units.");
    }
    return {};
  }

  StripeResult<std::int64_t> expiresAt() const {
    if (params_["expires_at"].isNull()) return created_ + kLongestSeconds;
    const auto at = integer(params_["expires_at"]);
    if (at && *at >= created_ + kShortestSeconds - 5 && *at <= created_ + kLongestSeconds + 5) {
      return *at;
    }
    return invalidParam("", "expires_at",
                        "The `expires_at` timestamp must be between 30 minutes and 24 hours from "
                        "Checkout Session creation.");
  }

  Value assemble(std::string_view baseUrl, std::int64_t expires, const Value& metadata,
                 const Value& intent) const {
    const std::string id = "cs_test_" + randomAlphanumeric(58);
    const std::string url = std::string(baseUrl) + "/c/pay/" + id;
    Object session{{"id", id}, {"object", "checkout.session"}};
    for (const std::string_view field : kSessionFields) session.set(field, nullptr);
    for (const std::string_view given :
         {"client_reference_id", "customer_email", "billing_address_collection", "locale",
          "submit_type", "shipping_address_collection", "cancel_url", "success_url"}) {
      session.set(given, params_[given]);
    }
    session.set("amount_subtotal", subtotal_);
    session.set("amount_total", subtotal_ + shipping_);
    session.set("automatic_tax", Object{{"enabled", false},
                                        {"liability", nullptr},
                                        {"provider", nullptr},
                                        {"status", nullptr}});
    session.set("adaptive_pricing", Object{{"enabled", false}});
    session.set("created", created_);
    session.set("currency", currency_);
    session.set("custom_fields", Array{});
    session.set("custom_text", Object{{"after_submit", nullptr},
                                      {"shipping_address", nullptr},
                                      {"submit", nullptr},
                                      {"terms_of_service_acceptance", nullptr}});
    session.set("customer_creation", "if_required");
    session.set("discounts", Array{});
    session.set("expires_at", expires);
    session.set("livemode", false);
    session.set("metadata", metadata);
    session.set("mode", "payment");
    session.set("payment_method_collection", "if_required");
    session.set("payment_method_options",
                Object{{"card", Object{{"request_three_d_secure", "automatic"}}}});
    session.set("payment_method_types", Array{"card"});
    session.set("payment_status", subtotal_ + shipping_ == 0 ? "no_payment_required" : "unpaid");
    session.set("shipping_cost", shippingCost_);
    session.set("shipping_options", shippingOptions_);
    session.set("status", "open");
    session.set("total_details",
                Object{{"amount_discount", 0}, {"amount_shipping", shipping_}, {"amount_tax", 0}});
    session.set("ui_mode", "hosted_page");
    session.set("url", url);
    session.set("_lines", lines_);
    session.set("_shippingName", shippingName_);
    session.set("_intent", intent);
    return session;
  }

  const Value& params_;
  std::int64_t created_;
  std::string currency_;
  std::int64_t subtotal_ = 0;
  std::int64_t shipping_ = 0;
  std::string shippingName_;
  Value shippingCost_;
  Array shippingOptions_;
  Array lines_;
};

}  // namespace

std::string stripeId(std::string_view prefix) {
  return std::string(prefix) + randomAlphanumeric(24);
}

StripeResult<Value> makeSession(const Value& params, std::int64_t nowMs, std::string_view baseUrl) {
  return SessionMaker(params, nowMs).make(baseUrl);
}

Value lineItemsOf(const Value& session) {
  return Object{
      {"object", "list"},
      {"data", session["_lines"]},
      {"has_more", false},
      {"url", "/v1/checkout/sessions/" + std::string(session["id"].asString()) + "/line_items"}};
}

Value visibleSession(const Value& session) {
  Object shown;
  for (const auto& [name, value] : session.members()) {
    if (!name.starts_with('_')) shown.append(name, value);
  }
  if (session["status"].asString() != "open") shown.set("url", nullptr);
  return shown;
}

std::string successUrl(const Value& session) {
  std::string url(session["success_url"].asString());
  for (const std::string_view mark :
       {"{CHECKOUT_SESSION_ID}", "%7BCHECKOUT_SESSION_ID%7D", "%7bCHECKOUT_SESSION_ID%7d"}) {
    for (std::size_t at = url.find(mark); at != std::string::npos; at = url.find(mark, at)) {
      url.replace(at, mark.size(), session["id"].asString());
    }
  }
  return url;
}

StripeResult<Value> checkedMetadata(const Value& params, std::string_view name) {
  const Value& metadata = params[name];
  if (metadata.isNull() || metadata.asString() == "") {
    if (!metadata.isObject()) return Value(Object{});
  }
  Object kept;
  for (const auto& [key, value] : metadata.members()) {
    if (!value.isString() || countCodePoints(key) > 40 || countCodePoints(value.asString()) > 500) {
      return invalidParam("", std::string(name) + "[" + key + "]", "Invalid metadata");
    }
    if (!value.asString().empty()) kept.set(key, value);
  }
  if (kept.size() > 50) return invalidParam("", std::string(name), "At most 50 metadata keys.");
  return Value(std::move(kept));
}

}  // namespace vitrine::services
