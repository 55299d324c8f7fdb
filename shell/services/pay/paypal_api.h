// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shell/services/crypto/rsa_key.h"
#include "shell/services/delivery/webhook_queue.h"
#include "shell/services/http/message.h"
#include "shell/services/pay/paypal_error.h"
#include "shell/services/storage/objects.h"

namespace vitrine::services {

// PayPal's Orders v2, captures, refunds, token and webhook verification, and the page on which the
// buyer approves. Called inside a transaction, one caller at a time.
class PayPalApi {
 public:
  PayPalApi(Objects& objects, WebhookQueue& webhooks, const RsaKey& key, std::string baseUrl,
            std::string webhookId)
      : objects_(objects),
        webhooks_(webhooks),
        key_(key),
        baseUrl_(std::move(baseUrl)),
        webhookId_(std::move(webhookId)) {}

  Response answer(const Request& request, std::int64_t nowMs);
  Response approvalPage(const Request& request, std::int64_t nowMs);
  void tick(std::int64_t nowMs);

  // The PAYPAL-* headers of one delivery.
  NamedTexts signatureOf(const std::string& body, std::int64_t nowMs) const;

 private:
  using Segments = std::vector<std::string_view>;
  struct Made {
    int status;
    Value object;
  };

  Response token(const Request& request, std::int64_t nowMs);
  bool isAuthorised(const Request& request, std::int64_t nowMs) const;
  Response verifySignature(const Request& request) const;
  PayPalResult<Made> route(const Request& request, std::int64_t nowMs);
  PayPalResult<Made> createOrder(const Request& request, const Value& body, std::int64_t nowMs);
  PayPalResult<Value> checkedOrder(const Value& body, bool hasRequestId) const;
  PayPalResult<Made> capture(const Request& request, const Value& order, std::int64_t nowMs);
  PayPalResult<void> mayCapture(const Value& order) const;
  PayPalResult<Made> refund(const Request& request, const Value& capture, const Value& body,
                            std::int64_t nowMs);
  void approve(const Value& order, std::string_view instrument, std::int64_t nowMs);
  void changeCapture(const Value& capture, std::int64_t nowMs);
  void complain(const Value& capture, std::int64_t nowMs);
  Value linksOf(const Value& order) const;
  std::string approveLink(const Value& order) const;
  void tell(std::string_view type, const Value& resource, std::int64_t nowMs);
  void remember(const Request& request, std::string_view what, const Value& object);
  std::optional<Value> remembered(const Request& request, std::string_view what,
                                  std::string_view kind) const;

  Objects& objects_;
  WebhookQueue& webhooks_;
  const RsaKey& key_;
  std::string baseUrl_;
  std::string webhookId_;
};

}  // namespace vitrine::services
