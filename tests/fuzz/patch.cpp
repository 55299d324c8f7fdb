// SPDX-License-Identifier: MIT
// Any bytes as a patch's path, and as a whole patch: refused, or applied without harm.
#include "shell/services/lake/patch.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "engine/core/utf8.h"
#include "shell/services/lake/path.h"
#include "tests/fuzz/seeds.h"

using namespace vitrine;
using namespace vitrine::services;

namespace {

constexpr std::string_view kDocument =
    R"({"_id":"a","_type":"t","n":1,"text":"på fat","list":[1,2,[3]],"nothing":null,)"
    R"("rows":[{"_key":"a","v":1},{"_key":"b","v":2.5,"deep":{"v":true}}],)"
    R"("deep":{"deep":{"v":0}}})";

constexpr std::string_view kSeeds[] = {
    R"({"set":{"rows[_key==\"a\"].v":2},"unset":["list[0,-1]","..deep"]})",
    R"({"setIfMissing":{"a.b['c']":{}},"inc":{"..v":1},"dec":{"rows[1:-1].v":2}})",
    R"({"insert":{"replace":"list[1:2]","items":[{}]},"set":{"rows[@.v>=1,0]":[1]}})",
    R"({"diffMatchPatch":{"text":"@@ -2,6 +2,8 @@\n %C3%A5 fat\n+%C3%B8\n"}})",
    "rows[_key==\"a\"].v",
    "..deep[v!=1,2:3]['x']",
};

void applyAll(const Value& document, const Value& patch) {
  const auto patched = applyPatch(document, patch);
  if (!patched) return;
  check((*patched)["_id"] == document["_id"] && (*patched)["_type"] == document["_type"]);
  const std::string text = encodeJson(*patched);
  const auto again = decodeJson(text, {.maxDepth = 10'000});
  check(again && encodeJson(*again) == text);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned random) {
  return mutateFromSeeds(kSeeds, data, size, most, random);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Value document = decodeJson(kDocument).value();
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto patch = decodeJson(text)) applyAll(document, *patch);
  if (!parsePath(text) || !isValidUtf8(text)) return 0;  // a patch's text is always valid
  const Value one = Object{{text, 1}};
  for (const char* name : {"set", "setIfMissing", "inc", "dec", "diffMatchPatch"}) {
    applyAll(document, Object{{name, one}});
  }
  applyAll(document, Object{{"unset", Array{text}}});
  for (const char* where : {"before", "after", "replace"}) {
    applyAll(document, Object{{"insert", Object{{where, text}, {"items", Array{1, "x"}}}}});
  }
  return 0;
}
