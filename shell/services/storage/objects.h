// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "shell/services/storage/database.h"

namespace vitrine::services {

// A vendor's objects by kind and id, as JSON, in the order in which they were made.
class Objects {
 public:
  explicit Objects(Database& database) : database_(database) {}

  static constexpr std::string_view kSchema =
      "CREATE TABLE IF NOT EXISTS objects(position INTEGER PRIMARY KEY AUTOINCREMENT,"
      " kind TEXT NOT NULL, id TEXT NOT NULL, body BLOB NOT NULL, UNIQUE(kind, id));";

  std::optional<Value> find(std::string_view kind, std::string_view id) const;
  std::vector<Value> all(std::string_view kind) const;  // newest first
  bool put(std::string_view kind, std::string_view id, const Value& object);
  bool erase(std::string_view kind, std::string_view id);

 private:
  Database& database_;
};

// The object as an API shows it: members that begin with an underscore are the service's own.
Value visibleObject(const Value& object);

}  // namespace vitrine::services
