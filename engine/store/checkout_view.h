// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/cart_view.h"

namespace vitrine {

// What the checkout shows: the form as typed, what is wrong with it, the figures, and how far the
// placing of the order has come.

struct CheckoutFields {
  std::string email;
  std::string name;
  std::string line1;
  std::string line2;
  std::string postalCode;
  std::string city;
  std::string region;
  std::string country;
  std::string phone;

  bool operator==(const CheckoutFields&) const = default;
};
constexpr auto fieldsOf(const CheckoutFields*) {
  return fields(field("email", &CheckoutFields::email),
                field("name", &CheckoutFields::name),
                field("line1", &CheckoutFields::line1),
                field("line2", &CheckoutFields::line2),
                field("postalCode", &CheckoutFields::postalCode),
                field("city", &CheckoutFields::city),
                field("region", &CheckoutFields::region),
                field("country", &CheckoutFields::country),
                field("phone", &CheckoutFields::phone));
}

// One difference between what the shopper agreed to and what the shop can sell now. `kind` is the
// shop's word: price, stock, discount, shipping, tax, total, line_gone.
struct QuoteChangeView {
  std::string kind;
  std::optional<std::string> sku;
  std::optional<std::string> title;
  std::optional<MoneyView> before;
  std::optional<MoneyView> after;
  std::optional<std::int64_t> limit;

  bool operator==(const QuoteChangeView&) const = default;
};
constexpr auto fieldsOf(const QuoteChangeView*) {
  return fields(field("kind", &QuoteChangeView::kind),
                maybe("sku", &QuoteChangeView::sku),
                maybe("title", &QuoteChangeView::title),
                field("before", &QuoteChangeView::before),
                field("after", &QuoteChangeView::after),
                maybe("limit", &QuoteChangeView::limit));
}

enum class CheckoutState : std::uint8_t {
  kEditing,
  kPlacing,       // the order is being stored or is on its way; nothing to press
  kPlaced,        // the order exists: the page goes to `order.redirectUrl`
  kQuoteChanged,  // the shop's figures are others: see `changes`, then acceptQuote
  kFailed,        // see `failure`; placing again repeats the very same order
};
constexpr auto namesOf(const CheckoutState*) {
  return std::array<std::string_view, 5>{"editing", "placing", "placed", "quote_changed", "failed"};
}

struct PlacedOrderView {
  std::string id;
  std::string number;
  std::string redirectUrl;

  bool operator==(const PlacedOrderView&) const = default;
};
constexpr auto fieldsOf(const PlacedOrderView*) {
  return fields(field("id", &PlacedOrderView::id),
                field("number", &PlacedOrderView::number),
                field("redirectUrl", &PlacedOrderView::redirectUrl));
}

struct CheckoutView {
  CheckoutFields fields;
  std::vector<ErrorView> errors;  // `field` is a name of CheckoutFields, or cart, gateway, ...
  std::optional<std::string> methodId;
  std::optional<std::string> gateway;
  std::vector<std::string> countries;
  CartView quote;
  CheckoutState state = CheckoutState::kEditing;
  std::vector<QuoteChangeView> changes;
  std::optional<ErrorView> failure;
  std::optional<PlacedOrderView> order;

  bool operator==(const CheckoutView&) const = default;
};
constexpr auto fieldsOf(const CheckoutView*) {
  return fields(field("fields", &CheckoutView::fields),
                field("errors", &CheckoutView::errors),
                field("methodId", &CheckoutView::methodId),
                field("gateway", &CheckoutView::gateway),
                field("countries", &CheckoutView::countries),
                field("quote", &CheckoutView::quote),
                field("state", &CheckoutView::state),
                field("changes", &CheckoutView::changes),
                field("failure", &CheckoutView::failure),
                field("order", &CheckoutView::order));
}

}  // namespace vitrine
