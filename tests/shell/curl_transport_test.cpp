// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <httplib.h>

#include <cstdio>
#include <semaphore>
#include <string>
#include <thread>
#include <vector>

#include "shell/ports/curl_transport.h"
#include "shell/ports/system_ports.h"

namespace vitrine {
namespace {

// A server that echoes what it was asked, for as long as a test lives.
class CurlTransportTest : public testing::Test {
 protected:
  CurlTransportTest() {
    server_.Post("/echo", [](const httplib::Request& request, httplib::Response& response) {
      response.status = 201;
      response.set_content(request.get_header_value("x-key") + "|" + request.body, "text/plain");
    });
    server_.Get("/cookie", [](const httplib::Request& request, httplib::Response& response) {
      response.set_header("Set-Cookie", "key=secret; Path=/; HttpOnly; Max-Age=600");
      response.set_content(request.get_header_value("Cookie"), "text/plain");
    });
    server_.Get("/never", [this](const httplib::Request&, httplib::Response&) {
      released_.acquire();
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    server_.wait_until_ready();
  }
  ~CurlTransportTest() override {
    released_.release();
    server_.stop();
    thread_.join();
  }

  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  // Polls until an answer comes; the test's own time limit bounds it.
  static Response awaitResponse(CurlTransport& transport) {
    for (;;) {
      std::vector<Response> responses = transport.takeResponses();
      if (!responses.empty()) return responses.at(0);
      std::this_thread::yield();
    }
  }

  httplib::Server server_;
  std::counting_semaphore<> released_{0};
  int port_ = 0;
  std::thread thread_;
  SystemClock clock_;
};

TEST_F(CurlTransportTest, ARequestOfTheShopIsSentToItsBaseUrlWithHeadersAndBody) {
  CurlTransport transport(url(), clock_);

  transport.send({.id = 7, .method = "POST", .url = "/echo", .headers = {{"x-key", "k"}}, .body = "hello"});
  const Response response = awaitResponse(transport);

  EXPECT_EQ(response, (Response{.id = 7, .status = 201, .body = "k|hello", .failure = {}}));
  EXPECT_EQ(transport.exchanges().front().response.status, 201);
  EXPECT_GE(transport.exchanges().front().tookMs, 0);
}

TEST_F(CurlTransportTest, TheKeysOfOrdersComeBackAlsoAfterARestart) {
  const std::string file = testing::TempDir() + "vitrine-cookies-" + std::to_string(port_);
  const auto cookieSent = [](CurlTransport& transport) {
    transport.send({.id = 1, .url = "/cookie", .headers = {}, .body = {}});
    return awaitResponse(transport).body;
  };
  {
    CurlTransport transport(url(), clock_, file);
    EXPECT_EQ(cookieSent(transport), "");
    EXPECT_EQ(cookieSent(transport), "key=secret");
  }
  CurlTransport again(url(), clock_, file);
  EXPECT_EQ(cookieSent(again), "key=secret");
  CurlTransport stranger(url(), clock_);
  EXPECT_EQ(cookieSent(stranger), "");
  std::remove(file.c_str());
}

TEST_F(CurlTransportTest, ARefusedConnectionIsATransportThatIsUnavailable) {
  CurlTransport transport("http://127.0.0.1:1", clock_);

  transport.send({.id = 1, .url = "/", .headers = {}, .body = {}});

  EXPECT_EQ(awaitResponse(transport).failure->code, ErrorCode::kTransportUnavailable);
}

TEST_F(CurlTransportTest, AnAnswerThatDoesNotComeInTimeIsATimeout) {
  CurlTransport transport(url(), clock_);

  transport.send({.id = 1, .url = "/never", .headers = {}, .body = {}, .timeoutMs = 50});

  EXPECT_EQ(awaitResponse(transport).failure->code, ErrorCode::kTransportTimeout);
}

}  // namespace
}  // namespace vitrine
