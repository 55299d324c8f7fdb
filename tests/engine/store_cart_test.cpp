// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "tests/engine/matchers.h"
#include "tests/engine/store_fixture.h"

namespace vitrine {
namespace {

using testing::Eq;

ErrorCode codeOf(const Answer<CartView>& answer) {
  check(!answer.has_value());
  return answer.error().code;
}

TEST(StoreCartTest, AnAddedLineIsThereAtOnceAndAfterAReload) {
  MemoryDisk disk;
  {
    Tab tab(disk);
    tab.open();
    const auto cart = tab->addLine("AUR-SND", 2);
    ASSERT_TRUE(cart.has_value());
    EXPECT_EQ(cart->lines.at(0).quantity, 2);
    EXPECT_EQ(cart->total.amountMinor, 9800 + 490);
    tab.settle();
  }

  Tab reloaded(disk, 2);
  reloaded.open();

  EXPECT_EQ(reloaded.cartText(), "AUR-SNDx2 ");
}

TEST(StoreCartTest, WhatIsAddedBeforeTheStorageAnswersJoinsWhatItHolds) {
  MemoryDisk disk;
  {
    Tab tab(disk);
    tab.open();
    (void)tab->addLine("AUR-SND", 1);
    tab.settle();
  }
  Tab tab(disk, 2);
  tab->start();

  (void)tab->addLine("BOR-SND", 1);
  tab.settle();

  EXPECT_EQ(tab.cartText(), "AUR-SNDx1 BOR-SNDx1 ");
}

TEST(StoreCartTest, WhatIsAddedWhileASaveIsOnItsWayIsKeptAtOnce) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  tab.storage.isSlow = true;

  (void)tab->addLine("AUR-SND", 1);
  (void)tab->addLine("BOR-SND", 1);

  const auto cart = cartFromValue(decodeRecord(disk.kept["cart"]).body["cart"]);
  ASSERT_TRUE(cart.has_value());
  EXPECT_EQ(unitCount(*cart), 2);
}

TEST(StoreCartTest, TheBarToFreeDeliveryIsFullOnlyWhenDeliveryIsFree) {
  const auto percentOf = [](const char* freeFromMinor) {
    MemoryDisk disk;
    Tab tab(disk);
    tab->start();
    std::string catalog = catalogJson();
    catalog.insert(catalog.find("\"carrierCode\""),
                   std::string("\"freeFromMinor\":") + freeFromMinor + ',');
    tab.answer("GET", "/api/catalog", 200, catalog);
    return tab->addLine("AUR-SND", 2)->freeShipping.value().percent;  // 98.00
  };
  EXPECT_EQ(percentOf("9800"), 100);
  EXPECT_EQ(percentOf("9801"), 99);
  EXPECT_EQ(percentOf("9899"), 98);
  EXPECT_EQ(percentOf("19600"), 50);
  EXPECT_EQ(percentOf("1000000"), 0);
}

TEST(StoreCartTest, BrokenRulesSayHowMuchWouldDo) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  EXPECT_EQ(codeOf(tab->addLine("NOPE", 1)), ErrorCode::kVariantNotFound);
  EXPECT_EQ(codeOf(tab->addLine("AUR-SND", 0)), ErrorCode::kQuantityMustBePositive);
  EXPECT_EQ(codeOf(tab->addLine("AUR-INK", 1)), ErrorCode::kOutOfStock);
  const auto refused = tab->addLine("BOR-SND", 4);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kQuantityAboveStock);
  EXPECT_EQ(refused.error().limit, 3);
  EXPECT_EQ(codeOf(tab->setQuantity("AUR-SND", 1)), ErrorCode::kLineNotFound);
  EXPECT_EQ(tab.cartText(), "");
}

TEST(StoreCartTest, ARemovedLineComesBackByUndo) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 3);

  const auto removed = tab->removeLine("AUR-SND");
  ASSERT_TRUE(removed.has_value());
  ASSERT_TRUE(removed->undo.has_value());
  EXPECT_EQ(removed->undo->title, "Aurora Lamp");
  const auto back = tab->undo();

  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->lines.at(0).quantity, 3);
  EXPECT_FALSE(back->undo.has_value());
  EXPECT_EQ(codeOf(tab->undo()), ErrorCode::kLineNotFound);
}

