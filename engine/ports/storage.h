// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/error.h"

namespace vitrine {

// One answer of the storage. `revision` counts the writes of the key, 0 when it was never written.
struct StorageAnswer {
  enum class Kind : std::uint8_t {
    kLoaded,     // the record as it stands: answer to `load`
    kSaved,      // the write is durable, `revision` is the new one: answer to `save`
    kConflict,   // another tab wrote first; nothing was written; the record as it stands
    kChanged,    // unasked: another tab wrote `key`; load it
    kFailed,     // the storage is full, blocked or broken; `error` says which
  };

  Kind kind = Kind::kLoaded;
  std::string key;
  std::int64_t revision = 0;
  std::optional<std::string> bytes;  // nothing: the key holds no record
  std::optional<Error> error;
};

// Durable records by key, shared by all tabs of one browser. Writes compare and set: they succeed
// only on the revision that the writer has seen, so two tabs cannot lose each other's changes.
// Calls return at once; answers are queued by the host and taken in `Store::poll()`.
class Storage {
 public:
  virtual ~Storage() = default;

  virtual void load(const std::string& key) = 0;
  virtual void save(const std::string& key, std::int64_t expectedRevision, std::string bytes) = 0;
  // What is about to be saved over `revision`, or over what is on its way there. A host that may end
  // before it is saved notes it at once, and the next one's `load` finds it. Never answered.
  virtual void keep(const std::string& /*key*/, std::int64_t /*revision*/, std::string /*bytes*/) {}

  virtual std::vector<StorageAnswer> takeAnswers() = 0;
};

}  // namespace vitrine
