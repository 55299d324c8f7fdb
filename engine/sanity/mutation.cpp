// SPDX-License-Identifier: MIT
#include "engine/sanity/mutation.h"

#include <utility>

#include "engine/core/check.h"
#include "engine/core/json.h"

namespace vitrine::sanity {

Value create(Value document) { return Object{{"create", std::move(document)}}; }

Value createOrReplace(Value document) { return Object{{"createOrReplace", std::move(document)}}; }

Value createIfNotExists(Value document) {
  return Object{{"createIfNotExists", std::move(document)}};
}

Value remove(std::string_view documentId) { return Object{{"delete", Object{{"id", documentId}}}}; }

Value transaction(Array mutations, std::string_view transactionId) {
  Object body{{"mutations", std::move(mutations)}};
  if (!transactionId.empty()) body.set("transactionId", transactionId);
  return body;
}

Patch::Patch(std::string_view documentId) { body_.set("id", documentId); }

Patch& Patch::put(std::string_view operation, std::string_view path, Value value) {
  const Value* entries = body_.find(operation);
  body_.set(operation, (entries == nullptr ? Value() : *entries).with(path, std::move(value)));
  return *this;
}

Patch& Patch::set(std::string_view path, Value value) { return put("set", path, std::move(value)); }

Patch& Patch::setIfMissing(std::string_view path, Value value) {
  return put("setIfMissing", path, std::move(value));
}

Patch& Patch::unset(std::string_view path) {
  const Value* entries = body_.find("unset");
  Array paths = entries == nullptr ? Array() : entries->items();
  paths.emplace_back(path);
  body_.set("unset", std::move(paths));
  return *this;
}

Patch& Patch::inc(std::string_view path, Value by) { return put("inc", path, std::move(by)); }

Patch& Patch::dec(std::string_view path, Value by) { return put("dec", path, std::move(by)); }

Patch& Patch::insert(std::string_view place, std::string_view path, Array items) {
  check(body_.find("insert") == nullptr);
  body_.set("insert", Object{{std::string(place), path}, {"items", std::move(items)}});
  return *this;
}

Patch& Patch::insertBefore(std::string_view path, Array items) {
  return insert("before", path, std::move(items));
}

Patch& Patch::insertAfter(std::string_view path, Array items) {
  return insert("after", path, std::move(items));
}

Patch& Patch::insertReplacing(std::string_view path, Array items) {
  return insert("replace", path, std::move(items));
}

Patch& Patch::append(std::string_view arrayPath, Array items) {
  return insertAfter(std::string(arrayPath) + "[-1]", std::move(items));
}

Patch& Patch::ifRevision(std::string_view revision) {
  body_.set("ifRevisionID", revision);
  return *this;
}

Value Patch::toMutation() const { return Object{{"patch", body_}}; }

std::string keyedPath(std::string_view array, std::string_view key, std::string_view rest) {
  std::string path = std::string(array) + "[_key==" + encodeJson(Value(key)) + "]";
  if (!rest.empty()) path.append(".").append(rest);
  return path;
}

}  // namespace vitrine::sanity
