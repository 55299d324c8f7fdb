// SPDX-License-Identifier: MIT
#include "shell/ports/sqlite_storage.h"

#include <sqlite3.h>

#include <utility>

namespace vitrine {
namespace {

constexpr const char* kSchema =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "CREATE TABLE IF NOT EXISTS record("
    "key TEXT PRIMARY KEY, revision INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;";

// A prepared statement that ends with its scope.
class Statement {
 public:
  Statement(sqlite3* database, const char* sql) {
    if (database != nullptr) sqlite3_prepare_v2(database, sql, -1, &statement_, nullptr);
  }
  ~Statement() { sqlite3_finalize(statement_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  bool ok() const { return statement_ != nullptr; }
  sqlite3_stmt* get() const { return statement_; }
  void bind(int index, const std::string& text) {
    sqlite3_bind_text(statement_, index, text.data(), static_cast<int>(text.size()), nullptr);
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace

SqliteStorage::SqliteStorage(const std::string& path) {
  if (sqlite3_open(path.c_str(), &database_) == SQLITE_OK &&
      sqlite3_exec(database_, kSchema, nullptr, nullptr, nullptr) == SQLITE_OK) {
    return;
  }
  sqlite3_close(database_);
  database_ = nullptr;
}

SqliteStorage::~SqliteStorage() { sqlite3_close(database_); }

void SqliteStorage::load(const std::string& key) {
  answers_.push_back(read(key, StorageAnswer::Kind::kLoaded));
}

void SqliteStorage::save(const std::string& key, std::int64_t expectedRevision, std::string bytes) {
  // The first write inserts, every later one moves the expected revision on by one; neither
  // touches a record that another writer has changed since.
  Statement write(database_, expectedRevision == 0
                                 ? "INSERT INTO record(key, revision, bytes) VALUES(?1, ?2 + 1, ?3) "
                                   "ON CONFLICT(key) DO NOTHING"
                                 : "UPDATE record SET revision = revision + 1, bytes = ?3 "
                                   "WHERE key = ?1 AND revision = ?2");
  if (!write.ok()) return answers_.push_back(failed(key));
  write.bind(1, key);
  sqlite3_bind_int64(write.get(), 2, expectedRevision);
  sqlite3_bind_blob(write.get(), 3, bytes.data(), static_cast<int>(bytes.size()), nullptr);
  if (sqlite3_step(write.get()) != SQLITE_DONE) return answers_.push_back(failed(key));
  if (sqlite3_changes(database_) == 0) {
    answers_.push_back(read(key, StorageAnswer::Kind::kConflict));
    return;
  }
  answers_.push_back(StorageAnswer{.kind = StorageAnswer::Kind::kSaved,
                                   .key = key,
                                   .revision = expectedRevision + 1,
                                   .bytes = std::move(bytes),
                                   .error = {}});
}

std::vector<StorageAnswer> SqliteStorage::takeAnswers() { return std::exchange(answers_, {}); }

StorageAnswer SqliteStorage::read(const std::string& key, StorageAnswer::Kind kind) {
  Statement select(database_, "SELECT revision, bytes FROM record WHERE key = ?1");
  if (!select.ok()) return failed(key);
  select.bind(1, key);
  StorageAnswer answer{.kind = kind, .key = key, .bytes = {}, .error = {}};
  const int state = sqlite3_step(select.get());
  if (state == SQLITE_DONE) return answer;
  if (state != SQLITE_ROW) return failed(key);
  answer.revision = sqlite3_column_int64(select.get(), 0);
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(select.get(), 1));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(select.get(), 1));
  answer.bytes = bytes == nullptr ? std::string() : std::string(bytes, size);
  return answer;
}

StorageAnswer SqliteStorage::failed(const std::string& key) const {
  const char* reason = database_ == nullptr ? "cannot be opened" : sqlite3_errmsg(database_);
  return StorageAnswer{
      .kind = StorageAnswer::Kind::kFailed,
      .key = key,
      .bytes = {},
      .error = Error{ErrorCode::kStorageUnavailable, "", std::string("SQLite: ") + reason}};
}

}  // namespace vitrine
