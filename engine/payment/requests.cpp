// SPDX-License-Identifier: MIT
#include "engine/payment/requests.h"

#include <cstddef>
#include <optional>
#include <utility>

#include "engine/core/utf8.h"
#include "engine/payment/amounts.h"

namespace vitrine {
namespace {

constexpr std::size_t kPaypalNameMax = 127;
constexpr std::string_view kOrderFolder = "order.";  // of the document's id, not of the page

std::string lowerCase(std::string_view code) {
  std::string lower(code);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string lineName(const OrderLine& line) {
  return line.optionText.empty() ? line.title : line.title + " (" + line.optionText + ")";
}

// At most that many bytes, never half a character.
std::string cut(const std::string& text, std::size_t bytesMax) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size() && at <= bytesMax;) {
    end = at;
    decodeUtf8(text, at);
    if (at <= bytesMax) end = at;
  }
  return text.substr(0, end);
}

Value stripeItem(const Order& order, std::string name, std::int64_t unitAmount,
                 std::int64_t quantity) {
  return Value(
      Object{{"quantity", quantity},
             {"price_data", Object{{"currency", lowerCase(order.currency.code())},
                                   {"unit_amount", unitAmount},
                                   {"product_data", Object{{"name", std::move(name)}}}}}});
}

// The items, or nothing when they cannot be written so that they sum to the total.
std::optional<Array> stripeItems(const Order& order, std::int64_t total) {
  Array items;
  std::int64_t sum = 0;
  const auto add = [&](std::string name, std::int64_t minor, std::int64_t quantity) {
    const Result<std::int64_t> unit = stripeAmount(Money(minor / quantity, order.currency));
    if (!unit || *unit < 0) return false;
    items.push_back(stripeItem(order, std::move(name), *unit, quantity));
    sum += *unit * quantity;
    return true;
  };
  for (const OrderLine& line : order.lines) {
    if (line.quantity < 1) return std::nullopt;
    const bool divisible = line.totalMinor % line.quantity == 0;
    const std::string name =
        divisible ? lineName(line) : std::to_string(line.quantity) + " × " + lineName(line);
    if (!add(name, line.totalMinor, divisible ? line.quantity : 1)) return std::nullopt;
  }
  if (order.shippingMinor > 0 && !add(order.shippingMethod.name, order.shippingMinor, 1)) {
    return std::nullopt;
  }
  if (!order.taxIncluded && order.taxMinor > 0 && !add("Tax", order.taxMinor, 1)) {
    return std::nullopt;
  }
  if (sum != total || items.empty() || items.size() > 100) return std::nullopt;
  return items;
}

Value reference(const Order& order) {
  return Value(Object{{"orderId", order.id.text}, {"orderNumber", order.number}});
}

std::string returnUrl(const Order& order, std::string_view shopUrl) {
  return std::string(shopUrl) + "/api/payments/return?order=" + order.id.text +
         "&gateway=" + std::string(gatewayName(order.payment.gateway));
}

std::string cancelUrl(const Order& order, std::string_view shopUrl) {
  return std::string(shopUrl) + "/orders/" + order.id.text.substr(kOrderFolder.size()) +
         "?payment=cancelled";
}

Value paypalMoney(const std::string& value, const Order& order) {
  return Value(Object{{"currency_code", order.currency.code()}, {"value", value}});
}

struct PaypalSums {
  std::string items, shipping, tax, discount;
};

std::optional<PaypalSums> paypalSums(const Order& order) {
  const std::int64_t tax = order.taxIncluded ? 0 : order.taxMinor;
  std::int64_t items = 0;
  for (const OrderLine& line : order.lines) items += line.unitPriceMinor * line.quantity;
  if (items - order.discountMinor + order.shippingMinor + tax != order.totalMinor) return {};
  const auto text = [&](std::int64_t minor) {
    return paypalAmount(Money(minor, order.currency)).value_or("");
  };
  PaypalSums sums{text(items), text(order.shippingMinor), text(tax), text(order.discountMinor)};
  if (sums.items.empty() || sums.shipping.empty() || sums.tax.empty() || sums.discount.empty()) {
    return {};
  }
  return sums;
}

Value paypalItems(const Order& order) {
  Array items;
  for (const OrderLine& line : order.lines) {
    const auto unit = paypalAmount(Money(line.unitPriceMinor, order.currency)).value_or("");
    items.push_back(Object{{"name", cut(lineName(line), kPaypalNameMax)},
                           {"quantity", std::to_string(line.quantity)},
                           {"sku", line.sku.text},
                           {"unit_amount", paypalMoney(unit, order)}});
  }
  return Value(std::move(items));
}

}  // namespace

