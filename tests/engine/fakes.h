// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/check.h"
#include "engine/ports/clock.h"
#include "engine/ports/random.h"
#include "engine/ports/storage.h"
#include "engine/ports/transport.h"

namespace vitrine {

// The outside world of a test: nothing happens before the test says so, and everything can fail.

class ManualClock final : public Clock {
 public:
  Timestamp now() override { return time_; }
  void advance(std::int64_t ms) { time_ = time_.plusMs(ms); }  // also backwards

 private:
  Timestamp time_{1'764'000'000'000};
};

// SplitMix64: the same seed, the same numbers, everywhere.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() override {
    std::uint64_t z = state_ += 0x9E3779B97F4A7C15U;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }

 private:
  std::uint64_t state_;
};

class MemoryStorage;

// What the tabs of one browser share. Survives the stores that write to it.
struct MemoryDisk {
  struct Record {
    std::int64_t revision = 0;
    std::optional<std::string> bytes;
  };

  std::map<std::string, Record> records;
  std::map<std::string, std::string> kept;  // nobody loads it here
  std::vector<MemoryStorage*> tabs;

  const std::string& bytes(const std::string& key) { return *records[key].bytes; }
  void put(const std::string& key, std::string bytes) {
    ++records[key].revision;
    records[key].bytes = std::move(bytes);
  }
};

// One tab's way to the disk. A call is carried out at once, its answer waits for `takeAnswers`, as with
// a real database.
class MemoryStorage final : public Storage {
 public:
  explicit MemoryStorage(MemoryDisk& disk) : disk_(disk) { disk_.tabs.push_back(this); }
  ~MemoryStorage() override { std::erase(disk_.tabs, this); }
  MemoryStorage(const MemoryStorage&) = delete;
  MemoryStorage& operator=(const MemoryStorage&) = delete;

  bool fails = false;       // every call is refused
  bool losesAnswer = false; // the next save is done and then reported as failed
  bool isSlow = false;      // answers are kept back
  bool isDeaf = false;      // hears nothing of other tabs
  std::string holdsBack;    // answers about this key are kept back

  void load(const std::string& key) override {
    if (fails) return refuse(key);
    const MemoryDisk::Record& record = disk_.records[key];
    answers_.push_back({StorageAnswer::Kind::kLoaded, key, record.revision, record.bytes, {}});
  }

  void save(const std::string& key, std::int64_t expectedRevision, std::string bytes) override {
    if (fails) return refuse(key);
    MemoryDisk::Record& record = disk_.records[key];
    if (record.revision != expectedRevision) {
      answers_.push_back({StorageAnswer::Kind::kConflict, key, record.revision, record.bytes, {}});
      return;
    }
    disk_.put(key, std::move(bytes));
    if (std::exchange(losesAnswer, false)) return refuse(key);
    answers_.push_back({StorageAnswer::Kind::kSaved, key, record.revision, {}, {}});
    for (MemoryStorage* tab : disk_.tabs) {
      if (tab != this) tab->hear(key, record.revision);
    }
  }

  void keep(const std::string& key, std::int64_t /*revision*/, std::string bytes) override {
    disk_.kept[key] = std::move(bytes);
  }

  std::vector<StorageAnswer> takeAnswers() override {
    if (isSlow) return {};
    std::vector<StorageAnswer> taken;
    for (StorageAnswer& answer : answers_) {
      if (answer.key != holdsBack) taken.push_back(std::move(answer));
    }
    std::erase_if(answers_, [&](const StorageAnswer& answer) { return answer.key != holdsBack; });
    return taken;
  }

  bool hasAnswers() const {
    return !isSlow && std::ranges::any_of(answers_, [&](const StorageAnswer& answer) {
      return answer.key != holdsBack;
    });
  }

 private:
  void hear(const std::string& key, std::int64_t revision) {
    if (!isDeaf) answers_.push_back({StorageAnswer::Kind::kChanged, key, revision, {}, {}});
  }

  void refuse(const std::string& key) {
    answers_.push_back({StorageAnswer::Kind::kFailed, key, 0, {},
                        Error{ErrorCode::kStorageUnavailable, "", "the test says no"}});
  }

  MemoryDisk& disk_;
  std::vector<StorageAnswer> answers_;
};

// Answers only when the test says so.
class ScriptedTransport final : public Transport {
 public:
  std::vector<Request> sent;

  void send(const Request& request) override { sent.push_back(request); }
  std::vector<Response> takeResponses() override { return std::exchange(responses_, {}); }
  bool hasAnswers() const { return !responses_.empty(); }

  // The newest request to that method and path; nullptr when there is none.
  const Request* last(std::string_view method, std::string_view url) const {
    for (std::size_t i = sent.size(); i-- > 0;) {
      if (sent[i].method == method && sent[i].url == url) return &sent[i];
    }
    return nullptr;
  }

  std::size_t count(std::string_view method, std::string_view url) const {
    std::size_t found = 0;
    for (const Request& request : sent) {
      if (request.method == method && request.url == url) ++found;
    }
    return found;
  }

  void answer(const Request& request, int status, std::string body) {
    responses_.push_back({request.id, status, std::move(body), {}});
  }
  void fail(const Request& request, ErrorCode code = ErrorCode::kTransportUnavailable) {
    responses_.push_back({request.id, 0, "", Error{code, "", "the test says no"}});
  }

 private:
  std::vector<Response> responses_;
};

}  // namespace vitrine
