// SPDX-License-Identifier: MIT
#include "shell/services/delivery/reconciler.h"

#include <chrono>

#include "shell/services/http/client.h"

namespace vitrine::services {
namespace {

constexpr std::chrono::seconds kGap{20};

}  // namespace

Reconciler::Reconciler(std::string shopUrl, std::string secret)
    : url_(std::move(shopUrl) + "/api/reconcile"), secret_(std::move(secret)) {
  worker_ = std::jthread([this] { work(); });
}

Reconciler::~Reconciler() {
  {
    const std::scoped_lock lock(mutex_);
    isStopping_ = true;
  }
  wake_.notify_all();
}

void Reconciler::work() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kGap, [this] { return isStopping_; })) {
    lock.unlock();
    postJson(url_, {{"Authorization", "Bearer " + secret_}}, "{}");
    lock.lock();
  }
}

}  // namespace vitrine::services
