// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/server/run.h"

namespace vitrine::server {

// The end of a workflow. Bodies are {ok: true, value} or {ok: false, error}.
struct Respond {
  int status = 200;
  Object body;
  std::string redirect;
  Array cookieOrders;  // [{id, token}]: orders that this browser may see from now on
  int retryAfterSeconds = 0;
};
void respond(Run& run, Respond answer);

void respondValue(Run& run, int status, Object value);
void respondError(Run& run, int status, const Error& error);
// Several broken rules at once; the first of the enum is the `error`.
void respondErrors(Run& run, int status, const std::vector<Error>& errors);
// Nobody knows, or too many others: the same request may succeed later.
void respondLater(Run& run, ErrorCode code, std::string message);
// The same words for an order that does not exist and for one of somebody else.
void respondNotFound(Run& run);

Value encodeError(const Error& error);

// 422 for input that breaks a rule, 409 for input that met another state of the shop.
int statusOf(ErrorCode code);

}  // namespace vitrine::server
