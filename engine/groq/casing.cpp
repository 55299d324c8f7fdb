// SPDX-License-Identifier: MIT
#include "engine/groq/casing.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

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
    {U'A', U'Z', 32},     {0x00C0, 0x00D6, 32},  {0x00D8, 0x00DE, 32}, {0x0100, 0x012F, 1},
    {0x0132, 0x0137, 1},  {0x0139, 0x0148, 1},   {0x014A, 0x0177, 1},  {0x0178, 0x0178, -121},
    {0x0179, 0x017E, 1},  {0x018F, 0x018F, 202}, {0x01A0, 0x01A1, 1},  {0x01AF, 0x01B0, 1},
    {0x01CD, 0x01DC, 1},  {0x01DE, 0x01EF, 1},   {0x01F8, 0x021F, 1},  {0x0222, 0x0233, 1},
    {0x0386, 0x0386, 38}, {0x0388, 0x038A, 37},  {0x038C, 0x038C, 64}, {0x038E, 0x038F, 63},
    {0x0391, 0x03A1, 32}, {0x03A3, 0x03AB, 32},  {0x0400, 0x040F, 80}, {0x0410, 0x042F, 32},
    {0x0460, 0x0481, 1},  {0x048A, 0x04BF, 1},   {0x04C0, 0x04C0, 15}, {0x04C1, 0x04CE, 1},
    {0x04D0, 0x052F, 1},  {0x0531, 0x0556, 48},  {0x1E00, 0x1E95, 1},  {0x1E9E, 0x1E9E, -7615},
    {0x1EA0, 0x1EFF, 1},
};

char32_t shifted(char32_t letter, std::int32_t distance) {
  return static_cast<char32_t>(static_cast<std::int32_t>(letter) + distance);
}

// Upper case that is several letters, or one that no range tells: unconditional mappings of Unicode's
// SpecialCasing.txt, but for Greek with breathings, and letters whose upper case has another lower one.
// By letter.
struct UpperText {
  char32_t letter;
  std::string_view upper;
};

constexpr UpperText kUpperTexts[] = {
    {0x00B5, "\u039C"},  // the micro sign
    {0x00DF, "SS"},
    {0x0131, "I"},  // without a dot
    {0x0149, "\u02BCN"},
    {0x017F, "S"},  // the long s
    {0x01F0, "J\u030C"},
    {0x0390, "\u0399\u0308\u0301"},
    {0x03B0, "\u03A5\u0308\u0301"},
    {0x03C2, "\u03A3"},  // the final sigma
    {0x0587, "\u0535\u0552"},
    {0x1E96, "H\u0331"},
    {0x1E97, "T\u0308"},
    {0x1E98, "W\u030A"},
    {0x1E99, "Y\u030A"},
    {0x1E9A, "A\u02BE"},
    {0xFB00, "FF"},
    {0xFB01, "FI"},
    {0xFB02, "FL"},
    {0xFB03, "FFI"},
    {0xFB04, "FFL"},
    {0xFB05, "ST"},
    {0xFB06, "ST"},
    {0xFB13, "\u0544\u0546"},
    {0xFB14, "\u0544\u0535"},
    {0xFB15, "\u0544\u053B"},
    {0xFB16, "\u054E\u0546"},
    {0xFB17, "\u0544\u053D"},
};
static_assert(std::ranges::is_sorted(kUpperTexts, {}, &UpperText::letter));

constexpr char32_t kDottedI = 0x0130;
constexpr char32_t kSigma = 0x03A3;
constexpr char32_t kFinalSigma = 0x03C2;

const UpperText* findUpperText(char32_t letter) {
  const UpperText* found = std::ranges::lower_bound(kUpperTexts, letter, {}, &UpperText::letter);
  return found != std::end(kUpperTexts) && found->letter == letter ? found : nullptr;
}

bool isCased(char32_t letter) {
  return letter == kDottedI || toLower(letter) != letter || toUpper(letter) != letter ||
         findUpperText(letter) != nullptr;
}

// What stands within words and is no letter, of Unicode's Case_Ignorable: marks and apostrophes.
bool isIgnored(char32_t letter) {
  constexpr std::u32string_view kIgnored = U"'.:^`\u00A8\u00AD\u00AF\u00B4\u00B7\u00B8\u2019";
  return (letter >= 0x0300 && letter < 0x0370) || kIgnored.find(letter) != kIgnored.npos;
}

// Whether a word has begun before `offset`, and whether it goes on there.
bool hasBegun(std::string_view text, std::size_t offset) {
  while (offset > 0) {
    do --offset;
    while (offset > 0 && (text[offset] & 0xC0) == 0x80);
    std::size_t end = offset;
    const char32_t letter = decodeUtf8(text, end);
    if (!isIgnored(letter)) return isCased(letter);
  }
  return false;
}

bool goesOn(std::string_view text, std::size_t offset) {
  while (offset < text.size()) {
    const char32_t letter = decodeUtf8(text, offset);
    if (!isIgnored(letter)) return isCased(letter);
  }
  return false;
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
  if (letter == kFinalSigma) return kSigma;
  if (findUpperText(letter) != nullptr) return letter;
  for (const UpperRange& range : kUpperRanges) {
    const char32_t upper = shifted(letter, -range.distance);
    if (upper < range.first || upper > range.last) continue;
    if (range.distance != 1 || (upper - range.first) % 2 == 0) return upper;
  }
  return letter;
}

std::string toLower(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t start = offset;
    const char32_t letter = decodeUtf8(text, offset);
    const bool isFinal = letter == kSigma && hasBegun(text, start) && !goesOn(text, offset);
    appendUtf8(out, isFinal ? kFinalSigma : letter == kDottedI ? U'i' : toLower(letter));
    if (letter == kDottedI) out += "\u0307";
  }
  return out;
}

std::string toUpper(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t letter = decodeUtf8(text, offset);
    if (const UpperText* several = findUpperText(letter)) {
      out += several->upper;
    } else {
      appendUtf8(out, toUpper(letter));
    }
  }
  return out;
}

}  // namespace vitrine::groq
