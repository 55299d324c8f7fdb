// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vitrine::services {

using SqlValue = std::variant<std::nullptr_t, std::int64_t, std::string_view>;
using SqlRow = std::vector<std::string>;  // every column as text or bytes; NULL is empty

// One SQLite file in WAL mode. With `Durability::kFull` a committed change survives a crash of the
// machine. Calls from several threads take turns; a transaction holds the turn until it ends.
class Database {
 public:
  enum class Durability : std::uint8_t { kFull, kCache };

  static std::expected<Database, std::string> open(const std::string& path, Durability durability,
                                                   std::string_view schema);

  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;
  ~Database();

  // False when the statement failed (disk full, a broken constraint), and for every statement of a
  // transaction that is no longer open.
  bool run(std::string_view sql, const std::vector<SqlValue>& values = {});
  std::vector<SqlRow> select(std::string_view sql, const std::vector<SqlValue>& values = {}) const;

  // All or nothing: rolled back unless commit() answered true. One at a time in each thread.
  class Transaction {
   public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    // SQLite itself rolls back after some failures (disk full, no memory).
    bool isOpen() const;
    bool commit();

   private:
    Database& database_;
    std::unique_lock<std::recursive_mutex> turn_;
  };

 private:
  struct Connection;
  explicit Database(std::unique_ptr<Connection> connection);

  std::unique_ptr<Connection> connection_;
};

}  // namespace vitrine::services