TEST(StoreCartTest, FiftyQuickClicksAreFewWrites) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 1);

  for (int i = 0; i < 50; ++i) (void)tab->setQuantity("AUR-SND", 1 + i % 12);
  tab.settle();

  EXPECT_EQ(tab.cartText(), "AUR-SNDx2 ");
  EXPECT_LE(disk.records["cart"].revision, 3);
}

TEST(StoreCartTest, TwoTabsKeepEachOthersLines) {
  MemoryDisk disk;
  Tab a(disk, 1);
  Tab b(disk, 2);
  a.open();
  b.open();
  a.storage.isDeaf = b.storage.isDeaf = true;  // the worst case: nobody hears of the other

  (void)a->addLine("AUR-SND", 1);
  (void)b->addLine("BOR-SND", 2);
  (void)b->addLine("AUR-SND", 1);
  a.settle();
  b.settle();
  a->wake();
  a.settle();

  EXPECT_EQ(b.cartText(), "AUR-SNDx2 BOR-SNDx2 ");
  EXPECT_EQ(a.cartText(), b.cartText());
}

TEST(StoreCartTest, ALineThatAnotherTabRemovedIsNotRevived) {
  MemoryDisk disk;
  Tab a(disk, 1);
  a.open();
  (void)a->addLine("AUR-SND", 1);
  a.settle();
  Tab b(disk, 2);
  b.open();
  b.storage.isDeaf = true;

  (void)a->removeLine("AUR-SND");
  a.settle();
  (void)b->addLine("BOR-SND", 1);
  b.settle();

  EXPECT_EQ(b.cartText(), "BOR-SNDx1 ");
}

TEST(StoreCartTest, AWriteWhoseAnswerWasLostIsNotDoneTwice) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  tab.storage.losesAnswer = true;

  (void)tab->addLine("AUR-SND", 1);
  tab.settle();
  (void)tab->addLine("BOR-SND", 1);
  tab.settle();

  EXPECT_EQ(tab.cartText(), "AUR-SNDx1 BOR-SNDx1 ");
}

TEST(StoreCartTest, ADamagedCartIsReplacedByTheOneBefore) {
  MemoryDisk disk;
  {
    Tab tab(disk);
    tab.open();
    (void)tab->addLine("AUR-SND", 1);
    tab.settle();
    (void)tab->addLine("BOR-SND", 1);
    tab.settle();
  }
  disk.records["cart"].bytes->at(30) ^= 1;

  Tab tab(disk, 2);
  tab.open();

  EXPECT_EQ(tab.cartText(), "AUR-SNDx1 ");
  EXPECT_TRUE(tab.hasNotice(NoticeCode::kCartRecovered));
}

TEST(StoreCartTest, AnUnreadableCartIsToldAndTheShopWorks) {
  MemoryDisk disk;
  disk.put("cart", "half a rec");
  disk.put("checkout", "\xff\xfe");
  disk.put("orders", "{}");
  disk.put("placing", "vitrine 1 00000000 {}");

  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 1);
  tab.settle();

  EXPECT_TRUE(tab.hasNotice(NoticeCode::kCartLost));
  EXPECT_TRUE(tab.hasNotice(NoticeCode::kCheckoutLost));
  EXPECT_TRUE(tab.hasNotice(NoticeCode::kOrdersLost));
  EXPECT_EQ(Tab(disk, 2).open().cartText(), "AUR-SNDx1 ");
}

TEST(StoreCartTest, ACartOfANewerVersionIsLeftAsItIs) {
  MemoryDisk disk;
  const Value newer(Object{{"cart", Object{{"version", kCartVersion + 1}, {"lines", Array{}}}}});
  disk.put("cart", encodeRecord(newer, ""));
  const std::string before = disk.bytes("cart");

  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 1);
  tab.settle();

  EXPECT_EQ(tab.cartText(), "AUR-SNDx1 ");
  EXPECT_TRUE(tab.hasNotice(NoticeCode::kCartFromNewerVersion));
  EXPECT_EQ(disk.bytes("cart"), before);
}

