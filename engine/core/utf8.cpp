// SPDX-License-Identifier: MIT
#include "engine/core/utf8.h"

#include <cstdint>

namespace vitrine {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

std::uint8_t byteAt(std::string_view text, std::size_t offset) {
  return static_cast<std::uint8_t>(text[offset]);
}

// Length of the sequence that a lead byte announces, 0 when it cannot lead.
std::size_t sequenceLength(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

// Reads one sequence; returns its length, or 0 when it is malformed (RFC 3629: no overlong forms,
// no surrogates, nothing above U+10FFFF).
std::size_t readSequence(std::string_view text, std::size_t offset, char32_t& codePoint) {
  const std::uint8_t lead = byteAt(text, offset);
  const std::size_t length = sequenceLength(lead);
  if (length == 0 || offset + length > text.size()) return 0;
  if (length == 1) {
    codePoint = lead;
    return 1;
  }
  codePoint = static_cast<char32_t>(lead & (0xFFU >> (length + 1)));
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint8_t next = byteAt(text, offset + i);
    if ((next & 0xC0U) != 0x80U) return 0;
    codePoint = (codePoint << 6U) | (next & 0x3FU);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
  return codePoint < kSmallest[length] || surrogate || codePoint > 0x10FFFF ? 0 : length;
}

}  // namespace

char32_t decodeUtf8(std::string_view text, std::size_t& offset) {
  char32_t codePoint = kReplacement;
  const std::size_t length = readSequence(text, offset, codePoint);
  offset += length == 0 ? 1 : length;
  return length == 0 ? kReplacement : codePoint;
}

void appendUtf8(std::string& text, char32_t codePoint) {
  if (codePoint > 0x10FFFF || (codePoint >= 0xD800 && codePoint <= 0xDFFF)) codePoint = kReplacement;
  const auto tail = [&](unsigned shift) {
    text += static_cast<char>(0x80U | ((codePoint >> shift) & 0x3FU));
  };
  if (codePoint < 0x80) {
    text += static_cast<char>(codePoint);
  } else if (codePoint < 0x800) {
    text += static_cast<char>(0xC0U | (codePoint >> 6U));
    tail(0);
  } else if (codePoint < 0x10000) {
    text += static_cast<char>(0xE0U | (codePoint >> 12U));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (codePoint >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

bool isValidUtf8(std::string_view text) {
  char32_t codePoint = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t length = readSequence(text, offset, codePoint);
    if (length == 0) return false;
    offset += length;
  }
  return true;
}

std::string repairUtf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    appendUtf8(repaired, decodeUtf8(text, offset));
  }
  return repaired;
}

std::size_t countCodePoints(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) {
    if (byteAt(text, offset) < 0x80) {
      ++offset;
    } else {
      decodeUtf8(text, offset);
    }
  }
  return count;
}

}  // namespace vitrine
