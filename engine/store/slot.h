// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/value.h"
#include "engine/ports/storage.h"
#include "engine/store/record.h"

namespace vitrine {

// One record of the storage as this tab knows it: which revision it has seen, whether a call is on
// its way, and whether the storage can be relied on at all. What the record means is its owner's
// business: the owner asks `take` what an answer says and, on a conflict, decides what to save next.
class Slot {
 public:
  explicit Slot(std::string key) : key_(std::move(key)) {}

  enum class Health : std::uint8_t {
    kUnknown,   // nothing has been answered yet
    kDurable,
    kMemory,    // the storage fails: what is changed lasts as long as the page
    kReadOnly,  // a later version of the engine wrote the record: it is left alone
  };

  enum class Event : std::uint8_t { kNone, kLoaded, kSaved, kConflict, kFailed };

  struct Taken {
    Event event = Event::kNone;
    RecordState state = RecordState::kIntact;
    std::optional<Value> body;  // of kLoaded and kConflict; nothing: there is no record
  };

  const std::string& key() const { return key_; }
  Health health() const { return health_; }
  bool isBusy() const { return busy_; }
  bool isLoaded() const { return loaded_; }
  // Whether a save would be sent now: loaded, idle, and the storage works.
  bool canSave() const { return loaded_ && !busy_ && health_ == Health::kDurable; }

  void load(Storage& storage);
  void save(Storage& storage, const Value& body);  // canSave()
  // Before it is saved, also while another call is on its way: the page may end before.
  void keep(Storage& storage, const Value& body) const;
  // The owner cannot read what a later version wrote: never write over it.
  void leaveAlone() { health_ = Health::kReadOnly; }
  // Reads one answer of this key; a `kChanged` of another tab leads to a load.
  Taken take(Storage& storage, const StorageAnswer& answer);

 private:
  Taken read(const StorageAnswer& answer, Event event);

  std::string key_;
  Health health_ = Health::kUnknown;
  std::int64_t revision_ = 0;
  std::string bytes_;    // the record as last seen or written
  std::string written_;  // what is on its way
  bool loaded_ = false;
  bool busy_ = false;
  bool loadAgain_ = false;
};

}  // namespace vitrine
