// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <expected>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <thread>

#include "shell/services/crypto/rsa_key.h"
#include "shell/services/delivery/webhook_queue.h"
#include "shell/services/http/faults.h"
#include "shell/services/http/service.h"
#include "shell/services/pay/checkout_page.h"
#include "shell/services/pay/paypal_api.h"
#include "shell/services/pay/stripe_api.h"
#include "shell/services/pay/stripe_ledger.h"
#include "shell/services/storage/objects.h"

namespace vitrine::services {

struct PayOptions {
  std::string directory;
  std::string baseUrl;
  std::string shopUrl;
  std::string stripeWebhookSecret;
  std::string paypalWebhookId;
};

// Stripe and PayPal with their hosted pages. Every request is one database transaction, and
// requests take turns: what was answered is on disk, together with the webhooks that it causes.
class Pay final : public Service {
 public:
  static std::expected<std::unique_ptr<Pay>, std::string> open(PayOptions options, Faults& faults);
  ~Pay() override;

  std::string_view name() const override { return "pay"; }
  std::size_t bodyLimit(const Request&) const override { return std::size_t{1} << 20U; }
  Response answer(const Request& request) override;
  Response failure(const Request& request, int status, std::string_view message) const override;
  void decorate(const Request& request, Response& response) const override;
  void close() override;

 private:
  Pay(PayOptions options, Database database, RsaKey key, Faults& faults);

  Response dispatch(const Request& request);
  void work();

  PayOptions options_;
  Database database_;
  RsaKey key_;
  Objects objects_;
  WebhookQueue webhooks_;
  StripeLedger ledger_;
  StripeApi stripe_;
  CheckoutPage checkoutPage_;
  PayPalApi paypal_;
  std::mutex turn_;
  std::mutex keysGuard_;
  std::set<std::string, std::less<>> runningKeys_;
  std::mutex tickGuard_;
  std::condition_variable wake_;
  bool isStopping_ = false;
  std::jthread ticker_;
};

// Stripe-Signature: t=<unix>,v1=<hex of HMAC-SHA256 over "t.body">
std::string stripeSignature(std::string_view secret, std::string_view body, std::int64_t nowMs);

}  // namespace vitrine::services
