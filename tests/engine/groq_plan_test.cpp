// SPDX-License-Identifier: MIT
#include <future>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

// The steps of one query over a shop of its own, after `times` evaluations.
std::string explained(std::string_view text, const Value& params = {}, int times = 0) {
  const MemoryDataset shop{shopDocuments()};
  const auto query = parse(text, params);
  EXPECT_TRUE(query.has_value()) << text;
  for (int i = 0; i < times; ++i) EXPECT_TRUE(evaluate(*query, shop, params, {}).has_value());
  std::string steps;
  const auto explanation = explain(*query, shop, params, {});
  for (const Value& step : explanation->items()) {
    if (step["step"].asString() == "column") continue;
    steps += encodeJson(step.without("step")) + " ";
  }
  return steps;
}

std::string filterBy(std::string_view index, int documents, int conditions, int times = 1) {
  return "{\"indexes\":[" + std::string(index) + "],\"documents\":" + std::to_string(documents) +
         ",\"conditions\":" + std::to_string(conditions) + ",\"times\":" + std::to_string(times) +
         "} ";
}

// The names of the steps, with what they are of.
std::string namedSteps(std::string_view text) {
  const MemoryDataset shop{shopDocuments()};
  std::string steps;
  const auto explanation = explain(*parse(text), shop, {}, {});
  for (const Value& step : explanation->items()) {
    if (step["step"].asString() == "column") continue;
    steps += step["step"].asString();
    if (step["of"].isString()) steps += " of " + std::string(step["of"].asString());
    steps += "; ";
  }
  return steps;
}

TEST(GroqPlanTest, AnIndexSparesTheOtherDocuments) {
  EXPECT_EQ(explained(R"(*[_id == "order.1"])"), filterBy(R"("_id == value")", 1, 0));
  EXPECT_EQ(explained(R"(*["birk" == slug.current && _type == "product"])"),
            filterBy(R"("slug.current == value","_type == value")", 1, 0));
  EXPECT_EQ(explained(R"(*[_id in ["order.1", "x"]])"), filterBy(R"("_id in values")", 1, 0));
  EXPECT_EQ(explained(R"(*[references("category-sofa")])"), filterBy(R"("references")", 1, 0));
  EXPECT_EQ(explained("*[(category._ref == $id)]", json(R"({"id":"category-sofa"})")),
            filterBy(R"("category._ref == value")", 1, 0));
  EXPECT_EQ(explained(R"(*["new" in tags])"), filterBy(R"("value in tags")", 1, 0));
  EXPECT_EQ(explained(R"(*[category->slug.current == "sofas"])"),
            filterBy(R"("category->slug.current == value")", 1, 0));
  EXPECT_EQ(explained(R"(*[title match "lam*"])"), filterBy(R"("title match words")", 2, 0));
}

TEST(GroqPlanTest, IndexesMadeBeforeAreUsedTogether) {
  EXPECT_EQ(explained(R"(*[_type == "product" && "new" in tags && price > 1])"),
            filterBy(R"("value in tags","_type == value")", 1, 1));
}

TEST(GroqPlanTest, WhatNoIndexAnswersIsEvaluated) {
  EXPECT_EQ(explained("*[price == 4900]"), filterBy("", 7, 1));
  EXPECT_EQ(explained("*[price > 1 || title == \"a\"]"), filterBy("", 7, 1));
  EXPECT_EQ(explained("*[title == null]"), filterBy("", 7, 1));
  EXPECT_EQ(explained("*[_type == _type]"), filterBy("", 7, 1));
}

