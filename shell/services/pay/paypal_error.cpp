// SPDX-License-Identifier: MIT
#include "shell/services/pay/paypal_error.h"

#include <array>

#include "shell/services/crypto/digest.h"

namespace vitrine::services {
namespace {

struct NameOfStatus {
  int status;
  std::string_view name;
  std::string_view message;
};
constexpr std::array<NameOfStatus, 8> kNames = {{
    {400, "INVALID_REQUEST",
     "Request is not well-formed, syntactically incorrect, or violates schema."},
    {401, "AUTHENTICATION_FAILURE",
     "Authentication failed due to missing authorization header, or invalid authentication "
     "credentials."},
    {403, "NOT_AUTHORIZED", "Authorization failed due to insufficient permissions."},
    {404, "RESOURCE_NOT_FOUND", "The specified resource does not exist."},
    {409, "RESOURCE_CONFLICT", "The server has detected a conflict while processing this request."},
    {415, "UNSUPPORTED_MEDIA_TYPE",
     "The server does not support the request payload's media type."},
    {422, "UNPROCESSABLE_ENTITY",
     "The requested action could not be performed, semantically incorrect, or failed business "
     "validation."},
    {503, "SERVICE_UNAVAILABLE", "Service Unavailable."},
}};

struct TextOfIssue {
  std::string_view issue;
  std::string_view text;
};
constexpr std::array<TextOfIssue, 20> kTexts = {{
    {"ORDER_NOT_APPROVED",
     "Payer has not yet approved the Order for payment. Please redirect the payer to the "
     "'rel':'approve' url returned as part of the HATEOAS links within the Create Order call or "
     "provide a valid `payment_source` in the request."},
    {"ORDER_ALREADY_CAPTURED",
     "Order already captured.If 'intent=CAPTURE' only one capture per order is allowed."},
    {"INSTRUMENT_DECLINED",
     "The instrument presented  was either declined by the processor or bank, or it can't be used "
     "for this payment."},
    {"DUPLICATE_INVOICE_ID",
     "Duplicate Invoice ID detected. To avoid a potential duplicate transaction your account "
     "setting requires that Invoice Id be unique for each transaction."},
    {"AMOUNT_MISMATCH",
     "Should equal item_total + tax_total + shipping + handling + insurance - shipping_discount - "
     "discount."},
    {"ITEM_TOTAL_MISMATCH",
     "Should equal sum of (unit_amount * quantity) across all items for a given purchase_unit."},
    {"TAX_TOTAL_MISMATCH",
     "Should equal sum of (tax * quantity) across all items for a given purchase_unit."},
    {"ITEM_TOTAL_REQUIRED",
     "If item details are specified (items.unit_amount and items.quantity) corresponding "
     "amount.breakdown.item_total is required."},
    {"DECIMAL_PRECISION",
     "If the currency supports decimals, only two decimal place precision is supported."},
    {"INVALID_CURRENCY_CODE",
     "Currency code is invalid or is not currently supported. Please refer "
     "https://developer.paypal.com/api/rest/reference/currency-codes/ for list of supported "
     "currency codes."},
    {"CANNOT_BE_ZERO_OR_NEGATIVE",
     "Must be greater than zero. If the currency supports decimals, only two decimal place "
     "precision is supported."},
    {"PAYPAL_REQUEST_ID_REQUIRED",
     "A PayPal-Request-Id is required if you are trying to process payment for an Order. Please "
     "specify a PayPal-Request-Id or Create the Order without a 'payment_source' specified."},
    {"MISSING_REQUIRED_PARAMETER", "A required field / parameter is missing."},
    {"INVALID_PARAMETER_VALUE", "A parameter value is not valid."},
    {"INVALID_STRING_LENGTH", "The value of a field is either too short or too long."},
    {"MALFORMED_REQUEST_JSON", "The request JSON is not well formed."},
    {"INVALID_RESOURCE_ID",
     "Specified resource ID does not exist. Please check the resource ID and try again."},
    {"CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded"},
    {"REFUND_AMOUNT_EXCEEDED",
     "The refund amount must be less than or equal to the capture amount that has not yet been "
     "refunded."},
    {"REFUND_CAPTURE_CURRENCY_MISMATCH", "Refund must be in the same currency as the capture"},
}};

}  // namespace

std::unexpected<PayPalError> paypalIssue(int status, std::string_view issue, std::string_view field,
                                         std::string_view value) {
  std::string description(issue);
  for (const TextOfIssue& entry : kTexts) {
    if (entry.issue == issue) description = entry.text;
  }
  return std::unexpected(PayPalError{status, std::string(issue), std::move(description),
                                     std::string(field), std::string(value), ""});
}

Response PayPalError::response() const {
  const std::string debugId = randomHex(7).substr(0, 13);
  Object body{{"name", "INTERNAL_SERVER_ERROR"}, {"message", "An internal server error occurred."}};
  for (const NameOfStatus& entry : kNames) {
    if (entry.status != status) continue;
    body.set("name", entry.name);
    body.set("message", entry.message);
  }
  body.set("debug_id", debugId);
  if (!issue.empty()) {
    Object detail{{"issue", issue}, {"description", description}};
    if (!field.empty()) {
      detail.set("field", field);
      detail.set("location", "body");
    }
    if (!value.empty()) detail.set("value", value);
    body.set("details", Array{std::move(detail)});
  }
  Array links{
      Object{{"href", "https://developer.paypal.com/api/rest/reference/orders/v2/errors/#" + issue},
             {"rel", "information_link"},
             {"method", "GET"}}};
  if (!approveLink.empty()) {
    links.push_back(Object{{"href", approveLink}, {"rel", "redirect"}, {"method", "GET"}});
  }
  body.set("links", std::move(links));
  Response response = Response::json(status, Value(std::move(body)));
  response.setHeader("Paypal-Debug-Id", debugId);
  return response;
}

}  // namespace vitrine::services
