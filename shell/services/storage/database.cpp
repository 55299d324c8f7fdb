// SPDX-License-Identifier: MIT
#include "shell/services/storage/database.h"

#include <sqlite3.h>

namespace vitrine::services {
namespace {

struct StatementEnd {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementEnd>;

Statement prepare(sqlite3* handle, std::string_view sql, const std::vector<SqlValue>& values) {
  sqlite3_stmt* raw = nullptr;
  sqlite3_prepare_v2(handle, sql.data(), static_cast<int>(sql.size()), &raw, nullptr);
  Statement statement(raw);
  if (!statement) return statement;
  int index = 0;
  for (const SqlValue& value : values) {
    ++index;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(raw, index, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value)) {
      // The caller's text outlives the statement. Bytes go in as text too: SQLite keeps them whole.
      sqlite3_bind_blob64(raw, index, text->empty() ? "" : text->data(), text->size(),
                          SQLITE_STATIC);
    } else {
      sqlite3_bind_null(raw, index);
    }
  }
  return statement;
}

bool execute(sqlite3* handle, const std::string& sql) {
  return sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
}

}  // namespace

struct Database::Connection {
  sqlite3* handle = nullptr;
  std::recursive_mutex turn;
  bool isInTransaction = false;

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { sqlite3_close_v2(handle); }

  bool isOpen() const { return sqlite3_get_autocommit(handle) == 0; }
};

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

std::expected<Database, std::string> Database::open(const std::string& path, Durability durability,
                                                    std::string_view schema) {
  auto connection = std::make_unique<Connection>();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX;
  if (sqlite3_open_v2(path.c_str(), &connection->handle, flags, nullptr) != SQLITE_OK) {
    return std::unexpected("cannot open " + path + ": " + sqlite3_errmsg(connection->handle));
  }
  sqlite3_busy_timeout(connection->handle, 5'000);
  const std::string pragmas = durability == Durability::kFull
                                  ? "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                                  : "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;";
  if (!execute(connection->handle, pragmas + std::string(schema))) {
    return std::unexpected("cannot use " + path + ": " + sqlite3_errmsg(connection->handle));
  }
  return Database(std::move(connection));
}

bool Database::run(std::string_view sql, const std::vector<SqlValue>& values) {
  const std::scoped_lock turn(connection_->turn);
  if (connection_->isInTransaction && !connection_->isOpen()) return false;
  const Statement statement = prepare(connection_->handle, sql, values);
  if (!statement) return false;
  int outcome = sqlite3_step(statement.get());
  while (outcome == SQLITE_ROW) outcome = sqlite3_step(statement.get());
  return outcome == SQLITE_DONE;
}

std::vector<SqlRow> Database::select(std::string_view sql,
                                     const std::vector<SqlValue>& values) const {
  const std::scoped_lock turn(connection_->turn);
  std::vector<SqlRow> rows;
  const Statement statement = prepare(connection_->handle, sql, values);
  if (!statement) return rows;
  const int columns = sqlite3_column_count(statement.get());
  while (sqlite3_step(statement.get()) == SQLITE_ROW) {
    SqlRow row;
    for (int i = 0; i < columns; ++i) {
      const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement.get(), i));
      const int size = sqlite3_column_bytes(statement.get(), i);
      row.emplace_back(bytes == nullptr ? "" : bytes, static_cast<std::size_t>(size));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

Database::Transaction::Transaction(Database& database)
    : database_(database), turn_(database.connection_->turn) {
  execute(database_.connection_->handle, "BEGIN IMMEDIATE");
  database_.connection_->isInTransaction = true;
}

Database::Transaction::~Transaction() {
  if (isOpen()) execute(database_.connection_->handle, "ROLLBACK");
  database_.connection_->isInTransaction = false;
}

bool Database::Transaction::isOpen() const { return database_.connection_->isOpen(); }

bool Database::Transaction::commit() {
  return isOpen() && execute(database_.connection_->handle, "COMMIT");
}

}  // namespace vitrine::services
