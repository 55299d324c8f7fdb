// SPDX-License-Identifier: MIT
#include "shell/services/lake/listeners.h"

#include <gtest/gtest.h>

namespace vitrine::services {
namespace {

class ListenersTest : public testing::Test {
 protected:
  // A commit "t1", "t2", … of one document with so much text.
  void commit(std::size_t size) {
    const std::string id = "t" + std::to_string(++count_);
    const Value document(
        Object{{"_id", "a"}, {"_type", "x"}, {"_rev", id}, {"text", std::string(size, 'x')}});
    listeners_.publish({id, 0, {DocumentChange{"a", std::nullopt, document, {}}}});
  }

  // Whether somebody whose last event was that of commit `number` can go on from there.
  bool isRemembered(int number) {
    const std::string id = "t" + std::to_string(number) + "#a";
    ListenOrder order{groq::parse("*[_id == 'a']").value(), {}};
    const Response response = listeners_.listen(id, std::move(order), id);
    std::string text;
    response.stream([&](std::string_view piece) {
      text += piece;
      return true;
    });
    EXPECT_TRUE(text.starts_with("event: welcomeback") || text.starts_with("event: reset"));
    return text.starts_with("event: welcomeback");
  }

  Listeners listeners_;
  int count_ = 0;
};

TEST_F(ListenersTest, RememberSoManyChanges) {
  constexpr std::size_t kMostCommits = Listeners::kMostRememberedChanges / 2;
  for (std::size_t i = 0; i < kMostCommits; ++i) commit(0);
  EXPECT_TRUE(isRemembered(1));

  commit(0);

  EXPECT_FALSE(isRemembered(1));
  EXPECT_TRUE(isRemembered(2));
}

TEST_F(ListenersTest, RememberSoManyBytes) {
  for (int i = 0; i < 3; ++i) commit(Listeners::kMostRememberedBytes / 4);
  EXPECT_TRUE(isRemembered(1));

  commit(Listeners::kMostRememberedBytes / 4);

  EXPECT_FALSE(isRemembered(1));
  EXPECT_TRUE(isRemembered(2));
}

TEST_F(ListenersTest, ForgetWhatIsTooLargeByItself) {
  commit(0);
  commit(Listeners::kMostRememberedBytes);
  EXPECT_FALSE(isRemembered(1));
  EXPECT_FALSE(isRemembered(2));

  commit(0);

  EXPECT_TRUE(isRemembered(3));
}

}  // namespace
}  // namespace vitrine::services
