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

// Readers of large documents, each of its own: "a", "b", …
class UnreadTest : public testing::Test {
 protected:
  static constexpr std::size_t kQuarter = Listeners::kMostUnreadBytes / 4;

  Response listen(const std::string& id, std::optional<std::string_view> lastEventId = {}) {
    ListenOrder order{groq::parse("*[_id == '" + id + "']").value(), {}};
    order.includesResult = true;
    return listeners_.listen(id, std::move(order), lastEventId);
  }

  void publish(const std::string& id, std::size_t size) {
    const Value document(Object{{"_id", id}, {"text", std::string(size, 'x')}});
    listeners_.publish({"of-" + id, 0, {DocumentChange{id, std::nullopt, document, {}}}});
  }

  // Takes so many bytes at least; false when the stream is over.
  static bool read(const Response& reader, std::size_t count = 1) {
    std::size_t bytes = 0;
    const auto write = [&](std::string_view piece) {
      bytes += piece.size();
      return true;
    };
    while (bytes < count && reader.stream(write)) {
    }
    return bytes >= count;
  }

  Listeners listeners_;
};

TEST_F(UnreadTest, HoldSoManyBytesTogetherAndThenCloseTheFullest) {
  const Response readers[] = {listen("a"), listen("b"), listen("c"), listen("d"), listen("e")};
  const Response alsoB = listen("b");  // shares its frames
  publish("a", kQuarter - 2'000);
  publish("b", kQuarter - 1'000);
  publish("c", kQuarter - 2'000);
  publish("d", kQuarter - 2'000);
  for (const Response& reader : readers) EXPECT_TRUE(read(reader));

  publish("e", 10'000);

  EXPECT_FALSE(read(readers[1]));
  EXPECT_FALSE(read(alsoB));
  for (const int open : {0, 2, 3, 4}) EXPECT_TRUE(read(readers[open]));
}

TEST_F(UnreadTest, HaveRoomAgainForWhatIsRead) {
  const Response a = listen("a");
  const Response b = listen("b");
  for (int i = 0; i < 3; ++i) {
    publish("a", kQuarter - 2'000);
    publish("b", kQuarter - 2'000);
    EXPECT_TRUE(read(a, kQuarter - 2'000) && read(b, kQuarter - 2'000));
  }
}

TEST_F(UnreadTest, HaveRoomAgainForWhoIsGone) {
  for (int i = 0; i < 5; ++i) {
    const Response reader = listen("a");
    publish("a", kQuarter - 2'000);
    EXPECT_TRUE(read(reader));
  }
}

// Escaped, a character takes six bytes: what is remembered may be more than a stream holds.
TEST_F(UnreadTest, BeginAnewWhenTheRestDoesNotFit) {
  publish("a", 1);
  const std::string text(EventStream::kMostBytes / 6, '\1');
  const Value document(Object{{"_id", "a"}, {"text", text}});
  listeners_.publish({"large", 0, {DocumentChange{"a", std::nullopt, document, {}}}});

  std::string told;
  listen("a", "of-a#a").stream([&](std::string_view piece) {
    told += piece;
    return true;
  });

  EXPECT_TRUE(told.starts_with("event: reset"));
}

}  // namespace
}  // namespace vitrine::services
