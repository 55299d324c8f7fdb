// SPDX-License-Identifier: MIT
#include <algorithm>

#include "engine/core/json.h"
#include "engine/store/answers.h"
#include "engine/store/store.h"

namespace vitrine {
namespace {

// Lines that no cart can hold are dropped; a SKU that comes twice counts once.
Cart cartOf(const CartInput& given) {
  Cart cart;
  const CartLimits limits{.maxQuantityPerLine = kHighestQuantityLimit, .stock = {}};
  for (const CartLineInput& line : given.lines) {
    if (findLine(cart, line.sku) != nullptr) continue;
    if (auto next = withLine(cart, {line.sku, line.quantity, std::nullopt}, limits)) {
      cart = std::move(*next);
    }
  }
  if (const auto code = normalCouponCode(given.couponCode)) cart.couponCode = *code;
  return cart;
}

}  // namespace

CartView Store::cart() const {
  CartView view = cartView(shop_, cart_.cart(), coupon_, now());
  view.revision = versions_.cart;
  for (CartLineView& line : view.lines) {
    if (isAnswered(line.sku)) continue;
    // Nothing is known to be wrong with it; it cannot be ordered yet.
    line.problem.reset();
    view.canCheckout = false;
  }
  if (view.coupon) {
    view.coupon->pending = !couponAsked_.empty();
    if (view.coupon->pending) view.coupon->problem.reset();
    else if (couponProblem_) view.coupon->problem = couponProblem_;
  }
  if (removed_) {
    const VariantEntry entry = shop_.catalog.findSku(removed_->sku);
    view.undo = UndoView{removed_->sku,
                         entry.product == nullptr ? removed_->sku : entry.product->title};
  }
  return view;
}

CartView Store::quoteCart(const CartInput& given, const QuoteChoice& choice) const {
  const Input held = input("quoteCart");
  Cart cart = cartOf(given);
  cart.country = choice.country;
  cart.shippingMethodId = choice.shippingMethodId;
  std::optional<Coupon> coupon;
  std::optional<ErrorView> problem;
  if (const auto answer = decodeJson(choice.coupon); answer && !cart.couponCode.empty()) {
    if (auto rule = decodeCoupon((*answer)["value"])) coupon = std::move(*rule);
    if ((*answer)["error"].isObject()) problem = errorOf((*answer)["error"]);
  }
  CartView view = cartView(shop_, cart, coupon, now());
  if (view.coupon && problem) view.coupon->problem = problem;
  return view;
}

Answer<CartInput> Store::changeCartInput(const CartInput& given, const CartChange& change) const {
  const Input held = input("changeCartInput");
  CartInput changed{given.lines, given.couponCode};
  if (change.kind == CartChangeKind::kClear) return CartInput();
  if (change.kind == CartChangeKind::kCoupon) {
    const auto code = change.code.empty() ? Result<std::string>("") : normalCouponCode(change.code);
    if (!code) return std::unexpected(viewOf(code.error()));
    changed.couponCode = *code;
    return changed;
  }
  CartIntent intent = RemoveLine{change.sku};
  if (change.kind == CartChangeKind::kAdd) intent = AddLine{change.sku, change.quantity, {}};
  if (change.kind == CartChangeKind::kSet) intent = SetQuantity{change.sku, change.quantity};
  const bool isSold = shop_.catalog.findSku(change.sku).variant != nullptr;
  if (change.kind == CartChangeKind::kAdd && !isSold) {
    return std::unexpected(viewOf(Error{ErrorCode::kVariantNotFound, "sku", change.sku}));
  }
  const auto next = apply(cartOf(given), intent, limitsFor(change.sku), now());
  if (!next) return std::unexpected(refusalOf(next.error(), change.sku));
  changed.lines.clear();
  for (const CartLine& line : next->lines) changed.lines.push_back({line.sku, line.quantity});
  return changed;
}

CartLimits Store::limitsFor(std::string_view sku) const {
  CartLimits limits{.maxQuantityPerLine = shop_.prices.maxQuantityPerLine, .stock = {}};
  const VariantEntry entry = shop_.catalog.findSku(sku);
  if (entry.variant != nullptr) limits.stock = entry.variant->stock;
  return limits;
}

ErrorView Store::refusalOf(const Error& error, std::string_view sku) const {
  ErrorView view = viewOf(error);
  const CartLimits limits = limitsFor(sku);
  if (error.code == ErrorCode::kQuantityAboveStock || error.code == ErrorCode::kOutOfStock) {
    view.limit = limits.stock;
  }
  if (error.code == ErrorCode::kQuantityAboveLimit) view.limit = limits.maxQuantityPerLine;
  if (error.code == ErrorCode::kCartFull) view.limit = static_cast<std::int64_t>(kMaxCartLines);
  return view;
}

void Store::cartChanged() {
  ++versions_.cart;
  ++versions_.checkout;
  askForCoupon();
  askForProducts();
}

Answer<CartView> Store::changeCart(const CartIntent& intent) {
  const std::string_view sku = skuOf(intent);
  const auto status = cart_.change(intent, limitsFor(sku), now(), inputs_.storage());
  if (!status) return std::unexpected(refusalOf(status.error(), sku));
  cartChanged();
  return cart();
}

Answer<CartView> Store::addLine(const std::string& sku, std::int64_t quantity) {
  const Input held = input("addLine", Object{{"sku", sku}, {"quantity", quantity}});
  const VariantEntry entry = shop_.catalog.findSku(sku);
  if (isAnswered(sku) && entry.variant == nullptr) {
    return std::unexpected(viewOf(Error{ErrorCode::kVariantNotFound, "sku", sku}));
  }
  AddLine intent{sku, quantity, std::nullopt};
  if (entry.variant != nullptr) intent.addedUnitMinor = entry.variant->priceMinor;
  return changeCart(intent);
}

void Store::rememberRemoval(const std::string& sku) {
  if (const CartLine* line = findLine(cart_.cart(), sku)) removed_ = *line;
}

Answer<CartView> Store::setQuantity(const std::string& sku, std::int64_t quantity) {
  const Input held = input("setQuantity", Object{{"sku", sku}, {"quantity", quantity}});
  if (quantity == 0) rememberRemoval(sku);
  return changeCart(SetQuantity{sku, quantity});
}

Answer<CartView> Store::removeLine(const std::string& sku) {
  const Input held = input("removeLine", Object{{"sku", sku}});
  rememberRemoval(sku);
  return changeCart(RemoveLine{sku});
}

Answer<CartView> Store::undo() {
  const Input held = input("undo");
  if (!removed_) return std::unexpected(viewOf(Error{ErrorCode::kLineNotFound, "", "nothing to undo"}));
  const CartLine line = *removed_;
  removed_.reset();
  return changeCart(AddLine{line.sku, line.quantity, line.addedUnitMinor});
}

Answer<CartView> Store::applyCoupon(const std::string& code) {
  const Input held = input("applyCoupon", Object{{"code", code}});
  const auto normal = normalCouponCode(code);
  if (!normal) return std::unexpected(viewOf(normal.error()));
  coupon_.reset();
  couponProblem_.reset();
  couponAsked_.clear();
  return changeCart(SetCoupon{*normal});
}

Answer<CartView> Store::removeCoupon() {
  const Input held = input("removeCoupon");
  coupon_.reset();
  couponProblem_.reset();
  couponAsked_.clear();
  return changeCart(SetCoupon{""});
}

// The rule behind the cart's code comes from the shop: once after each start and for each new code.
void Store::askForCoupon() {
  const std::string& code = cart_.cart().couponCode;
  if (coupon_ && coupon_->code != code) coupon_.reset();
  if (code.empty()) couponProblem_.reset();
  if (code.empty() || coupon_ || couponProblem_ || couponAsked_ == code) return;
  if (options_.couponsUrl.empty()) return;
  couponAsked_ = code;
  post({ErrandKind::kCoupon, code}, options_.couponsUrl, Object{{"code", code}});
}

void Store::takeCoupon(const std::string& code, const Response& response) {
  if (couponAsked_ != code) return;  // the shopper has changed it since
  couponAsked_.clear();
  const auto value = valueOf(response);
  if (!value) {
    couponProblem_ = errorOf(response);
  } else if (auto coupon = decodeCoupon(*value); coupon && coupon->code == code) {
    coupon_ = std::move(*coupon);
  } else {
    couponProblem_ = viewOf(Error{ErrorCode::kAnswerUnreadable, "couponCode", "no coupon rule"});
  }
  ++versions_.cart;
  ++versions_.checkout;
}

Answer<CartView> Store::setDestination(const std::string& country) {
  const Input held = input("setDestination", Object{{"country", country}});
  return changeCart(SetDestination{country, cart_.cart().shippingMethodId});
}

Answer<CartView> Store::setShippingMethod(const std::string& methodId) {
  const Input held = input("setShippingMethod", Object{{"methodId", methodId}});
  return changeCart(SetDestination{cart_.cart().country, methodId});
}

Answer<CartView> Store::adoptCart(const CartInput& given) {
  const Input held = input("adoptCart", Object{{"cart", toValue(given)}});
  for (const CartLineInput& line : given.lines) {
    const CartLine* own = findLine(cart_.cart(), line.sku);
    const CartLimits limits = limitsFor(line.sku);
    std::int64_t wanted = std::min(line.quantity, limits.maxQuantityPerLine);
    if (limits.stock) wanted = std::min(wanted, *limits.stock);
    const std::int64_t missing = wanted - (own == nullptr ? 0 : own->quantity);
    if (missing > 0) (void)addLine(line.sku, missing);
  }
  if (cart_.cart().couponCode.empty() && !given.couponCode.empty()) {
    (void)applyCoupon(given.couponCode);
  }
  return cart();
}

}  // namespace vitrine