TEST(StoreCartTest, WithoutStorageTheCartLivesInMemoryAndIsSavedOnceItCanBe) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.storage.fails = true;
  tab.open();

  (void)tab->addLine("AUR-SND", 1);
  tab.settle();
  EXPECT_EQ(tab.cartText(), "AUR-SNDx1 ");
  EXPECT_TRUE(tab.hasNotice(NoticeCode::kStorageUnavailable));
  tab.storage.fails = false;
  (void)tab->addLine("BOR-SND", 1);
  tab.settle();

  EXPECT_EQ(Tab(disk, 2).open().cartText(), "AUR-SNDx1 BOR-SNDx1 ");
  EXPECT_FALSE(tab.hasNotice(NoticeCode::kStorageUnavailable));
}

TEST(StoreCartTest, ACartFromACookieJoinsWithTheLargerQuantityWithinStock) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 2);

  (void)tab->adoptCart({{{"AUR-SND", 1}, {"BOR-SND", 9}, {"NOPE", 1}, {"AUR-INK", 1}}, ""});

  EXPECT_EQ(tab.cartText(), "AUR-SNDx2 BOR-SNDx3 ");
}

TEST(StoreCartTest, ACouponIsPendingThenApplied) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 1);

  const auto asked = tab->applyCoupon(" welcome10 ");
  ASSERT_TRUE(asked.has_value());
  EXPECT_TRUE(asked->coupon->pending);
  tab.answer("POST", "/api/coupons", 200,
             R"({"ok":true,"value":{"code":"WELCOME10","name":"Welcome","kind":"percent_off",)"
             R"("basisPoints":1000,"active":true}})");

  const CartView cart = tab->cart();
  EXPECT_TRUE(cart.coupon->applied);
  EXPECT_FALSE(cart.coupon->pending);
  EXPECT_EQ(cart.discount.amountMinor, 490);
}

TEST(StoreCartTest, ARefusedCouponKeepsItsCodeAndSaysWhy) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();
  (void)tab->addLine("AUR-SND", 1);

  (void)tab->applyCoupon("OLD");
  tab.answer("POST", "/api/coupons", 200,
             R"({"ok":false,"error":{"code":"coupon_expired","field":"couponCode","message":""}})");

  const CartView cart = tab->cart();
  ASSERT_TRUE(cart.coupon.has_value());
  EXPECT_EQ(cart.coupon->code, "OLD");
  EXPECT_FALSE(cart.coupon->applied);
  EXPECT_EQ(cart.coupon->problem->code, ErrorCode::kCouponExpired);
}

// Tabs that only add, in any order of calls and answers, lose nothing: a naive model counts the units.
TEST(StoreCartTest, NoUnitIsLostWhateverTheOrderOfTabs) {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SeededRandom dice(seed);
    MemoryDisk disk;
    Tab tabs[] = {Tab(disk, seed + 1), Tab(disk, seed + 2), Tab(disk, seed + 3)};
    for (Tab& tab : tabs) tab.open();
    std::map<std::string, std::int64_t> model;
    for (int i = 0; i < 40; ++i) {
      Tab& tab = tabs[dice.below(3)];
      switch (dice.below(6)) {
        case 0:
        case 1: {
          const std::string sku = dice.below(2) == 0 ? "AUR-SND" : "BOR-SND";
          if (model[sku] < 3 && tab->addLine(sku, 1)) ++model[sku];
          break;
        }
        case 2:
          tab.storage.losesAnswer = true;
          break;
        case 3:
          tab.storage.isDeaf = !tab.storage.isDeaf;
          break;
        default:
          tab->poll();
      }
    }
    for (int round = 0; round < 3; ++round) {
      for (Tab& tab : tabs) {
        tab.storage.losesAnswer = false;
        tab->wake();
        tab.settle();
      }
    }
    for (Tab& tab : tabs) {
      std::map<std::string, std::int64_t> found;
      for (const CartLineView& line : tab->cart().lines) found[line.sku] = line.quantity;
      std::erase_if(model, [](const auto& line) { return line.second == 0; });
      EXPECT_EQ(found, model) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace vitrine
