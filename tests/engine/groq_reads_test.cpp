// SPDX-License-Identifier: MIT
#include <string_view>

#include "engine/groq/reads.h"
#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

// A query that was answered over the shop.
class Answered {
 public:
  explicit Answered(std::string_view text) : query_(*parse(text)), shop_(shopDocuments()) {
    // Asked three times, so that columns and indexes answer, and not the documents.
    for (int i = 0; i < 3; ++i) {
      reads_ = Reads();
      EXPECT_TRUE(answer(query_, shop_, {}, {.reads = &reads_}).has_value());
    }
  }

  // Whether the query has read the document that is changed by setting one member.
  bool hasRead(std::string_view id, std::string_view member, Value value) const {
    for (std::size_t i = 0; i < shop_.size(); ++i) {
      const Value& before = shop_.at(i);
      if (before["_id"].asString() != id) continue;
      return reads_.isConcerned(query_.ast(), {i, before, before.with(member, std::move(value))});
    }
    return false;
  }
  bool hasRead(std::string_view id) const { return hasRead(id, "seen", true); }
  bool wouldReadNew(const Value& document) const {
    return reads_.isConcerned(query_.ast(), {shop_.size(), {}, document});
  }

 private:
  Query query_;
  MemoryDataset shop_;
  Reads reads_;
};

TEST(GroqReadsTest, ALookupReadsTheDocumentsOfItsKey) {
  const Answered query(R"(*[_type == "product" && slug.current == "birk"][0]{title})");

  EXPECT_TRUE(query.hasRead("product-birk"));
  EXPECT_FALSE(query.hasRead("product-aurora"));
  EXPECT_FALSE(query.hasRead("category-sofa"));
  EXPECT_FALSE(query.hasRead("order.1"));
}

TEST(GroqReadsTest, ADocumentThatComesToHaveTheKeyCounts) {
  const Answered query(R"(*[slug.current == "birk"]{title})");

  EXPECT_TRUE(query.hasRead("product-aurora", "slug", Object{{"current", "birk"}}));
  EXPECT_FALSE(query.hasRead("product-aurora", "slug", Object{{"current", "other"}}));
  EXPECT_TRUE(query.wouldReadNew(json(R"({"_id":"n","slug":{"current":"birk"}})")));
  EXPECT_FALSE(query.wouldReadNew(json(R"({"_id":"n","slug":{"current":"other"}})")));
}

TEST(GroqReadsTest, WhatAReferenceLeadsToIsRead) {
  const Answered query(R"(*[slug.current == "birk"][0]{title, "category": category->title})");

  EXPECT_TRUE(query.hasRead("category-sofa"));
  EXPECT_FALSE(query.hasRead("category-light"));
}

TEST(GroqReadsTest, AFilterThroughAReferenceReadsWhatItFollows) {
  const Answered query(R"(*[_type == "product" && category->slug.current == "sofas"]._id)");

  EXPECT_TRUE(query.hasRead("category-sofa"));
  EXPECT_TRUE(query.hasRead("category-light"));
  EXPECT_TRUE(query.hasRead("product-aurora"));
  EXPECT_FALSE(query.hasRead("order.1"));
}

TEST(GroqReadsTest, EveryIndexTellsWhatItsKeyIs) {
  EXPECT_TRUE(Answered(R"(*["new" in tags])").hasRead("order.1", "tags", Array{"new"}));
  EXPECT_FALSE(Answered(R"(*["new" in tags])").hasRead("order.1", "tags", Array{"old"}));
  EXPECT_TRUE(Answered(R"(*[title match "lam*"])").hasRead("order.1", "title", "A lamp"));
  EXPECT_FALSE(Answered(R"(*[title match "lam*"])").hasRead("order.1", "title", "A sofa"));
  EXPECT_TRUE(Answered(R"(*[_id in ["a", "b"]])").wouldReadNew(json(R"({"_id":"b"})")));
  EXPECT_FALSE(Answered(R"(*[_id in ["a", "b"]])").wouldReadNew(json(R"({"_id":"c"})")));
  const Value reference = Object{{"_ref", "category-sofa"}};
  EXPECT_TRUE(Answered(R"(*[references("category-sofa")])").hasRead("order.1", "of", reference));
  EXPECT_FALSE(Answered(R"(*[references("category-light")])").hasRead("order.1", "of", reference));
}

TEST(GroqReadsTest, ConditionsWithoutAnIndexReadAllDocuments) {
  EXPECT_TRUE(Answered("*[price > 1]").hasRead("order.1"));
  EXPECT_TRUE(Answered("count(*)").hasRead("order.1"));
  EXPECT_TRUE(Answered("{\"n\": count(*)}").wouldReadNew(json(R"({"_id":"n"})")));
  EXPECT_FALSE(Answered("1 + 1").hasRead("order.1"));
}

TEST(GroqReadsTest, WhatStopsEarlyReadsNothingBehind) {
  const Answered query("*[price > 5000][0]");

  EXPECT_TRUE(query.hasRead("category-light"));
  EXPECT_TRUE(query.hasRead("product-birk"));
  EXPECT_FALSE(query.hasRead("product-cirrus"));
  EXPECT_FALSE(query.wouldReadNew(json(R"({"_id":"n","price":9000})")));
}

}  // namespace
}  // namespace vitrine::groq
