// SPDX-License-Identifier: MIT
// The engine's GROQ as the bench drives it: documents in, JSON of results out. Texts come through one
// buffer that the caller writes into.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/core/json.h"
#include "engine/groq/groq.h"

namespace {

using vitrine::Value;
using vitrine::groq::MemoryDataset;
using vitrine::groq::Picked;
using vitrine::groq::Query;

constexpr vitrine::JsonLimits kLimits{.maxBytes = std::size_t{2} << 30U, .maxDepth = 64};

// Beyond what a server would allow: 100,000 documents are projected.
vitrine::groq::Options options() {
  vitrine::groq::Options options;
  options.limits.steps = 2'000'000'000;
  options.limits.bytes = std::int64_t{2} << 30U;
  return options;
}

struct Asked {
  Query query;
  Value params;
};

struct Bench {
  std::string bytes;
  std::string output;
  Picked picked;
  std::optional<MemoryDataset> documents;
  std::vector<Asked> asked;
};

Bench& bench() {
  static Bench instance;
  return instance;
}

}  // namespace

extern "C" {

// Room for so many bytes, to be written by the caller before open(), parse() or prepare().
EMSCRIPTEN_KEEPALIVE char* room(std::size_t size) {
  bench().bytes.resize_and_overwrite(size, [](char*, std::size_t all) { return all; });
  return bench().bytes.data();
}

// Takes a JSON array of documents.
EMSCRIPTEN_KEEPALIVE bool open() {
  auto documents = vitrine::decodeJson(bench().bytes, kLimits);
  bench().bytes = std::string();
  if (!documents || !documents->isArray()) return false;
  bench().documents.emplace(documents->items());
  return true;
}

// Whether the text is a query without parameters; how long it takes is what is asked.
EMSCRIPTEN_KEEPALIVE bool parse() { return vitrine::groq::parse(bench().bytes).has_value(); }

// Takes {query, params}; the number of the query for run(), or -1.
EMSCRIPTEN_KEEPALIVE int prepare() {
  const auto given = vitrine::decodeJson(bench().bytes, kLimits);
  if (!given) return -1;
  auto query = vitrine::groq::parse((*given)["query"].asString(), (*given)["params"]);
  if (!query) return -1;
  bench().asked.push_back({std::move(*query), (*given)["params"]});
  return static_cast<int>(bench().asked.size()) - 1;
}

// How the query is answered: with JSON, which output() has; with documents, which positions() has;
// or with the one that it has, and null where it has none. 0 when a limit was broken.
enum Answered : int { kFailed, kJson, kDocuments, kOneDocument };

EMSCRIPTEN_KEEPALIVE int run(int number) {
  const Asked& asked = bench().asked[static_cast<std::size_t>(number)];
  auto answer = vitrine::groq::answer(asked.query, *bench().documents, asked.params, options());
  if (!answer) return kFailed;
  if (auto* picked = std::get_if<Picked>(&*answer)) {
    bench().picked = std::move(*picked);
    return bench().picked.isOne ? kOneDocument : kDocuments;
  }
  bench().output = vitrine::encodeJson(std::get<Value>(*answer));
  return kJson;
}

EMSCRIPTEN_KEEPALIVE const char* output() { return bench().output.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t outputSize() { return bench().output.size(); }
EMSCRIPTEN_KEEPALIVE const std::uint32_t* positions() { return bench().picked.positions.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t positionCount() { return bench().picked.positions.size(); }
EMSCRIPTEN_KEEPALIVE std::size_t memberCount() { return bench().picked.members.size(); }

// Makes the output the JSON of a document; of the names and columns of what stands for each picked
// document; or of the values of one of these columns.
EMSCRIPTEN_KEEPALIVE void writeDocument(std::size_t position) {
  bench().output = vitrine::encodeJson(bench().documents->at(position));
}
EMSCRIPTEN_KEEPALIVE void writeMembers() {
  vitrine::Array members;
  for (const Picked::Member& member : bench().picked.members) {
    members.emplace_back(vitrine::Object{{"name", member.name}, {"column", member.column}});
  }
  bench().output = vitrine::encodeJson(members);
}
EMSCRIPTEN_KEEPALIVE void writeColumn(std::size_t member) {
  const std::string_view text = bench().picked.members[member].column;
  bench().output = vitrine::encodeJson(*bench().documents->indexes()->of(text)->column.get());
}
}
