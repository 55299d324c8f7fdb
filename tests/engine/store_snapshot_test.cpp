// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <string>

#include "tests/engine/store_fixture.h"

namespace vitrine {
namespace {

constexpr const char* kManifest = "/api/catalog/snapshot?have=";

// The shop's side: a manifest of what is on sale now, and the file that it names.
class StoreSnapshotTest : public testing::Test {
 protected:
  Tab& open() {
    tab_->start();
    tab_.settle().answer("GET", kManifest, 200, manifest("v1"));
    return tab_.answer("GET", "/files/v1", 200, snapshot());
  }

  static std::string snapshot(int auroraPrice = 4900) {
    return decodeShop(catalogJson(auroraPrice))->catalog.snapshot();
  }
  static std::string manifest(const std::string& version, const Value& changes = {}) {
    const Value documents = *decodeJson(catalogJson());
    Object manifest{{"version", version},
                    {"snapshot", "/files/" + version},
                    {"generatedAt", "2026-02-02T00:00:00Z"},
                    {"settings", documents["settings"]},
                    {"leftOut", Array{}}};
    if (!changes.isNull()) manifest.set("changes", changes);
    return encodeJson(Value(std::move(manifest)));
  }
  static Value document(std::size_t place, int auroraPrice) {
    return (*decodeJson(catalogJson(auroraPrice)))["products"][place];
  }
  static Value changesOf(Array products, Array removed) {
    return Object{{"products", Value(std::move(products))}, {"removed", Value(std::move(removed))}};
  }
  std::int64_t total(const std::string& text = "") {
    QueryView query;
    query.text = text;
    return tab_->search(query).total;
  }

  MemoryDisk disk_;
  Tab tab_{disk_, 1, {.snapshotUrl = "/api/catalog/snapshot"}};
};

TEST_F(StoreSnapshotTest, TheCatalogOfASnapshotIsThatOfItsDocuments) {
  open();
  EXPECT_TRUE(tab_->versions().hasCatalog);
  EXPECT_EQ(total(), 2);
  EXPECT_EQ(total("aurroa"), 1);
  ASSERT_TRUE(tab_->addLine("AUR-SND", 2));
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 9800);
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog"), 0U) << "no documents are asked for";
}

TEST_F(StoreSnapshotTest, ASnapshotIsOpenedInSeveralPolls) {
  tab_->start();
  tab_.settle().answer("GET", kManifest, 200, manifest("v1"));
  tab_.transport.answer(*tab_.transport.last("GET", "/files/v1"), 200, snapshot());
  tab_->poll();
  EXPECT_FALSE(tab_->versions().hasCatalog);
  EXPECT_EQ(tab_->versions().pollAfterMs, 0);
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1)) << "the page goes on meanwhile";
  tab_.settle();
  EXPECT_TRUE(tab_->versions().hasCatalog);
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 4900);
}

TEST_F(StoreSnapshotTest, TheTransportIsToldHowLongTheFileIs) {
  const Value whole = *decodeJson(manifest("v1"));
  for (const auto& [bytes, expected] : std::vector<std::pair<double, std::size_t>>{
           {1.0, 1}, {1'073'741'824.0, 1'073'741'824}, {1'073'741'825.0, 0}, {-1.0, 0}, {0.5, 0}}) {
    Tab tab(disk_, 1, {.snapshotUrl = "/api/catalog/snapshot"});
    tab->start();
    tab.settle().answer("GET", kManifest, 200, encodeJson(whole.with("bytes", Value(bytes))));
    EXPECT_EQ(tab.transport.last("GET", "/files/v1")->answerBytes, expected) << bytes;
  }
}

TEST_F(StoreSnapshotTest, ChangesAreSeenByTheNextQueryAndTheCart) {
  open();
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1));
  tab_.wait(30'000);
  const Value changes = changesOf({document(0, 5400)}, {"product-borea"});
  tab_.answer("GET", "/api/catalog/snapshot?have=v1", 200, manifest("v2", changes));

  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 5400);
  EXPECT_EQ(total(), 1);
  EXPECT_EQ(tab_.transport.count("GET", "/files/v2"), 0U);
  tab_.wait(30'000);
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog/snapshot?have=v2"), 1U);
}

TEST_F(StoreSnapshotTest, ChangesWithSettingsThatCannotBeUsedLeaveTheShopAsItWas) {
  open();
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1));
  const Value changed = *decodeJson(manifest("v2", changesOf({document(0, 5400)}, {})));
  const Value unusable = changed.with("settings", changed["settings"].with("taxRates", "none"));
  tab_.wait(30'000);
  tab_.answer("GET", "/api/catalog/snapshot?have=v1", 200, encodeJson(unusable));

  EXPECT_EQ(total("aurora"), 1);
  EXPECT_FALSE(tab_->suggest("bor").empty());
  EXPECT_EQ(tab_->categories().size(), 1U);
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 4900);
  tab_.wait(30'000);
  tab_.answer("GET", "/api/catalog/snapshot?have=v1", 200, encodeJson(changed));
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 5400);
}

