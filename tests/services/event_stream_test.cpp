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
  stream.pump([&](std::string_view piece) {
    bytes += piece.size();
    return true;
  });
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

}  // namespace
}  // namespace vitrine::services
