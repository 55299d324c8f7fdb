// SPDX-License-Identifier: MIT
#include "shell/services/lake/path.h"

#include <gtest/gtest.h>

#include <string>

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

Value json(std::string_view text) { return decodeJson(text).value(); }

// The document after every place that the path names was set to "!".
std::string marked(std::string_view document, std::string_view path) {
  const auto parsed = parsePath(path);
  if (!parsed) return "refused";
  const auto changed = changeAt(json(document), *parsed, Missing::kMakeAll,
                                [](const Value*) -> std::optional<Value> { return Value("!"); });
  return changed ? encodeJson(*changed) : "refused";
}

std::string unset(std::string_view document, std::string_view path) {
  const auto parsed = parsePath(path);
  if (!parsed) return "refused";
  const auto changed = changeAt(json(document), *parsed, Missing::kSkip,
                                [](const Value*) -> std::optional<Value> { return std::nullopt; });
  return changed ? encodeJson(*changed) : "refused";
}

TEST(PathTest, NamesAttributesIndicesAndSlices) {
  EXPECT_EQ(marked(R"({"a":{"b":1}})", "a.b"), R"({"a":{"b":"!"}})");
  EXPECT_EQ(marked(R"({"a":[1,2,3]})", "a[1]"), R"({"a":[1,"!",3]})");
  EXPECT_EQ(marked(R"({"a":[1,2,3]})", "a[-1]"), R"({"a":[1,2,"!"]})");
  EXPECT_EQ(marked(R"({"a":[1,2,3]})", "a[0,2]"), R"({"a":["!",2,"!"]})");
  EXPECT_EQ(marked(R"({"a":[1,2,3]})", "a[1:3]"), R"({"a":[1,"!","!"]})");
  EXPECT_EQ(marked(R"({"a":[1,2,3]})", "a[1:-1]"), R"({"a":[1,"!","!"]})");
  EXPECT_EQ(marked(R"({"odd name":1})", "['odd name']"), R"({"odd name":"!"})");
}

TEST(PathTest, FiltersArraysByKeyAndByComparison) {
  EXPECT_EQ(marked(R"({"v":[{"_key":"a","n":1},{"_key":"b","n":2}]})", "v[_key==\"b\"].n"),
            R"({"v":[{"_key":"a","n":1},{"_key":"b","n":"!"}]})");
  EXPECT_EQ(marked(R"({"v":[5,20,30]})", "v[@<20]"), R"({"v":["!",20,30]})");
  EXPECT_EQ(marked(R"({"v":[{"n":5},{"n":20}]})", "v[n>=20].n"), R"({"v":[{"n":5},{"n":"!"}]})");
  EXPECT_EQ(marked(R"({"v":[{"n":5}]})", "v[6>n].n"), R"({"v":[{"n":"!"}]})");
  EXPECT_EQ(marked(R"({"v":[{"n":5}]})", "v[_key==\"nobody\"].n"), R"({"v":[{"n":5}]})");
}

TEST(PathTest, MakesMissingParentsAndReplacesScalarsOnTheWay) {
  EXPECT_EQ(marked("{}", "a.b.c"), R"({"a":{"b":{"c":"!"}}})");
  EXPECT_EQ(marked(R"({"a":5})", "a.b"), R"({"a":{"b":"!"}})");
  EXPECT_EQ(marked(R"({"a":[1]})", "a[3]"), R"({"a":[1,null,null,"!"]})");
}

TEST(PathTest, MakesParentsBelowWhatItFindsEverywhere) {
  EXPECT_EQ(marked(R"({"a":{"x":1},"b":[{"x":2}]})", "..x.y"),
            R"({"a":{"x":{"y":"!"}},"b":[{"x":{"y":"!"}}]})");
}

TEST(PathTest, AFilterOnWhatIsNoArrayMeansTheValueItself) {
  EXPECT_EQ(marked(R"({"a":{"b":1,"c":2}})", "a[b==1].c"), R"({"a":{"b":1,"c":"!"}})");
  EXPECT_EQ(marked(R"({"a":{"b":1,"c":2}})", "a[b==2].c"), R"({"a":{"b":1,"c":2}})");
  EXPECT_EQ(marked(R"({"a":[{"b":1}]})", "a[@!=1]"), R"({"a":[{"b":1}]})");
}

TEST(PathTest, RemovesWhatItNamesAndNothingElse) {
  EXPECT_EQ(unset(R"({"a":{"b":1,"c":2}})", "a.b"), R"({"a":{"c":2}})");
  EXPECT_EQ(unset(R"({"a":[1,2,3,4]})", "a[0,2]"), R"({"a":[2,4]})");
  EXPECT_EQ(unset(R"({"a":1})", "b.c"), R"({"a":1})");
  EXPECT_EQ(unset(R"({"a":{"x":1},"b":[{"x":2}]})", "..x"), R"({"a":{},"b":[{}]})");
}

TEST(PathTest, RefusesToNameMoreThanHalfAMillionPlaces) {
  std::string doubling;
  for (int i = 0; i < 30; ++i) doubling += "[a,b]";
  EXPECT_EQ(marked("{}", doubling), "refused");
  std::string nested = "1";
  for (int i = 0; i < 50; ++i) nested = R"({"a":)" + nested + "}";
  std::string everywhere;
  for (int i = 0; i < 20; ++i) everywhere += "..a";
  EXPECT_EQ(unset(nested, everywhere), "refused");
}

TEST(PathTest, RefusesWhatIsNoPath) {
  for (const char* text :
       {"", ".", "a.", "a[", "a[]", "a[1", "a[_key==]", "a[_key=='x]", "a b", "[:", "a[b c]"}) {
    EXPECT_FALSE(parsePath(text).has_value()) << text;
  }
  EXPECT_FALSE(parsePath(std::string(5'000, 'x')).has_value());
}

}  // namespace
}  // namespace vitrine::services
