// SPDX-License-Identifier: MIT
#include "engine/store/record.h"

#include <charconv>
#include <cstdint>

#include "engine/core/json.h"

namespace vitrine {
namespace {

constexpr std::string_view kMagic = "vitrine ";
constexpr JsonLimits kRecordLimits{.maxBytes = std::size_t{4} << 20U, .maxDepth = 32};

// Bit by bit: records are a few kilobytes, and a table would cost the download one.
std::uint32_t crc32(std::string_view bytes, std::uint32_t crc) {
  for (const char byte : bytes) {
    crc ^= static_cast<std::uint8_t>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return crc;
}

std::string checksum(std::string_view version, std::string_view json) {
  const std::uint32_t crc = ~crc32(json, crc32(version, crc32(kMagic, ~0U)));
  std::string hex(8, '0');
  for (std::size_t i = 0; i < 8; ++i) hex[i] = "0123456789abcdef"[(crc >> (28 - 4 * i)) & 0xFU];
  return hex;
}

struct Line {
  int version = 0;
  std::string_view json;
};

std::optional<Line> intactLine(std::string_view text) {
  if (!text.starts_with(kMagic)) return std::nullopt;
  const std::string_view rest = text.substr(kMagic.size());
  const std::size_t space = rest.find(' ');
  if (space == std::string_view::npos || rest.size() < space + 10) return std::nullopt;
  const std::string_view version = rest.substr(0, space);
  const std::string_view json = rest.substr(space + 10);
  if (rest[space + 9] != ' ') return std::nullopt;
  if (rest.substr(space + 1, 8) != checksum(version, json)) return std::nullopt;
  Line line{.json = json};
  const auto [end, error] =
      std::from_chars(version.data(), version.data() + version.size(), line.version);
  if (error != std::errc() || end != version.data() + version.size()) return std::nullopt;
  return line;
}

std::string_view firstLine(std::string_view record) { return record.substr(0, record.find('\n')); }

}  // namespace

std::string encodeRecord(const Value& body, std::string_view previousRecord) {
  const std::string version = std::to_string(kRecordVersion);
  const std::string json = encodeJson(body);
  std::string record(kMagic);
  record += version + ' ' + checksum(version, json) + ' ' + json;
  const std::string_view previous = firstLine(previousRecord);
  if (intactLine(previous)) {
    record += '\n';
    record += previous;
  }
  return record;
}

DecodedRecord decodeRecord(std::string_view record) {
  RecordState state = RecordState::kIntact;
  while (!record.empty()) {
    const std::string_view text = firstLine(record);
    record.remove_prefix(text.size() < record.size() ? text.size() + 1 : text.size());
    if (const auto line = intactLine(text)) {
      if (line->version > kRecordVersion) return {RecordState::kNewer, {}};
      if (auto body = decodeJson(line->json, kRecordLimits)) return {state, std::move(*body)};
    }
    state = RecordState::kRecovered;
  }
  return {RecordState::kDamaged, {}};
}

}  // namespace vitrine
