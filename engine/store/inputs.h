// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"
#include "engine/ports/clock.h"
#include "engine/ports/random.h"
#include "engine/ports/storage.h"
#include "engine/ports/transport.h"

namespace vitrine {

// The store's only door to the ports. It reads the clock once per input, so that one input happens at
// one time, and when asked to it writes down everything that comes in. The written lines, replayed,
// lead to the same state and the same requests (replay.h).
//
//   trace  = *( line LF )
//   line   = {"at": ms, "in": name, "args": {...}, "random": [hex16...],
//             "responses": [{"id", "status", "body", "failure"?}...],
//             "storage": [{"kind", "key", "revision", "bytes"?, "error"?}...]}
//
// `in` is an intent's name or "poll"; lists that are empty are left out. The trace holds what the
// shopper typed: it is switched on by the shopper's or the developer's will only.
class Inputs {
 public:
  Inputs(Clock& clock, Random& random, Storage& storage, Transport& transport, bool records)
      : clock_(clock),
        random_(random),
        storage_(storage),
        transport_(transport),
        records_(records) {}

  void begin(std::string_view name, Object args);
  void end();

  Timestamp now() const { return now_; }
  // Time that never runs backwards, for gaps and retries: steps back of the clock count as nothing.
  std::int64_t elapsedMs() const { return elapsedMs_; }
  std::uint64_t random();
  std::string randomHex(int words);
  Storage& storage() { return storage_; }
  Transport& transport() { return transport_; }
  std::vector<StorageAnswer> takeStorageAnswers();
  std::vector<Response> takeResponses();

  std::string takeTrace() { return std::move(trace_); }

 private:
  Clock& clock_;
  Random& random_;
  Storage& storage_;
  Transport& transport_;
  bool records_;
  Timestamp now_;
  std::int64_t elapsedMs_ = 0;
  Object line_;
  Array randoms_;
  std::string trace_;
};

// Holds one input open; nests without effect, so intents may call intents.
class Input {
 public:
  Input(Inputs& inputs, std::string_view name, Object args, int& depth)
      : inputs_(inputs), depth_(depth) {
    if (depth_++ == 0) inputs_.begin(name, std::move(args));
  }
  ~Input() {
    if (--depth_ == 0) inputs_.end();
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

 private:
  Inputs& inputs_;
  int& depth_;
};

Value encodeResponse(const Response& response);
Response decodeResponse(const Value& value);
Value encodeStorageAnswer(const StorageAnswer& answer);
StorageAnswer decodeStorageAnswer(const Value& value);

}  // namespace vitrine
