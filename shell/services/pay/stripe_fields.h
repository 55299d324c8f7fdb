// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace vitrine::services {

// Names taken from Stripe's types of API version 2026-10-28: what each object always has, and what a
// request may have.

inline constexpr std::string_view kStripeVersion = "2026-10-28.endive";

// The fields of every Checkout Session.
inline constexpr std::array<std::string_view, 57> kSessionFields = {
    "adaptive_pricing", "after_expiration", "allow_promotion_codes",
    "allowed_payment_method_types", "amount_subtotal", "amount_total", "automatic_tax",
    "billing_address_collection", "cancel_url", "client_reference_id", "client_secret",
    "collected_information", "consent", "consent_collection", "created", "currency",
    "currency_conversion", "custom_fields", "custom_text", "customer", "customer_account",
    "customer_creation", "customer_details", "customer_email", "discounts", "expires_at",
    "integration_identifier", "invoice", "invoice_creation", "livemode", "locale",
    "managed_payments", "metadata", "mode", "origin_context", "payment_intent", "payment_link",
    "payment_method_collection", "payment_method_configuration_details",
    "payment_method_options", "payment_method_types", "payment_status", "permissions",
    "recovered_from", "saved_payment_method_options", "setup_intent",
    "shipping_address_collection", "shipping_cost", "shipping_options", "status", "submit_type",
    "subscription", "success_url", "total_details", "ui_mode", "url", "wallet_options"};

// The parameters of POST /v1/checkout/sessions.
inline constexpr std::array<std::string_view, 51> kSessionParams = {
    "adaptive_pricing", "after_expiration", "allow_promotion_codes",
    "allowed_payment_method_types", "automatic_tax", "billing_address_collection",
    "branding_settings", "cancel_url", "client_reference_id", "consent_collection", "currency",
    "custom_fields", "custom_text", "customer", "customer_account", "customer_creation",
    "customer_email", "customer_update", "discounts", "excluded_payment_method_types", "expand",
    "expires_at", "integration_identifier", "invoice_creation", "line_items", "locale",
    "managed_payments", "metadata", "mode", "name_collection", "optional_items",
    "origin_context", "payment_intent_data", "payment_method_collection",
    "payment_method_configuration", "payment_method_data", "payment_method_options",
    "permissions", "phone_number_collection", "redirect_on_completion", "return_url",
    "saved_payment_method_options", "setup_intent_data", "shipping_address_collection",
    "shipping_options", "submit_type", "subscription_data", "success_url", "tax_id_collection",
    "ui_mode", "wallet_options"};

// The fields of every PaymentIntent.
inline constexpr std::array<std::string_view, 40> kIntentFields = {
    "allowed_payment_method_types", "amount", "amount_capturable", "amount_received",
    "application", "application_fee_amount", "automatic_payment_methods", "canceled_at",
    "cancellation_reason", "capture_method", "client_secret", "confirmation_method", "created",
    "currency", "customer", "customer_account", "description", "excluded_payment_method_types",
    "last_payment_error", "latest_charge", "livemode", "managed_payments", "metadata",
    "next_action", "on_behalf_of", "payment_method", "payment_method_configuration_details",
    "payment_method_options", "payment_method_types", "payment_record", "processing",
    "receipt_email", "review", "setup_future_usage", "shipping", "source",
    "statement_descriptor", "statement_descriptor_suffix", "status", "transfer_group"};

// The fields of every Charge.
inline constexpr std::array<std::string_view, 40> kChargeFields = {
    "amount", "amount_captured", "amount_refunded", "application", "application_fee",
    "application_fee_amount", "balance_transaction", "billing_details",
    "calculated_statement_descriptor", "captured", "created", "currency", "customer",
    "description", "disputed", "failure_balance_transaction", "failure_code", "failure_message",
    "fraud_details", "livemode", "metadata", "on_behalf_of", "outcome", "paid", "payment_intent",
    "payment_method", "payment_method_details", "receipt_email", "receipt_number", "receipt_url",
    "refunded", "review", "shipping", "source", "source_transfer", "statement_descriptor",
    "statement_descriptor_suffix", "status", "transfer_data", "transfer_group"};

// The fields of every Refund.
inline constexpr std::array<std::string_view, 15> kRefundFields = {
    "amount", "balance_transaction", "charge", "created", "currency", "customer",
    "customer_account", "metadata", "payment_intent", "payment_method", "reason",
    "receipt_number", "source_transfer_reversal", "status", "transfer_reversal"};

// The parameters of POST /v1/refunds.
inline constexpr std::array<std::string_view, 12> kRefundParams = {
    "amount", "charge", "currency", "customer", "expand", "instructions_email", "metadata",
    "origin", "payment_intent", "reason", "refund_application_fee", "reverse_transfer"};

// The smallest charge, in minor units.
constexpr std::int64_t smallestAmount(std::string_view currency) {
  struct Minimum {
    std::string_view currency;
    std::int64_t amount;
  };
  constexpr std::array<Minimum, 14> kMinimums = {{{"gbp", 30}, {"pln", 200}, {"ron", 200},
                                                  {"aed", 200}, {"myr", 200}, {"dkk", 250},
                                                  {"nok", 300}, {"sek", 300}, {"hkd", 400},
                                                  {"mxn", 1000}, {"czk", 1500}, {"jpy", 50},
                                                  {"krw", 50}, {"huf", 17500}}};
  for (const Minimum& minimum : kMinimums) {
    if (minimum.currency == currency) return minimum.amount;
  }
  return 50;
}

}  // namespace vitrine::services
