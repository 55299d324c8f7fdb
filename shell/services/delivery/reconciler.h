// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace vitrine::services {

// The demo's cron: every 20 seconds it asks the shop to reconcile its orders. A shop that is down
// is asked again next time.
class Reconciler {
 public:
  Reconciler(std::string shopUrl, std::string secret);
  ~Reconciler();
  Reconciler(const Reconciler&) = delete;
  Reconciler& operator=(const Reconciler&) = delete;

 private:
  void work();

  std::string url_;
  std::string secret_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool isStopping_ = false;
  std::jthread worker_;
};

}  // namespace vitrine::services
