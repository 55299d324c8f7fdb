// SPDX-License-Identifier: MIT
#include "shell/services/storage/objects.h"

#include <string>

#include "engine/core/json.h"

namespace vitrine::services {

Value visibleObject(const Value& object) {
  Object shown;
  for (const auto& [name, value] : object.members()) {
    if (!name.starts_with('_')) shown.append(name, value);
  }
  return shown;
}

std::optional<Value> Objects::find(std::string_view kind, std::string_view id) const {
  const auto rows =
      database_.select("SELECT body FROM objects WHERE kind = ?1 AND id = ?2", {kind, id});
  if (rows.empty()) return std::nullopt;
  auto object = decodeJson(rows.front().front());
  return object ? std::optional(std::move(*object)) : std::nullopt;
}

std::vector<Value> Objects::all(std::string_view kind) const {
  std::vector<Value> objects;
  for (const SqlRow& row : database_.select(
           "SELECT body FROM objects WHERE kind = ?1 ORDER BY position DESC", {kind})) {
    if (auto object = decodeJson(row.front())) objects.push_back(std::move(*object));
  }
  return objects;
}

bool Objects::put(std::string_view kind, std::string_view id, const Value& object) {
  const std::string body = encodeJson(object);
  return database_.run(
      "INSERT INTO objects(kind, id, body) VALUES(?1, ?2, ?3)"
      " ON CONFLICT(kind, id) DO UPDATE SET body = excluded.body",
      {kind, id, std::string_view(body)});
}

bool Objects::erase(std::string_view kind, std::string_view id) {
  return database_.run("DELETE FROM objects WHERE kind = ?1 AND id = ?2", {kind, id});
}

}  // namespace vitrine::services
