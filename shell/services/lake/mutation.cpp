// SPDX-License-Identifier: MIT
#include "shell/services/lake/mutation.h"

#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/lake/document.h"
#include "shell/services/lake/patch.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kMostSelected = 10'000;

// A random id, or the prefix completed when it ends with a dot.
LakeResult<std::string> idFor(const Value& document) {
  const Value& given = document["_id"];
  if (!given.isNull() && !given.isString()) {
    return refuse(400, "validationError", "The document's _id is not a string");
  }
  const std::string_view text = given.asString();
  std::string id =
      text.empty() || text.ends_with('.') ? std::string(text) + randomUuid() : std::string(text);
  if (isDocumentId(id)) return id;
  return refuse(400, "validationError", "Invalid document ID \"" + id + "\"",
                Object{{"value", id}});
}

}  // namespace

LakeResult<void> expectRevision(const Value& expected, const Value& document) {
  const Value& current = document["_rev"];
  if (expected.isNull() || expected == current) return {};
  return refuse(409, "documentRevisionIDDoesNotMatchError",
                "Document \"" + std::string(document["_id"].asString()) +
                    "\" has unexpected revision ID (\"" + std::string(current.asString()) +
                    "\"), expected \"" + std::string(expected.asString()) + '"',
                Object{{"id", document["_id"]},
                       {"currentRevisionID", current},
                       {"expectedRevisionID", expected}});
}

LakeResult<std::vector<MutationResult>> Mutations::apply(const Value& mutations) {
  std::int64_t index = 0;
  for (const Value& mutation : mutations.items()) {
    auto done = applyOne(mutation);
    if (!done) {
      done.error().extra.set("index", index);
      return std::unexpected(done.error());
    }
    ++index;
  }
  for (MutationResult& result : results_) {
    if (const Value* document = draft_.find(result.id)) result.document = *document;
  }
  return std::move(results_);
}

LakeResult<void> Mutations::applyOne(const Value& mutation) {
  if (mutation.members().size() != 1) {
    return refuse(400, "validationError", "A mutation has exactly one key");
  }
  const auto& [kind, content] = *mutation.members().begin();
  if (!content.isObject()) return refuse(400, "validationError", "A mutation is an object");
  if (kind == "create" || kind == "createOrReplace" || kind == "createIfNotExists") {
    return create(content, kind);
  }
  if (kind == "patch") return patch(content);
  if (kind == "delete") return remove(content);
  return refuse(400, "validationError", "Unknown mutation \"" + kind + "\"");
}

Value Mutations::stamped(const Value& document, const Value* before) const {
  const std::string now = isoSeconds(draft_.atMs());
  const Value keyed = generatesKeys_ ? withArrayKeys(document) : document;
  Value next = keyed.with("_rev", draft_.transactionId());
  const bool isNew = before == nullptr;
  if (!isNew) return next.with("_createdAt", (*before)["_createdAt"]).with("_updatedAt", now);
  if (!next["_createdAt"].isString()) next = next.with("_createdAt", now);
  if (!next["_updatedAt"].isString()) next = next.with("_updatedAt", now);
  return next;
}

LakeResult<void> Mutations::create(const Value& document, std::string_view how) {
  const auto id = idFor(document);
  if (!id) return std::unexpected(id.error());
  if (!document["_type"].isString() || document["_type"].asString().empty()) {
    return refuse(400, "validationError", "Document does not have a type", Object{{"id", *id}});
  }
  const Value* before = draft_.find(*id);
  if (before != nullptr && how == "create") {
    return refuse(409, "documentAlreadyExistsError",
                  "Document by ID \"" + *id + "\" already exists", Object{{"id", *id}});
  }
  if (before != nullptr && how == "createIfNotExists") {
    results_.push_back({*id, "none", {}});
    return {};
  }
  Value next = stamped(document.with("_id", *id), before);
  results_.push_back({*id, before == nullptr ? "create" : "update", {}});
  const Value mutation = Object{{std::string(how), next}};
  return draft_.put(*id, std::move(next), mutation);
}

LakeResult<std::vector<std::string>> Mutations::selected(const Value& target) {
  if (!target["query"].isString()) {
    return refuse(400, "validationError", "A mutation needs an id or a query");
  }
  auto ids = select_(draft_, target["query"].asString(), target["params"]);
  if (ids && ids->size() > kMostSelected) {
    return refuse(400, "validationError", "The query selects more than 10,000 documents");
  }
  return ids;
}

LakeResult<void> Mutations::patch(const Value& patch) {
  if (patch["id"].isString()) return patchOne(std::string(patch["id"].asString()), patch);
  const auto ids = selected(patch);
  if (!ids) return std::unexpected(ids.error());
  for (const std::string& id : *ids) {
    if (auto done = patchOne(id, patch); !done) return done;
  }
  return {};
}

LakeResult<void> Mutations::patchOne(const std::string& id, const Value& patch) {
  const Value* before = draft_.find(id);
  if (before == nullptr) {
    return refuse(404, "documentNotFoundError",
                  "The document with the ID \"" + id + "\" was not found", Object{{"id", id}});
  }
  if (auto same = expectRevision(patch["ifRevisionID"], *before); !same) return same;
  const auto patched = applyPatch(*before, patch);
  if (!patched) return std::unexpected(patched.error());
  results_.push_back({id, "update", {}});
  return draft_.put(id, stamped(*patched, before),
                    Object{{"patch", patch.without("query").without("params").with("id", id)}});
}

LakeResult<void> Mutations::remove(const Value& target) {
  std::vector<std::string> ids;
  if (target["id"].isString()) {
    ids.emplace_back(target["id"].asString());
  } else {
    auto found = selected(target);
    if (!found) return std::unexpected(found.error());
    ids = std::move(*found);
  }
  for (const std::string& id : ids) {
    const bool exists = draft_.find(id) != nullptr;
    results_.push_back({id, exists ? "delete" : "none", {}});
    if (exists) draft_.erase(id, Object{{"delete", Object{{"id", id}}}});
  }
  return {};
}

}  // namespace vitrine::services
