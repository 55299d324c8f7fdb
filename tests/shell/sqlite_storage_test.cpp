// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "shell/ports/sqlite_storage.h"

namespace vitrine {
namespace {

using Kind = StorageAnswer::Kind;

// A fresh file for each test, gone afterwards.
class SqliteStorageTest : public testing::Test {
 protected:
  SqliteStorageTest()
      : path_(std::filesystem::temp_directory_path() /
              ("vitrine-storage-" + std::to_string(::getpid()) + "-" +
               testing::UnitTest::GetInstance()->current_test_info()->name())) {}
  ~SqliteStorageTest() override {
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path_.string() + suffix);
  }

  StorageAnswer save(SqliteStorage& storage, std::int64_t revision, const std::string& bytes) {
    storage.save("cart", revision, bytes);
    return storage.takeAnswers().at(0);
  }
  StorageAnswer load(SqliteStorage& storage) {
    storage.load("cart");
    return storage.takeAnswers().at(0);
  }

  std::filesystem::path path_;
};

TEST_F(SqliteStorageTest, AKeyThatWasNeverWrittenHasRevisionZeroAndNoBytes) {
  SqliteStorage storage(path_.string());

  const StorageAnswer answer = load(storage);

  EXPECT_EQ(answer.kind, Kind::kLoaded);
  EXPECT_EQ(answer.revision, 0);
  EXPECT_EQ(answer.bytes, std::nullopt);
}

TEST_F(SqliteStorageTest, WhatWasSavedIsThereAfterReopening) {
  const std::string bytes("a\0b\xFF", 4);
  {
    SqliteStorage storage(path_.string());
    EXPECT_EQ(save(storage, 0, bytes).kind, Kind::kSaved);
  }
  SqliteStorage reopened(path_.string());

  EXPECT_EQ(load(reopened).bytes, bytes);
  EXPECT_EQ(load(reopened).revision, 1);
}

TEST_F(SqliteStorageTest, AWriterWhoHasNotSeenTheLatestWriteIsToldWhatStandsThere) {
  SqliteStorage one(path_.string());
  SqliteStorage other(path_.string());
  ASSERT_EQ(save(one, 0, "first").revision, 1);

  for (const std::int64_t stale : {0, 2}) {
    const StorageAnswer answer = save(other, stale, "second");
    EXPECT_EQ(answer.kind, Kind::kConflict);
    EXPECT_EQ(answer.bytes, "first");
    EXPECT_EQ(answer.revision, 1);
  }
  EXPECT_EQ(save(other, 1, "second").revision, 2);
  EXPECT_EQ(load(one).bytes, "second");
}

TEST_F(SqliteStorageTest, AFileThatCannotBeOpenedFailsEveryCallWithAReason) {
  SqliteStorage storage((path_ / "no" / "such" / "folder").string());

  EXPECT_EQ(load(storage).kind, Kind::kFailed);
  const StorageAnswer answer = save(storage, 0, "x");
  EXPECT_EQ(answer.kind, Kind::kFailed);
  EXPECT_EQ(answer.error->code, ErrorCode::kStorageUnavailable);
}

}  // namespace
}  // namespace vitrine
