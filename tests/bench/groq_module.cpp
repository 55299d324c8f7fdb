// SPDX-License-Identifier: MIT
// The engine's GROQ as the bench drives it: documents in, JSON of results out. Texts come through one
// buffer that the caller writes into.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/json.h"
#include "engine/groq/groq.h"

namespace {

using vitrine::Value;
using vitrine::groq::MemoryDataset;
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

// How long the JSON of the result is, which output() has; 0 when a limit was broken.
EMSCRIPTEN_KEEPALIVE std::size_t run(int number) {
  const Asked& asked = bench().asked[static_cast<std::size_t>(number)];
  const auto result =
      vitrine::groq::evaluate(asked.query, *bench().documents, asked.params, options());
  bench().output = result ? vitrine::encodeJson(*result) : "";
  return bench().output.size();
}
EMSCRIPTEN_KEEPALIVE const char* output() { return bench().output.data(); }
}
