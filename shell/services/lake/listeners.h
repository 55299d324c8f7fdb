// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
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
// commit reach every stream in commit order.
class Listeners {
 public:
  Response listen(ListenOrder order);
  Response live(bool isPublicReader, std::string_view lastEventId);

  void publish(const Commit& commit);
  void closeAll();

  // The position of the live stream, as its event ids carry it.
  std::string livePosition() const;

 private:
  struct Listener {
    std::shared_ptr<EventStream> stream;
    ListenOrder order;
  };
  struct LiveReader {
    std::shared_ptr<EventStream> stream;
    bool isPublicReader;
  };

  static void tell(const Listener& listener, const Commit& commit);
  std::string livePositionLocked() const;

  mutable std::mutex mutex_;
  std::vector<Listener> listeners_;
  std::vector<LiveReader> liveReaders_;
  std::int64_t position_ = 0;
  std::int64_t startedMs_ = 0;
  bool isClosed_ = false;  // whoever still comes is sent away
};

}  // namespace vitrine::services
