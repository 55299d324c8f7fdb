// SPDX-License-Identifier: MIT
#include "engine/store/slot.h"

#include "engine/core/check.h"

namespace vitrine {

void Slot::load(Storage& storage) {
  if (busy_) {
    loadAgain_ = true;
    return;
  }
  busy_ = true;
  loadAgain_ = false;
  storage.load(key_);
}

void Slot::save(Storage& storage, const Value& body) {
  check(canSave());
  busy_ = true;
  written_ = encodeRecord(body, bytes_);
  storage.save(key_, revision_, written_);
}

void Slot::keep(Storage& storage, const Value& body) const {
  if (loaded_ && health_ == Health::kDurable) {
    storage.keep(key_, revision_, encodeRecord(body, bytes_));
  }
}

Slot::Taken Slot::read(const StorageAnswer& answer, Event event) {
  loaded_ = true;
  health_ = Health::kDurable;
  revision_ = answer.revision;
  bytes_ = answer.bytes.value_or("");
  if (!answer.bytes) return {event, RecordState::kIntact, std::nullopt};
  DecodedRecord record = decodeRecord(*answer.bytes);
  if (record.state == RecordState::kNewer) health_ = Health::kReadOnly;
  const bool readable =
      record.state == RecordState::kIntact || record.state == RecordState::kRecovered;
  return {event, record.state, readable ? std::optional(std::move(record.body)) : std::nullopt};
}

Slot::Taken Slot::take(Storage& storage, const StorageAnswer& answer) {
  if (answer.kind == StorageAnswer::Kind::kChanged) {
    if (answer.revision == 0 || answer.revision > revision_) load(storage);
    return {};
  }
  if (!busy_) return {};
  busy_ = false;
  Taken taken;
  switch (answer.kind) {
    case StorageAnswer::Kind::kLoaded:
      taken = read(answer, Event::kLoaded);
      break;
    case StorageAnswer::Kind::kConflict:
      taken = read(answer, Event::kConflict);
      break;
    case StorageAnswer::Kind::kSaved:
      revision_ = answer.revision;
      bytes_ = std::move(written_);
      taken = {Event::kSaved, RecordState::kIntact, std::nullopt};
      break;
    case StorageAnswer::Kind::kChanged:
    case StorageAnswer::Kind::kFailed:
      loaded_ = true;
      health_ = Health::kMemory;
      taken = {Event::kFailed, RecordState::kIntact, std::nullopt};
      break;
  }
  if (loadAgain_) load(storage);
  return taken;
}

}  // namespace vitrine
