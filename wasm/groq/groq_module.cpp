// SPDX-License-Identifier: MIT
// GROQ over documents in memory, as a module of its own that a page loads when it asks its first
// query: texts come through one buffer that the caller writes into, answers as JSON or as the
// positions of documents. package/src/groq.ts is the other half.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>

#include "engine/core/json.h"
#include "engine/groq/groq.h"
#include "engine/groq/reads.h"
#include "engine/ports/clock.h"

namespace {

using vitrine::Array;
using vitrine::Object;
using vitrine::Value;
using vitrine::groq::DocumentChange;
using vitrine::groq::MemoryDataset;
using vitrine::groq::Picked;
using vitrine::groq::Query;
using vitrine::groq::Reads;

constexpr vitrine::JsonLimits kLimits{.maxBytes = std::size_t{1} << 30U, .maxDepth = 64};

// The page's own documents and queries: 100,000 documents may be projected.
// The page stands still meanwhile, so not for longer than seconds; the first question makes columns,
// which on a slow phone takes one or two.
constexpr vitrine::groq::Limits kQueryLimits{
    .steps = 500'000'000, .bytes = std::int64_t{1} << 30U, .milliseconds = 5'000};

class SteadyClock final : public vitrine::Clock {
 public:
  vitrine::Timestamp now() override { return {static_cast<std::int64_t>(emscripten_get_now())}; }
};

struct Asked {
  Query query;
  Value params;
  Reads reads;
  bool isStale = false;
};

struct Module {
  std::string bytes;
  std::string output;
  Picked picked;
  std::optional<MemoryDataset> documents;
  std::map<int, Asked> asked;
  int lastNumber = 0;
  SteadyClock clock;
};

Module& module() {
  static Module instance;
  return instance;
}

// Applies one change to the documents to come, and to what was answered. What is gone is null.
class Changer {
 public:
  Changer() {
    for (std::size_t i = 0; i < held_.size(); ++i) documents_.push_back(held_.at(i));
  }

  void put(const Value& document) {
    const std::string_view id = document["_id"].asString();
    const std::size_t position = positionOf(id);
    if (position == documents_.size()) {
      added_.emplace(id, position);
      documents_.emplace_back();
    }
    set(position, document);
  }

  void remove(std::string_view id) {
    const std::size_t position = positionOf(id);
    if (position < documents_.size()) set(position, {});
  }

  Array take() {
    std::erase_if(documents_, [](const Value& document) { return document.isNull(); });
    return std::move(documents_);
  }

 private:
  // Behind all for an id that is not there.
  std::size_t positionOf(std::string_view id) const {
    if (const auto added = added_.find(id); added != added_.end()) return added->second;
    const Value* known = held_.byId(id);
    return known == nullptr ? documents_.size() : static_cast<std::size_t>(known - &held_.at(0));
  }

  void set(std::size_t position, Value document) {
    const DocumentChange change{position, documents_[position], document};
    if (change.before == change.after) return;
    for (auto& [number, asked] : module().asked) {
      asked.isStale = asked.isStale || asked.reads.isConcerned(asked.query.ast(), change);
    }
    documents_[position] = std::move(document);
  }

  const MemoryDataset& held_ = *module().documents;
  Array documents_;
  std::unordered_map<std::string_view, std::size_t> added_;  // views into what is put
};

// How a query is answered: with JSON, which the output is; with documents, which positions() has;
// or with the one that it has, and null where it has none. A failure is {message} in the output.
enum Answered : int { kFailed, kJson, kDocuments, kOneDocument };

constexpr std::string_view kNotPrepared = "the query is not prepared";

void write(const Value& value) { module().output = vitrine::encodeJson(value); }

Answered writeFailure(std::string_view message) {
  write(Object{{"message", message}});
  return kFailed;
}

// Nullptr for a number that prepare() has not answered, or that is forgotten.
Asked* askedAs(int number) {
  const auto found = module().asked.find(number);
  return found == module().asked.end() ? nullptr : &found->second;
}

vitrine::groq::Options optionsAt(double nowMs) {
  return {.now = {static_cast<std::int64_t>(nowMs)}, .limits = kQueryLimits, .clock = &module().clock};
}

}  // namespace

extern "C" {

// Room for so many bytes, to be written by the caller before a call that takes something.
EMSCRIPTEN_KEEPALIVE char* room(std::size_t size) {
  module().bytes.resize_and_overwrite(size, [](char*, std::size_t all) { return all; });
  return module().bytes.data();
}

// Takes a JSON array of documents.
EMSCRIPTEN_KEEPALIVE bool open() {
  auto documents = vitrine::decodeJson(module().bytes, kLimits);
  module().bytes = std::string();
  if (!documents || !documents->isArray()) return false;
  module().documents.emplace(documents->items());
  return true;
}

// Takes {put: documents, remove: ids}. Afterwards positions and columns are others, and isStale()
// says which queries have read what has changed.
EMSCRIPTEN_KEEPALIVE bool change() {
  const auto given = vitrine::decodeJson(module().bytes, kLimits);
  module().bytes = std::string();
  if (!given) return false;
  Changer changer;
  for (const Value& document : (*given)["put"].items()) changer.put(document);
  for (const Value& id : (*given)["remove"].items()) changer.remove(id.asString());
  module().documents.emplace(changer.take());
  return true;
}

// Takes a query of so many bytes and behind it the JSON of its parameters; the number of the query,
// or 0: then the output is {message, start, end}.
EMSCRIPTEN_KEEPALIVE int prepare(std::size_t queryBytes) {
  const std::string_view given = module().bytes;
  const Value params = vitrine::decodeJson(given.substr(queryBytes), kLimits).value_or(Value());
  auto query = vitrine::groq::parse(given.substr(0, queryBytes), params);
  if (!query) {
    const auto& [message, start, end] = query.error();
    write(Object{{"message", message},
                 {"start", static_cast<std::int64_t>(start)},
                 {"end", static_cast<std::int64_t>(end)}});
    return 0;
  }
  module().asked.emplace(++module().lastNumber, Asked{std::move(*query), params, Reads()});
  return module().lastNumber;
}

EMSCRIPTEN_KEEPALIVE void forget(int number) { module().asked.erase(number); }
EMSCRIPTEN_KEEPALIVE bool isStale(int number) {
  const Asked* asked = askedAs(number);
  return asked != nullptr && asked->isStale;
}

// `nowMs` is what now() says. What a watched query reads is remembered, for isStale().
EMSCRIPTEN_KEEPALIVE int run(int number, double nowMs, bool isWatched) {
  Asked* asked = askedAs(number);
  if (asked == nullptr) return writeFailure(kNotPrepared);
  asked->reads = Reads();
  asked->isStale = false;
  vitrine::groq::Options options = optionsAt(nowMs);
  if (isWatched) options.reads = &asked->reads;
  auto answer = vitrine::groq::answer(asked->query, *module().documents, asked->params, options);
  if (!answer) return writeFailure(answer.error().message);
  if (auto* picked = std::get_if<Picked>(&*answer)) {
    module().picked = std::move(*picked);
    return module().picked.isOne ? kOneDocument : kDocuments;
  }
  write(std::get<Value>(*answer));
  return kJson;
}

// Makes the output what explain() tells of the query.
EMSCRIPTEN_KEEPALIVE int explainQuery(int number, double nowMs) {
  const Asked* asked = askedAs(number);
  if (asked == nullptr) return writeFailure(kNotPrepared);
  const auto steps = vitrine::groq::explain(asked->query, *module().documents, asked->params,
                                            optionsAt(nowMs));
  if (!steps) return writeFailure(steps.error().message);
  write(*steps);
  return kJson;
}

EMSCRIPTEN_KEEPALIVE const char* output() { return module().output.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t outputSize() { return module().output.size(); }
EMSCRIPTEN_KEEPALIVE const std::uint32_t* positions() { return module().picked.positions.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t positionCount() { return module().picked.positions.size(); }
EMSCRIPTEN_KEEPALIVE std::size_t memberCount() { return module().picked.members.size(); }

// Makes the output the JSON of a document; of the names and columns of what stands for each picked
// document; or of the values of one of these columns.
EMSCRIPTEN_KEEPALIVE void writeDocument(std::size_t position) {
  write(module().documents->at(position));
}
EMSCRIPTEN_KEEPALIVE void writeMembers() {
  Array members;
  for (const Picked::Member& member : module().picked.members) {
    members.emplace_back(Object{{"name", member.name}, {"column", member.column}});
  }
  write(members);
}
EMSCRIPTEN_KEEPALIVE void writeColumn(std::size_t member) {
  write(*module().picked.members[member].expression->column.get());
}
}
