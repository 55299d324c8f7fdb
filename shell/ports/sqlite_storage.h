// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "engine/ports/storage.h"

struct sqlite3;
struct sqlite3_stmt;

namespace vitrine {

// Records in one SQLite file (WAL, synchronous=FULL): table record(key, revision, bytes). When the
// file cannot be opened every call answers kFailed, and the store goes on in memory.
class SqliteStorage final : public Storage {
 public:
  explicit SqliteStorage(const std::string& path);
  ~SqliteStorage() override;
  SqliteStorage(const SqliteStorage&) = delete;
  SqliteStorage& operator=(const SqliteStorage&) = delete;

  void load(const std::string& key) override;
  void save(const std::string& key, std::int64_t expectedRevision, std::string bytes) override;
  std::vector<StorageAnswer> takeAnswers() override;

 private:
  StorageAnswer read(const std::string& key, StorageAnswer::Kind kind);
  StorageAnswer failed(const std::string& key) const;

  sqlite3* database_ = nullptr;
  std::vector<StorageAnswer> answers_;
};

}  // namespace vitrine
