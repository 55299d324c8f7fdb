// SPDX-License-Identifier: MIT
#pragma once

#include <expected>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/groq.h"
#include "shell/services/delivery/webhook_queue.h"
#include "shell/services/lake/dataset.h"
#include "shell/services/lake/error.h"

namespace vitrine::services {

// GROQ-powered webhooks: for each change that a hook's filter lets through, the hook's projection
// of the document is sent to its address, signed as the vendor signs it. A hook:
//
//   {"name", "url", "dataset", "secret", "includeDrafts",
//    "rule": {"on": ["create", "update", "delete"], "filter", "projection"}}
//
// Kept in the lake's file, and so are the deliveries: a webhook is sent exactly when its cause was
// committed, at least once.
class Webhooks {
 public:
  // Filters and projections are evaluated with these options.
  Webhooks(Database& database, Faults& faults, groq::Options evaluation);

  static std::string schema();

  LakeResult<Value> add(const Value& hook);
  LakeResult<void> remove(std::string_view id);
  Array list() const;

  // Within the transaction that stores the commit; `documents` are those after it.
  bool enqueue(const Commit& commit, const Documents& documents);

  std::expected<void, std::string> start() { return queue_.start(); }
  void stop() { queue_.stop(); }

 private:
  struct Hook {
    Value order;
    groq::Query filter;
    groq::Query projection;
  };

  static LakeResult<Hook> prepare(Value order);
  std::shared_ptr<const Hook> find(std::string_view id) const;
  std::optional<WebhookMessage> messageOf(const std::string& stored) const;
  bool enqueueOne(const Hook& hook, const Commit& commit, const DocumentChange& change,
                  const Documents& documents);

  Database& database_;
  const groq::Options evaluation_;
  mutable std::mutex mutex_;
  std::vector<std::shared_ptr<const Hook>> hooks_;
  WebhookQueue queue_;
};

}  // namespace vitrine::services
