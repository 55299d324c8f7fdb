// SPDX-License-Identifier: MIT
#include "shell/services/lake/actions.h"

#include <algorithm>
#include <utility>

#include "shell/services/lake/document.h"

namespace vitrine::services {
namespace {

std::unexpected<LakeError> invalid(std::string description) {
  return refuse(400, "validationError", std::move(description));
}

std::unexpected<LakeError> exists(std::string_view id) {
  return refuse(409, "documentAlreadyExistsError",
                "Document by ID \"" + std::string(id) + "\" already exists", Object{{"id", id}});
}

// The same document under another id; when it was changed is for the lake to say.
Value copiedTo(std::string_view id, const Value& document) {
  return document.with("_id", id).without("_rev").without("_updatedAt");
}

// References that were weak until their target would be published are strong from now on.
Value strengthened(const Value& value) {
  if (value.isArray()) {
    Array items;
    for (const Value& item : value.items()) items.push_back(strengthened(item));
    return Value(std::move(items));
  }
  if (!value.isObject()) return value;
  Object members;
  for (const auto& [name, member] : value.members()) members.append(name, strengthened(member));
  const Value& promise = value["_strengthenOnPublish"];
  if (promise.isNull()) return Value(std::move(members));
  members.erase("_strengthenOnPublish");
  if (promise["weak"].asBool() != true) members.erase("_weak");
  return Value(std::move(members));
}

struct Ids {
  std::string version;
  std::string published;
};

// What the action calls the two, which must be of one document.
LakeResult<std::string> publishedIdIn(const Value& action) {
  const std::string_view id = action["publishedId"].asString();
  if (isDocumentId(id) && isPublishedId(id)) return std::string(id);
  return invalid("publishedId is not the ID of a published document");
}

LakeResult<Ids> idsWith(const Value& action, std::string_view version) {
  const auto published = publishedIdIn(action);
  if (!published) return std::unexpected(published.error());
  const Ids ids{std::string(version), *published};
  if (!isDocumentId(ids.version) || publishedIdOf(ids.version) != ids.published ||
      ids.version == ids.published) {
    return invalid("\"" + ids.version + "\" is not a version of \"" + ids.published + '"');
  }
  return ids;
}

std::string_view versionOf(const Value& action) {
  const Value& version = action["versionId"];
  return (version.isString() ? version : action["draftId"]).asString();
}

LakeResult<Ids> idsOf(const Value& action) { return idsWith(action, versionOf(action)); }

// Of an action that brings the content of a version along: its id there, or the draft's.
LakeResult<Ids> idsOfContent(const Value& action, const Value& content) {
  const std::string draft = "drafts." + std::string(action["publishedId"].asString());
  return idsWith(action, content["_id"].asString(draft));
}

}  // namespace

constexpr Actions::Named Actions::kKnown[] = {
    {"sanity.action.document.create", &Actions::create},
    {"sanity.action.document.replaceDraft", &Actions::replaceDraft},
    {"sanity.action.document.edit", &Actions::edit},
    {"sanity.action.document.delete", &Actions::remove},
    {"sanity.action.document.discard", &Actions::discard},
    {"sanity.action.document.publish", &Actions::publish},
    {"sanity.action.document.unpublish", &Actions::unpublish},
    {"sanity.action.document.version.create", &Actions::createVersion},
    {"sanity.action.document.version.replace", &Actions::replaceVersion},
    {"sanity.action.document.version.discard", &Actions::discard},
};

LakeResult<void> Actions::apply(const Value& actions) {
  std::int64_t index = 0;
  for (const Value& action : actions.items()) {
    auto done = applyOne(action);
    if (!done) {
      done.error().extra.set("index", index);
      return done;
    }
    ++index;
  }
  return {};
}

LakeResult<void> Actions::applyOne(const Value& action) {
  const std::string_view type = action["actionType"].asString();
  const auto* known = std::ranges::find(kKnown, type, &Named::name);
  if (known == std::end(kKnown)) return invalid("Unknown actionType \"" + std::string(type) + '"');
  return (this->*known->act)(action);
}

LakeResult<Value> Actions::existing(std::string_view id) const {
  if (const Value* document = draft_.find(id)) return *document;
  return refuse(404, "documentNotFoundError",
                "The document with the ID \"" + std::string(id) + "\" was not found",
                Object{{"id", id}});
}

LakeResult<void> Actions::mutate(Array mutations) {
  const SelectIds none = [](const Draft&, std::string_view, const Value&) {
    return LakeResult<std::vector<std::string>>();
  };
  auto done = Mutations(draft_, none, generatesKeys_).apply(Value(std::move(mutations)));
  return done ? LakeResult<void>() : std::unexpected(done.error());
}

LakeResult<void> Actions::create(const Value& action) {
  const Value& attributes = action["attributes"];
  const auto ids = idsOfContent(action, attributes);
  if (!ids) return std::unexpected(ids.error());
  if (draft_.find(ids->published) != nullptr) return exists(ids->published);
  const bool isIgnored = action["ifExists"] == Value("ignore");
  return mutate({Object{{isIgnored ? "createIfNotExists" : "create",
                         attributes.with("_id", ids->version)}}});
}

LakeResult<void> Actions::replaceDraft(const Value& action) {
  const Value& attributes = action["attributes"];
  const auto ids = idsOfContent(action, attributes);
  if (!ids) return std::unexpected(ids.error());
  const bool hasDraft = draft_.find(ids->version) != nullptr;
  if (auto found = existing(hasDraft ? ids->version : ids->published); !found) {
    return std::unexpected(found.error());
  }
  return mutate({Object{{"createOrReplace", attributes.with("_id", ids->version)}}});
}

// A draft that is not there is made of what is published; into a release a document is brought.
LakeResult<void> Actions::edit(const Value& action) {
  const auto ids = idsOf(action);
  if (!ids) return std::unexpected(ids.error());
  const Value& patch = action["patch"];
  if (!patch.isObject()) return invalid("The patch is missing");
  Array mutations;
  if (draft_.find(ids->version) == nullptr) {
    const auto source = existing(isVersionId(ids->version) ? ids->version : ids->published);
    if (!source) return std::unexpected(source.error());
    mutations.push_back(Object{{"create", copiedTo(ids->version, *source)}});
  }
  mutations.push_back(Object{{"patch", patch.with("id", ids->version)}});
  return mutate(std::move(mutations));
}

LakeResult<void> Actions::remove(const Value& action) {
  const auto publishedId = publishedIdIn(action);
  if (!publishedId) return std::unexpected(publishedId.error());
  const std::string& published = *publishedId;
  if (auto found = existing(published); !found) return std::unexpected(found.error());
  const Value& given = action["includeVersions"];
  const Array& versions = (given.isArray() ? given : action["includeDrafts"]).items();
  Array mutations;
  for (const Value& version : versions) {
    const auto ids = idsWith(action, version.asString());
    if (!ids) return std::unexpected(ids.error());
    mutations.push_back(Object{{"delete", Object{{"id", ids->version}}}});
  }
  for (const Value& version : draft_.documents().versionsOf(published)) {
    const Value& id = version["_id"];
    if (id == Value(published) || std::ranges::find(versions, id) != versions.end()) continue;
    return refuse(409, "documentHasVersionsError",
                  "The document \"" + published + "\" has another version \"" +
                      std::string(id.asString()) + '"',
                  Object{{"id", published}});
  }
  mutations.push_back(Object{{"delete", Object{{"id", published}}}});
  return mutate(std::move(mutations));
}

LakeResult<void> Actions::discard(const Value& action) {
  const std::string_view id = versionOf(action);
  if (isPublishedId(id)) return invalid("\"" + std::string(id) + "\" is not a version");
  if (auto found = existing(id); !found) return std::unexpected(found.error());
  return mutate({Object{{"delete", Object{{"id", id}}}}});
}

LakeResult<void> Actions::publish(const Value& action) {
  const auto ids = idsOf(action);
  if (!ids) return std::unexpected(ids.error());
  const auto version = existing(ids->version);
  if (!version) return std::unexpected(version.error());
  const Value& expected = action["ifVersionRevisionId"];
  const Value& ifDraft = expected.isNull() ? action["ifDraftRevisionId"] : expected;
  if (auto same = expectRevision(ifDraft, *version); !same) return same;
  const Value& ifPublished = action["ifPublishedRevisionId"];
  if (!ifPublished.isNull()) {
    const auto published = existing(ids->published);
    if (!published) return std::unexpected(published.error());
    if (auto same = expectRevision(ifPublished, *published); !same) return same;
  }
  return mutate(
      {Object{{"createOrReplace", strengthened(copiedTo(ids->published, *version))}},
       Object{{"delete", Object{{"id", ids->version}}}}});
}

LakeResult<void> Actions::unpublish(const Value& action) {
  const auto ids = idsOf(action);
  if (!ids) return std::unexpected(ids.error());
  const auto published = existing(ids->published);
  if (!published) return std::unexpected(published.error());
  return mutate({Object{{"createIfNotExists", copiedTo(ids->version, *published)}},
                 Object{{"delete", Object{{"id", ids->published}}}}});
}

LakeResult<void> Actions::createVersion(const Value& action) {
  const Value& document = action["document"];
  const auto ids = document.isObject() ? idsOfContent(action, document) : idsOf(action);
  if (!ids) return std::unexpected(ids.error());
  if (document.isObject()) {
    return mutate({Object{{"create", document.with("_id", ids->version)}}});
  }
  const auto base = existing(action["baseId"].asString());
  if (!base) return std::unexpected(base.error());
  if (auto same = expectRevision(action["ifBaseRevisionId"], *base); !same) return same;
  return mutate({Object{{"create", copiedTo(ids->version, *base)}}});
}

LakeResult<void> Actions::replaceVersion(const Value& action) {
  const Value& document = action["document"];
  const std::string_view id = document["_id"].asString();
  if (isPublishedId(id)) return invalid("\"" + std::string(id) + "\" is not a version");
  if (auto found = existing(id); !found) return std::unexpected(found.error());
  return mutate({Object{{"createOrReplace", document}}});
}

}  // namespace vitrine::services
