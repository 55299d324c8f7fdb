// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/groq/dataset.h"
#include "shell/services/lake/documents.h"
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

using View = std::shared_ptr<const groq::Dataset>;

// A transaction in the making: the committed documents, and those with the changes made so far.
class Draft {
 public:
  static constexpr std::size_t kMostWritten = std::size_t{256} << 20U;  // bytes of JSON

  Draft(const Documents& base, std::string transactionId, std::int64_t atMs);

  const Value* find(std::string_view id) const;
  // Refused when the mutations up to this one write more than kMostWritten.
  LakeResult<void> put(const std::string& id, Value document, const Value& mutation);
  void erase(const std::string& id, Value mutation);

  const std::string& transactionId() const { return commit_.transactionId; }
  std::int64_t atMs() const { return commit_.atMs; }
  const Documents& documents() const { return documents_; }  // with the changes
  const std::vector<DocumentChange>& changes() const { return commit_.changes; }
  Commit take() { return std::move(commit_); }

 private:
  DocumentChange& changeFor(const std::string& id);

  const Documents& base_;
  Documents documents_;
  std::size_t written_ = 0;
  Commit commit_;
  std::map<std::string, std::size_t, std::less<>> positions_;  // of the changes, by id
};

// The documents of the lake: all in memory, every commit on disk before it is acknowledged.
// Transactions take turns; those that wait meanwhile are written to disk together. Readers work on
// an immutable view of the last commit.
class Dataset {
 public:
  // `schema` makes what else is kept in the file.
  static std::expected<std::unique_ptr<Dataset>, std::string> open(const std::string& path,
                                                                   const std::string& schema);
  Database& file() { return database_; }

  std::optional<Value> document(std::string_view id) const;

  Array versionsOf(std::string_view publishedId) const;

  // The documents in a perspective ("raw", "published", "drafts", release ids; "unversioned" is raw
  // without the versions of releases), for a reader with or without a token.
  View view(const std::vector<std::string>& perspective, bool isPublicReader) const;

  // Runs the work on a draft, checks the strong references, stores the result and tells the
  // observer. With isDryRun nothing is stored or told.
  using Work = std::function<LakeResult<void>(Draft&)>;
  LakeResult<void> transact(std::string transactionId, bool isDryRun, const Work& work);

  // How many transactions wait for the one that is being written.
  std::size_t waiting() const;

  // Called after each commit, in commit order.
  void observe(std::function<void(const Commit&)> observer) { observer_ = std::move(observer); }

  // Called within the file's transaction, with the documents after the commit; false undoes it.
  using Recorder = std::function<bool(const Commit&, const Documents&)>;
  void record(Recorder recorder) { recorder_ = std::move(recorder); }

  // Replaces a prefix of the stored asset addresses: the port may differ from last time.
  void rebaseAssets(std::string_view base);

 private:
  // A transaction that waits for its turn.
  struct Waiting {
    std::string transactionId;
    bool isDryRun;
    const Work& work;
    LakeResult<void> outcome;
    bool isDone = false;
  };

  explicit Dataset(Database database);

  using Batch = std::span<Waiting* const>;

  void commit(Batch batch) noexcept;
  bool commitTogether(Batch batch);
  bool storeTogether(Batch batch, Documents& documents, std::vector<Commit>& commits);
  LakeResult<void> run(const Waiting& waiting, Documents& documents, std::vector<Commit>& commits);
  bool store(const Commit& commit, const Documents& documents);
  void publish(Documents documents, const std::vector<Commit>& commits);

  mutable std::mutex guard_;  // of what follows; held for the time of a copy only
  Documents documents_;
  std::int64_t edition_ = 0;
  mutable std::map<std::string, View> views_;  // of this edition, by perspective and reader

  mutable std::mutex queueGuard_;
  std::condition_variable turn_;
  std::vector<Waiting*> queue_;
  bool isCommitting_ = false;

  Database database_;
  Recorder recorder_;
  std::function<void(const Commit&)> observer_;
};

}  // namespace vitrine::services
