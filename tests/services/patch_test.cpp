// SPDX-License-Identifier: MIT
#include "shell/services/lake/patch.h"

#include <gtest/gtest.h>

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

Value json(std::string_view text) { return decodeJson(text).value(); }

std::string patched(std::string_view document, std::string_view patch) {
  const auto result = applyPatch(json(document), json(patch));
  return result ? encodeJson(*result) : "refused: " + result.error().description;
}

TEST(PatchTest, SetIfMissingComesBeforeIncrementAndSet) {
  EXPECT_EQ(patched("{}", R"({"inc":{"n":2},"setIfMissing":{"n":0}})"), R"({"n":2})");
  EXPECT_EQ(patched("{}", R"({"setIfMissing":{"a":2},"set":{"a":1}})"), R"({"a":1})");
  EXPECT_EQ(patched(R"({"a":null})", R"({"setIfMissing":{"a":2}})"), R"({"a":null})");
}

TEST(PatchTest, IncrementsOnlyNumbersAndKeepsIntegersWhole) {
  EXPECT_EQ(patched(R"({"a":1,"b":"x","c":0.5})", R"({"inc":{"a":2,"b":2,"c":1,"d":2}})"),
            R"({"a":3,"b":"x","c":1.5})");
  EXPECT_EQ(patched(R"({"v":[{"_key":"k","stock":5}]})", R"({"dec":{"v[_key==\"k\"].stock":7}})"),
            R"({"v":[{"_key":"k","stock":-2}]})");
}

TEST(PatchTest, InsertsBeforeAfterAndInsteadOf) {
  EXPECT_EQ(patched(R"({"a":[1,2]})", R"({"insert":{"after":"a[-1]","items":[3]}})"),
            R"({"a":[1,2,3]})");
  EXPECT_EQ(patched(R"({"a":[]})", R"({"insert":{"before":"a[0]","items":[3]}})"), R"({"a":[3]})");
  EXPECT_EQ(patched(R"({"a":[1,2,3,4]})", R"({"insert":{"replace":"a[2:-1]","items":[]}})"),
            R"({"a":[1,2]})");
  EXPECT_EQ(patched(R"({"a":[1,2]})", R"({"insert":{"replace":"a[1:1]","items":[9]}})"),
            R"({"a":[1,9,2]})");
  EXPECT_EQ(patched(R"({"b":1})", R"({"insert":{"after":"a[-1]","items":[3]}})"), R"({"b":1})");
}

TEST(PatchTest, RefusesAnInsertWithTwoPlaces) {
  EXPECT_TRUE(patched(R"({"a":[]})", R"({"insert":{"after":"a[-1]","before":"a[0]","items":[1]}})")
                  .starts_with("refused"));
}

TEST(PatchTest, RefusesToChangeTheIdAndTheType) {
  EXPECT_TRUE(patched(R"({"_id":"a"})", R"({"set":{"_id":"b"}})").starts_with("refused"));
  EXPECT_TRUE(patched(R"({"_type":"a"})", R"({"unset":["_type"]})").starts_with("refused"));
}

TEST(PatchTest, RefusesOperationsThatItDoesNotKnow) {
  EXPECT_TRUE(patched("{}", R"({"explode":{}})").starts_with("refused"));
  EXPECT_TRUE(patched("{}", R"({"diffMatchPatch":{"a":"@@"}})").starts_with("refused"));
}

}  // namespace
}  // namespace vitrine::services
