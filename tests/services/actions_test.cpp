// SPDX-License-Identifier: MIT
#include "shell/services/lake/actions.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace vitrine::services {
namespace {

class ActionsTest : public testing::Test {
 protected:
  ActionsTest() {
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
    dataset_ = Dataset::open(directory_ / "lake.db", "").value();
  }
  ~ActionsTest() override {
    dataset_.reset();
    std::filesystem::remove_all(directory_);
  }

  LakeResult<void> act(Array actions, bool isDryRun = false) {
    const Value list(std::move(actions));
    return dataset_->transact("t" + std::to_string(++count_), isDryRun,
                              [&](Draft& draft) { return Actions(draft, false).apply(list); });
  }

  LakeResult<void> mutate(Array mutations, bool isDryRun = false) {
    const Value list(std::move(mutations));
    return dataset_->transact(
        "t" + std::to_string(++count_), isDryRun, [&](Draft& draft) -> LakeResult<void> {
          const auto done = Mutations(draft, {}, false).apply(list);
          return done ? LakeResult<void>() : std::unexpected(done.error());
        });
  }

  LakeResult<void> create(const Array& documents) {
    Array mutations;
    for (const Value& document : documents) mutations.push_back(Object{{"create", document}});
    return mutate(std::move(mutations));
  }

  std::size_t size() const { return dataset_->view({"raw"}, false)->size(); }

  const std::filesystem::path directory_ =
      std::filesystem::path(testing::TempDir()) /
      testing::UnitTest::GetInstance()->current_test_info()->name();
  std::unique_ptr<Dataset> dataset_;
  int count_ = 0;
};

Value documentOf(const std::string& id) { return Object{{"_id", id}, {"_type", "x"}}; }

TEST_F(ActionsTest, DeletesNoDocumentWithAVersionInSomeRelease) {
  const auto remove = [this](const std::string& id) {
    return act({Object{{"actionType", "sanity.action.document.delete"}, {"publishedId", id}}});
  };
  ASSERT_TRUE(create({documentOf("a"), documentOf("b.a"), documentOf("c"), documentOf("x"),
                      documentOf("versions.r-1.a"), documentOf("versions.r.b.a"),
                      documentOf("versions.r.x-1"), documentOf("versions.r0.c"),
                      documentOf("versionsa")}));
  for (const std::string id : {"a", "b.a", "c"}) {
    EXPECT_EQ(remove(id).error().type, "documentHasVersionsError") << id;
  }
  EXPECT_TRUE(remove("x") && remove("versionsa"));
}

TEST_F(ActionsTest, ExpectARevisionAsMutationsDo) {
  ASSERT_TRUE(create({documentOf("a"), documentOf("drafts.a")}));
  const auto action = act({Object{{"actionType", "sanity.action.document.publish"},
                                  {"publishedId", "a"},
                                  {"draftId", "drafts.a"},
                                  {"ifPublishedRevisionId", "t0"}}});
  const auto mutation = mutate({Object{{"patch", Object{{"id", "a"}, {"ifRevisionID", "t0"}}}}});
  for (const auto& refused : {action, mutation}) {
    EXPECT_EQ(refused.error().status, 409);
    EXPECT_EQ(refused.error().type, "documentRevisionIDDoesNotMatchError");
    EXPECT_EQ(refused.error().description,
              R"(Document "a" has unexpected revision ID ("t1"), expected "t0")");
  }
}

// As many as fit in a body, beside as many that stay: work for each of the others takes minutes.
TEST_F(ActionsTest, DeletesManyDocumentsAtOnce) {
  constexpr std::size_t kMany = 40'000;
  Array documents;
  Array actions;
  for (std::size_t i = 0; i < kMany; ++i) {
    const std::string id = std::to_string(i);
    documents.push_back(documentOf(id));
    documents.push_back(documentOf("versions.r.other-" + id));
    actions.push_back(
        Object{{"actionType", "sanity.action.document.delete"}, {"publishedId", id}});
  }
  ASSERT_TRUE(create(std::move(documents)));
  ASSERT_EQ(size(), 2 * kMany);
  EXPECT_TRUE(act(std::move(actions)));
  EXPECT_EQ(size(), kMany);
}

// One body may copy a large document many times.
class LargeTest : public ActionsTest {
 protected:
  static constexpr std::size_t kSixteenth = Draft::kMostWritten / 16;

  static Value bringInto(const std::string& release) {
    return Object{{"actionType", "sanity.action.document.version.create"},
                  {"publishedId", "a"},
                  {"baseId", "a"},
                  {"versionId", "versions." + release + ".a"}};
  }
  static Value takeOutOf(const std::string& release) {
    return Object{{"actionType", "sanity.action.document.version.discard"},
                  {"versionId", "versions." + release + ".a"}};
  }
  static std::string whyNot(const LakeResult<void>& done) {
    return done ? "" : std::to_string(done.error().status) + ' ' + done.error().description;
  }
};

constexpr std::string_view kTooMuch = "400 The transaction writes more than 256 MB";

TEST_F(LargeTest, WritesSoMuchInOneTransaction) {
  ASSERT_TRUE(create({documentOf("a").with("text", std::string(kSixteenth - 1'000, 'x'))}));
  Array actions;
  for (int i = 0; i < 16; ++i) actions.push_back(bringInto(std::to_string(i)));
  EXPECT_EQ(whyNot(act(actions, true)), "");
  actions.push_back(bringInto("another"));
  EXPECT_EQ(whyNot(act(actions, true)), kTooMuch);
}

// Every one of them is told to who listens.
TEST_F(LargeTest, WritesSoMuchAlsoInOnePlace) {
  ASSERT_TRUE(create({documentOf("a").with("text", std::string(kSixteenth - 1'000, 'x'))}));
  Array actions;
  for (int i = 0; i < 16; ++i) actions.insert(actions.end(), {bringInto("r"), takeOutOf("r")});
  EXPECT_EQ(whyNot(act(actions, true)), "");
  actions.push_back(bringInto("r"));
  EXPECT_EQ(whyNot(act(actions, true)), kTooMuch);
}

// A patch may set one text at thousands of places.
TEST_F(LargeTest, WritesSoMuchByPatches) {
  constexpr std::size_t kParts = 4'000;
  Array documents;
  Array patches;
  const std::string text(kSixteenth / kParts - 10, 'x');
  for (int i = 0; i < 17; ++i) {
    const std::string id = std::to_string(i);
    documents.push_back(documentOf(id).with("parts", Array(kParts, Object{{"t", 0}})));
    patches.push_back(Object{{"patch", Object{{"id", id}, {"set", Object{{"..t", text}}}}}});
  }
  ASSERT_TRUE(create(documents));
  EXPECT_EQ(whyNot(mutate(patches, true)), kTooMuch);
  patches.pop_back();
  EXPECT_EQ(whyNot(mutate(patches, true)), "");
}

TEST_F(LargeTest, RefusesADocumentWithoutWritingIt) {
  ASSERT_TRUE(create({documentOf("a").with("parts", Array(40'000, Object{{"t", 0}}))}));
  const Value set(Object{{"..t", std::string(std::size_t{4} << 20U, 'x')}});  // 160 GB
  EXPECT_EQ(whyNot(mutate({Object{{"patch", Object{{"id", "a"}, {"set", set}}}}})),
            "400 Document \"a\" is larger than 32 MB");
}

}  // namespace
}  // namespace vitrine::services
