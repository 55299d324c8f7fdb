// SPDX-License-Identifier: MIT
#include "shell/services/http/connection_threads.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>
#include <vector>

namespace vitrine::services {
namespace {

constexpr int kThreads = 3;

TEST(ConnectionThreadsTest, TakesSoManyConnectionsAndNotOneMore) {
  ConnectionThreads threads(kThreads);
  std::promise<void> isOver;
  const std::shared_future<void> over = isOver.get_future().share();
  for (int i = 0; i < kThreads; ++i) EXPECT_TRUE(threads.enqueue([=] { over.wait(); }));
  EXPECT_FALSE(threads.enqueue([] {}));

  isOver.set_value();

  std::promise<void> isServed;
  while (!threads.enqueue([&] { isServed.set_value(); })) std::this_thread::yield();
  isServed.get_future().wait();
  threads.shutdown();
  EXPECT_FALSE(threads.enqueue([] {}));
}

// With every thread taken by an answer that does not end.
TEST(ConnectionThreadsTest, AServerWithoutAThreadClosesTheConnection) {
  std::promise<void> isOver;
  const std::shared_future<void> over = isOver.get_future().share();
  std::atomic<int> busy = 0;
  httplib::Server server;
  server.new_task_queue = [] { return new ConnectionThreads(kThreads); };
  server.Get("/long", [&](const httplib::Request&, httplib::Response&) {
    ++busy;
    over.wait();
  });
  server.Get("/short", [](const httplib::Request&, httplib::Response&) {});
  const int port = server.bind_to_any_port("127.0.0.1");
  std::jthread running([&] { server.listen_after_bind(); });
  server.wait_until_ready();
  const auto get = [port](const char* path) {
    return bool(httplib::Client("127.0.0.1", port).Get(path));
  };
  std::vector<std::future<bool>> taken;
  for (int i = 0; i < kThreads; ++i) taken.push_back(std::async(std::launch::async, get, "/long"));
  while (busy < kThreads) std::this_thread::yield();

  EXPECT_FALSE(get("/short"));
  isOver.set_value();
  for (auto& each : taken) EXPECT_TRUE(each.get());
  while (!get("/short")) std::this_thread::yield();

  server.stop();
}

}  // namespace
}  // namespace vitrine::services
