// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/ports/clock.h"
#include "engine/ports/transport.h"

namespace vitrine {

// One request and what became of it, for the network panel.
struct Exchange {
  Request request;
  Timestamp sentAt;
  std::int64_t tookMs = -1;  // -1 while it is under way
  Response response;
};

// HTTP through libcurl's multi interface, on the calling thread: `takeResponses` moves every
// transfer on as far as it goes without waiting. Answers above 64 MB are cut off and reported as
// transport_unavailable.
class CurlTransport final : public Transport {
 public:
  // `baseUrl` stands before a request's path: "http://127.0.0.1:3000". The clock outlives this.
  // Cookies (the keys of this shopper's orders) are kept in `cookieFile`; empty: until the end.
  CurlTransport(std::string baseUrl, Clock& clock, std::string cookieFile = {});
  ~CurlTransport() override;
  CurlTransport(const CurlTransport&) = delete;
  CurlTransport& operator=(const CurlTransport&) = delete;

  void send(const Request& request) override;
  std::vector<Response> takeResponses() override;

  // The latest exchanges, newest first, at most 200.
  const std::deque<Exchange>& exchanges() const { return exchanges_; }

 private:
  struct Transfer;

  Response finish(Transfer& transfer, int curlCode);

  std::string baseUrl_;
  Clock& clock_;
  std::string cookieFile_;
  void* multi_;
  void* cookies_;  // curl's share handle
  std::map<void*, std::unique_ptr<Transfer>> transfers_;  // by curl's easy handle
  std::deque<Exchange> exchanges_;
};

}  // namespace vitrine
