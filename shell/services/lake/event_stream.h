// SPDX-License-Identifier: MIT
#pragma once

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
// reads again. After half an hour every reader is, as the vendor does.
class EventStream {
 public:
  using Frame = std::shared_ptr<const std::string>;  // shared by all who wait for it

  static constexpr std::size_t kMostFrames = 6'000;
  static constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

  void push(Frame frame);
  void close();
  bool isClosed() const;

  // Writes what is waiting, or a keep-alive comment after a while; false when the stream is over.
  bool pump(const StreamWriter& write);

 private:
  const std::chrono::steady_clock::time_point opened_ = std::chrono::steady_clock::now();
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Frame> frames_;
  std::size_t bytes_ = 0;  // of the frames
  bool isClosed_ = false;
};

// The answer that streams it.
Response streamResponse(const std::shared_ptr<EventStream>& stream);

}  // namespace vitrine::services
