// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstdint>
#include <expected>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "shell/services/crypto/rsa_key.h"
#include "shell/services/delivery/webhook_queue.h"
#include "shell/services/http/faults.h"
#include "shell/services/http/service.h"
#include "shell/services/storage/objects.h"

namespace vitrine::services {

struct ParcelOptions {
  std::string directory;
  std::string baseUrl;
  std::string shopUrl;
  double speed = 1.0;  // 1: a scan every 20 seconds
};

// Why ShipEngine refuses: one entry of `errors`.
struct ShipEngineError {
  int status = 400;
  std::string type = "validation";
  std::string code = "invalid_field_value";
  std::string message;
  std::string field;
};

template <typename T>
using ParcelResult = std::expected<T, ShipEngineError>;

// ShipEngine: rates, labels, tracking, webhooks. A parcel whose label was bought moves by itself
// until it is delivered, and every scan is sent to the registered webhooks.
class Parcel final : public Service {
 public:
  static std::expected<std::unique_ptr<Parcel>, std::string> open(ParcelOptions options,
                                                                  Faults& faults);
  ~Parcel() override;

  std::string_view name() const override { return "parcel"; }
  std::size_t bodyLimit(const Request&) const override { return std::size_t{1} << 20U; }
  Response answer(const Request& request) override;
  Response failure(const Request& request, int status, std::string_view message) const override;
  void close() override;

 private:
  using Segments = std::vector<std::string_view>;

  Parcel(ParcelOptions options, Database database, RsaKey key, Faults& faults);

  ParcelResult<Response> route(const Request& request);
  ParcelResult<Response> labels(const Request& request, const Segments& path, const Value& body);
  ParcelResult<Response> webhookCalls(const Request& request, const Segments& path,
                                      const Value& body);
  ParcelResult<Response> trackByNumber(const Request& request) const;
  ParcelResult<Response> rates(const Value& body);
  ParcelResult<Value> buy(const Value& shipment, const Value& order, std::int64_t nowMs);
  ParcelResult<Response> voidLabel(const Value& label);
  std::optional<Value> labelOfShipment(std::string_view externalId) const;
  void move(const Value& label, std::int64_t nowMs);
  std::int64_t gapMs() const;
  NamedTexts sign(const std::string& body) const;
  void work();

  ParcelOptions options_;
  Database database_;
  RsaKey key_;
  Objects objects_;
  WebhookQueue webhooks_;
  std::mutex turn_;
  std::mutex tickGuard_;
  std::condition_variable wake_;
  bool isStopping_ = false;
  std::jthread ticker_;
};

}  // namespace vitrine::services
