// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/result.h"
#include "engine/core/timestamp.h"
#include "engine/core/value.h"
#include "engine/order/order.h"

namespace vitrine::server {

struct Shop {
  std::string url;
  std::string imagesUrl;
  std::vector<Gateway> gateways;
};

// One workflow between two events: what it was asked, where it stands (`phase` names the function
// that takes the next answers) and what it remembers. All of it is plain JSON between the events.
//
// The order's document is the only memory that must survive: a run that is lost at any point is
// begun again by a repeated request, a webhook or the reconciler, and goes on from the document.
struct Run {
  std::string kind;
  std::string phase;
  std::int64_t number = 0;  // of the step, so that answers of an earlier step are not taken
  std::int64_t tries = 0;   // of writing, or of reaching a service, in a row
  Timestamp now;
  std::string random;
  Shop shop;
  Value request;
  Object memory;

  Value answers;                // of this event
  std::vector<Value> commands;  // of this step
  bool ended = false;
};

// One answer to a command. `unknown`: nobody knows whether the work was done, or it may be tried
// again as it is; never a refusal.
struct Answer {
  bool ok = false;
  bool unknown = true;
  std::int64_t status = 0;
  Value value;
  Value error;
};
Answer answerTo(const Run& run, std::string_view name);

// Commands. `name` is how the answer is found again.
void ask(Run& run, std::string_view name, std::string_view kind, Object members);
void askDocuments(Run& run, std::string_view name, const std::vector<std::string>& ids);
void askStripe(Run& run, std::string_view name, std::string_view method, std::string path,
               Value params = {}, std::string idempotencyKey = {});
void askPaypal(Run& run, std::string_view name, std::string_view method, std::string path,
               Value body = {}, std::string requestId = {});
void askShipEngine(Run& run, std::string_view name, std::string_view method, std::string path,
                   Value body = {});
void askMutate(Run& run, std::string_view name, Array mutations, std::string_view purpose);
// Allow-listed fields only: ids, codes, amounts. Never names, addresses, e-mail or tokens.
void log(Run& run, std::string_view event, Object fields);

// Waits a little longer each time, with jitter from the host's random, then goes on with `phase`.
// False when all tries are used up; then nothing was asked.
inline constexpr std::int64_t kMaxTries = 5;
bool retryLater(Run& run, std::string_view phase);

// The order that the run is about, with its revision.
void keepOrder(Run& run, const Order& order);
Order keptOrder(const Run& run);
bool hasOrder(const Run& run);
const Value& recall(const Run& run, std::string_view name);

// The documents of an answer to askDocuments; null for one that is not there.
const Value& documentOf(const Answer& answer, std::string_view id);

Value encodeRun(const Run& run);
Run decodeRun(const Value& state);

}  // namespace vitrine::server
