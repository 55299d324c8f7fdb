// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/dataset.h"
#include "shell/services/lake/error.h"
#include "shell/services/storage/database.h"

namespace vitrine::services {

// What one document was and is after a transaction, and the mutations that did it.
struct DocumentChange {
  std::string id;
  std::optional<Value> before;
  std::optional<Value> after;
  Array mutations;
};

struct Commit {
  std::string transactionId;
  std::int64_t atMs = 0;
  std::vector<DocumentChange> changes;
};

using Documents = std::map<std::string, Value, std::less<>>;
using View = std::shared_ptr<const groq::MemoryDataset>;

// A transaction in the making: the committed documents under the changes made so far.
class Draft {
 public:
  Draft(const Documents& base, std::string transactionId, std::int64_t atMs);

  const Value* find(std::string_view id) const;
  void put(const std::string& id, Value document, Value mutation);
  void erase(const std::string& id, Value mutation);

  const std::string& transactionId() const { return commit_.transactionId; }
  std::int64_t atMs() const { return commit_.atMs; }
  Array allDocuments() const;
  const std::vector<DocumentChange>& changes() const { return commit_.changes; }
  Commit take() { return std::move(commit_); }

 private:
  DocumentChange& changeOf(const std::string& id);

  const Documents& base_;
  Commit commit_;
};

// The documents of the lake: all in memory, every commit on disk before it is acknowledged.
// Transactions take turns; readers work on an immutable view of the last commit.
class Dataset {
 public:
  static std::expected<std::unique_ptr<Dataset>, std::string> open(const std::string& path);

  std::optional<Value> document(std::string_view id) const;
  std::size_t size() const;

  // The documents in a perspective ("raw", "published", "drafts", or release ids), for a reader
  // with or without a token. Built once per commit and perspective.
  View view(const std::vector<std::string>& perspective, bool isPublicReader) const;

  // Runs the work on a draft, checks the strong references, stores the result and tells the
  // observer, all in one turn. With isDryRun nothing is stored or told.
  using Work = std::function<LakeResult<void>(Draft&)>;
  LakeResult<void> transact(std::string transactionId, bool isDryRun, const Work& work);

  // Called after each commit, in commit order.
  void observe(std::function<void(const Commit&)> observer) { observer_ = std::move(observer); }

  // Replaces a prefix of the stored asset addresses: the port may differ from last time.
  void rebaseAssets(std::string_view base);

 private:
  explicit Dataset(Database database);

  LakeResult<void> checkReferences(const Draft& draft) const;
  bool store(const Draft& draft);
  void apply(const Commit& commit);
  void noteReferences(const DocumentChange& change);

  mutable std::shared_mutex guard_;
  std::mutex writing_;
  Database database_;
  Documents documents_;
  std::map<std::string, std::set<std::string>, std::less<>>
      referrers_;  // target -> strong referrers
  mutable std::mutex viewGuard_;
  mutable std::map<std::string, View> views_;
  std::function<void(const Commit&)> observer_;
};

}  // namespace vitrine::services
