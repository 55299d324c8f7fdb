// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/error.h"

namespace vitrine {

struct Request {
  std::uint64_t id = 0;  // chosen by the engine, never reused within a session
  std::string method = "GET";
  std::string url;  // absolute path of the shop ("/api/catalog") or an absolute URL
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  std::int64_t timeoutMs = 30'000;
  std::size_t answerBytes = 0;  // of a large answer: how long it is, so that there is room for it

  bool operator==(const Request&) const = default;
};

// The fate of one request. Either an HTTP answer of any status, or `failure` (transport_unavailable,
// transport_timeout) when no complete answer came; then nobody knows whether the work was done.
struct Response {
  std::uint64_t id = 0;
  int status = 0;
  std::string body;
  std::optional<Error> failure;

  bool operator==(const Response&) const = default;
};

// The way to the network. `send` returns at once; answers are queued by the host and taken in
// `Store::poll()`, in the order in which they came.
class Transport {
 public:
  virtual ~Transport() = default;

  virtual void send(const Request& request) = 0;
  virtual std::vector<Response> takeResponses() = 0;
};

}  // namespace vitrine
