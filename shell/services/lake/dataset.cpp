// SPDX-License-Identifier: MIT
#include "shell/services/lake/dataset.h"

#include <algorithm>

#include "engine/core/json.h"
#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/lake/document.h"

namespace vitrine::services {
namespace {

constexpr std::string_view kSchema =
    "CREATE TABLE IF NOT EXISTS documents(id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS transactions(id TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID;";

}  // namespace

Draft::Draft(const Documents& base, std::string transactionId, std::int64_t atMs)
    : base_(base), commit_{std::move(transactionId), atMs, {}} {}

const Value* Draft::find(std::string_view id) const {
  const auto change = std::ranges::find(commit_.changes, id, &DocumentChange::id);
  if (change != commit_.changes.end()) return change->after ? &*change->after : nullptr;
  const auto document = base_.find(id);
  return document == base_.end() ? nullptr : &document->second;
}

DocumentChange& Draft::changeOf(const std::string& id) {
  const auto found = std::ranges::find(commit_.changes, id, &DocumentChange::id);
  if (found != commit_.changes.end()) return *found;
  DocumentChange change;
  change.id = id;
  if (const auto document = base_.find(id); document != base_.end()) {
    change.before = document->second;
  }
  change.after = change.before;
  commit_.changes.push_back(std::move(change));
  return commit_.changes.back();
}

void Draft::put(const std::string& id, Value document, Value mutation) {
  DocumentChange& change = changeOf(id);
  change.after = std::move(document);
  change.mutations.push_back(std::move(mutation));
}

void Draft::erase(const std::string& id, Value mutation) {
  DocumentChange& change = changeOf(id);
  change.after.reset();
  change.mutations.push_back(std::move(mutation));
}

Array Draft::allDocuments() const {
  Array documents;
  for (const auto& [id, document] : base_) {
    if (const Value* current = find(id)) documents.push_back(*current);
  }
  for (const DocumentChange& change : commit_.changes) {
    if (!change.before && change.after) documents.push_back(*change.after);
  }
  return documents;
}

Dataset::Dataset(Database database) : database_(std::move(database)) {}

std::expected<std::unique_ptr<Dataset>, std::string> Dataset::open(const std::string& path) {
  auto database = Database::open(path, Database::Durability::kFull, kSchema);
  if (!database) return std::unexpected(database.error());
  std::unique_ptr<Dataset> dataset(new Dataset(std::move(*database)));
  for (const SqlRow& row : dataset->database_.select("SELECT id, body FROM documents")) {
    auto document = decodeJson(row[1]);
    if (!document) return std::unexpected("damaged document " + row[0] + " in " + path);
    DocumentChange change{row[0], std::nullopt, *document, {}};
    dataset->noteReferences(change);
    dataset->documents_.emplace(row[0], std::move(*document));
  }
  return dataset;
}

std::optional<Value> Dataset::document(std::string_view id) const {
  const std::shared_lock lock(guard_);
  const auto found = documents_.find(id);
  if (found == documents_.end()) return std::nullopt;
  return found->second;
}

std::size_t Dataset::size() const {
  const std::shared_lock lock(guard_);
  return documents_.size();
}

View Dataset::view(const std::vector<std::string>& perspective, bool isPublicReader) const {
  std::string key = isPublicReader ? "public" : "all";
  for (const std::string& name : perspective) key += ',' + name;
  const std::shared_lock lock(guard_);
  const std::scoped_lock viewLock(viewGuard_);
  View& view = views_[key];
  if (view) return view;
  Array documents;
  for (const auto& [id, document] : documents_) {
    if (!isPublicReader || isPublicId(id)) documents.push_back(document);
  }
  const std::vector<std::string_view> stack(perspective.begin(), perspective.end());
  view =
      std::make_shared<const groq::MemoryDataset>(groq::documentsInPerspective(documents, stack));
  return view;
}

LakeResult<void> Dataset::transact(std::string transactionId, bool isDryRun, const Work& work) {
  const std::scoped_lock writing(writing_);
  const bool isKnown =
      !database_
           .select("SELECT 1 FROM transactions WHERE id = ?1", {std::string_view(transactionId)})
           .empty();
  if (isKnown) {
    return refuse(409, "transactionAlreadyExistsError",
                  "Transaction \"" + transactionId + "\" already exists");
  }
  // Only this thread changes documents_, so reading them needs no lock here.
  Draft draft(documents_, std::move(transactionId), nowMs());
  if (auto done = work(draft); !done) return done;
  if (auto sound = checkReferences(draft); !sound) return sound;
  if (isDryRun) return {};
  if (!store(draft)) return refuse(500, "internalError", "The transaction could not be stored");
  const Commit commit = draft.take();
  apply(commit);
  if (observer_) observer_(commit);
  return {};
}

LakeResult<void> Dataset::checkReferences(const Draft& draft) const {
  for (const DocumentChange& change : draft.changes()) {
    if (change.after) {
      for (const std::string& target : strongReferences(*change.after)) {
        if (draft.find(target) != nullptr) continue;
        return refuse(
            409, "documentReferencesNonExistentDocumentError",
            "Document \"" + change.id + "\" references non-existent document \"" + target + "\"",
            Object{{"id", change.id}, {"referenceID", target}});
      }
      continue;
    }
    const auto referrers = referrers_.find(change.id);
    if (referrers == referrers_.end()) continue;
    for (const std::string& id : referrers->second) {
      const Value* referrer = draft.find(id);
      if (referrer == nullptr) continue;
      const auto targets = strongReferences(*referrer);
      if (std::ranges::find(targets, change.id) == targets.end()) continue;
      return refuse(409, "documentHasExistingReferencesError",
                    "Document \"" + change.id +
                        "\" cannot be deleted as there are references to it from \"" + id + "\"",
                    Object{{"id", change.id}, {"referencingIDs", Array{id}}});
    }
  }
  return {};
}

bool Dataset::store(const Draft& draft) {
  Database::Transaction transaction(database_);
  bool isStored = database_.run("INSERT INTO transactions(id, at) VALUES(?1, ?2)",
                                {std::string_view(draft.transactionId()), draft.atMs()});
  for (const DocumentChange& change : draft.changes()) {
    const std::string_view id = change.id;
    if (!change.after) {
      isStored = isStored && database_.run("DELETE FROM documents WHERE id = ?1", {id});
      continue;
    }
    const std::string body = encodeJson(*change.after);
    isStored = isStored && database_.run("INSERT OR REPLACE INTO documents VALUES(?1, ?2)",
                                         {id, std::string_view(body)});
  }
  return isStored && transaction.commit();
}

void Dataset::apply(const Commit& commit) {
  const std::unique_lock lock(guard_);
  for (const DocumentChange& change : commit.changes) {
    noteReferences(change);
    if (change.after)
      documents_.insert_or_assign(change.id, *change.after);
    else
      documents_.erase(change.id);
  }
  const std::scoped_lock viewLock(viewGuard_);
  views_.clear();
}

void Dataset::noteReferences(const DocumentChange& change) {
  if (change.before) {
    for (const std::string& target : strongReferences(*change.before)) {
      referrers_[target].erase(change.id);
    }
  }
  if (!change.after) return;
  for (const std::string& target : strongReferences(*change.after)) {
    referrers_[target].insert(change.id);
  }
}

void Dataset::rebaseAssets(std::string_view base) {
  const std::unique_lock lock(guard_);
  for (auto& [id, document] : documents_) {
    if (document["_type"] != Value("sanity.imageAsset")) continue;
    document =
        document.with("url", std::string(base) + "/" + std::string(document["path"].asString()));
  }
}

}  // namespace vitrine::services