std::string paymentKey(const Order& order) {
  return order.id.text + ":" + std::to_string(order.payment.attempt) + ":" +
         std::to_string(order.totalMinor);
}

Result<Value> stripeSessionParams(const Order& order, std::string_view shopUrl) {
  const Result<std::int64_t> total = stripeAmount(order.total());
  if (!total) return fail(total.error());
  std::optional<Array> items = stripeItems(order, *total);
  if (!items) items = Array{stripeItem(order, "Order " + order.number, *total, 1)};
  const Timestamp begun = order.payment.attemptAt.value_or(order.placedAt);
  return Value(Object{
      {"mode", "payment"},
      {"line_items", std::move(*items)},
      {"client_reference_id", order.id.text},
      {"customer_email", order.email},
      {"metadata", reference(order)},
      {"payment_intent_data", Object{{"metadata", reference(order)}}},
      {"expires_at", begun.plusMs(kSessionLifetimeMs).ms / kSecondMs},
      {"success_url", returnUrl(order, shopUrl) + "&session_id={CHECKOUT_SESSION_ID}"},
      {"cancel_url", cancelUrl(order, shopUrl)}});
}

Result<Value> paypalOrderBody(const Order& order, std::string_view shopUrl) {
  const Result<std::string> total = paypalAmount(order.total());
  if (!total) return fail(total.error());
  Object amount{{"currency_code", order.currency.code()}, {"value", *total}};
  Object unit{{"reference_id", order.number},
              {"custom_id", order.id.text},
              {"invoice_id", order.number + "-" + std::to_string(order.payment.attempt)}};
  if (const std::optional<PaypalSums> sums = paypalSums(order)) {
    amount.set("breakdown", Object{{"item_total", paypalMoney(sums->items, order)},
                                   {"shipping", paypalMoney(sums->shipping, order)},
                                   {"tax_total", paypalMoney(sums->tax, order)},
                                   {"discount", paypalMoney(sums->discount, order)}});
    unit.set("items", paypalItems(order));
  }
  unit.set("amount", std::move(amount));
  return Value(Object{
      {"intent", "CAPTURE"},
      {"purchase_units", Array{Value(std::move(unit))}},
      {"payment_source",
       Object{{"paypal",
               Object{{"experience_context",
                       Object{{"return_url", returnUrl(order, shopUrl)},
                              {"cancel_url", cancelUrl(order, shopUrl)},
                              {"user_action", "PAY_NOW"},
                              {"shipping_preference", "NO_SHIPPING"}}}}}}}});
}

std::string refundRequestKey(const Order& order, const Refund& refund) {
  return order.id.text + ":refund:" + refund.key + ":" + std::to_string(refund.amountMinor);
}

Result<Value> stripeRefundParams(const Order& order, const Refund& refund) {
  const Result<Currency> currency = Currency::of(refund.currency);
  if (!currency) return fail(currency.error());
  const Result<std::int64_t> amount = stripeAmount(Money(refund.amountMinor, *currency));
  if (!amount) return fail(amount.error());
  return Value(Object{{"payment_intent", refund.reference},
                      {"amount", *amount},
                      {"metadata", Object{{"orderId", order.id.text}, {"refundKey", refund.key}}}});
}

Result<Value> paypalRefundBody(const Refund& refund) {
  const Result<Currency> currency = Currency::of(refund.currency);
  if (!currency) return fail(currency.error());
  const Result<std::string> value = paypalAmount(Money(refund.amountMinor, *currency));
  if (!value) return fail(value.error());
  return Value(Object{{"amount", Object{{"currency_code", refund.currency}, {"value", *value}}},
                      {"custom_id", refund.key}});
}

}  // namespace vitrine
