// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/groq/groq.h"
#include "shell/services/lake/dataset.h"
#include "shell/services/lake/event_stream.h"

namespace vitrine::services {

// What a listener asked for.
struct ListenOrder {
  groq::Query query;
  Value params;
  groq::Options evaluation{};  // but for the time
  bool isPublicReader = true;
  bool includesResult = false;
  bool includesPrevious = false;
  bool includesMutations = true;
  bool includesVersions = false;
};

// The sync tag of queries by readers without a token, and of all others.
inline constexpr std::string_view kPublicTag = "s1:public";
inline constexpr std::string_view kPrivateTag = "s1:private";

// Those who listen: to documents matching a filter, or to the tags of changed content. Events of a
// commit reach every stream in commit order. The last commits are remembered, so that who was cut
// off goes on from the last event that it has, unless there are too many since, or too large ones.
// When all that waits takes more than kMostUnreadBytes, the streams with most of it are cut off.
class Listeners {
 public:
  Listeners();

  static constexpr std::size_t kMostStreams = 1'000;
  static constexpr std::size_t kMostRememberedChanges = 5'000;  // one more for each commit
  static constexpr std::size_t kMostRememberedBytes = std::size_t{64} << 20U;
  static constexpr std::size_t kMostUnreadBytes = std::size_t{256} << 20U;  // shared ones once

  // `key` is the same for orders that ask for the same: they are served together. With an event id
  // the reader is welcomed back and told what it missed, or told to begin anew ("reset").
  Response listen(std::string key, ListenOrder order, std::optional<std::string_view> lastEventId);
  Response live(bool isPublicReader, std::string_view lastEventId);

  void publish(const Commit& commit);
  void closeAll();

 private:
  struct Channel {
    std::string key;
    ListenOrder order;
    std::vector<std::shared_ptr<EventStream>> streams;
  };
  struct Remembered {
    Commit commit;
    std::size_t bytes;
  };
  struct LiveReader {
    std::shared_ptr<EventStream> stream;
    bool isPublicReader;
  };

  bool isFull();
  void remember(const Commit& commit);
  void forgetOldest();
  bool sendMissed(EventStream& stream, const ListenOrder& order, std::string_view eventId);
  void closeFullest();
  std::optional<std::int64_t> positionOf(std::string_view eventId) const;
  std::string eventIdAt(std::int64_t position) const;
  EventStream::Frame liveFrame(const Commit& commit, std::int64_t position, bool isPublicReader);

  std::mutex mutex_;
  Frames frames_;
  std::vector<std::unique_ptr<Channel>> channels_;
  std::vector<LiveReader> liveReaders_;
  std::deque<Remembered> remembered_;  // the last is at position_
  std::size_t rememberedChanges_ = 0;
  std::size_t rememberedBytes_ = 0;
  std::int64_t position_ = 0;
  std::int64_t startedMs_;
  bool isClosed_ = false;  // whoever still comes is sent away
};

}  // namespace vitrine::services
