// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

TEST(GroqTraversalTest, AFilterKeepsWhatIsTrueAndNothingElse) {
  EXPECT_EQ(run("*[_type == \"category\"]._id"), R"(["category-light","category-sofa"])");
  EXPECT_EQ(run("*[rating]._id"), "[]");
  EXPECT_EQ(run("*[rating > 4]._id"), R"(["product-aurora"])");
}

TEST(GroqTraversalTest, TheSlugLookupGivesOneDocument) {
  EXPECT_EQ(
      run("*[_type == \"product\" && slug.current == $slug][0]{title, \"slug\": slug.current}",
          json(R"({"slug":"birk"})")),
      R"({"title":"Birk Sofa","slug":"birk"})");
  EXPECT_EQ(run("*[slug.current == \"none\"][0].title"), "null");
}

TEST(GroqTraversalTest, ElementsAndSlicesCountFromBothEnds) {
  const std::string letters = "[\"a\", \"b\", \"c\", \"d\"]";
  EXPECT_EQ(run(letters + "[0]"), R"("a")");
  EXPECT_EQ(run(letters + "[-1]"), R"("d")");
  EXPECT_EQ(run(letters + "[9]"), "null");
  EXPECT_EQ(run(letters + "[-9]"), "null");
  EXPECT_EQ(run(letters + "[3.0]"), R"("d")");
  EXPECT_EQ(run(letters + "[1..2]"), R"(["b","c"])");
  EXPECT_EQ(run(letters + "[1...2]"), R"(["b"])");
  EXPECT_EQ(run(letters + "[-2..-1]"), R"(["c","d"])");
  EXPECT_EQ(run(letters + "[2..0]"), "[]");
  EXPECT_EQ(run(letters + "[-9..99]"), R"(["a","b","c","d"])");
  EXPECT_EQ(run(letters + "[1 + 1]"), R"("c")");
  EXPECT_EQ(run(letters + "[99999999999999999999]"), "null");
  EXPECT_EQ(run("1[0]"), "null");
  EXPECT_EQ(run("1[0..1]"), "null");
}

TEST(GroqTraversalTest, ParametersAreIndexesNamesAndBounds) {
  const Value params = json(R"({"from":1,"to":3,"name":"b"})");
  EXPECT_EQ(run("[10, 20, 30, 40][$from...$to]", params), "[20,30]");
  EXPECT_EQ(run("[10, 20, 30, 40][$from]", params), "20");
  EXPECT_EQ(run("{\"b\": 5}[$name]", params), "5");
  EXPECT_EQ(run("{\"b\": 5}[\"b\"]", params), "5");
}

TEST(GroqTraversalTest, AttributesMapOverArrays) {
  EXPECT_EQ(run("*[_type == \"product\"].slug.current"), R"(["aurora","birk","cirrus",null])");
  EXPECT_EQ(run("*[_type == \"product\"].variants[].sku"), R"(["AUR-S","AUR-L","BIR-G",null])");
  EXPECT_EQ(run("*[_id == \"product-aurora\"][0].variants[stock > 0].sku"), R"(["AUR-S"])");
  EXPECT_EQ(run("(*[_type == \"category\"].title)[1]"), R"("Sofas")");
  EXPECT_EQ(run("[[1, 2], [3]][][0]"), "[1,2]");
  EXPECT_EQ(run("\"text\".length"), "null");
}

TEST(GroqTraversalTest, ReferencesAreFollowedAlsoInFilters) {
  EXPECT_EQ(run("*[category->slug.current == \"lighting\"].title"),
            R"(["Aurora Lamp","Cirrus Lamp"])");
  EXPECT_EQ(run("*[_id == \"product-birk\"]{\"category\": category->title}"),
            R"([{"category":"Sofas"}])");
  EXPECT_EQ(run("*[_id == \"product-birk\"]{category->{title}}"),
            R"([{"category":{"title":"Sofas"}}])");
  EXPECT_EQ(run("{\"_ref\": \"nobody\"}->"), "null");
  EXPECT_EQ(run("1->"), "null");
  EXPECT_EQ(run("{\"a\": [{\"_ref\": \"category-sofa\"}]}.a[]->title"), R"(["Sofas"])");
}

TEST(GroqTraversalTest, ParentsReachOutOfProjectionsAndFilters) {
  EXPECT_EQ(run("*[_type == \"category\"] | order(order)"
                "{title, \"count\": count(*[_type == \"product\" && category._ref == ^._id])}"),
            R"([{"title":"Sofas","count":1},{"title":"Lighting","count":2}])");
  EXPECT_EQ(run("*[_type == \"category\"]{\"n\": count(*[references(^._id)])}.n"), "[2,1]");
  EXPECT_EQ(run("*[_id == \"product-aurora\"]{\"v\": variants[]{sku, \"of\": ^.title}}[0].v[0].of"),
            R"("Aurora Lamp")");
  EXPECT_EQ(run("{\"a\": 1, \"b\": {\"c\": {\"d\": ^.^.a}}}"), R"({"a":1,"b":{"c":{"d":null}}})");
  EXPECT_EQ(run("{\"x\": 7}{\"y\": {\"k\": 1}{\"z\": ^.x}}"), R"({"y":{"z":7}})");
  EXPECT_EQ(run("^.^.^"), "null");
}

