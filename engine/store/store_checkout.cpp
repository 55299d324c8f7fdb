// SPDX-License-Identifier: MIT
#include <algorithm>

#include "engine/order/contact.h"
#include "engine/order/order.h"
#include "engine/store/answers.h"
#include "engine/store/store.h"

namespace vitrine {
namespace {

CheckoutState stateOf(const Placing& placing) {
  switch (placing.stage()) {
    case PlacingStage::kIdle:
      return CheckoutState::kEditing;
    case PlacingStage::kStoring:
    case PlacingStage::kSending:
      return CheckoutState::kPlacing;
    case PlacingStage::kWaiting:
      return placing.isBusy() ? CheckoutState::kPlacing : CheckoutState::kFailed;
    case PlacingStage::kChanged:
      return CheckoutState::kQuoteChanged;
    case PlacingStage::kRefused:
      return CheckoutState::kFailed;
    case PlacingStage::kPlaced:
      return placing.mayLeave() ? CheckoutState::kPlaced : CheckoutState::kPlacing;
  }
  return CheckoutState::kEditing;
}

Value orderLines(const CartView& quote) {
  Array lines;
  for (const CartLineView& line : quote.lines) {
    lines.push_back(Object{{"sku", line.sku}, {"quantity", line.quantity}});
  }
  return lines;
}

Value addressJson(const Address& address) {
  Object object{{"name", address.name}, {"line1", address.line1}};
  if (!address.line2.empty()) object.set("line2", address.line2);
  object.set("postalCode", address.postalCode);
  object.set("city", address.city);
  if (!address.region.empty()) object.set("region", address.region);
  object.set("country", address.country);
  if (!address.phone.empty()) object.set("phone", address.phone);
  return object;
}

const ShippingMethodView* selectedMethod(const CartView& quote) {
  for (const ShippingMethodView& method : quote.shippingMethods) {
    if (method.selected) return &method;
  }
  return nullptr;
}

// The server's field names are paths; the form is flat.
std::string flatField(std::string field) {
  const std::size_t dot = field.rfind('.');
  return dot == std::string::npos ? field : field.substr(dot + 1);
}

}  // namespace

std::vector<ErrorView> Store::checkoutErrors(const CartView& quote) const {
  std::vector<ErrorView> errors = checkFields(form_.fields(), countries());
  if (!quote.canCheckout) {
    ErrorView error = viewOf(Error{ErrorCode::kCartEmpty, "cart", ""});
    for (const CartLineView& line : quote.lines) {
      if (line.problem && error.code == ErrorCode::kCartEmpty) error = *line.problem;
    }
    if (!quote.lines.empty() && error.code == ErrorCode::kCartEmpty) {
      error.code = quote.coupon && quote.coupon->problem ? quote.coupon->problem->code
                                                         : ErrorCode::kShippingNotAvailable;
    }
    error.field = "cart";
    errors.push_back(std::move(error));
  }
  if (selectedMethod(quote) == nullptr) {
    errors.push_back(viewOf(Error{ErrorCode::kShippingMethodUnknown, "shippingMethodId", ""}));
  }
  if (!gatewayOf(form_.gateway())) {
    errors.push_back(viewOf(Error{ErrorCode::kGatewayUnknown, "gateway", ""}));
  }
  for (ErrorView error : placing_.errors()) {
    error.field = flatField(std::move(error.field));
    errors.push_back(std::move(error));
  }
  return errors;
}

CheckoutView Store::checkout() const {
  CheckoutView view;
  view.fields = form_.fields();
  view.quote = cart();
  view.errors = checkoutErrors(view.quote);
  if (const ShippingMethodView* method = selectedMethod(view.quote)) view.methodId = method->methodId;
  if (!form_.gateway().empty()) view.gateway = form_.gateway();
  view.countries = countries();
  view.state = stateOf(placing_);
  view.changes = placing_.changes();
  view.failure = placing_.failure();
  view.order = placing_.order();
  return view;
}

CheckoutView Store::saveCheckout(const CheckoutFields& given) {
  const Input held = input("saveCheckout", Object{{"fields", toValue(given)}});
  CheckoutFields fields = boundedFields(given);
  const std::string country = fields.country;
  if (form_.change(std::move(fields), inputs_.storage())) ++versions_.checkout;
  if (!country.empty() && country != cart_.cart().country) (void)setDestination(country);
  return checkout();
}

CheckoutView Store::setGateway(const std::string& gateway) {
  const Input held = input("setGateway", Object{{"gateway", gateway}});
  if (gatewayOf(gateway) && form_.choose(gateway, inputs_.storage())) ++versions_.checkout;
  return checkout();
}

// The body of POST /api/orders but for the key. What is not chosen yet is what the quote assumed.
Value Store::orderRequest(const CartView& quote) const {
  const CheckoutFields& fields = form_.fields();
  const ShippingMethodView* method = selectedMethod(quote);
  Object request{{"lines", orderLines(quote)}};
  if (quote.coupon && quote.coupon->applied) request.set("couponCode", quote.coupon->code);
  request.set("email", tidyText(fields.email));
  request.set("name", tidyText(fields.name));
  request.set("address", addressJson(addressOf(fields)));
  request.set("shippingMethodId", method == nullptr ? "" : method->methodId);
  request.set("gateway", form_.gateway());
  request.set("agreedTotalMinor", quote.total.amountMinor);
  request.set("agreedCurrency", quote.currency);
  return request;
}

CheckoutView Store::placeOrder() {
  const Input held = input("placeOrder");
  const CartView quote = cart();
  const bool isOver = placing_.stage() == PlacingStage::kPlaced;
  if (placing_.isBusy() || isOver) return checkout();
  Value request = orderRequest(quote);
  if (placing_.isUnsettled() && placing_.request() == request) {
    follow(placing_.resume(inputs_.storage()));
    return checkout();
  }
  placing_.forgetErrors();
  ++versions_.checkout;
  if (!checkoutErrors(quote).empty()) return checkout();
  follow(placing_.begin(std::move(request), inputs_.randomHex(2), inputs_.storage()));
  return checkout();
}

CheckoutView Store::acceptQuote() {
  const Input held = input("acceptQuote");
  if (placing_.stage() != PlacingStage::kChanged && placing_.stage() != PlacingStage::kRefused) {
    return checkout();
  }
  placing_.settle(inputs_.storage());
  ++versions_.checkout;
  loadCatalog();
  return checkout();
}

CheckoutView Store::acknowledgeRedirect(const std::string& orderId) {
  const Input held = input("acknowledgeRedirect", Object{{"orderId", orderId}});
  const auto& order = placing_.order();
  if (order && (orderId.empty() || orderId == order->id)) {
    placing_.settle(inputs_.storage());
    ++versions_.checkout;
  }
  return checkout();
}

void Store::follow(Placing::Act act) {
  switch (act) {
    case Placing::Act::kNothing:
      return;
    case Placing::Act::kChanged:
      break;
    case Placing::Act::kSend:
      sendPlacing();
      break;
    case Placing::Act::kPlaced:
      emptyCartOfOrder();
      break;
  }
  ++versions_.checkout;
}

void Store::sendPlacing() {
  Request request;
  request.method = "POST";
  request.url = options_.ordersUrl;
  request.headers = {{"Content-Type", "application/json"}};
  request.body = placing_.body();
  outbox_.send({ErrandKind::kPlaceOrder, placing_.key()}, std::move(request));
  placing_.sent();
}

void Store::takePlaced(const Response& response) {
  const std::int64_t gap = backoffMs(placing_.attempt(), inputs_.random());
  follow(placing_.answered(response, inputs_.elapsedMs() + gap, inputs_.storage()));
  // The shop knows better: the next quote is made with its prices and stock.
  if (placing_.stage() == PlacingStage::kChanged) loadCatalog();
}

// The order exists: it is remembered, and what was ordered leaves the cart. Both are no news the
// second time, so a page that dies in between does this again and nothing is lost. The cart may not
// have been loaded yet: the intents say what leaves, not what stays.
void Store::emptyCartOfOrder() {
  const PlacedOrderView& order = *placing_.order();
  if (orders_.remember({order.id, order.number}, inputs_.storage())) {
    ++versions_.orders;
  }
  std::vector<CartIntent> intents;
  for (const Value& ordered : placing_.request()["lines"].items()) {
    intents.emplace_back(
        TakeOut{ordered["sku"].asString(""), ordered["quantity"].asInt64().value_or(0)});
  }
  if (placing_.request()["couponCode"].isString()) intents.emplace_back(SetCoupon{""});
  if (cart_.settle(order.id, intents, now(), inputs_.storage())) {
    removed_.reset();
    cartChanged();
  }
}

}  // namespace vitrine
