// SPDX-License-Identifier: MIT
#include "shell/services/delivery/webhook_queue.h"

#include <charconv>
#include <chrono>

#include "shell/services/clock.h"
#include "shell/services/http/client.h"

namespace vitrine::services {
namespace {

constexpr int kWorkers = 2;
constexpr std::chrono::milliseconds kLookAgain{200};

std::int64_t number(const std::string& text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// Earlier files also keep what was sent, told apart by a column "state".
bool forgetState(Database& database) {
  const auto column =
      database.select("SELECT 1 FROM pragma_table_info('deliveries') WHERE name = 'state'");
  if (column.empty()) return true;
  Database::Transaction transaction(database);
  bool isDone = true;
  for (const char* step :
       {"DELETE FROM deliveries WHERE state != 'waiting'", "DROP INDEX IF EXISTS deliveries_due",
        "ALTER TABLE deliveries DROP COLUMN state",
        "CREATE INDEX deliveries_due ON deliveries(due)"}) {
    isDone = isDone && database.run(step);
  }
  return isDone && transaction.commit();
}

std::string_view pathOf(std::string_view url) { return url.substr(originOf(url).size()); }

}  // namespace

WebhookQueue::WebhookQueue(std::string service, Database& database, Faults& faults)
    : service_(std::move(service)), database_(database), faults_(faults) {}

WebhookQueue::~WebhookQueue() { stop(); }

void WebhookQueue::addVendor(const std::string& name, WebhookVendor vendor) {
  vendors_.emplace(name, std::move(vendor));
}

std::expected<void, std::string> WebhookQueue::start() {
  if (!forgetState(database_)) {
    return std::unexpected("the webhooks that an earlier version left for " + service_ +
                           " cannot be taken over");
  }
  for (int i = 0; i < kWorkers; ++i) workers_.emplace_back([this] { work(); });
  return {};
}

void WebhookQueue::stop() {
  {
    const std::scoped_lock lock(mutex_);
    isStopping_ = true;
  }
  wake_.notify_all();
  workers_.clear();
}

bool WebhookQueue::put(std::string_view vendor, std::string_view url, std::string_view body) {
  const auto found = vendors_.find(vendor);
  if (found == vendors_.end()) return false;
  const std::string_view target = url.empty() ? std::string_view(found->second.url) : url;
  return database_.run(
      "INSERT INTO deliveries(vendor, url, body, attempt, due) VALUES(?1,?2,?3,0,?4)",
      {vendor, target, body, nowMs()});
}

bool WebhookQueue::claim(Delivery& delivery) {
  const auto rows = database_.select(
      "SELECT id, vendor, url, body, attempt FROM deliveries WHERE due <= ?1"
      " ORDER BY due, id LIMIT 8",
      {nowMs()});
  for (const SqlRow& row : rows) {
    const std::int64_t id = number(row[0]);
    if (!underWay_.insert(id).second) continue;
    delivery = {id, row[1], row[2], row[3], number(row[4])};
    return true;
  }
  return false;
}

void WebhookQueue::work() {
  while (true) {
    Delivery delivery;
    {
      std::unique_lock lock(mutex_);
      if (isStopping_) return;
      if (!claim(delivery)) {
        wake_.wait_for(lock, kLookAgain);
        continue;
      }
    }
    deliver(delivery);
    const std::scoped_lock lock(mutex_);
    underWay_.erase(delivery.id);
  }
}

void WebhookQueue::deliver(const Delivery& delivery) {
  const auto vendor = vendors_.find(delivery.vendor);
  if (vendor == vendors_.end()) return;
  const std::string_view path = pathOf(delivery.url);
  if (delivery.attempt == 0) {
    if (const auto held = faults_.take(service_, FaultKind::kReorder, path)) {
      database_.run("UPDATE deliveries SET due = ?2 WHERE id = ?1",
                    {delivery.id, nowMs() + held->ms});
      return;
    }
  }
  const int sends = faults_.take(service_, FaultKind::kDuplicate, path) ? 2 : 1;
  int status = 0;
  for (int i = 0; i < sends; ++i) {
    const auto message = vendor->second.prepare(delivery.body);
    if (!message) return settle(delivery, true, vendor->second);
    status = postJson(delivery.url, message->headers, message->body);
  }
  settle(delivery, status >= 200 && status < 300, vendor->second);
}

void WebhookQueue::settle(const Delivery& delivery, bool isDone, const WebhookVendor& vendor) {
  const auto attempt = static_cast<std::size_t>(delivery.attempt);
  if (isDone || attempt >= vendor.gapsMs.size()) {
    database_.run("DELETE FROM deliveries WHERE id = ?1", {delivery.id});
    return;
  }
  database_.run("UPDATE deliveries SET attempt = attempt + 1, due = ?2 WHERE id = ?1",
                {delivery.id, nowMs() + vendor.gapsMs[attempt]});
}

}  // namespace vitrine::services
