// SPDX-License-Identifier: MIT
#include "shell/services/delivery/webhook_queue.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "shell/services/lake/lake.h"
#include "shell/services/parcel/parcel.h"
#include "shell/services/pay/pay.h"

namespace vitrine::services {
namespace {

constexpr std::string_view kEarlierSchema =
    "CREATE TABLE deliveries(id INTEGER PRIMARY KEY AUTOINCREMENT, vendor TEXT,"
    " url TEXT, body BLOB, attempt INTEGER, due INTEGER, state TEXT);"
    "CREATE INDEX deliveries_due ON deliveries(state, due);"
    "INSERT INTO deliveries VALUES(7, 'sanity', 'http://shop/a', 'sent', 0, 1, 'done');"
    "INSERT INTO deliveries VALUES(8, 'sanity', 'http://shop/b', 'not yet', 3, 2, 'waiting');";

Database open(const std::filesystem::path& path, std::string_view schema) {
  return std::move(Database::open(path, Database::Durability::kFull, schema).value());
}

class WebhookQueueTest : public testing::Test {
 protected:
  WebhookQueueTest() {
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
  }
  ~WebhookQueueTest() override { std::filesystem::remove_all(directory); }

  const std::filesystem::path directory =
      std::filesystem::path(testing::TempDir()) / "earlier-deliveries";
};

TEST_F(WebhookQueueTest, OpensAnEarlierFileWithWhatWaitsInIt) {
  open(directory / "x.db", kEarlierSchema);

  for (int i = 0; i < 2; ++i) {  // the second time nothing is left to be done
    Database file = open(directory / "x.db", WebhookQueue::kSchema);
    Faults faults;
    WebhookQueue queue("lake", file, faults);
    ASSERT_TRUE(queue.start());
    queue.stop();
    const auto rows = file.select("SELECT id, vendor, url, body, attempt, due FROM deliveries");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0], (SqlRow{"8", "sanity", "http://shop/b", "not yet", "3", "2"}));
    const auto columns = file.select("SELECT count(*) FROM pragma_table_info('deliveries')");
    EXPECT_EQ(columns[0][0], "6");
    const auto index = file.select("SELECT name FROM pragma_index_info('deliveries_due')");
    EXPECT_EQ(index, (std::vector<SqlRow>{{"due"}}));
  }
}

// An index that somebody made by hand needs the column.
TEST_F(WebhookQueueTest, LeavesAnEarlierFileAsItIsWhenItCannotBeTakenOver) {
  const std::string schema = std::string(kEarlierSchema) + "CREATE INDEX own ON deliveries(state);";
  for (const char* name : {"lake.db", "pay.db", "parcel.db"}) open(directory / name, schema);
  LakeOptions lake;
  PayOptions pay;
  ParcelOptions parcel;
  lake.directory = pay.directory = parcel.directory = directory;
  Faults faults;
  const std::string sentence = "the webhooks that an earlier version left for ";

  EXPECT_EQ(Lake::open(lake, faults).error(), sentence + "lake cannot be taken over");
  EXPECT_EQ(Pay::open(pay, faults).error(), sentence + "pay cannot be taken over");
  EXPECT_EQ(Parcel::open(parcel, faults).error(), sentence + "parcel cannot be taken over");

  Database file = open(directory / "lake.db", "");
  EXPECT_EQ(file.select("SELECT state FROM deliveries ORDER BY id"),
            (std::vector<SqlRow>{{"done"}, {"waiting"}}));
  EXPECT_TRUE(file.run("DROP INDEX own"));
  EXPECT_TRUE(Lake::open(lake, faults));
}

}  // namespace
}  // namespace vitrine::services
