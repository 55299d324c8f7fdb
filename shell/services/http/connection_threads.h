// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>

#include "shell/services/http/httplib.h"

namespace vitrine::services {

// A thread for each open connection, kept for the next one. The library's own pool makes no thread
// while it takes a busy one for idle: a connection could then wait for a stream that never ends.
// More connections than `most`, or than the system has threads for, are closed.
class ConnectionThreads final : public httplib::TaskQueue {
 public:
  static constexpr std::size_t kMost = 2'000;

  explicit ConnectionThreads(std::size_t most = kMost) : most_(most) {}

  bool enqueue(std::function<void()> connection) override;
  void shutdown() override;  // waits for all

 private:
  void work();

  const std::size_t most_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::condition_variable ended_;
  std::deque<std::function<void()>> waiting_;
  std::size_t threads_ = 0;
  std::size_t idle_ = 0;
  bool isShutDown_ = false;
};

}  // namespace vitrine::services
