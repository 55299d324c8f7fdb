// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "shell/services/http/faults.h"
#include "shell/services/http/message.h"
#include "shell/services/storage/database.h"

namespace vitrine::services {

struct WebhookMessage {
  NamedTexts headers;
  std::string body;
};

// How one vendor sends webhooks: the message is made of what was put for every attempt anew, and an
// attempt that gets no 2xx is repeated after the next gap until the gaps are used up. No message
// means that nobody wants it any more.
struct WebhookVendor {
  std::string url;
  std::function<std::optional<WebhookMessage>(const std::string& stored)> prepare;
  std::vector<std::int64_t> gapsMs;
};

// Webhooks waiting to be delivered, kept in the service's database: put() inside the transaction
// that causes the event, so that an event exists exactly when its cause does. At least once, in no
// promised order, two at a time.
class WebhookQueue {
 public:
  WebhookQueue(std::string service, Database& database, Faults& faults);
  ~WebhookQueue();
  WebhookQueue(const WebhookQueue&) = delete;
  WebhookQueue& operator=(const WebhookQueue&) = delete;

  static constexpr std::string_view kSchema =
      "CREATE TABLE IF NOT EXISTS deliveries(id INTEGER PRIMARY KEY AUTOINCREMENT, vendor TEXT,"
      " url TEXT, body BLOB, attempt INTEGER, due INTEGER);"
      "CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries(due);";

  void addVendor(const std::string& name, WebhookVendor vendor);
  // Refused, in a sentence, when what an earlier file keeps cannot be taken over.
  std::expected<void, std::string> start();
  void stop();

  // An empty url means the vendor's own.
  bool put(std::string_view vendor, std::string_view url, std::string_view body);

 private:
  struct Delivery {
    std::int64_t id = 0;
    std::string vendor;
    std::string url;
    std::string body;
    std::int64_t attempt = 0;
  };

  void work();
  bool claim(Delivery& delivery);
  void deliver(const Delivery& delivery);
  void settle(const Delivery& delivery, bool isDone, const WebhookVendor& vendor);

  std::string service_;
  Database& database_;
  Faults& faults_;
  std::map<std::string, WebhookVendor, std::less<>> vendors_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::set<std::int64_t> underWay_;
  bool isStopping_ = false;
  std::vector<std::jthread> workers_;
};

}  // namespace vitrine::services
