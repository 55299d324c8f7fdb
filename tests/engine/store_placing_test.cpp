// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/engine/store_fixture.h"

namespace vitrine {
namespace {

constexpr std::string_view kOrders = "/api/orders";

struct Checkout {
  explicit Checkout(std::uint64_t seed = 1) : tab(disk, seed) {
    tab.open();
    fillCheckout(tab);
  }

  std::size_t requests() const { return tab.transport.count("POST", kOrders); }
  Value lastBody() const { return *decodeJson(tab.transport.last("POST", kOrders)->body); }
  std::string lastKey() const { return lastBody()["idempotencyKey"].asString(""); }
  Value stored() { return decodeRecord(disk.bytes("placing")).body; }
  CheckoutState state() const { return tab.store->checkout().state; }
  void place() {
    tab->placeOrder();
    tab.settle();
  }
  // Lets time pass until another request has left, a minute at the most.
  void waitForRetry() {
    const std::size_t before = requests();
    for (int i = 0; i < 120 && requests() == before; ++i) tab.wait(500);
  }

  MemoryDisk disk;
  Tab tab;
};

TEST(StorePlacingTest, TheRequestNamesWhatWasAgreedAndNothingElse) {
  Checkout shop;

  shop.place();

  Value body = shop.lastBody();
  EXPECT_EQ(body["idempotencyKey"].asString().size(), 32U);
  body = body.without("idempotencyKey");
  EXPECT_EQ(encodeJson(body),
            R"({"lines":[{"sku":"AUR-SND","quantity":1}],"email":"ada@example.org",)"
            R"("name":"Ada Lovelace","address":{"name":"Ada Lovelace","line1":"Hauptstrasse 1",)"
            R"("postalCode":"20457","city":"Hamburg","country":"DE"},"shippingMethodId":"standard",)"
            R"("gateway":"stripe","agreedTotalMinor":5390,"agreedCurrency":"EUR"})");
}

TEST(StorePlacingTest, TheKeyIsStoredBeforeTheRequestLeaves) {
  Checkout shop;
  shop.tab.storage.isSlow = true;

  shop.place();
  EXPECT_EQ(shop.state(), CheckoutState::kPlacing);
  EXPECT_EQ(shop.requests(), 0U);
  shop.tab.storage.isSlow = false;
  shop.tab.settle();

  ASSERT_EQ(shop.requests(), 1U);
  EXPECT_EQ(shop.stored()["key"].asString(), shop.lastKey());
  EXPECT_EQ(shop.stored()["attempt"].asInt64(), 1);
}

TEST(StorePlacingTest, AnOrderThatExistsIsRememberedAndLeavesTheCart) {
  Checkout shop;
  (void)shop.tab->addLine("BOR-SND", 1);
  shop.place();
  EXPECT_EQ(shop.tab.cartText(), "AUR-SNDx1 BOR-SNDx1 ");
  (void)shop.tab->addLine("BOR-SND", 1);  // while the answer is on its way

  shop.tab.answer("POST", kOrders, 201, placedJson("order.a"));

  EXPECT_EQ(shop.state(), CheckoutState::kPlaced);
  EXPECT_EQ(shop.tab->checkout().order->redirectUrl, "https://pay.example/c/1");
  EXPECT_EQ(shop.tab.cartText(), "BOR-SNDx1 ");
  ASSERT_EQ(shop.tab->orders().size(), 1U);
  EXPECT_EQ(shop.tab->orders().at(0).number, "VT-AAAA-BBBB");
}

TEST(StorePlacingTest, ThePageLeavesForThePaymentOnlyWhenThePlacedOrderIsStored) {
  Checkout shop;
  shop.place();
  shop.tab.storage.isSlow = true;

  shop.tab.answer("POST", kOrders, 201, placedJson("order.a"));
  EXPECT_EQ(shop.state(), CheckoutState::kPlacing);
  shop.tab.storage.isSlow = false;
  shop.tab.settle();

  EXPECT_EQ(shop.state(), CheckoutState::kPlaced);
  EXPECT_EQ(shop.stored()["stage"], Value("placed"));
}

TEST(StorePlacingTest, DoubleClickingSendsOneRequest) {
  Checkout shop;

  for (int i = 0; i < 5; ++i) shop.place();

  EXPECT_EQ(shop.requests(), 1U);
}

TEST(StorePlacingTest, WithoutAnAnswerTheSameOrderIsSentAgainWithTheSameKey) {
  Checkout shop;
  shop.place();
  const Value first = shop.lastBody();
  const Response unknowns[] = {{0, 0, "", Error{ErrorCode::kTransportTimeout, "", ""}},
                               {0, 503, R"({"ok":false,"error":{"code":"service_failed"}})", {}},
                               {0, 429, "{}", {}},
                               {0, 200, "<html>Sign in to this Wi-Fi</html>", {}}};

  for (const Response& unknown : unknowns) {
    const Request* request = shop.tab.transport.last("POST", kOrders);
    if (unknown.failure) shop.tab.transport.fail(*request, unknown.failure->code);
    else shop.tab.transport.answer(*request, unknown.status, unknown.body);
    shop.tab.settle();
    EXPECT_EQ(shop.state(), CheckoutState::kPlacing);
    shop.waitForRetry();
    EXPECT_EQ(shop.lastBody(), first);
  }

  EXPECT_EQ(shop.requests(), 5U);
  EXPECT_EQ(shop.stored()["attempt"].asInt64(), 5);
  EXPECT_EQ(shop.tab.cartText(), "AUR-SNDx1 ");
}

TEST(StorePlacingTest, TheGapsGrow) {
  Checkout shop;
  shop.place();
  std::int64_t last = 0;
  for (int i = 0; i < 4; ++i) {
    shop.tab.fail("POST", kOrders);
    const std::int64_t gap = shop.tab->versions().pollAfterMs;
    EXPECT_GE(gap, 500 << i);
    EXPECT_LE(gap, 1'000 << i);
    EXPECT_GE(gap, last / 2);
    last = gap;
    shop.tab.wait(gap - 1);
    EXPECT_EQ(shop.requests(), static_cast<std::size_t>(i) + 1);
    shop.tab.wait(1);
    EXPECT_EQ(shop.requests(), static_cast<std::size_t>(i) + 2);
  }
}

TEST(StorePlacingTest, AClockThatJumpsBackDelaysNoRetry) {
  Checkout shop;
  shop.place();
  shop.tab.fail("POST", kOrders);
  shop.tab.wait(-86'400'000LL * 400);

  shop.tab.wait(1'000);

  EXPECT_EQ(shop.requests(), 2U);
}

TEST(StorePlacingTest, AfterSixAttemptsTheShopperIsAskedAndTheKeyStays) {
  Checkout shop;
  shop.place();
  const std::string key = shop.lastKey();
  for (int i = 0; i < 6; ++i) {
    shop.tab.fail("POST", kOrders);
    shop.waitForRetry();
  }
  EXPECT_EQ(shop.requests(), 6U);
  EXPECT_EQ(shop.state(), CheckoutState::kFailed);
  EXPECT_EQ(shop.tab->checkout().failure->code, ErrorCode::kTransportUnavailable);

  shop.place();

  EXPECT_EQ(shop.requests(), 7U);
  EXPECT_EQ(shop.lastKey(), key);
}

TEST(StorePlacingTest, AnotherCartIsAnotherOrder) {
  Checkout shop;
  shop.place();
  const std::string key = shop.lastKey();
  for (int i = 0; i < 6; ++i) {
    shop.tab.fail("POST", kOrders);
    shop.waitForRetry();
  }
  (void)shop.tab->addLine("BOR-SND", 1);

  shop.place();

  EXPECT_NE(shop.lastKey(), key);
}

TEST(StorePlacingTest, AReloadGoesOnWithTheSameOrder) {
  MemoryDisk disk;
  Value sent;
  {
    Tab tab(disk);
    tab.open();
    fillCheckout(tab);
    tab->placeOrder();
    tab.settle();
    sent = *decodeJson(tab.transport.last("POST", kOrders)->body);
  }

  Tab reloaded(disk, 99);
  reloaded.open();

  const Request* request = reloaded.transport.last("POST", kOrders);
  ASSERT_NE(request, nullptr);
  EXPECT_EQ(*decodeJson(request->body), sent);
  reloaded.answer("POST", kOrders, 200, placedJson("order.a"));
  EXPECT_EQ(reloaded->checkout().state, CheckoutState::kPlaced);
  EXPECT_EQ(reloaded.cartText(), "");
}

// The page dies after the shop's answer, between any two of the writes that follow it.
TEST(StorePlacingTest, APlacedOrderLeavesTheCartOnceWhereverThePageDies) {
  for (std::int64_t survivors = 0; survivors < 4; ++survivors) {
    MemoryDisk disk;
    {
      Tab tab(disk);
      tab.open();
      (void)tab->addLine("AUR-SND", 2);
      tab->saveCheckout(goodFields());
      tab->setGateway("stripe");
      tab.settle();
      tab->placeOrder();
      tab.settle();
      const Request& request = *tab.transport.last("POST", kOrders);
      tab.transport.answer(request, 201, placedJson("order.a"));
      tab.storage.fails = survivors == 0;
      tab->poll();
      for (std::int64_t i = 1; i < survivors; ++i) tab->poll();
    }
    Tab reloaded(disk, 5);
    reloaded.open();
    if (reloaded->checkout().state == CheckoutState::kPlacing) {
      reloaded.answer("POST", kOrders, 200, placedJson("order.a"));
    }

    EXPECT_EQ(reloaded.cartText(), "") << survivors;
    EXPECT_EQ(reloaded->orders().size(), 1U) << survivors;
    (void)reloaded->addLine("AUR-SND", 1);
    reloaded.settle();
    Tab again(disk, 6);
    again.open();
    EXPECT_EQ(again.cartText(), "AUR-SNDx1 ") << survivors;
  }
}

// After a reload the order may be known before the cart is.
TEST(StorePlacingTest, APlacedOrderLeavesACartThatIsLoadedAfterwards) {
  MemoryDisk disk;
  {
    Tab tab(disk);
    tab.open();
    (void)tab->addLine("BOR-SND", 2);
    fillCheckout(tab);
    tab->placeOrder();
    tab.settle();
  }
  Tab reloaded(disk, 5);
  reloaded.storage.holdsBack = "cart";
  reloaded.open();
  reloaded.answer("POST", kOrders, 201, placedJson("order.a"));
  EXPECT_EQ(reloaded->checkout().state, CheckoutState::kPlaced);
  reloaded->acknowledgeRedirect("order.a");

  reloaded.storage.holdsBack.clear();
  reloaded.settle();

  EXPECT_EQ(reloaded.cartText(), "");
  Tab again(disk, 6);
  EXPECT_EQ(again.open().cartText(), "");
}

TEST(StorePlacingTest, WhatAnotherTabAddsMeanwhileIsNotTakenAwayWithTheOrder) {
  Checkout shop;
  shop.place();
  shop.tab.storage.isDeaf = true;
  Tab other(shop.disk, 2);
  other.open();
  (void)other->addLine("AUR-SND", 2);
  other.settle();

  shop.tab.answer("POST", kOrders, 201, placedJson("order.a"));

  EXPECT_EQ(shop.tab.cartText(), "AUR-SNDx2 ");
}

TEST(StorePlacingTest, WhileItIsTriedAgainTheReasonIsTold) {
  Checkout shop;
  shop.place();
  EXPECT_FALSE(shop.tab->checkout().failure.has_value());

  shop.tab.fail("POST", kOrders);
  EXPECT_EQ(shop.tab->checkout().failure->code, ErrorCode::kTransportUnavailable);
  shop.waitForRetry();

  EXPECT_EQ(shop.state(), CheckoutState::kPlacing);
  EXPECT_EQ(shop.tab->checkout().failure->code, ErrorCode::kTransportUnavailable);
  shop.tab.answer("POST", kOrders, 201, placedJson("order.a"));
  EXPECT_FALSE(shop.tab->checkout().failure.has_value());
}

TEST(StorePlacingTest, TwoTabsThatPlaceTheSameOrderPlaceOne) {
  MemoryDisk disk;
  Tab a(disk, 1);
  a.open();
  fillCheckout(a);
  Tab b(disk, 2);
  b.open();
  b.storage.isDeaf = true;

  a->placeOrder();
  b->placeOrder();
  a.settle();
  b.settle();

  const auto keyOf = [](const Tab& tab) {
    return (*decodeJson(tab.transport.last("POST", kOrders)->body))["idempotencyKey"];
  };
  EXPECT_EQ(keyOf(a), keyOf(b));
}

TEST(StorePlacingTest, AnotherTabsOrderDoesNotDisturbAnIdleOne) {
  MemoryDisk disk;
  Tab a(disk, 1);
  a.open();
  fillCheckout(a);
  Tab b(disk, 2);
  b.open();

  a->placeOrder();
  a.settle();
  b.settle();
  a.answer("POST", kOrders, 201, placedJson("order.a"));
  b.settle();

  EXPECT_EQ(b.transport.count("POST", kOrders), 0U);
  EXPECT_EQ(b->checkout().state, CheckoutState::kEditing);
  EXPECT_EQ(b.cartText(), "");
  EXPECT_EQ(b->orders().size(), 1U);
}

TEST(StorePlacingTest, ChangedFiguresAreShownAndAcceptedUnderANewKey) {
  Checkout shop;
  shop.place();
  const std::string key = shop.lastKey();

  shop.tab.answer("POST", kOrders, 409,
                  R"({"ok":false,"error":{"code":"total_changed","field":"agreedTotalMinor"},)"
                  R"("quote":{"totalMinor":5890},"changes":[{"kind":"total",)"
                  R"("before":{"amountMinor":5390,"currency":"EUR"},)"
                  R"("after":{"amountMinor":5890,"currency":"EUR"}}]})");

  EXPECT_EQ(shop.state(), CheckoutState::kQuoteChanged);
  ASSERT_EQ(shop.tab->checkout().changes.size(), 1U);
  EXPECT_EQ(shop.tab->checkout().changes.at(0).after->amountMinor, 5890);
  EXPECT_EQ(shop.tab.cartText(), "AUR-SNDx1 ");
  shop.tab.answer("GET", "/api/catalog", 200, catalogJson(5400));
  shop.tab->acceptQuote();
  EXPECT_EQ(shop.state(), CheckoutState::kEditing);
  shop.place();
  EXPECT_NE(shop.lastKey(), key);
  EXPECT_EQ(shop.lastBody()["agreedTotalMinor"].asInt64(), 5890);
}

TEST(StorePlacingTest, RefusedFieldsAreNamedUntilTheNextTry) {
  Checkout shop;
  shop.place();

  shop.tab.answer("POST", kOrders, 422,
                  R"({"ok":false,"error":{"code":"postal_code_invalid","field":"address.postalCode"},)"
                  R"("errors":[{"code":"postal_code_invalid","field":"address.postalCode"}]})");

  EXPECT_EQ(shop.state(), CheckoutState::kFailed);
  const auto errors = shop.tab->checkout().errors;
  ASSERT_EQ(errors.size(), 1U);
  EXPECT_EQ(errors.at(0).field, "postalCode");
  shop.place();
  EXPECT_EQ(shop.state(), CheckoutState::kPlacing);
  EXPECT_TRUE(shop.tab->checkout().errors.empty());
}

TEST(StorePlacingTest, AnIncompleteFormSendsNothing) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  tab->placeOrder();
  tab.settle();

  std::string fields;
  for (const ErrorView& error : tab->checkout().errors) fields += error.field + " ";
  EXPECT_EQ(fields, "email name line1 city country cart gateway ");
  EXPECT_EQ(tab.transport.count("POST", kOrders), 0U);
}

TEST(StorePlacingTest, WithoutStorageAnOrderCanStillBePlaced) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.storage.fails = true;
  tab.open();
  fillCheckout(tab);

  tab->placeOrder();
  tab.settle();
  ASSERT_EQ(tab.transport.count("POST", kOrders), 1U);
  tab.answer("POST", kOrders, 201, placedJson("order.a"));

  EXPECT_EQ(tab->checkout().state, CheckoutState::kPlaced);
  EXPECT_EQ(tab.cartText(), "");
}

TEST(StorePlacingTest, NobodyIsSentToAStrangePaymentPage) {
  for (const char* url : {"javascript:alert(1)", "http://evil.example", "//evil.example", "",
                          "http://127.0.0.1.evil.example/", "data:text/html,x"}) {
    Checkout shop;
    shop.place();

    shop.tab.answer("POST", kOrders, 201,
                    encodeJson(Object{{"ok", true},
                                      {"value", Object{{"order", Object{{"id", "order.a"}}},
                                                       {"redirectUrl", url}}}}));

    EXPECT_EQ(shop.state(), CheckoutState::kPlacing) << url;
  }
}

TEST(StorePlacingTest, AfterThePageHasLeftTheCheckoutIsFreeAgain) {
  Checkout shop;
  shop.place();
  shop.tab.answer("POST", kOrders, 201, placedJson("order.a"));

  shop.tab->acknowledgeRedirect("order.other");
  EXPECT_EQ(shop.state(), CheckoutState::kPlaced);
  shop.tab->acknowledgeRedirect("order.a");
  shop.tab.settle();

  EXPECT_EQ(shop.state(), CheckoutState::kEditing);
  Tab reloaded(shop.disk, 7);
  reloaded.open();
  EXPECT_EQ(reloaded->checkout().state, CheckoutState::kEditing);
  EXPECT_EQ(reloaded->checkout().fields.email, "ada@example.org");
}

}  // namespace
}  // namespace vitrine