TEST(GroqPlanTest, AReverseReferenceIsCountedFromTheIndex) {
  constexpr std::string_view kCounts =
      R"(*[_type == "category"]{"n": count(*[_type == "product" && references(^._id)])})";
  EXPECT_EQ(explained(kCounts),
            filterBy(R"("_type == value")", 2, 0) +
                filterBy(R"("references","_type == value")", 2, 0, 2) +
                R"({"of":"*[((_type == \"product\") && references(^._id))]","times":2} )");
}

TEST(GroqPlanTest, OrderAndSliceSortNoMoreThanIsNeeded) {
  const auto orderBy = [](std::string_view keys, int sorts) {
    const std::string text = "* | order(" + std::string(keys) + ")";
    return encodeJson(Object{{"of", text}, {"sorts", sorts}, {"items", 7}, {"times", 1}}) + " ";
  };
  EXPECT_EQ(explained("* | order(price)[0...2]"), orderBy("price", 2));
  EXPECT_EQ(explained("* | order(price desc)[1]._id"), orderBy("price desc", 2));
  EXPECT_EQ(explained("* | order(price, _id)"), orderBy("price, _id", 7));
}

TEST(GroqPlanTest, ASubQueryThatDoesNotDependOnTheRowIsEvaluatedOnce) {
  EXPECT_EQ(explained("*[category._ref in *[_type == \"category\" && order == 1]._id]._id"),
            filterBy(R"("_type == value")", 2, 1) +
                filterBy(R"("category._ref in values")", 1, 0));
  const std::string steps = namedSteps("*[price > count(*[_type == \"order\"])]");
  EXPECT_EQ(steps,
            "filter; count of *[(_type == \"order\")]; "
            "evaluated once of count(*[(_type == \"order\")]); filter; ");
}

TEST(GroqPlanTest, AFilterThatIsWrittenTwiceIsKnownTheSecondTime) {
  EXPECT_EQ(namedSteps(R"({"all": count(*[price > 5]), "dear": *[price > 5][0]._id})"),
            "filter; count of *[(price > 5)]; known already of *[(price > 5)]; ");
}

TEST(GroqPlanTest, AColumnIsMadeOfWhatIsReadAsOftenAsThereAreDocuments) {
  const MemoryDataset shop{shopDocuments()};
  const auto query = parse("*[price > 5000]._id");
  const auto columnsOf = [&] {
    std::string columns;
    const auto explanation = explain(*query, shop, {}, {});
    for (const Value& step : explanation->items()) columns += step["of"].asString();
    return columns;
  };
  EXPECT_EQ(columnsOf(), "");
  EXPECT_EQ(columnsOf(), "price");
  EXPECT_EQ(columnsOf(), "");
}

TEST(GroqPlanTest, AnAnswerNamesTheDocumentsThatItConsistsOf) {
  const MemoryDataset shop{shopDocuments()};
  const auto positionsOf = [&](std::string_view text) -> std::vector<std::uint32_t> {
    const auto answered = answer(*parse(text), shop, {}, {});
    const auto* picked = std::get_if<Picked>(&*answered);
    return picked == nullptr ? std::vector<std::uint32_t>{99} : picked->positions;
  };
  EXPECT_EQ(positionsOf(R"(*[_type == "category"] | order(order))"),
            (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(positionsOf(R"(*[slug.current == "birk"][0])"), std::vector<std::uint32_t>{3});
  EXPECT_EQ(positionsOf(R"(*[slug.current == "nothing"][0])"), std::vector<std::uint32_t>{});
  EXPECT_EQ(positionsOf("*[-2]"), std::vector<std::uint32_t>{5});
  EXPECT_EQ(positionsOf("*{price}"), std::vector<std::uint32_t>{99}) << "not read often enough";
  EXPECT_EQ(positionsOf("*{price}"), std::vector<std::uint32_t>{99}) << "made by this one";
  EXPECT_EQ(positionsOf("*{price}").size(), 7U) << "there is a column";
  EXPECT_EQ(positionsOf("*{price, ...}"), std::vector<std::uint32_t>{99});
  EXPECT_EQ(positionsOf("1 + 1"), std::vector<std::uint32_t>{99});
}

TEST(GroqPlanTest, DateTimesLeaveAsText) {
  const MemoryDataset shop{shopDocuments()};
  const auto query = parse("*[_id == \"product-birk\"]{\"at\": dateTime(publishedAt)}");
  for (int i = 0; i < 12; ++i) {
    const auto answered = answer(*query, shop, {}, {});
    ASSERT_TRUE(std::holds_alternative<Value>(*answered));
    EXPECT_EQ(encodeJson(std::get<Value>(*answered)), R"([{"at":"2026-01-15T10:00:00Z"}])");
  }
}

#ifndef __EMSCRIPTEN__
TEST(GroqPlanTest, AnyNumberOfThreadsMayAskOneDataset) {
  const MemoryDataset shop{shopDocuments()};
  const std::vector<std::string_view> texts{
      R"(*[_type == "product" && price > 5000]._id)", R"(*["new" in tags]{title, price})",
      R"(*[title match "lam*"] | order(price desc)._id)", R"(*[references("category-sofa")]._id)"};
  const auto answersOf = [&] {
    std::string answers;
    for (int i = 0; i < 50; ++i) {
      answers.clear();
      for (const std::string_view text : texts) {
        answers += encodeJson(*evaluate(*parse(text), shop, {}, {}));
      }
    }
    return answers;
  };
  std::vector<std::future<std::string>> threads;
  for (int i = 0; i < 4; ++i) threads.push_back(std::async(std::launch::async, answersOf));
  const std::string expected = answersOf();
  for (std::future<std::string>& thread : threads) EXPECT_EQ(thread.get(), expected);
}
#endif

TEST(GroqPlanTest, WithThePlannerOffEveryDocumentIsLookedAt) {
  const MemoryDataset shop{shopDocuments()};
  const auto query = parse("*[_id == \"order.1\"][0].status");
  const Options off{.limits = {.steps = 12}, .isPlanned = false};
  EXPECT_FALSE(evaluate(*query, shop, {}, off).has_value());
  EXPECT_EQ(encodeJson(*evaluate(*query, shop, {}, {.isPlanned = false})), R"("paid")");
}

TEST(GroqPlanTest, TheFirstElementEndsTheSearch) {
  EXPECT_EQ(run("*[price > 5000][0]._id", {}, {.limits = {.steps = 10}}), R"("product-birk")");
  EXPECT_EQ(run("*[price > 5000][1]._id", {}, {.limits = {.steps = 10}}), "error: steps");
  EXPECT_EQ(explained("*[price > 5000][0...1]"),
            R"({"indexes":[],"documents":4,"conditions":1,"stopped":true,"times":1} )");
  EXPECT_EQ(explained("*[price > 5000]").find("stopped"), std::string::npos);
}

// Whether the query is answered as a walk of the tree answers it, however often it is asked.
void expectAsWalked(const MemoryDataset& dataset, std::string_view text, const Value& params = {},
                    int times = 3) {
  const auto query = parse(text, params);
  ASSERT_TRUE(query.has_value()) << text;
  const auto walked = evaluate(*query, dataset, params, {.isPlanned = false});
  ASSERT_TRUE(walked.has_value()) << text;
  for (int i = 0; i < times; ++i) {
    const auto planned = evaluate(*query, dataset, params, {});
    ASSERT_TRUE(planned.has_value()) << text << " the time " << i << ": " << planned.error().field;
    ASSERT_EQ(encodeJson(*planned), encodeJson(*walked)) << text;
  }
}

// `rare` documents with few numbers among others with many.
MemoryDataset withFewSmall(std::size_t count, std::size_t few, std::int64_t numbers) {
  Array big;
  for (std::int64_t i = 0; i < numbers; ++i) big.emplace_back(i);
  Array documents;
  for (std::size_t i = 0; i < count; ++i) {
    const bool isRare = i < few;
    documents.push_back(Object{{"_id", "d" + std::to_string(i)},
                               {"_type", isRare ? "rare" : "common"},
                               {"big", isRare ? Value(Array{1, 2}) : Value(big)}});
  }
  return MemoryDataset(documents);
}

TEST(GroqPlanTest, WhatIsDearForTheOtherDocumentsIsNotComputedForThem) {
  const MemoryDataset dataset = withFewSmall(2'000, 3, 1'300);
  expectAsWalked(dataset, R"(*[_type == "rare" && array::join(big[@ in ^.big], "") == "x"])");
  expectAsWalked(dataset, R"(*[_type == "rare"][array::join(big[@ in ^.big], "") == "x"])");
}

TEST(GroqPlanTest, AColumnThatIsTooDearIsNotMade) {
  const MemoryDataset dataset = withFewSmall(100, 1, 1'300);
  constexpr std::string_view kText = R"(*[_id == "d0"]{"n": count(big[@ in ^.big])})";
  expectAsWalked(dataset, kText, {}, 250);
  expectAsWalked(dataset, R"(*[_id == "d0"] | order(count(big[@ in ^.big])))", {}, 250);
  expectAsWalked(dataset, R"(*[_id == "d0" && math::sum(big[@ in ^.big]) match "x"])");
}

TEST(GroqPlanTest, WhatOneQueryCannotAffordAnotherMakes) {
  const MemoryDataset shop{shopDocuments()};
  const auto query = parse(R"(*[slug.current == "birk"])");
  const auto documentsReadBy = [&](std::int64_t steps) {
    const auto explanation = explain(*query, shop, {}, {.limits = {.steps = steps}});
    const Array& notes = explanation->items();
    return notes.empty() ? -1 : notes.back()["documents"].rawInt();
  };
  EXPECT_EQ(documentsReadBy(20), 7);
  EXPECT_EQ(documentsReadBy(1'000), 1);
}

TEST(GroqPlanTest, APathInADocumentHoldsIdsAlthoughItHasNoItems) {
  const MemoryDataset rules(json(R"([{"_id":"1","_type":"rule","pattern":"drafts.**"}])").items());
  expectAsWalked(rules, R"(*["drafts.a" in path(pattern)])");
  expectAsWalked(rules, R"(*["drafts.a" in coalesce(path(pattern), [])]._id)");
  EXPECT_EQ(evaluate(*parse(R"(*["drafts.a" in path(pattern)])"), rules, {}, {})->items().size(),
            1U);
}

MemoryDataset titled(std::size_t count) {
  Array documents;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string number = std::to_string(i);
    documents.push_back(Object{{"_id", "d" + number},
                               {"title", i % 2 == 0 ? Value("word" + number) : Value()},
                               {"refs", Array{Object{{"_ref", "a"}}, Object{{"_ref", "b"}}}}});
  }
  return MemoryDataset(documents);
}

TEST(GroqPlanTest, WordsThatSayTheSameAreLookedUpOnce) {
  const MemoryDataset dataset = titled(2'000);
  std::string stars;
  std::string words;
  for (int i = 0; i < 20'000; ++i) {
    stars += "* ";
    words += "w*d* ";
  }
  for (const std::string& text : {stars, words, stars + "word2", std::string("**"), stars + "no"}) {
    const Value params = Object{{"w", text}};
    const auto query = parse("count(*[title match $w])", params);
    const auto found = evaluate(*query, dataset, params, {});
    ASSERT_TRUE(found.has_value()) << found.error().field;
    const bool isOne = text.ends_with("word2");
    EXPECT_EQ(found->rawInt(), isOne ? 1 : text.ends_with("no") ? 0 : 1'000);
  }
}

TEST(GroqPlanTest, StringsThatAreRepeatedAreLookedUpOnce) {
  const MemoryDataset dataset = titled(2'000);
  Array ids;
  for (int i = 0; i < 20'000; ++i) ids.emplace_back(i % 2 == 0 ? "a" : "b");
  const Value params = Object{{"ids", ids}};
  // What indexes answer is made by the first, so that the second pays for its look alone.
  for (const std::int64_t bytes : {std::int64_t{1} << 28U, std::int64_t{1} << 16U}) {
    const auto query = parse("count(*[references($ids)])", params);
    const auto found = evaluate(*query, dataset, params, {.limits = {.bytes = bytes}});
    ASSERT_TRUE(found.has_value()) << found.error().field;
    EXPECT_EQ(found->rawInt(), 2'000);
  }
  const auto query = parse(R"(count(*[references("a", "b") && _id == "d1"]))");
  const auto found = evaluate(*query, dataset, {}, {.limits = {.bytes = 10'000}});
  ASSERT_FALSE(found.has_value()) << "4,000 positions were put together unpaid";
  EXPECT_EQ(found.error().field, "memory");
}

TEST(GroqPlanTest, WhatIsKeptIsBoundedByItsSize) {
  Indexes indexes(0);
  const auto first = indexes.of("first");
  const auto second = indexes.of("second");
  indexes.grow(*first, Indexes::kBytesAtLeast / 2);
  indexes.grow(*second, Indexes::kBytesAtLeast / 2);
  EXPECT_EQ(indexes.of("first"), first);

  indexes.grow(*indexes.of("third"), 1);
  EXPECT_EQ(indexes.of("first"), first) << "used after the second";
  EXPECT_NE(indexes.of("second"), second);

  const auto larger = indexes.of("larger");
  indexes.grow(*larger, 2 * Indexes::kBytesAtLeast);
  EXPECT_EQ(indexes.of("larger"), larger) << "the last one stays";
  EXPECT_NE(indexes.of("first"), first);
}

TEST(GroqPlanTest, AnAnswerKeepsTheColumnsThatItNames) {
  const MemoryDataset shop{shopDocuments()};
  const auto query = parse("*{price}");
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(evaluate(*query, shop, {}, {}).has_value());
  const auto answered = answer(*query, shop, {}, {});
  ASSERT_TRUE(std::holds_alternative<Picked>(*answered));
  for (int i = 0; i < 100; ++i) shop.indexes()->of("other" + std::to_string(i));
  const auto& [name, column, expression] = std::get<Picked>(*answered).members[0];
  ASSERT_NE(expression->column.get(), nullptr);
  EXPECT_EQ((*expression->column.get())[3].rawInt(), 89'900);
}

}  // namespace
}  // namespace vitrine::groq
