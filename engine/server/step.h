// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"

namespace vitrine {

// The shop server's workflows as one pure function. A workflow begins with a start event and a null
// state; every call answers with the next state and the commands to execute; their answers are the
// next event; the command `respond` ends it. The state is plain JSON, so a host may store it, drop
// it and begin again: everything that must survive is in the order's document before the request that
// depends on it leaves, and a repeated start event resumes with the same idempotency keys.
//
//   Step s = step(Value(), start);
//   while (no `respond` in s.commands) s = step(s.state, execute(s.commands));
//
// Start events: {kind: "coupon" | "placeOrder" | "payAgain" | "settle" | "cancel" |
// "refund" | "reconcile" | "track" | "viewOrder" | "lookupOrder", now, random, shop, request}.
// `request` is untrusted; `now` (ms), `random` (64 hex digits) and `shop` come from the host.
// Answers: {kind: "answers", now, random, answers: [{id, ok: true, value} |
// {id, ok: false, status, error, transient}]}.
//
// Commands (each {id, kind, ...}): sanity.query, sanity.document, sanity.mutate, stripe.request,
// paypal.request, shipengine.request, wait, respond, log.
struct Step {
  Value state;
  std::vector<Value> commands;
};

// Never fails: an event that makes no sense is answered with a `respond` of status 400.
Step step(const Value& state, const Value& event);

// The same across a text boundary: JSON of {state, commands}.
std::string stepJson(std::string_view stateJson, std::string_view eventJson);

}  // namespace vitrine