TEST_F(StoreSnapshotTest, NothingNewIsNoNews) {
  open();
  const std::int64_t version = tab_->versions().catalog;
  tab_.wait(2'999);
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog/snapshot?have=v1"), 0U);
  tab_.wait(1);
  tab_.answer("GET", "/api/catalog/snapshot?have=v1", 200, R"({"version":"v1"})");
  EXPECT_EQ(tab_->versions().catalog, version);
  tab_.wait(2'999);
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog/snapshot?have=v1"), 1U);
}

TEST_F(StoreSnapshotTest, APageThatIsShownAgainLooksAtOnce) {
  open();
  tab_->wake();
  tab_->wake();
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog/snapshot?have=v1"), 1U);
  tab_.fail("GET", "/api/catalog/snapshot?have=v1");
  EXPECT_TRUE(tab_->notices().empty());
}

TEST_F(StoreSnapshotTest, AServerThatIsBehindBringsNothingBack) {
  open();
  const auto changedAt = [](const std::string& version, const char* at, int price) {
    const std::string text = manifest(version, changesOf({document(0, price)}, {}));
    return encodeJson(decodeJson(text)->with("generatedAt", at));
  };
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1));
  tab_.wait(3'000).answer("GET", "/api/catalog/snapshot?have=v1", 200,
                          changedAt("v2", "2026-02-02T00:00:05Z", 5400));
  tab_.wait(3'000).answer("GET", "/api/catalog/snapshot?have=v2", 200,
                          changedAt("v1", "2026-02-02T00:00:04Z", 4900));
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 5400);
  tab_.wait(3'000).answer("GET", "/api/catalog/snapshot?have=v2", 200,
                          changedAt("v3", "2026-02-02T00:00:05Z", 6400));
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 6400);
}

TEST_F(StoreSnapshotTest, NewSettingsComeWithoutAProductOrAFile) {
  open();
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1));
  ASSERT_EQ(tab_->cart().total.amountMinor, 5390);
  const Value news = *decodeJson(manifest("v2", changesOf({}, {})));
  const Value method = news["settings"]["shippingMethods"][0].with("priceMinor", 990);
  const Value settings = news["settings"].with("shippingMethods", Array{method});
  tab_.wait(3'000).answer("GET", "/api/catalog/snapshot?have=v1", 200,
                          encodeJson(news.with("settings", settings)));
  EXPECT_EQ(tab_->cart().total.amountMinor, 5890);
  EXPECT_EQ(tab_.transport.count("GET", "/files/v2"), 0U);
}

TEST_F(StoreSnapshotTest, WithoutChangesTheNewFileIsFetched) {
  open();
  tab_.wait(30'000);
  tab_.answer("GET", "/api/catalog/snapshot?have=v1", 200, manifest("v2"));
  EXPECT_EQ(total(), 2) << "the old one serves until then";
  tab_.answer("GET", "/files/v2", 200, snapshot(5400));
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1));
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 5400);
}

TEST_F(StoreSnapshotTest, WhatIsNoSoundSnapshotIsRefusedAndDocumentsServe) {
  std::string damaged = snapshot();
  damaged[damaged.size() / 2] ^= 1;
  tab_->start();
  tab_.settle().answer("GET", kManifest, 200, manifest("v1"));
  tab_.answer("GET", "/files/v1", 200, damaged);
  tab_.answer("GET", "/api/catalog", 200, catalogJson());

  EXPECT_EQ(total(), 2);
  ASSERT_EQ(tab_->rejections().size(), 1U);
  EXPECT_EQ(tab_->rejections()[0].documentId, "snapshot");
  EXPECT_EQ(tab_->rejections()[0].reason, "the checksum does not match");
  tab_->refreshCatalog();
  tab_.answer("GET", kManifest, 200, manifest("v1"));
  EXPECT_EQ(tab_.transport.count("GET", "/files/v1"), 1U) << "it is not asked for again";
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog"), 2U);
}

TEST_F(StoreSnapshotTest, AfterARefusedSnapshotTheNextOneIsOpened) {
  tab_->start();
  tab_.settle().answer("GET", kManifest, 200, manifest("v1"));
  tab_.answer("GET", "/files/v1", 200, "no snapshot");
  tab_.answer("GET", "/api/catalog", 200, catalogJson());
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1));
  EXPECT_TRUE(tab_.hasNotice(NoticeCode::kBadDocuments));
  tab_.wait(60'000);
  tab_.answer("GET", kManifest, 200, manifest("v2")).answer("GET", "/files/v2", 200, snapshot(5400));

  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 5400);
  EXPECT_FALSE(tab_.hasNotice(NoticeCode::kBadDocuments));
}

