// SPDX-License-Identifier: MIT
#include "shell/services/lake/dataset.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "engine/core/json.h"
#include "shell/services/clock.h"
#include "shell/services/crypto/digest.h"
#include "shell/services/lake/document.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kMostBytes = std::size_t{32} << 20U;  // of a document
constexpr std::size_t kMostViews = 16;

constexpr std::string_view kSchema =
    "CREATE TABLE IF NOT EXISTS documents(id TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS transactions(id TEXT PRIMARY KEY, at INTEGER) WITHOUT ROWID;";

// One body may copy the same large document many times.
std::unexpected<LakeError> writesTooMuch() {
  return refuse(400, "validationError", "The transaction writes more than 256 MB");
}

std::unexpected<LakeError> notStored() {
  return refuse(500, "internalError", "The transaction could not be stored");
}

View viewOf(const Documents& documents, const std::vector<std::string>& perspective,
            bool isPublicReader) {
  constexpr std::pair<std::string_view, Audience> kPlain[] = {
      {"raw", Audience::kAll},
      {"unversioned", Audience::kUnversioned},
      {"published", Audience::kPublished}};
  for (const auto& [name, audience] : kPlain) {
    if (perspective.size() != 1 || perspective[0] != name) continue;
    return std::make_shared<const DocumentView>(documents,
                                                isPublicReader ? Audience::kUndotted : audience);
  }
  Array seen = documents.all();
  if (isPublicReader) {
    std::erase_if(seen, [](const Value& each) { return !isPublicId(each["_id"].asString()); });
  }
  const std::vector<std::string_view> stack(perspective.begin(), perspective.end());
  return std::make_shared<const groq::MemoryDataset>(groq::documentsInPerspective(seen, stack));
}

LakeResult<void> checkLimits(const Draft& draft) {
  std::size_t written = 0;
  for (const DocumentChange& change : draft.changes()) {
    if (!change.after) continue;
    auto broken = brokenLimit(*change.after);
    const std::size_t bytes = jsonBytes(*change.after, kMostBytes);
    if (!broken && bytes > kMostBytes) broken = "is larger than 32 MB";
    if (broken) {
      return refuse(400, "validationError", "Document \"" + change.id + "\" " + *broken,
                    Object{{"id", change.id}});
    }
    written += bytes;
    if (written > Draft::kMostWritten) return writesTooMuch();
  }
  return {};
}

LakeResult<void> checkReferences(const Draft& draft) {
  for (const DocumentChange& change : draft.changes()) {
    if (change.after) {
      for (const std::string& target : strongReferences(*change.after)) {
        if (draft.find(target) != nullptr) continue;
        return refuse(
            409, "documentReferencesNonExistentDocumentError",
            "Document \"" + change.id + "\" references non-existent document \"" + target + "\"",
            Object{{"id", change.id}, {"referenceID", target}});
      }
    }
    const bool hasNewType =
        change.before && change.after && (*change.before)["_type"] != (*change.after)["_type"];
    if (change.after && !hasNewType) continue;
    if (const Value* referrer = referrerOf(draft.documents(), change.id)) {
      const std::string id((*referrer)["_id"].asString());
      const std::string what = hasNewType ? "cannot change its type" : "cannot be deleted";
      return refuse(409, "documentHasExistingReferencesError",
                    "Document \"" + change.id + "\" " + what +
                        " as there are references to it from \"" + id + '"',
                    Object{{"id", change.id}, {"referencingIDs", Array{id}}});
    }
  }
  return {};
}

}  // namespace

Draft::Draft(const Documents& base, std::string transactionId, std::int64_t atMs)
    : base_(base), documents_(base), commit_{std::move(transactionId), atMs, {}} {}

const Value* Draft::find(std::string_view id) const { return documents_.find(id); }

DocumentChange& Draft::changeFor(const std::string& id) {
  const auto [position, isNew] = positions_.try_emplace(id, commit_.changes.size());
  if (!isNew) return commit_.changes[position->second];
  DocumentChange change;
  change.id = id;
  if (const Value* document = base_.find(id)) change.before = *document;
  change.after = change.before;
  commit_.changes.push_back(std::move(change));
  return commit_.changes.back();
}

LakeResult<void> Draft::put(const std::string& id, Value document, const Value& mutation) {
  written_ += jsonBytes(mutation, kMostWritten - written_);
  if (written_ > kMostWritten) return writesTooMuch();
  DocumentChange& change = changeFor(id);
  documents_.put(document);
  change.after = std::move(document);
  change.mutations.push_back(mutation);
  return {};
}

void Draft::erase(const std::string& id, Value mutation) {
  DocumentChange& change = changeFor(id);
  documents_.erase(id);
  change.after.reset();
  change.mutations.push_back(std::move(mutation));
}

Dataset::Dataset(Database database) : database_(std::move(database)) {}

std::expected<std::unique_ptr<Dataset>, std::string> Dataset::open(const std::string& path,
                                                                   const std::string& schema) {
  auto database = Database::open(path, Database::Durability::kFull, std::string(kSchema) + schema);
  if (!database) return std::unexpected(database.error());
  std::unique_ptr<Dataset> dataset(new Dataset(std::move(*database)));
  for (const SqlRow& row : dataset->database_.select("SELECT id, body FROM documents")) {
    auto document = decodeJson(row[1]);
    if (!document) return std::unexpected("damaged document " + row[0] + " in " + path);
    dataset->documents_.put(std::move(*document));
  }
  return dataset;
}

