// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/ports/clock.h"
#include "engine/ports/random.h"
#include "engine/ports/storage.h"
#include "engine/ports/transport.h"

struct emscripten_fetch_t;

namespace vitrine {

// The browser as the engine's outside world. Nothing is opened before it is first used, so the same
// class serves where there is neither network nor storage to use, as in the shop's server.

class BrowserClock final : public Clock {
 public:
  Timestamp now() override;
};

// crypto.getRandomValues.
class BrowserRandom final : public Random {
 public:
  std::uint64_t next() override;
};

// IndexedDB, compare and set in one transaction, with a note in localStorage until it is done; see
// browser_storage.js. Other tabs are told of each write through a BroadcastChannel.
class BrowserStorage final : public Storage {
 public:
  explicit BrowserStorage(std::string name) : name_(std::move(name)) {}
  ~BrowserStorage() override;
  BrowserStorage(const BrowserStorage&) = delete;
  BrowserStorage& operator=(const BrowserStorage&) = delete;

  void load(const std::string& key) override;
  void save(const std::string& key, std::int64_t expectedRevision, std::string bytes) override;
  void keep(const std::string& key, std::int64_t revision, std::string bytes) override;
  std::vector<StorageAnswer> takeAnswers() override;

 private:
  int handle();

  std::string name_;
  int handle_ = 0;
};

// emscripten_fetch, streaming: each piece of an answer is appended as it comes, so that a large one
// stands in memory once and no moment copies all of it. Cookies go to the own origin only; an answer
// that takes too long or grows beyond its bound is given up.
class FetchTransport final : public Transport {
 public:
  // Of an answer whose length the request does not tell.
  static constexpr std::size_t kMaxAnswerBytes = std::size_t{48} << 20U;

  FetchTransport() = default;
  ~FetchTransport() override;
  FetchTransport(const FetchTransport&) = delete;
  FetchTransport& operator=(const FetchTransport&) = delete;

  void send(const Request& request) override;
  std::vector<Response> takeResponses() override;

 private:
  struct Call;
  static void finish(emscripten_fetch_t* fetch, bool isComplete);
  static void onAnswer(emscripten_fetch_t* fetch);
  static void onError(emscripten_fetch_t* fetch);
  static void onProgress(emscripten_fetch_t* fetch);

  std::vector<Call*> calls_;
  std::vector<Response> responses_;
};

}  // namespace vitrine
