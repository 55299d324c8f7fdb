// SPDX-License-Identifier: MIT
#include "shell/services/delivery/webhook_queue.h"

#include <gtest/gtest.h>

#include <filesystem>

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

TEST(WebhookQueueTest, OpensAnEarlierFileWithWhatWaitsInIt) {
  const auto directory = std::filesystem::path(testing::TempDir()) / "earlier-deliveries";
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  open(directory / "x.db", kEarlierSchema);

  for (int i = 0; i < 2; ++i) {  // the second time nothing is left to be done
    Database file = open(directory / "x.db", WebhookQueue::kSchema);
    Faults faults;
    const WebhookQueue queue("lake", file, faults);
    const auto rows = file.select("SELECT id, vendor, url, body, attempt, due FROM deliveries");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0], (SqlRow{"8", "sanity", "http://shop/b", "not yet", "3", "2"}));
    const auto columns = file.select("SELECT count(*) FROM pragma_table_info('deliveries')");
    EXPECT_EQ(columns[0][0], "6");
    const auto index = file.select("SELECT name FROM pragma_index_info('deliveries_due')");
    EXPECT_EQ(index, (std::vector<SqlRow>{{"due"}}));
  }
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace vitrine::services
