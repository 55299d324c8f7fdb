// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "shell/ports/curl_transport.h"

namespace vitrine {

// Every request that the engine sent, newest first, with its answer.
class NetworkPanel {
 public:
  void show(const CurlTransport& transport, bool& open);

 private:
  static void showExchange(const Exchange& exchange);

  std::uint64_t chosen_ = 0;  // id of the request whose bodies are shown; 0: none
};

}  // namespace vitrine
