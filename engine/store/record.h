// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/value.h"

namespace vitrine {

// How a value lies in the browser's storage: with a checksum, a format version, and the generation
// before it, all in one record, so that one write replaces both or neither.
//
//   record = line [ LF line ]                   ; this generation, then the one before
//   line   = "vitrine" SP version SP crc SP json
//   crc    = 8HEXDIG                            ; CRC-32 of everything else of the line
//
// A line whose checksum fails does not exist. JSON holds no line feed outside of its escapes.
inline constexpr int kRecordVersion = 1;

std::string encodeRecord(const Value& body, std::string_view previousRecord);

enum class RecordState : std::uint8_t {
  kIntact,
  kRecovered,  // this generation is damaged, `body` is the one before
  kDamaged,    // both are
  kNewer,      // written by a later version of the engine: not to be read and not to be replaced
};

struct DecodedRecord {
  RecordState state = RecordState::kDamaged;
  Value body;
};

DecodedRecord decodeRecord(std::string_view record);

}  // namespace vitrine
