// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "tests/engine/store_fixture.h"

namespace vitrine {
namespace {

const std::string kId = "order.00112233445566778899aabbccddeeff";
const std::string kUrl = "/api/orders/" + kId;
const StoreOptions kWithoutCatalog{.catalogUrl = ""};  // which is looked at again and again, too

std::string orderJson(const char* status, bool isSettled) {
  return encodeJson(Object{{"order", Object{{"id", kId},
                                            {"number", "VT-AAAA-BBBB"},
                                            {"status", status},
                                            {"settled", isSettled}}}});
}

Value shown(const Tab& tab) { return *decodeJson(tab.store->order(kId)->json); }

TEST(StoreOrdersTest, AnOpenOrderIsAskedForAgainAndAgainEverMoreRarely) {
  MemoryDisk disk;
  Tab tab(disk, 1, kWithoutCatalog);
  tab->start();
  tab.settle();
  tab->openOrder(kId);
  tab.answer("GET", kUrl, 200, orderJson("paid", false));
  EXPECT_EQ(shown(tab)["status"], Value("paid"));

  std::int64_t last = 0;
  for (int i = 0; i < 8; ++i) {
    const std::int64_t gap = tab->versions().pollAfterMs;
    ASSERT_GT(gap, 0);
    EXPECT_GE(gap + 600, last);
    EXPECT_LE(gap, 31'000);
    last = gap;
    tab.wait(gap);
    tab.answer("GET", kUrl, 200, orderJson("paid", false));
  }

  EXPECT_EQ(tab.transport.count("GET", kUrl), 9U);
  tab.wait(tab->versions().pollAfterMs);
  tab.answer("GET", kUrl, 200, orderJson("shipped", false));
  EXPECT_LT(tab->versions().pollAfterMs, 3'000);
}

TEST(StoreOrdersTest, AnOrderAtItsEndIsLeftAlone) {
  MemoryDisk disk;
  Tab tab(disk, 1, kWithoutCatalog);
  tab->start();
  tab.settle();
  tab->openOrder(kId);

  tab.answer("GET", kUrl, 200, orderJson("delivered", true));

  EXPECT_EQ(tab->versions().pollAfterMs, -1);
}

TEST(StoreOrdersTest, AClosedOrderIsLeftAloneUnlessItIsOpenElsewhere) {
  MemoryDisk disk;
  Tab tab(disk, 1, kWithoutCatalog);
  tab->start();
  tab.settle();
  tab->openOrder(kId);
  tab->openOrder(kId);
  tab.answer("GET", kUrl, 200, orderJson("paid", false));

  tab->closeOrder(kId);
  EXPECT_GE(tab->versions().pollAfterMs, 0);
  tab->closeOrder(kId);
  EXPECT_EQ(tab->versions().pollAfterMs, -1);
}

TEST(StoreOrdersTest, WithoutAnAnswerTheLastKnownStateStands) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  tab->openOrder(kId);
  tab.answer("GET", kUrl, 200, orderJson("paid", false));
  tab.wait(tab->versions().pollAfterMs);

  tab.fail("GET", kUrl);

  EXPECT_TRUE(tab->order(kId)->stale);
  EXPECT_EQ(shown(tab)["status"], Value("paid"));
  EXPECT_GE(tab->versions().pollAfterMs, 0);
}

TEST(StoreOrdersTest, ForeignOrdersAreNotAskedForTwice) {
  MemoryDisk disk;
  Tab tab(disk, 1, kWithoutCatalog);
  tab->start();
  tab.settle();
  tab->openOrder(kId);

  tab.answer("GET", kUrl, 404, R"({"error":{"code":"order_not_found"}})");

  EXPECT_EQ(tab->order(kId)->failure->code, ErrorCode::kOrderNotFound);
  EXPECT_EQ(tab->versions().pollAfterMs, -1);
}

TEST(StoreOrdersTest, IdsThatAreNoneNeverReachAnAddress) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  const std::size_t before = tab.transport.sent.size();

  for (const char* id : {"", "../admin", "order.x?token=1", "a b", "order.\xc3\xa4"}) {
    tab->openOrder(id);
    tab->cancelOrder(id);
    tab->payAgain(id, "stripe");
  }

  EXPECT_EQ(tab.transport.sent.size(), before);
}

TEST(StoreOrdersTest, PayingAgainLeadsToTheGateway) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  tab->payAgain(kId, "paypal");
  tab->payAgain(kId, "paypal");
  EXPECT_EQ(tab->order(kId)->busy, "pay");
  EXPECT_EQ(tab.transport.count("POST", kUrl + "/pay"), 1U);
  tab.answer("POST", kUrl + "/pay", 200,
             R"({"ok":true,"value":{"redirectUrl":"https://pay.example/2"}})");

  EXPECT_EQ(tab->order(kId)->redirectUrl, "https://pay.example/2");
  EXPECT_FALSE(tab->order(kId)->busy.has_value());
}

TEST(StoreOrdersTest, ARefusedCancellationSaysWhy) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  tab->cancelOrder(kId);
  tab.answer("POST", kUrl + "/cancel", 409, R"({"ok":false,"error":{"code":"order_already_paid"}})");

  EXPECT_EQ(tab->order(kId)->failure->code, ErrorCode::kOrderAlreadyPaid);
}

TEST(StoreOrdersTest, AFoundOrderJoinsTheListOfThisBrowser) {
  MemoryDisk disk;
  {
    Tab tab(disk);
    tab.open();
    tab->lookupOrder("VT-AAAA-BBBB", "ada@example.org");
    tab.answer("POST", "/api/orders/lookup", 200,
               R"({"ok":true,"value":{"order":{"id":")" + kId + R"(","number":"VT-AAAA-BBBB"}}})");
    EXPECT_FALSE(tab->order("lookup")->failure.has_value());
  }

  Tab reloaded(disk, 2);
  reloaded.open();

  ASSERT_EQ(reloaded->orders().size(), 1U);
  EXPECT_EQ(reloaded->orders().at(0).id, kId);
}

TEST(StoreOrdersTest, TheListsOfTwoTabsAreUnited) {
  MemoryDisk disk;
  Tab a(disk, 1);
  Tab b(disk, 2);
  a.open();
  b.open();
  a.storage.isDeaf = b.storage.isDeaf = true;
  const auto find = [](Tab& tab, const char* id) {
    tab->lookupOrder("VT", "x@y.z");
    tab.answer("POST", "/api/orders/lookup", 200,
               std::string(R"({"ok":true,"value":{"order":{"id":")") + id + R"(","number":"N"}}})");
  };

  find(a, "order.a");
  find(b, "order.b");

  EXPECT_EQ(b->orders().size(), 2U);
  a->wake();
  a.settle();
  EXPECT_EQ(a->orders().size(), 2U);
}

TEST(StoreOrdersTest, AllOrdersAreAskedForAtOnce) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  tab->refreshOrders();
  tab.answer("GET", "/api/orders", 200,
             encodeJson(Object{{"orders", Array{(*decodeJson(orderJson("paid", false)))["order"]}}}));

  ASSERT_EQ(tab->orders().size(), 1U);
  EXPECT_EQ(shown(tab)["status"], Value("paid"));
  EXPECT_EQ(tab.transport.count("GET", kUrl), 0U);
}

}  // namespace
}  // namespace vitrine
