// SPDX-License-Identifier: MIT
#include "shell/services/lake/event_stream.h"

#include <gtest/gtest.h>

namespace vitrine::services {
namespace {

EventStream::Frame frameOf(std::size_t bytes) {
  return std::make_shared<const std::string>(bytes, 'x');
}

// How many bytes were waiting.
std::size_t take(EventStream& stream) {
  std::size_t bytes = 0;
  const auto write = [&](std::string_view piece) {
    bytes += piece.size();
    return true;
  };
  while (stream.pump(write) && stream.unreadBytes() > 0) {
  }
  return bytes;
}

TEST(EventStreamTest, HoldsSoManyFramesAndThenIsOver) {
  EventStream stream;
  const EventStream::Frame frame = frameOf(1);
  for (std::size_t i = 0; i < EventStream::kMostFrames; ++i) stream.push(frame);
  EXPECT_FALSE(stream.isClosed());

  stream.push(frame);

  EXPECT_TRUE(stream.isClosed());
  EXPECT_EQ(take(stream), 0U);
  EXPECT_EQ(frame.use_count(), 1) << "a stream that is over keeps nothing";
}

TEST(EventStreamTest, HoldsSoManyBytesAndThenIsOver) {
  EventStream stream;
  const EventStream::Frame half = frameOf(EventStream::kMostBytes / 2);
  stream.push(half);
  stream.push(half);
  EXPECT_FALSE(stream.isClosed());

  stream.push(frameOf(1));

  EXPECT_TRUE(stream.isClosed());
  EXPECT_EQ(take(stream), 0U);
  EXPECT_EQ(half.use_count(), 1) << "a stream that is over keeps nothing";
}

TEST(EventStreamTest, HasRoomAgainOnceItIsRead) {
  EventStream stream;
  const EventStream::Frame whole = frameOf(EventStream::kMostBytes);
  for (int i = 0; i < 3; ++i) {
    stream.push(whole);
    EXPECT_EQ(take(stream), EventStream::kMostBytes);
  }
  EXPECT_FALSE(stream.isClosed());
}

TEST(EventStreamTest, WritesFramesWholeAndInOrder) {
  EventStream stream;
  const std::string large(1'000'000, 'a');
  for (const std::string& text : {large, std::string("b"), large}) {
    stream.push(std::make_shared<const std::string>(text));
  }
  std::string written;
  const auto write = [&](std::string_view piece) {
    written += piece;
    return true;
  };
  while (stream.unreadBytes() > 0) stream.pump(write);
  EXPECT_TRUE(written == large + "b" + large);
}

TEST(EventStreamTest, LetsGoOfWhatIsBeingWrittenWhenItIsClosed) {
  EventStream stream;
  EventStream::Frame frame = frameOf(1'000'000);
  const std::weak_ptr<const std::string> held = frame;
  stream.push(std::move(frame));
  const bool goesOn = stream.pump([&](std::string_view) {
    stream.close();
    EXPECT_TRUE(held.expired());
    return true;
  });
  EXPECT_FALSE(goesOn && stream.pump([](std::string_view) { return true; }));
}

TEST(FramesTest, CountEachFrameOnceUntilNobodyHasIt) {
  EventStream stream;
  EventStream another;
  {
    Frames frames;
    EventStream::Frame frame = frames.make("four");
    stream.push(frame);
    another.push(std::move(frame));
    EXPECT_EQ(frames.bytes(), 4U);
    take(stream);
    EXPECT_EQ(frames.bytes(), 4U);
    take(another);
    EXPECT_EQ(frames.bytes(), 0U);
    stream.push(frames.make("four"));
  }
  EXPECT_EQ(take(stream), 4U) << "a frame outlives its maker";
}

}  // namespace
}  // namespace vitrine::services
