// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/sanity/mutation.h"
#include "engine/server/flows.h"
#include "engine/server/request.h"
#include "engine/server/shop_read.h"

namespace vitrine::server {
namespace {

constexpr std::int64_t kReservationMs = 30 * kMinuteMs;

OrderRequest requestOf(const Run& run) { return readPlaceOrder(run.request, run.shop).request; }

std::string orderIdOf(const OrderRequest& request) { return "order." + request.idempotencyKey; }

Value money(std::int64_t amountMinor, const std::string& currency) {
  return Value(Object{{"amountMinor", amountMinor}, {"currency", currency}});
}

// What the page shows as changed: the total that was agreed to, and every problem of a line.
Array changesOf(const OrderRequest& request, const Quote& quote) {
  Array changes;
  if (quote.totalMinor != request.agreedTotalMinor) {
    changes.push_back(Object{{"kind", "total"},
                             {"before", money(request.agreedTotalMinor, request.agreedCurrency)},
                             {"after", money(quote.totalMinor, quote.currency)}});
  }
  for (const QuoteLine& line : quote.lines) {
    for (const QuoteProblem& problem : line.problems) {
      changes.push_back(Object{{"kind", line.found ? "stock" : "line_gone"},
                               {"code", errorCodeName(problem.code)},
                               {"sku", line.sku},
                               {"title", line.title},
                               {"before", Value()},
                               {"after", Value()},
                               {"limit", problem.available}});
    }
  }
  for (const QuoteProblem& problem : quote.problems) {
    changes.push_back(Object{{"kind", problem.field == "couponCode" ? "discount" : "shipping"},
                             {"code", errorCodeName(problem.code)},
                             {"before", Value()},
                             {"after", Value()}});
  }
  return changes;
}

// The first reason not to take the order as it was agreed to, or nothing.
std::optional<Error> refusalOf(const OrderRequest& request, const Quote& quote) {
  std::vector<Error> errors;
  const auto add = [&errors](const QuoteProblem& problem) {
    errors.push_back({problem.code, problem.field, problem.message});
  };
  for (const QuoteLine& line : quote.lines) {
    for (const QuoteProblem& problem : line.problems) {
      if (problem.blocks) add(problem);
    }
  }
  for (const QuoteProblem& problem : quote.problems) {
    if (problem.blocks || problem.field == "couponCode") add(problem);
  }
  if (request.agreedCurrency != quote.currency) {
    errors.push_back({ErrorCode::kCurrencyMismatch, "agreedCurrency", "Another currency."});
  }
  if (request.agreedTotalMinor != quote.totalMinor) {
    errors.push_back({ErrorCode::kTotalChanged, "agreedTotalMinor", "The total is another."});
  }
  if (errors.empty() && !quote.canOrder) {
    errors.push_back({ErrorCode::kCartEmpty, "lines", "There is nothing to order."});
  }
  if (errors.empty()) return {};
  return *std::min_element(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
    return a.code < b.code;
  });
}

void respondNewQuote(Run& run, const OrderRequest& request, const Quote& quote, Error error) {
  respond(run, {.status = statusOf(error.code),
                .body = Object{{"ok", false},
                               {"error", encodeError(error)},
                               {"quote", encodeQuote(quote)},
                               {"changes", changesOf(request, quote)}},
                .redirect = {},
                .cookieOrders = {},
                .retryAfterSeconds = 0});
}

const Value& productOf(const ShopRead& shop, std::string_view id) {
  static const Value kNone;
  for (const Value& product : shop.products) {
    if (product["_id"].asString() == id) return product;
  }
  return kNone;
}

std::vector<OrderLine> linesOf(const Quote& quote, const ShopRead& shop) {
  std::vector<OrderLine> lines;
  for (const QuoteLine& line : quote.lines) {
    const Value& variant = variantOf(productOf(shop, line.productId), line.sku);
    lines.push_back({.key = "l" + std::to_string(lines.size() + 1),
                     .product = ProductId(line.productId),
                     .sku = Sku(line.sku),
                     .variantKey = std::string(variant["_key"].asString()),
                     .slug = line.slug,
                     .title = line.title,
                     .optionText = line.optionText,
                     .imageRef = line.image ? line.image->assetRef : "",
                     .imageAlt = line.image ? line.image->alt : "",
                     .quantity = line.quantity,
                     .unitPriceMinor = line.unitPriceMinor,
                     .discountMinor = line.discountMinor,
                     .totalMinor = line.totalMinor,
                     .weightGrams = line.weightGrams});
  }
  return lines;
}

OrderShippingMethod methodOf(const PriceList& prices, const std::string& id) {
  for (const ShippingMethod& method : prices.shippingMethods) {
    if (method.id != id) continue;
    return {method.id, method.name, method.carrierCode, method.serviceCode, method.minDays,
            method.maxDays};
  }
  return {};
}

void setMoney(Order& order, const Quote& quote) {
  order.coupon = quote.couponCode;
  order.subtotalMinor = quote.subtotalMinor;
  order.discountMinor = quote.discountMinor;
  order.shippingMinor = quote.shippingMinor;
  order.taxMinor = quote.taxMinor;
  order.taxIncluded = quote.taxIncluded;
  order.totalMinor = quote.totalMinor;
  order.payment.amountMinor = quote.totalMinor;
  for (const Adjustment& one : quote.adjustments) {
    order.adjustments.push_back({.key = "a" + std::to_string(order.adjustments.size() + 1),
                                 .rule = one.rule,
                                 .label = one.label,
                                 .amountMinor = one.amountMinor,
                                 .sku = one.sku});
  }
}

Order newOrder(const Run& run, const OrderRequest& request, const Quote& quote,
               const ShopRead& shop) {
  Order order;
  order.id = OrderId(orderIdOf(request));
  order.number = orderNumber(std::string_view(run.random).substr(32));
  order.accessToken = run.random.substr(0, 32);
  order.requestHash = requestHash(request);
  order.stockReserved = true;
  order.email = request.email;
  order.name = request.name;
  order.shippingAddress = request.address;
  order.shippingMethod = methodOf(shop.prices, quote.shippingMethodId);
  order.currency = shop.prices.currency;
  order.lines = linesOf(quote, shop);
  setMoney(order, quote);
  order.payment.gateway = request.gateway;
  order.payment.attemptAt = run.now;
  order.placedAt = run.now;
  order.updatedAt = run.now;
  order.expiresAt = run.now.plusMs(kReservationMs);
  if (order.totalMinor == 0) {  // nothing to pay, so nothing to wait for
    order.payment.status = PaymentStatus::kPaid;
    order = moved(std::move(order), OrderEvent::kPaymentCaptured, "nothing to pay", run.now);
  }
  order.nextCheckAt = nextCheck(order, run.now);
  return order;
}

// The order, its goods and its coupon's use: all or nothing, and only if nothing changed.
Array creationOf(const Order& order, const ShopRead& shop) {
  Array mutations{sanity::create(encodeOrder(order))};
  for (const Value& product : shop.products) {
    sanity::Patch patch(product["_id"].asString());
    bool touched = false;
    for (const OrderLine& line : order.lines) {
      if (line.product.text != product["_id"].asString()) continue;
      patch.dec(sanity::keyedPath("variants", line.variantKey, "stock"), line.quantity);
      touched = true;
    }
    if (!touched) continue;
    mutations.push_back(patch.ifRevision(product["_rev"].asString()).toMutation());
  }
  if (!order.coupon.empty() && shop.coupon && shop.coupon->usesLeft) {
    mutations.push_back(sanity::Patch(couponId(order.coupon))
                            .dec("usesLeft", 1)
                            .ifRevision(shop.couponRevision)
                            .toMutation());
  }
  return mutations;
}

// The same key came again: a retry goes on where the first stopped, anything else is refused.
void resume(Run& run, const OrderRequest& request, const Value& document) {
  const Result<Order> order = decodeOrder(document);
  if (!order) return giveUp(run, ErrorCode::kServiceFailed, "The order cannot be read.");
  if (order->requestHash != requestHash(request)) {
    return respondError(run, 422, {ErrorCode::kIdempotencyKeyReused, "idempotencyKey",
                                   "The key belongs to another order."});
  }
  keepOrder(run, *order);
  run.memory.set("orderId", order->id.text);
  run.memory.set("trusted", true);
  if (order->paidAt) return respondPayable(run, *order, pageOf(run, *order));
  if (!order->payment.redirectUrl.empty() && order->status == OrderStatus::kAwaitingPayment) {
    return respondPayable(run, *order, order->payment.redirectUrl);
  }
  payBegin(run);
}

}  // namespace

