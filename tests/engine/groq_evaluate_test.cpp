// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "tests/engine/groq_language.h"
#include "tests/engine/matchers.h"

namespace vitrine::groq {
namespace {

TEST(GroqLimitTest, EachLimitIsNamed) {
  EXPECT_EQ(
      run("count(*[count(*[count(*[^.^._id == _id]) > 0]) > 0])", {}, {.limits = {.steps = 200}}),
      "error: steps");
  EXPECT_EQ(run("[[[[[[1]]]]]]", {}, {.limits = {.depth = 5}}), "error: depth");
  EXPECT_EQ(run("[1, 2, 3]", {}, {.limits = {.bytes = 40}}), "error: memory");
}

TEST(GroqLimitTest, WhatReachesALimitIsAnswered) {
  const auto asked = [](std::string_view text, const Limits& limits) {
    return run(text, {}, {.limits = limits});
  };
  EXPECT_EQ(asked("count(*)", {.steps = 9}), "7");
  EXPECT_EQ(asked("count(*)", {.steps = 8}), "error: steps");
  EXPECT_EQ(asked("[[[[[[1]]]]]]", {.depth = 6}), "[[[[[[1]]]]]]");
  EXPECT_EQ(asked("[[[[[[1]]]]]]", {.depth = 5}), "error: depth");
  EXPECT_EQ(asked("[1, 2, 3]", {.bytes = 3 * sizeof(Value)}), "[1,2,3]");
  EXPECT_EQ(asked("[1, 2, 3]", {.bytes = 3 * sizeof(Value) - 1}), "error: memory");
}

// Each look at it takes a second.
class SlowClock final : public Clock {
 public:
  Timestamp now() override { return Timestamp{++looks_ * 1'000}; }
  std::int64_t msBetweenLooks() const { return (looks_ - 1) * 1'000; }

 private:
  std::int64_t looks_ = 0;
};

TEST(GroqLimitTest, TimeIsBoundedByTheClockThatIsGiven) {
  Array numbers;
  for (int i = 0; i < 100; ++i) numbers.emplace_back(i);
  const Value params = Object{{"n", numbers}};
  constexpr std::string_view kText = "count($n[count($n[@ > ^]) > 0])";
  const auto within = [&](std::int64_t ms) {
    SlowClock clock;
    return run(kText, params, {.limits = {.milliseconds = ms}, .clock = &clock});
  };
  SlowClock clock;
  EXPECT_EQ(run(kText, params, {.limits = {.milliseconds = 1'000'000}, .clock = &clock}), "99");
  ASSERT_GT(clock.msBetweenLooks(), 0);
  EXPECT_EQ(within(clock.msBetweenLooks()), "99");
  EXPECT_EQ(within(clock.msBetweenLooks() - 1), "error: time");
  EXPECT_EQ(run(kText, params, {.limits = {.milliseconds = 0}}), "99") << "there is no clock";
}

TEST(GroqLimitTest, AQueryOfFewStepsDoesNotLookAtTheClock) {
  constexpr std::string_view kText = "*[_id == \"order.1\"][0].status";
  EXPECT_EQ(run(kText), R"("paid")");  // whoever asks first makes the index
  SlowClock clock;
  EXPECT_EQ(run(kText, {}, {.clock = &clock}), R"("paid")");
  EXPECT_EQ(clock.msBetweenLooks(), -1'000);
}

TEST(GroqLimitTest, MultiplyingQueriesEndSoon) {
  // Seven documents, each level multiplies by seven: 7^12 projections if nothing stopped it.
  std::string text = "_id";
  for (int i = 0; i < 12; ++i) text = "*{\"x\": [^._id, " + text + "]}";
  EXPECT_EQ(run(text, {}, {.limits = {.steps = 100'000}}), "error: steps");
}

TEST(GroqLimitTest, GrowingTextsBreakTheMemoryLimit) {
  std::string text = "\"0123456789abcdef\"";
  for (int i = 0; i < 40; ++i) text = "{\"a\": " + text + "}{\"b\": a + a}.b";
  EXPECT_EQ(run(text, {}, {.limits = {.bytes = 1 << 20}}), "error: memory");
}

TEST(GroqEvaluateTest, ALimitIsAnErrorOfTheEngine) {
  const auto query = parse("count(*)");
  const MemoryDataset shop{shopDocuments()};
  EXPECT_THAT(evaluate(*query, shop, {}, {.limits = {.steps = 3}}),
              FailsWith(ErrorCode::kQueryLimitExceeded));
}

TEST(GroqDatasetTest, DocumentsAreFoundById) {
  const MemoryDataset shop{shopDocuments()};

  ASSERT_NE(shop.byId("category-sofa"), nullptr);
  EXPECT_EQ((*shop.byId("category-sofa"))["title"].asString(), "Sofas");
  EXPECT_EQ(shop.byId("nobody"), nullptr);
  EXPECT_EQ(shop.byId(""), nullptr);
}

TEST(GroqDatasetTest, DocumentsOfOneIdAreAllCandidates) {
  const MemoryDataset twins(json(R"([{"_id":"a","n":1},{"_id":"a","n":2}])").items());
  EXPECT_EQ(encodeJson(*evaluate(*parse("*[_id == \"a\"].n"), twins, {}, {})), "[1,2]");
}

TEST(GroqDatasetTest, AnIndexChangesNothing) {
  EXPECT_EQ(run("count(*[_type == null])"), "0");
  EXPECT_EQ(run("count(*[_type != \"product\"])"), "3");
  EXPECT_EQ(run("count(*[_type == \"product\" || _type == \"order\"])"), "5");
  EXPECT_EQ(run("count(*[_type == _type])"), "7");
  EXPECT_EQ(run("count(*[_id in [_id]])"), "7");
  EXPECT_EQ(run("count(*[slug.current == slug.current])"), "7");
  EXPECT_EQ(run("count(*[_id in [\"order.1\", 1, \"order.1\"]])"), "1");
  EXPECT_EQ(run("count(*[_id in path(\"order.*\")])"), "1");
  EXPECT_EQ(run("*[_type == \"category\"]{\"n\": *[_type == ^._type && _id != ^._id][0]._id}.n"),
            R"(["category-sofa","category-light"])");
}

std::string idsIn(const std::vector<std::string_view>& stack) {
  const Value documents =
      json(R"([{"_id":"a","t":1},{"_id":"drafts.a","t":2},{"_id":"versions.r1.a","t":3},
      {"_id":"drafts.b","t":4},{"_id":"versions.r1.c","t":5},{"_id":"versions.r2.d","t":6}])");
  std::string text;
  for (const Value& document : documentsInPerspective(documents.items(), stack)) {
    text += document["_id"].asString("") + encodeJson(document["t"]) +
            document["_originalId"].asString("").substr(0, 1) + " ";
  }
  return text;
}

TEST(GroqPerspectiveTest, LayersCoverEachOther) {
  EXPECT_EQ(idsIn({"published"}), "a1 ");
  EXPECT_EQ(idsIn({"drafts"}), "a2d b4d ");
  EXPECT_EQ(idsIn({"previewDrafts"}), "a2d b4d ");
  EXPECT_EQ(idsIn({"r1", "drafts"}), "a3v b4d c5v ");
  EXPECT_EQ(idsIn({"drafts", "r1"}), "a2d b4d c5v ");
  EXPECT_EQ(idsIn({"r1"}), "a3v c5v ");
  EXPECT_EQ(idsIn({"raw"}), "a1 drafts.a2 versions.r1.a3 drafts.b4 versions.r1.c5 versions.r2.d6 ");
}

struct Listened {
  std::string_view query;
  bool matches;
};

class GroqFilterTest : public testing::TestWithParam<Listened> {};

TEST_P(GroqFilterTest, TellsWhetherADocumentBelongs) {
  const Value params = json(R"({"id":"product-birk"})");
  const auto query = parse(GetParam().query, params);
  ASSERT_TRUE(query.has_value()) << query.error().message;
  EXPECT_THAT(matchesFilter(*query, shopDocuments()[3], params, {}),
              IsOkAndHolds(testing::Eq(GetParam().matches)));
}

INSTANTIATE_TEST_SUITE_P(
    All, GroqFilterTest,
    testing::Values(Listened{"*", true}, Listened{"*[_type == \"product\"]", true},
                    Listened{"*[_id == $id]", true}, Listened{"*[_type == \"order\"]", false},
                    Listened{"*[_type == \"product\"][price < 5]", false},
                    Listened{"*[_type == \"product\"]{title}[title == \"x\"]", true},
                    Listened{"*[_type == \"product\"] | order(title)[0...1]{title}", true},
                    Listened{"*[_id == \"x\"][0].title", false}, Listened{"*[]._id", true}));

TEST(GroqFilterTest, AQueryOfSomethingElseCannotBeListenedTo) {
  for (const std::string_view text : {"1", "count(*)", "{\"a\": *}", "a[b]", "[*][0]", "* + []"}) {
    const auto query = parse(text);
    ASSERT_TRUE(query.has_value());
    EXPECT_FALSE(hasTopLevelFilter(*query)) << text;
    EXPECT_THAT(matchesFilter(*query, {}, {}, {}), FailsWith(ErrorCode::kQueryUnsupported));
  }
}

}  // namespace
}  // namespace vitrine::groq