TEST_F(StoreSnapshotTest, ARefusedSnapshotIsTriedAgainWhenSomebodyElseHasAnswered) {
  tab_->start();
  tab_.settle().answer("GET", kManifest, 200, manifest("v1"));
  tab_.answer("GET", "/files/v1", 200, "<html>Sign in</html>");
  tab_.answer("GET", "/api/catalog", 200, "<html>Sign in</html>").wait(30'000);
  tab_.answer("GET", kManifest, 200, manifest("v1")).answer("GET", "/files/v1", 200, snapshot());
  EXPECT_EQ(total(), 2);
  EXPECT_TRUE(tab_->rejections().empty());
}

TEST_F(StoreSnapshotTest, AFileThatIsGoneLeadsToTheManifestAgain) {
  tab_->start();
  tab_.settle().answer("GET", kManifest, 200, manifest("v1"));
  tab_.answer("GET", "/files/v1", 404, "{}").wait(1'000);
  tab_.answer("GET", kManifest, 200, manifest("v2")).answer("GET", "/files/v2", 200, snapshot());
  EXPECT_EQ(total(), 2);
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog"), 0U);
}

TEST_F(StoreSnapshotTest, AShopWithoutSnapshotsHasDocumentsAndLooksForOthers) {
  tab_->start();
  tab_.settle().answer("GET", kManifest, 404, "{}");
  tab_.answer("GET", "/api/catalog", 200, catalogJson());
  EXPECT_EQ(total(), 2);
  EXPECT_TRUE(tab_->rejections().empty());
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1));
  tab_.wait(59'999);
  EXPECT_EQ(tab_.transport.count("GET", kManifest), 1U);
  tab_.wait(1).answer("GET", kManifest, 404, "{}");
  tab_.answer("GET", "/api/catalog", 200, catalogJson(5400));
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 5400);
}

TEST_F(StoreSnapshotTest, ALimitOrACaptivePortalAtALookIsAFailedLook) {
  open();
  const std::pair<int, const char*> answers[] = {
      {429, R"({"ok":false})"}, {403, "no"}, {200, "<html>Sign in</html>"}};
  for (const auto& [status, body] : answers) {
    tab_.wait(30'000);
    tab_.answer("GET", "/api/catalog/snapshot?have=v1", status, body);
    EXPECT_TRUE(tab_->notices().empty()) << status;
  }
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog"), 0U);
  ASSERT_TRUE(tab_->addLine("AUR-SND", 1));
  tab_.wait(30'000);
  tab_.answer("GET", "/api/catalog/snapshot?have=v1", 200,
              manifest("v2", changesOf({document(0, 5400)}, {})));
  EXPECT_EQ(tab_->cart().subtotal.amountMinor, 5400);
}

TEST_F(StoreSnapshotTest, AFileOfAnotherSiteIsNotFetched) {
  tab_->start();
  std::string elsewhere = manifest("v1");
  elsewhere.replace(elsewhere.find("/files/v1"), 9, "//a.b/v1x");
  tab_.settle().answer("GET", kManifest, 200, elsewhere);
  EXPECT_EQ(tab_.transport.count("GET", "/api/catalog"), 1U);
}

TEST_F(StoreSnapshotTest, AFailureToLookIsSilentUntilItLasts) {
  open();
  tab_.wait(30'000);
  for (int attempt = 1; attempt < 5; ++attempt) {
    tab_.fail("GET", "/api/catalog/snapshot?have=v1").wait(30'000);
    EXPECT_FALSE(tab_.hasNotice(NoticeCode::kCatalogStale)) << attempt;
  }
  tab_.fail("GET", "/api/catalog/snapshot?have=v1");
  EXPECT_TRUE(tab_.hasNotice(NoticeCode::kCatalogStale));
  EXPECT_EQ(total(), 2);
}

TEST_F(StoreSnapshotTest, ManySmallChangesAreJoinedSliceBySlice) {
  open();
  for (int i = 0; i < 8; ++i) {
    const Value title((*decodeJson(catalogJson()))["products"][0].with(
        "title", "Lamp number " + std::to_string(i)));
    const std::string have = i == 0 ? "v1" : "w" + std::to_string(i);
    tab_.wait(30'000);
    tab_.answer("GET", "/api/catalog/snapshot?have=" + have, 200,
                manifest("w" + std::to_string(i + 1), changesOf({title}, {})));
  }
  int polls = 0;
  while (tab_->versions().pollAfterMs == 0) {
    tab_->poll();
    ASSERT_LT(++polls, 100);
  }
  EXPECT_EQ(total("number 7"), 1);
  EXPECT_EQ(total("number 6"), 0);
  EXPECT_EQ(total(), 2);
}

}  // namespace
}  // namespace vitrine
