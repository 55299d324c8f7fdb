// SPDX-License-Identifier: MIT
#include "engine/store/replay.h"

#include <gtest/gtest.h>

#include "tests/engine/matchers.h"
#include "tests/engine/store_fixture.h"

namespace vitrine {
namespace {

StoreOptions recording() {
  StoreOptions options;
  options.recordsTrace = true;
  return options;
}

// Everything a shopper may do, with faults in between, chosen by dice.
void wander(Tab& tab, SeededRandom& dice) {
  switch (dice.below(16)) {
    case 0: (void)tab->addLine("AUR-SND", 1); break;
    case 1: (void)tab->addLine("BOR-SND", static_cast<std::int64_t>(dice.below(5))); break;
    case 2: (void)tab->setQuantity("AUR-SND", static_cast<std::int64_t>(dice.below(4))); break;
    case 3: (void)tab->removeLine("BOR-SND"); break;
    case 4: (void)tab->undo(); break;
    case 5: (void)tab->applyCoupon("WELCOME10"); break;
    case 6: tab->saveCheckout(goodFields()); break;
    case 7: tab->setGateway("stripe"); break;
    case 8: tab->placeOrder(); break;
    case 9: tab->openOrder("order.a"); break;
    case 10: tab.storage.fails = !tab.storage.fails; break;
    case 11: tab->wake(); break;
    case 12: tab->acceptQuote(); break;
    case 13: tab->acknowledgeRedirect(""); break;
    default: {
      if (tab.transport.sent.empty()) break;
      const Request& request = tab.transport.sent[dice.below(tab.transport.sent.size())];
      const char* bodies[] = {"{}", "", R"({"ok":false,"error":{"code":"total_changed"},"quote":{}})"};
      if (dice.below(4) == 0) tab.transport.fail(request);
      else if (dice.below(3) == 0) tab.transport.answer(request, 201, placedJson("order.a"));
      else tab.transport.answer(request, dice.below(2) == 0 ? 409 : 500, bodies[dice.below(3)]);
    }
  }
  tab.clock.advance(static_cast<std::int64_t>(dice.below(4'000)));
  if (dice.below(2) == 0) tab->poll();
}

TEST(ReplayTest, LeadsToTheSameStateAndTheSameRequests) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    SeededRandom dice(seed);
    MemoryDisk disk;
    Tab tab(disk, seed, recording());
    tab.open();
    for (int i = 0; i < 120; ++i) wander(tab, dice);

    const auto replayed = replay(tab->takeTrace());

    ASSERT_THAT(replayed, IsOk());
    EXPECT_EQ(replayed->state, tab->stateJson()) << "seed " << seed;
    EXPECT_EQ(replayed->requests, tab.transport.sent) << "seed " << seed;
  }
}

TEST(ReplayTest, NothingIsWrittenUnlessAskedFor) {
  MemoryDisk disk;
  Tab tab(disk);
  tab.open();

  EXPECT_EQ(tab->takeTrace(), "");
}

TEST(ReplayTest, NamesTheLineThatCannotBeRead) {
  const auto broken = replay("{\"at\":1,\"in\":\"start\"}\n{\"at\":1,\"in\":\"fly\"}\n");

  ASSERT_THAT(broken, FailsWith(ErrorCode::kMalformedJson));
  EXPECT_EQ(broken.error().field, "line 2");
  EXPECT_THAT(replay(""), FailsWith(ErrorCode::kMalformedJson));
  EXPECT_THAT(replay("no JSON"), FailsWith(ErrorCode::kMalformedJson));
}

}  // namespace
}  // namespace vitrine
