// SPDX-License-Identifier: MIT
#include "shell/services/http/connection_threads.h"

#include <chrono>
#include <system_error>
#include <thread>

namespace vitrine::services {
namespace {

constexpr std::chrono::seconds kLongestIdle{5};

}  // namespace

bool ConnectionThreads::enqueue(std::function<void()> connection) {
  const std::scoped_lock lock(mutex_);
  const bool needsThread = idle_ <= waiting_.size();
  if (isShutDown_ || (needsThread && threads_ == most_)) return false;
  waiting_.push_back(std::move(connection));
  if (needsThread) {
    try {
      std::thread([this] { work(); }).detach();
    } catch (const std::system_error&) {  // the system allows no more
      waiting_.pop_back();
      return false;
    }
    ++threads_;  // the lock is held: it cannot have ended
  } else {
    wake_.notify_one();
  }
  return true;
}

void ConnectionThreads::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    ++idle_;
    wake_.wait_for(lock, kLongestIdle, [this] { return !waiting_.empty() || isShutDown_; });
    --idle_;
    if (waiting_.empty()) break;
    const std::function<void()> serve = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    serve();
    lock.lock();
  }
  --threads_;
  ended_.notify_all();  // under the lock: after it the queue may be gone
}

void ConnectionThreads::shutdown() {
  std::unique_lock lock(mutex_);
  isShutDown_ = true;
  wake_.notify_all();
  ended_.wait(lock, [this] { return threads_ == 0; });
}

}  // namespace vitrine::services
