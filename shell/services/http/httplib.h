// SPDX-License-Identifier: MIT
#pragma once

// cpp-httplib with the limits of the services. A query may have 11 KB in a GET, a listener's
// address nearly 15 KB.
#define CPPHTTPLIB_REQUEST_URI_MAX_LENGTH 20000
#define CPPHTTPLIB_MAX_LINE_LENGTH 65536
#define CPPHTTPLIB_LISTEN_BACKLOG 256
#define CPPHTTPLIB_KEEPALIVE_TIMEOUT_CHECK_INTERVAL_USECOND 100000

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wextra"
#include <httplib.h>
#pragma GCC diagnostic pop
