// SPDX-License-Identifier: MIT
#include "shell/services/lake/dataset.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <new>
#include <stdexcept>
#include <thread>

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
      draft.put(id, Object{{"_id", id}, {"_type", "x"}, {"text", std::string(size, 'x')}}, Value());
      return {};
    });
  }

  bool has(std::string_view id) const { return dataset_->document(id).has_value(); }

  const std::filesystem::path directory_ =
      std::filesystem::path(testing::TempDir()) /
      testing::UnitTest::GetInstance()->current_test_info()->name();
  std::unique_ptr<Dataset> dataset_;
};

// SQLite ends the whole transaction when the file is full. What came after in the same batch must
// not be stored by itself.
TEST_F(DatasetTest, StoresNothingOfABatchThatDoesNotFit) {
  using std::chrono::milliseconds;
  const std::string pages = dataset_->file().select("PRAGMA page_count").front().front();
  const std::string most = std::to_string(std::stoi(pages) + 20);
  dataset_->file().select("PRAGMA max_page_count = " + most);
  std::promise<void> areWaiting;
  std::vector<std::future<LakeResult<void>>> batch;
  auto first = std::async(std::launch::async, [&] {
    return dataset_->transact("first", false, [&](Draft&) -> LakeResult<void> {
      areWaiting.get_future().wait();
      return {};
    });
  });
  std::this_thread::sleep_for(milliseconds(50));
  for (const auto& [id, size] :
       {std::pair("a", std::size_t{10}), {"b", std::size_t{1} << 20U}, {"c", std::size_t{10}}}) {
    batch.push_back(std::async(std::launch::async, [this, id, size] { return put(id, size); }));
    std::this_thread::sleep_for(milliseconds(50));
  }
  areWaiting.set_value();
  EXPECT_TRUE(first.get());
  for (auto& each : batch) EXPECT_FALSE(each.get());
  open();
  for (const char* id : {"a", "b", "c"}) EXPECT_FALSE(has(id)) << id;
  EXPECT_TRUE(put("d", 10));
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
