// SPDX-License-Identifier: MIT
#include "shell/services/lake/dataset.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace vitrine::services {
namespace {

class DatasetTest : public testing::Test {
 protected:
  DatasetTest() {
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
    open();
  }
  ~DatasetTest() override {
    dataset_.reset();
    std::filesystem::remove_all(directory_);
  }

  void open() {
    dataset_.reset();
    dataset_ = Dataset::open(directory_ / "lake.db", "").value();
  }

  LakeResult<void> put(const std::string& id, std::size_t size) {
    return dataset_->transact("of-" + id, false, [&](Draft& draft) -> LakeResult<void> {
      const Value document(
          Object{{"_id", id}, {"_type", "x"}, {"text", std::string(size, 'x')}});
      return draft.put(id, document, Value());
    });
  }

  bool has(std::string_view id) const { return dataset_->document(id).has_value(); }

  const std::filesystem::path directory_ =
      std::filesystem::path(testing::TempDir()) /
      testing::UnitTest::GetInstance()->current_test_info()->name();
  std::unique_ptr<Dataset> dataset_;
};

// Transactions that come while another one is being written are stored together, in a file that has
// room for 20 more pages.
class DatasetBatchTest : public DatasetTest {
 protected:
  using Outcome = std::future<LakeResult<void>>;

  DatasetBatchTest() {
    const std::string pages = dataset_->file().select("PRAGMA page_count").front().front();
    const std::string most = std::to_string(std::stoi(pages) + 20);
    dataset_->file().select("PRAGMA max_page_count = " + most);
    first_ = start("first", false, [this](Draft&) -> LakeResult<void> {
      isRunning_.set_value();
      isFull_.get_future().wait();
      return {};
    });
    isRunning_.get_future().wait();
  }

  Outcome start(const std::string& id, bool isDryRun, Dataset::Work work) {
    return std::async(std::launch::async, [this, id, isDryRun, work = std::move(work)] {
      return dataset_->transact(id, isDryRun, work);
    });
  }

  // Answers once the transaction waits behind the others.
  Outcome add(const std::string& id, const Dataset::Work& work, bool isDryRun = false) {
    const std::size_t before = dataset_->waiting();
    Outcome outcome = start(id, isDryRun, work);
    while (dataset_->waiting() == before) std::this_thread::yield();
    return outcome;
  }
  Outcome add(const std::string& id, std::size_t size) {
    return add("of-" + id, [=](Draft& draft) -> LakeResult<void> {
      const Value document(
          Object{{"_id", id}, {"_type", "x"}, {"text", std::string(size, 'x')}});
      return draft.put(id, document, Value());
    });
  }

  void run() {
    isFull_.set_value();
    EXPECT_TRUE(first_.get());
  }

 private:
  std::promise<void> isRunning_;
  std::promise<void> isFull_;
  Outcome first_;
};

// SQLite ends the whole transaction when the file is full: of the others in the batch nothing may
// be lost, and nothing may rest upon what was undone.
TEST_F(DatasetBatchTest, OnlyWhatDoesNotFitFails) {
  const auto refuseBeside = [](std::string_view id) {
    return [id](Draft& draft) -> LakeResult<void> {
      if (draft.find(id) != nullptr) return refuse(409, "conflict", "it exists");
      return {};
    };
  };
  auto small = add("a", 10);
  auto large = add("b", std::size_t{1} << 20U);
  auto besideLarge = add("beside-b", refuseBeside("b"));
  auto besideSmall = add("beside-a", refuseBeside("a"));
  auto repeated = add("of-a", refuseBeside("nothing"));
  auto dry = add("dry", refuseBeside("nothing"), true);
  auto last = add("c", 10);
  std::vector<std::string> told;
  dataset_->observe([&](const Commit& commit) { told.push_back(commit.transactionId); });

  run();

  EXPECT_TRUE(small.get());
  EXPECT_EQ(large.get().error().status, 500);
  EXPECT_TRUE(besideLarge.get());
  EXPECT_EQ(besideSmall.get().error().status, 409);
  EXPECT_EQ(repeated.get().error().type, "transactionAlreadyExistsError");
  EXPECT_TRUE(dry.get());
  EXPECT_TRUE(last.get());
  EXPECT_EQ(told, (std::vector<std::string>{"first", "of-a", "beside-b", "of-c"}));
  open();
  EXPECT_TRUE(has("a") && has("c"));
  EXPECT_FALSE(has("b"));
}

TEST_F(DatasetBatchTest, OnlyWhatThrowsFails) {
  std::vector<std::string> told;
  dataset_->observe([&](const Commit& commit) { told.push_back(commit.transactionId); });
  auto before = add("a", 10);
  auto thrown = add("thrown", [](Draft&) -> LakeResult<void> { throw std::bad_alloc(); });
  auto after = add("b", 10);

  run();

  EXPECT_TRUE(before.get());
  EXPECT_EQ(thrown.get().error().status, 500);
  EXPECT_TRUE(after.get());
  EXPECT_EQ(told, (std::vector<std::string>{"first", "of-a", "of-b"}));
}

TEST_F(DatasetTest, GoesOnAfterWorkThatThrows) {
  const auto thrown = dataset_->transact(
      "thrown", false, [](Draft&) -> LakeResult<void> { throw std::bad_alloc(); });
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().status, 500);
  EXPECT_TRUE(put("next", 10));
  open();
  EXPECT_TRUE(has("next"));
}

TEST_F(DatasetTest, EndsTheProcessWhenWhatIsStoredCannotBeTold) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  dataset_->observe([](const Commit&) { throw std::runtime_error("untold"); });
  EXPECT_DEATH((void)put("untold", 10), "untold");
}

}  // namespace
}  // namespace vitrine::services
