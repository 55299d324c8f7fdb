// SPDX-License-Identifier: MIT
#include "engine/groq/casing.h"

#include <cstddef>
#include <cstdint>

#include "engine/core/utf8.h"

namespace vitrine::groq {
namespace {

// Letters from `first` to `last` are upper case. Their lower case stands `distance` further on; a
// distance of 1 means that upper and lower case alternate, beginning with an upper one.
struct UpperRange {
  char32_t first;
  char32_t last;
  std::int32_t distance;
};

constexpr UpperRange kUpperRanges[] = {
    {U'A', U'Z', 32},        {0x00C0, 0x00D6, 32}, {0x00D8, 0x00DE, 32}, {0x0100, 0x012F, 1},
    {0x0132, 0x0137, 1},     {0x0139, 0x0148, 1},  {0x014A, 0x0177, 1},  {0x0178, 0x0178, -121},
    {0x0179, 0x017E, 1},     {0x01CD, 0x01DC, 1},  {0x01DE, 0x01EF, 1},  {0x01F8, 0x021F, 1},
    {0x0222, 0x0233, 1},     {0x0386, 0x0386, 38}, {0x0388, 0x038A, 37}, {0x038C, 0x038C, 64},
    {0x038E, 0x038F, 63},    {0x0391, 0x03A1, 32}, {0x03A3, 0x03AB, 32}, {0x0400, 0x040F, 80},
    {0x0410, 0x042F, 32},    {0x0460, 0x0481, 1},  {0x048A, 0x04BF, 1},  {0x04C0, 0x04C0, 15},
    {0x04C1, 0x04CE, 1},     {0x04D0, 0x052F, 1},  {0x0531, 0x0556, 48}, {0x1E00, 0x1E95, 1},
    {0x1E9E, 0x1E9E, -7615}, {0x1EA0, 0x1EFF, 1},
};

char32_t shifted(char32_t letter, std::int32_t distance) {
  return static_cast<char32_t>(static_cast<std::int32_t>(letter) + distance);
}

template <char32_t (*Map)(char32_t)>
std::string mapLetters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t letter = decodeUtf8(text, offset);
    appendUtf8(out, Map(letter));
  }
  return out;
}

}  // namespace

char32_t toLower(char32_t letter) {
  for (const UpperRange& range : kUpperRanges) {
    if (letter < range.first || letter > range.last) continue;
    if (range.distance != 1) return shifted(letter, range.distance);
    return (letter - range.first) % 2 == 0 ? letter + 1 : letter;
  }
  return letter;
}

char32_t toUpper(char32_t letter) {
  if (letter == 0x03C2) return 0x03A3;  // the final sigma
  if (letter == 0x00DF) return letter;
  for (const UpperRange& range : kUpperRanges) {
    const char32_t upper = shifted(letter, -range.distance);
    if (upper < range.first || upper > range.last) continue;
    if (range.distance != 1 || (upper - range.first) % 2 == 0) return upper;
  }
  return letter;
}

std::string toLower(std::string_view text) { return mapLetters<toLower>(text); }

std::string toUpper(std::string_view text) {
  std::string out = mapLetters<toUpper>(text);
  constexpr std::string_view kSharpS = "\xC3\x9F";
  for (std::size_t at = out.find(kSharpS); at != std::string::npos; at = out.find(kSharpS, at)) {
    out.replace(at, kSharpS.size(), "SS");
  }
  return out;
}

}  // namespace vitrine::groq
