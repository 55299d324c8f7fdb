// SPDX-License-Identifier: MIT
// The engine's catalog as the bench drives it: bytes in, numbers out, nothing else in between. One
// catalog a module; texts come through two buffers that the caller writes into.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/catalog/decode.h"
#include "engine/core/check.h"
#include "engine/core/json.h"
#include "engine/core/value.h"
#include "tests/parse_query.h"

namespace {

using vitrine::Array;
using vitrine::Catalog;
using vitrine::CatalogPage;
using vitrine::Object;
using vitrine::Value;

constexpr std::size_t kTextSize = 8'192;
constexpr vitrine::JsonLimits kLimits{.maxBytes = std::size_t{2} << 30U, .maxDepth = 64};

struct Bench {
  std::string bytes;  // what is built from or opened
  std::string output;
  char text[kTextSize] = {};
  std::optional<vitrine::SegmentOpening> opening;
  Catalog catalog;
  vitrine::TextFound found;
  std::vector<vitrine::CatalogQuery> queries;
  CatalogPage page;  // valid until the next change: describe() comes right after run()
};

Bench& bench() {
  static Bench instance;
  return instance;
}

Value pageValue(const CatalogPage& page) {
  Array ids;
  for (const vitrine::Card& card : page.cards) ids.push_back(Value(std::string(card.id)));
  std::vector<Object::Member> facets;
  for (const vitrine::Facet& facet : page.facets) {
    std::vector<Object::Member> values;
    for (const vitrine::FacetValue& value : facet.values) {
      values.emplace_back(std::string(value.value), Value(value.count));
    }
    facets.emplace_back(std::string(facet.name), Value(Object::fromMembers(std::move(values))));
  }
  std::vector<Object::Member> members;
  members.emplace_back("total", Value(page.total));
  members.emplace_back("ids", Value(std::move(ids)));
  members.emplace_back("facets", Value(Object::fromMembers(std::move(facets))));
  if (page.priceMinMinor) members.emplace_back("priceMin", Value(*page.priceMinMinor));
  if (page.priceMaxMinor) members.emplace_back("priceMax", Value(*page.priceMaxMinor));
  return Value(Object::fromMembers(std::move(members)));
}

}  // namespace

extern "C" {

// Room for so many bytes, to be written by the caller before build() or open().
EMSCRIPTEN_KEEPALIVE char* room(std::size_t size) {
  bench().bytes.resize_and_overwrite(size, [](char*, std::size_t all) { return all; });
  return bench().bytes.data();
}

EMSCRIPTEN_KEEPALIVE bool build() {
  auto documents = vitrine::decodeCatalog(bench().bytes, kLimits);
  bench().bytes = std::string();
  if (!documents || documents->rejectedCount > 0) return false;
  bench().catalog = Catalog(std::move(documents->products), std::move(documents->categories));
  return true;
}

EMSCRIPTEN_KEEPALIVE bool open() {
  auto catalog = Catalog::open(std::move(bench().bytes));
  if (catalog) bench().catalog = std::move(*catalog);
  return catalog.has_value();
}

// The same as a page does it: the next slice of opening; whether there is more.
EMSCRIPTEN_KEEPALIVE bool openSlice() {
  std::optional<vitrine::SegmentOpening>& opening = bench().opening;
  if (!opening) opening.emplace(std::move(bench().bytes));
  const auto more = opening->work(vitrine::SegmentOpening::kSliceBytes);
  vitrine::check(more.has_value());
  if (*more) return true;
  bench().catalog = Catalog(opening->take());
  opening.reset();
  return false;
}

// Live changes. Documents come as a JSON array in the room; whether all could be read.
EMSCRIPTEN_KEEPALIVE bool upsert() {
  const auto documents = vitrine::decodeJson(bench().bytes, kLimits);
  if (!documents) return false;
  std::vector<vitrine::Product> products;
  for (const Value& document : documents->items()) {
    if (auto product = vitrine::decodeProduct(document)) products.push_back(std::move(*product));
  }
  const bool complete = products.size() == documents->items().size();
  bench().catalog.upsert(std::move(products));
  return complete;
}
EMSCRIPTEN_KEEPALIVE void removeProduct(std::size_t size) {
  bench().catalog.remove({bench().text, size});
}
// One slice of what is left to be done; whether there is more.
EMSCRIPTEN_KEEPALIVE bool settle() {
  if (bench().catalog.isSettled()) return false;
  bench().catalog.settle();
  return true;
}

EMSCRIPTEN_KEEPALIVE const char* text() { return bench().text; }

EMSCRIPTEN_KEEPALIVE std::int32_t find(std::size_t size, std::size_t limit, bool typos) {
  bench().found = bench().catalog.find({bench().text, size}, limit,
                                       typos ? vitrine::Typos::kOn : vitrine::Typos::kOff);
  return static_cast<std::int32_t>(bench().found.total);
}
// Of each product that was found two numbers: segment and number.
EMSCRIPTEN_KEEPALIVE const vitrine::ProductPlace* found() { return bench().found.products.data(); }
EMSCRIPTEN_KEEPALIVE std::size_t foundCount() { return bench().found.products.size(); }

// The number of a query, for run().
EMSCRIPTEN_KEEPALIVE std::size_t prepare(std::size_t size) {
  const std::string_view address(bench().text, size);
  bench().queries.push_back(vitrine::parseQuery(address, bench().catalog.currency()));
  return bench().queries.size() - 1;
}
EMSCRIPTEN_KEEPALIVE std::int32_t run(std::size_t query) {
  bench().page = bench().catalog.search(bench().queries[query]);
  return static_cast<std::int32_t>(bench().page.total);
}

// Texts to be read by the caller: each says how long it is, output() where it stands.
EMSCRIPTEN_KEEPALIVE std::size_t snapshot() {
  bench().output = bench().catalog.snapshot();
  return bench().output.size();
}
EMSCRIPTEN_KEEPALIVE std::size_t describe() {
  bench().output = vitrine::encodeJson(pageValue(bench().page));
  return bench().output.size();
}
EMSCRIPTEN_KEEPALIVE std::size_t idOf(std::uint32_t number) {
  bench().output = bench().catalog.idOf({.segment = 0, .number = number});
  return bench().output.size();
}
EMSCRIPTEN_KEEPALIVE const char* output() { return bench().output.data(); }
}
