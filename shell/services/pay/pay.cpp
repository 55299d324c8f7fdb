// SPDX-License-Identifier: MIT
#include "shell/services/pay/pay.h"

#include <chrono>

#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"

namespace vitrine::services {
namespace {

constexpr std::chrono::seconds kTick{1};

const std::vector<std::int64_t> kStripeGapsMs = {1'000,  2'000,  4'000,  8'000,  15'000,
                                                 30'000, 60'000, 60'000, 60'000, 60'000};

bool isPayPal(std::string_view path) {
  return path.starts_with("/v2/") || path.starts_with("/v1/oauth2/") ||
         path.starts_with("/v1/notifications/");
}

bool isStripe(std::string_view path) { return path.starts_with("/v1/") && !isPayPal(path); }

}  // namespace

std::string stripeSignature(std::string_view secret, std::string_view body, std::int64_t nowMs) {
  const std::string time = std::to_string(nowMs / 1'000);
  return "t=" + time + ",v1=" + hmacSha256Hex(secret, time + '.' + std::string(body));
}

std::expected<std::unique_ptr<Pay>, std::string> Pay::open(PayOptions options, Faults& faults) {
  const std::string schema = std::string(Objects::kSchema) + std::string(WebhookQueue::kSchema) +
                             std::string(StripeApi::kSchema);
  auto database =
      Database::open(options.directory + "/pay.db", Database::Durability::kFull, schema);
  if (!database) return std::unexpected(database.error());
  auto key = RsaKey::loadOrCreate(options.directory + "/paypal-key.pem");
  if (!key) return std::unexpected(key.error());
  std::unique_ptr<Pay> pay(
      new Pay(std::move(options), std::move(*database), std::move(*key), faults));
  if (auto started = pay->webhooks_.start(); !started) return std::unexpected(started.error());
  pay->ticker_ = std::jthread([&service = *pay] { service.work(); });
  return pay;
}

Pay::Pay(PayOptions options, Database database, RsaKey key, Faults& faults)
    : options_(std::move(options)),
      database_(std::move(database)),
      key_(std::move(key)),
      objects_(database_),
      webhooks_("pay", database_, faults),
      ledger_(objects_, webhooks_),
      stripe_(ledger_, database_, options_.baseUrl),
      checkoutPage_(ledger_),
      paypal_(objects_, webhooks_, key_, options_.baseUrl, options_.paypalWebhookId) {
  webhooks_.addVendor(
      "stripe",
      {options_.shopUrl + "/api/webhooks/stripe",
       [this](const std::string& body) -> WebhookMessage {
         const std::string signature = stripeSignature(options_.stripeWebhookSecret, body, nowMs());
         return {{{"Stripe-Signature", signature},
                  {"User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"}},
                 body};
       },
       kStripeGapsMs});
  webhooks_.addVendor(
      "paypal", {options_.shopUrl + "/api/webhooks/paypal",
                 [this](const std::string& body) -> WebhookMessage {
                   return {paypal_.signatureOf(body, nowMs()), body};
                 },
                 kStripeGapsMs});
}

Pay::~Pay() { close(); }

void Pay::close() {
  {
    const std::scoped_lock lock(tickGuard_);
    isStopping_ = true;
  }
  wake_.notify_all();
}

void Pay::work() {
  std::unique_lock lock(tickGuard_);
  while (!wake_.wait_for(lock, kTick, [this] { return isStopping_; })) {
    const std::scoped_lock turn(turn_);
    Database::Transaction transaction(database_);
    ledger_.tick(nowMs());
    paypal_.tick(nowMs());
    transaction.commit();
  }
}

Response Pay::dispatch(const Request& request) {
  const std::string_view path = request.path;
  const std::int64_t now = nowMs();
  if (isPayPal(path)) return paypal_.answer(request, now);
  if (isStripe(path)) return stripe_.answer(request, now);
  if (path.starts_with("/c/pay/")) return checkoutPage_.answer(request, now);
  if (path == "/checkoutnow") return paypal_.approvalPage(request, now);
  return Response::text(404, "Not found");
}

Response Pay::answer(const Request& request) {
  const std::string key(isStripe(request.path) && request.method == "POST"
                            ? request.header("idempotency-key")
                            : std::string_view{});
  if (!key.empty()) {
    const std::scoped_lock lock(keysGuard_);
    if (!runningKeys_.insert(key).second) {
      return StripeError{
          409,
          "idempotency_error",
          "idempotency_key_in_use",
          "",
          "There is currently another in-progress request using this Idempotent Key.",
          true}
          .response();
    }
  }
  std::optional<Response> response;
  {
    const std::scoped_lock turn(turn_);
    Database::Transaction transaction(database_);
    response = dispatch(request);
    if (!transaction.commit()) response = failure(request, 500, "The request could not be stored");
  }
  if (!key.empty()) {
    const std::scoped_lock lock(keysGuard_);
    runningKeys_.erase(key);
  }
  return std::move(*response);
}

Response Pay::failure(const Request& request, int status, std::string_view message) const {
  if (isPayPal(request.path)) return paypalIssue(status, "").error().response();
  if (isStripe(request.path)) {
    const std::string type = status >= 500 ? "api_error" : "invalid_request_error";
    return StripeError{status, type, "", "", std::string(message), true}.response();
  }
  return Response::text(status, message);
}

void Pay::decorate(const Request& request, Response& response) const {
  if (isStripe(request.path)) StripeApi::decorate(request, response);
}

}  // namespace vitrine::services
