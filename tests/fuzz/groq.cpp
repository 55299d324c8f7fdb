// SPDX-License-Identifier: MIT
// Any bytes as GROQ: refused, or evaluated within its limits, to the same with and without indexes.
#include "engine/groq/groq.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "tests/fuzz/seeds.h"

using namespace vitrine;

namespace {

constexpr std::string_view kDocuments = R"([
  {"_id":"a","_type":"product","title":"Aurora lamp","slug":{"current":"aurora"},"price":1.5,
   "tags":["new","oak"],"category":{"_ref":"c"},"variants":[{"_key":"k","stock":2}],"nothing":null},
  {"_id":"drafts.a","_type":"product","title":"Aurora","at":"2026-01-02T03:04:05Z","price":2},
  {"_id":"c","_type":"category","title":"Lamps","parent":{"_ref":"c"},"rank":9007199254740993},
  {"_id":"o.1","_type":"order","lines":[{"product":{"_ref":"a"},"quantity":3}],
   "mixed":[1,"x",[],{}]},
  {"_id":"p","_type":"place","where":{"type":"Point","coordinates":[1,2]},
   "body":[{"_type":"block","children":[{"_type":"span","text":"Hi"}]}]}
])";

constexpr std::string_view kParams =
    R"({"slug":"aurora","n":2,"ids":["a","c"],"text":"a*","none":null,"o":{"a":1}})";

constexpr std::string_view kSeeds[] = {
    "*[_type == \"product\" && slug.current == $slug][0]{..., \"c\": category->title}",
    "*[references($ids) || _id in path(\"drafts.**\")] | order(price desc, title) [0..$n]",
    "*[title match $text] | score(title match \"a\", boost(price > 1, 2)) {_score}",
    "count(*[_type in [\"order\", \"place\"]].lines[].product->variants[stock > 1])",
    "select(price > 1 => string::split(title, \" \"), defined(tags) => array::join(tags, \",\"))",
    "*{\"x\": coalesce(nothing, ^._id, @.title) + \"x\", price ** 2 => {\"y\": round(price, 1)}}",
    "before().title != after().title && delta::changedAny((title, price))",
    "*[geo::distance(where, geo::latLng(1, 2)) < 10]{\"t\": pt::text(body), \"d\": dateTime(at)}",
    "fn a::b($x) = $x{title, \"c\": a::c(category)}; fn a::c($y) = $y->{title}; a::b(*[0])",
    "*[_type == \"product\"]{\"d\": price in 1..2, \"n\": ^.^._id, \"p\": pt(body), \"l\": "
    "lower(title)}",
};

// The same documents without an index.
class Plain final : public groq::Dataset {
 public:
  explicit Plain(const groq::MemoryDataset& documents) : documents_(documents) {}
  std::size_t size() const override { return documents_.size(); }
  const Value& at(std::size_t position) const override { return documents_.at(position); }
  const Value* byId(std::string_view id) const override { return documents_.byId(id); }

 private:
  const groq::MemoryDataset& documents_;
};

const Value& params() {
  static const Value params = decodeJson(kParams).value();
  return params;
}

bool isQuery(std::string_view text, groq::Mode mode) {
  return groq::parse(text, params(), mode).has_value();
}

void evaluateBoth(std::string_view text, groq::Mode mode) {
  static const groq::MemoryDataset indexed(decodeJson(kDocuments).value().items());
  static const Plain plain(indexed);
  const auto query = groq::parse(text, params(), mode);
  if (!query) {
    check(query.error().start <= query.error().end);
    return;
  }
  groq::Options options;
  options.limits = {.steps = 200'000, .depth = 256, .bytes = std::int64_t{16} << 20U};
  options.before = indexed.at(0);
  options.after = indexed.at(1);
  const auto one = groq::evaluate(*query, indexed, params(), options);
  const auto other = groq::evaluate(*query, plain, params(), options);
  if (one && other) check(encodeJson(*one) == encodeJson(*other));
  groq::matchesFilter(*query, indexed.at(0), params(), options);
}

}  // namespace

// A seed that is no query leads nowhere.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
  for (const std::string_view seed : kSeeds) {
    check(isQuery(seed, groq::Mode::kNormal) || isQuery(seed, groq::Mode::kDelta));
  }
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned random) {
  return mutateFromSeeds(kSeeds, data, size, most, random);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  evaluateBoth(text, groq::Mode::kNormal);
  evaluateBoth(text, groq::Mode::kDelta);
  return 0;
}
