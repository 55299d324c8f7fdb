// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "shell/services/http/faults.h"
#include "shell/services/http/service.h"

namespace vitrine::services {

// One port on 127.0.0.1 in front of one service. It reads and bounds the request, plays the faults,
// keeps the log, and answers /health, /__faults and /__requests itself (loopback hosts and pages
// only, so that no web page elsewhere can reach them).
class Server {
 public:
  Server(Service& service, Faults& faults);
  ~Server();

  bool bind(int port);  // 0 chooses a free one; false when the port is taken
  int port() const;
  void run();  // until stop()
  void waitUntilReady() const;  // stop() has no effect on a server that is not running yet
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace vitrine::services
