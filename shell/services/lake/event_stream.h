// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "shell/services/http/message.h"

namespace vitrine::services {

// One frame of Server-Sent Events. An empty event name makes an unnamed message.
std::string eventFrame(std::string_view id, std::string_view event, const Value& payload);

// The frames waiting for one reader. Pushed from the thread that commits, taken by the thread that
// serves the reader. A reader too slow for kMostFrames or kMostBytes is cut off: it reconnects and
// reads again. After half an hour every reader is, as the vendor does. What is over holds nothing.
class EventStream {
 public:
  using Frame = std::shared_ptr<const std::string>;  // shared by all who wait for it

  static constexpr std::size_t kMostFrames = 6'000;
  static constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

  bool push(Frame frame);  // false when the stream is over
  void close();
  bool isClosed() const;
  std::size_t unreadBytes() const;  // a frame's until all of it is taken

  // Writes a piece of what is waiting, or a keep-alive comment after a while; false when the stream
  // is over.
  bool pump(const StreamWriter& write);

 private:
  void end();  // by who holds the mutex
  std::string takePiece();

  const std::chrono::steady_clock::time_point opened_ = std::chrono::steady_clock::now();
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Frame> frames_;
  std::size_t bytes_ = 0;  // of the frames
  std::size_t taken_ = 0;  // of the first
  bool isClosed_ = false;
};

// Makes frames, and knows the bytes of those that still wait: each counts once, in however many
// streams it is.
class Frames {
 public:
  EventStream::Frame make(std::string text);
  std::size_t bytes() const { return *bytes_; }

 private:
  using Count = std::atomic<std::size_t>;
  std::shared_ptr<Count> bytes_ = std::make_shared<Count>(0);  // frames may outlive their maker
};

// The answer that is this event and nothing more.
Response eventResponse(std::string frame);

// The answer that streams it.
Response streamResponse(const std::shared_ptr<EventStream>& stream);

}  // namespace vitrine::services
