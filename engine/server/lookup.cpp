// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/order/contact.h"
#include "engine/pricing/coupon.h"
#include "engine/server/flows.h"
#include "engine/server/request.h"
#include "engine/server/shop_read.h"
#include "engine/tracking/tracking.h"

namespace vitrine::server {
namespace {

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

// A refusal that the page shows beside the field: an answer, not a failure of the request.
void respondCouponRefused(Run& run, const Error& error) { respondError(run, 200, error); }

}  // namespace

bool isOwner(const Run& run, const Order& order) {
  return isHex32(order.accessToken) &&
         equalInConstantTime(run.request["token"].asString(), order.accessToken);
}

Value viewOf(const Run& run, const Order& order) {
  return encodeOrderView(orderView(order, run.shop.imagesUrl, run.now));
}

void startCoupon(Run& run) {
  const std::vector<Error> errors =
      checkMembers(run.request, {{"code", MemberKind::kText, true}});
  if (!errors.empty()) return respondErrors(run, 422, errors);
  const Result<std::string> code = normalCouponCode(run.request["code"].asString());
  if (!code) return respondCouponRefused(run, code.error());
  askDocuments(run, "coupon", {couponId(*code)});
  run.memory.set("code", *code);
  run.phase = "coupon.read";
}

void couponRead(Run& run) {
  const Answer answer = answerTo(run, "coupon");
  if (!answer.ok) return respondLater(run, ErrorCode::kServiceFailed, "Not now.");
  const std::string code(recall(run, "code").asString());
  const Result<Coupon> coupon = decodeCoupon(documentOf(answer, couponId(code)));
  if (!coupon) {
    return respondCouponRefused(
        run, {ErrorCode::kCouponUnknown, "code", "There is no such code."});
  }
  // The minimum is the cart's business: the page knows the cart.
  const Status usable = checkCoupon(*coupon, run.now, kMaxAmountMinor);
  if (!usable) return respondCouponRefused(run, usable.error());
  respondValue(run, 200, encodeCoupon(*coupon).members());
}

void startViewOrder(Run& run) {
  const std::vector<Error> errors = checkMembers(
      run.request, {{"orderId", MemberKind::kOrderId, true}, {"token", MemberKind::kText, true}});
  if (!errors.empty()) return respondErrors(run, 422, errors);
  if (!isOrderId(run.request["orderId"].asString())) return respondNotFound(run);
  readOrder(run, run.request["orderId"].asString(), "view.read");
}

void viewOrderRead(Run& run) {
  const Order order = keptOrder(run);
  if (!isOwner(run, order)) return respondNotFound(run);
  respondValue(run, 200, Object{{"order", viewOf(run, order)}});
}

void startLookupOrder(Run& run) {
  const std::vector<Error> errors = checkMembers(
      run.request, {{"number", MemberKind::kText, true}, {"email", MemberKind::kText, true}});
  if (!errors.empty()) return respondErrors(run, 422, errors);
  // Asked even when the number cannot be one, so that the answer takes the same time.
  ask(run, "orders", "sanity.query",
      Object{{"query", "*[_type == \"order\" && number == $number][0...2]"},
             {"params",
              Object{{"number", normaliseOrderNumber(run.request["number"].asString())}}}});
  run.phase = "lookup.read";
}

void lookupRead(Run& run) {
  const Answer answer = answerTo(run, "orders");
  if (!answer.ok) return respondLater(run, ErrorCode::kServiceFailed, "Not now.");
  const std::string email = lowerCase(tidyText(run.request["email"].asString()));
  for (const Value& document : answer.value.items()) {
    const Result<Order> order = decodeOrder(document);
    if (!order || order->number.empty() || !isHex32(order->accessToken)) continue;
    if (!equalInConstantTime(lowerCase(order->email), email)) continue;
    return respond(
        run, {.status = 200,
              .body = Object{{"ok", true},
                             {"value", Object{{"order", Object{{"id", order->id.text},
                                                               {"number", order->number}}}}}},
              .redirect = pageOf(run, *order),
              .cookieOrders = Array{Value(Object{{"id", order->id.text},
                                                 {"token", order->accessToken}})},
              .retryAfterSeconds = 0});
  }
  respondNotFound(run);
}

}  // namespace vitrine::server
