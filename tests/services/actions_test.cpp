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

  LakeResult<void> act(Array actions) {
    const Value list(std::move(actions));
    return dataset_->transact("t" + std::to_string(++count_), false,
                              [&](Draft& draft) { return Actions(draft, false).apply(list); });
  }

  LakeResult<void> create(Array documents) {
    Array mutations;
    for (Value& document : documents) mutations.push_back(Object{{"create", document}});
    const Value list(std::move(mutations));
    return dataset_->transact(
        "t" + std::to_string(++count_), false, [&](Draft& draft) -> LakeResult<void> {
          const auto done = Mutations(draft, {}, false).apply(list);
          return done ? LakeResult<void>() : std::unexpected(done.error());
        });
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

}  // namespace
}  // namespace vitrine::services