TEST(GroqTraversalTest, ProjectionsSplatNameAndChoose) {
  EXPECT_EQ(run("*[_type == \"order\"]{..., \"_id\": 1, \"extra\": true}"),
            R"([{"_id":1,"_type":"order","status":"paid","totalMinor":4900,"extra":true}])");
  EXPECT_EQ(run("{\"a\": 1}{a, b}"), R"({"a":1,"b":null})");
  EXPECT_EQ(run("*[_id == \"product-birk\"]{title, price > 50000 => {\"large\": true}, price < 1 "
                "=> {\"x\": 1}}"),
            R"([{"title":"Birk Sofa","large":true}])");
  EXPECT_EQ(run("{\"a\": 1, ...{\"a\": 2, \"b\": 3}, ...null}"), R"({"a":2,"b":3})");
  EXPECT_EQ(run("*[_type == \"category\"] | {title}[0]"), R"({"title":"Lighting"})");
  EXPECT_EQ(run("1{a}"), "null");
  EXPECT_EQ(run("[1, ...[2, 3], ...4, ...[]]"), "[1,2,3]");
}

TEST(GroqTraversalTest, OrderSortsByTypeThenValueAndIsStable) {
  EXPECT_EQ(run("*[_type == \"product\" && defined(price)] | order(price desc).title"),
            R"(["Birk Sofa","Cirrus Lamp","Aurora Lamp"])");
  EXPECT_EQ(run("[3, \"a\", null, true, 1, false, [], \"B\"] | order(@)"),
            R"([1,3,"B","a",false,true,null,[]])");
  EXPECT_EQ(run("[3, \"a\", null, 1] | order(@ desc)"), R"([null,"a",3,1])");
  EXPECT_EQ(run("[{\"k\": 1, \"v\": 1}, {\"k\": 0, \"v\": 2}, {\"k\": 1, \"v\": 3}] | order(k).v"),
            "[2,1,3]");
  EXPECT_EQ(run("*[_type == \"product\"] | order(category->title asc, title desc)[0...2].title"),
            R"(["Cirrus Lamp","Aurora Lamp"])");
  EXPECT_EQ(run("* | order(_id)[0]._id"), R"("category-light")");
  EXPECT_EQ(run("1 | order(@)"), "null");
}

TEST(GroqTraversalTest, ScoreRanksByWordsAndBoosts) {
  EXPECT_EQ(
      run("*[_type == \"product\"] | score(title match \"lamp\", boost(summary match \"glass\", 3))"
          "[_score > 0]{title}"),
      R"([{"title":"Aurora Lamp"},{"title":"Cirrus Lamp"}])");
  EXPECT_EQ(run("[{\"a\": 1}, {\"a\": 2}] | score(a == 2)"),
            R"([{"a":2,"_score":1},{"a":1,"_score":0}])");
}

// "Score evaluation" and boost() of the specification; every score begins at 0 here.
TEST(GroqTraversalTest, ABoostIsItsPredicateAndAddsToItsScore) {
  const auto scores = [](std::string_view predicate) {
    return run("[{\"c\": true, \"d\": true}, {\"c\": false, \"d\": true}] | score(" +
               std::string(predicate) + ")._score");
  };
  EXPECT_EQ(scores("boost(c, 2)"), "[3,0]");
  EXPECT_EQ(scores("boost(c, 0)"), "[1,0]");
  EXPECT_EQ(scores("boost(c, -5)"), "[0,0]");
  EXPECT_EQ(scores("boost(c, \"2\")"), "[0,0]");
  EXPECT_EQ(scores("!boost(c, 2)"), "[1,0]");
  EXPECT_EQ(scores("boost(c, 2) == true"), "[1,0]");
  EXPECT_EQ(scores("boost(c, -5) == null"), "[1,1]");
  EXPECT_EQ(scores("(boost(c, 2) || d)"), "[4,1]");
  EXPECT_EQ(scores("((boost(c, 2)) && d)"), "[4,0]");
  EXPECT_EQ(scores("boost((c || d), 2)"), "[4,3]");
}

TEST(GroqTraversalTest, ASubQueryThatNoRowChangesIsComputedOnce) {
  // Ten of these inside each other multiply when each row computes its own: 7^10 steps.
  std::string text = "true";
  for (int i = 0; i < 10; ++i) text = "_id in *[" + text + "]._id";
  EXPECT_EQ(run("count(*[" + text + "])", {}, {.limits = {.steps = 10'000}}), "7");
}

TEST(GroqTraversalTest, ASubQueryThatARowChangesIsComputedForEach) {
  EXPECT_EQ(run("*[_type == \"category\"]{\"all\": *[_type == \"product\" && ^._id == "
                "category._ref]._id}.all"),
            R"([["product-aurora","product-cirrus"],["product-birk"]])");
  EXPECT_EQ(run("[1, 2]{\"a\": 1}"), "[null,null]");
  EXPECT_EQ(run("*[_type == \"category\"]{\"t\": [1, 2][@ == ^.order]}.t"), "[[2],[1]]");
  EXPECT_EQ(run("*[_type == \"category\"]{\"t\": variants[]{\"x\": [^.order]}}.t"), "[null,null]");
  EXPECT_EQ(run("[{\"o\": 1, \"v\": [{}]}, {\"o\": 2, \"v\": [{}]}]{\"t\": v[]{\"x\": [^.o]}}.t"),
            R"([[{"x":[1]}],[{"x":[2]}]])");
}

TEST(GroqTraversalTest, EarlyExitLooksNoFurtherThanItMust) {
  EXPECT_EQ(run("*[order > 0][0]._id", {}, {.limits = {.steps = 12}}), R"("category-light")");
  EXPECT_EQ(run("count(*[order > 0])", {}, {.limits = {.steps = 12}}), "error: steps");
}

}  // namespace
}  // namespace vitrine::groq