std::optional<Value> Dataset::document(std::string_view id) const {
  const std::scoped_lock lock(guard_);
  const Value* found = documents_.find(id);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

Array Dataset::versionsOf(std::string_view publishedId) const {
  const std::scoped_lock lock(guard_);
  return documents_.versionsOf(publishedId);
}

View Dataset::view(const std::vector<std::string>& perspective, bool isPublicReader) const {
  std::string key = isPublicReader ? "public" : "all";
  for (const std::string& name : perspective) key += ',' + name;
  std::unique_lock lock(guard_);
  if (const auto known = views_.find(key); known != views_.end()) return known->second;
  const Documents documents = documents_;
  const std::int64_t edition = edition_;
  lock.unlock();
  View view = viewOf(documents, perspective, isPublicReader);
  lock.lock();
  if (edition != edition_) return view;
  if (views_.size() == kMostViews) views_.erase(views_.begin());
  views_.insert_or_assign(std::move(key), view);
  return view;
}

LakeResult<void> Dataset::transact(std::string transactionId, bool isDryRun, const Work& work) {
  Waiting mine{std::move(transactionId), isDryRun, work, {}};
  std::unique_lock lock(queueGuard_);
  queue_.push_back(&mine);
  while (!mine.isDone) {
    if (isCommitting_) {
      turn_.wait(lock);
      continue;
    }
    isCommitting_ = true;
    const std::vector<Waiting*> batch = std::exchange(queue_, {});
    lock.unlock();
    commit(batch);
    lock.lock();
    isCommitting_ = false;
    for (Waiting* waiting : batch) waiting->isDone = true;
    turn_.notify_all();
  }
  return std::move(mine.outcome);
}

std::size_t Dataset::waiting() const {
  const std::scoped_lock lock(queueGuard_);
  return queue_.size();
}

// What could not be stored together is tried one by one: whoever is to blame fails alone, and the
// answers of the others do not rest upon changes that were undone. Ends the process when something
// throws after a commit: memory would differ from the file.
void Dataset::commit(Batch batch) noexcept {
  if (commitTogether(batch)) return;
  for (Waiting* const& waiting : batch) {
    if (batch.size() > 1 && commitTogether({&waiting, 1})) continue;
    waiting->outcome = notStored();
  }
}

// False when the file is as it was.
bool Dataset::commitTogether(Batch batch) {
  Documents documents;
  std::vector<Commit> commits;
  try {
    documents = documents_;  // nobody else changes it
    if (!storeTogether(batch, documents, commits)) return false;
  } catch (const std::exception&) {  // no memory, say
    return false;
  }
  if (!commits.empty()) publish(std::move(documents), commits);
  return true;
}

bool Dataset::storeTogether(Batch batch, Documents& documents, std::vector<Commit>& commits) {
  Database::Transaction transaction(database_);
  for (Waiting* waiting : batch) {
    if (!transaction.isOpen()) return false;
    waiting->outcome = run(*waiting, documents, commits);
  }
  return commits.empty() || transaction.commit();  // who is refused needs no disk
}

LakeResult<void> Dataset::run(const Waiting& waiting, Documents& documents,
                              std::vector<Commit>& commits) {
  const std::string_view id = waiting.transactionId;
  if (!database_.select("SELECT 1 FROM transactions WHERE id = ?1", {id}).empty()) {
    return refuse(409, "transactionAlreadyExistsError",
                  "Transaction \"" + waiting.transactionId + "\" already exists");
  }
  Draft draft(documents, waiting.transactionId, nowMs());
  if (auto done = waiting.work(draft); !done) return done;
  if (auto sound = checkLimits(draft); !sound) return sound;
  if (auto sound = checkReferences(draft); !sound) return sound;
  if (waiting.isDryRun) return {};
  Commit commit = draft.take();
  if (!store(commit, draft.documents())) return notStored();
  documents = draft.documents();
  commits.push_back(std::move(commit));
  return {};
}

// All of it or nothing, within the transaction of the batch; ends that when it can do neither.
bool Dataset::store(const Commit& commit, const Documents& documents) {
  if (!database_.run("SAVEPOINT one")) return false;
  bool isStored = database_.run("INSERT INTO transactions(id, at) VALUES(?1, ?2)",
                                {std::string_view(commit.transactionId), commit.atMs});
  for (const DocumentChange& change : commit.changes) {
    const std::string_view id = change.id;
    if (!change.after) {
      isStored = isStored && database_.run("DELETE FROM documents WHERE id = ?1", {id});
      continue;
    }
    const std::string body = encodeJson(*change.after);
    isStored = isStored && database_.run("INSERT OR REPLACE INTO documents VALUES(?1, ?2)",
                                         {id, std::string_view(body)});
  }
  isStored = isStored && (!recorder_ || recorder_(commit, documents));
  const bool isSound = isStored || database_.run("ROLLBACK TO one");
  if (isSound && database_.run("RELEASE one")) return isStored;
  database_.run("ROLLBACK");
  return false;
}

void Dataset::publish(Documents documents, const std::vector<Commit>& commits) {
  std::map<std::string, View> outdated;  // let go of without the lock
  {
    const std::scoped_lock lock(guard_);
    std::swap(documents_, documents);
    outdated.swap(views_);
    ++edition_;
  }
  if (!observer_) return;
  for (const Commit& commit : commits) observer_(commit);
}

void Dataset::rebaseAssets(std::string_view base) {
  Documents rebased = documents_;
  for (const Value& document : documents_.all()) {
    if (document["_type"] != Value("sanity.imageAsset")) continue;
    const std::string path(document["path"].asString());
    rebased.put(document.with("url", std::string(base) + '/' + path));
  }
  publish(std::move(rebased), {});
}

}  // namespace vitrine::services