void startPlaceOrder(Run& run) {
  const ReadRequest read = readPlaceOrder(run.request, run.shop);
  if (!read.errors.empty()) return respondErrors(run, 422, read.errors);
  placeAsk(run);
}

void placeAsk(Run& run) {
  const OrderRequest request = requestOf(run);
  askShop(run, request, orderIdOf(request));
  run.phase = "place.read";
}

void placeRead(Run& run) {
  const OrderRequest request = requestOf(run);
  const Value& existing = documentOf(answerTo(run, "documents"), orderIdOf(request));
  if (!existing.isNull()) return resume(run, request, existing);
  const Result<ShopRead> shop = shopRead(run, request);
  if (!shop) {
    if (retryLater(run, "place.ask")) return;
    return respondLater(run, shop.error().code, shop.error().message);
  }
  const Result<Quote> quote = quoteOf(request, *shop, run.now);
  if (!quote) return respondError(run, statusOf(quote.error().code), quote.error());
  if (const std::optional<Error> refusal = refusalOf(request, *quote)) {
    return respondNewQuote(run, request, *quote, *refusal);
  }
  const Order order = newOrder(run, request, *quote, *shop);
  askMutate(run, "create", creationOf(order, *shop), request.idempotencyKey);
  keepOrder(run, order);
  run.memory.set("orderId", order.id.text);
  run.phase = "place.created";
}

void placeCreated(Run& run) {
  const Answer answer = answerTo(run, "create");
  if (!answer.ok) {
    // Sold to somebody else meanwhile, or nobody knows: what the lake says now decides.
    if (answer.unknown && retryLater(run, "place.ask")) return;
    return giveUp(run, answer.unknown ? ErrorCode::kRevisionConflict : ErrorCode::kServiceFailed,
                  "The order could not be written.");
  }
  run.tries = 0;
  Order order = keptOrder(run);
  const Value& id = answer.value["transactionId"];
  order.revision = std::string((id.isString() ? id : recall(run, "transactionId")).asString());
  keepOrder(run, order);
  run.memory.set("created", true);
  if (order.paidAt) return respondPayable(run, order, pageOf(run, order));
  sessionOpen(run);
}

void respondPayable(Run& run, const Order& order, std::string_view redirectUrl) {
  const bool created = recall(run, "created").asBool().value_or(false);
  respond(run, {.status = created ? 201 : 200,
                .body = Object{{"ok", true},
                               {"value", Object{{"order", Object{{"id", order.id.text},
                                                                 {"number", order.number}}},
                                                {"redirectUrl", redirectUrl}}}},
                .redirect = std::string(redirectUrl),
                .cookieOrders = Array{Value(Object{{"id", order.id.text},
                                                   {"token", order.accessToken}})},
                .retryAfterSeconds = 0});
}

}  // namespace vitrine::server
