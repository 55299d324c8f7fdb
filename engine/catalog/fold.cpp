// SPDX-License-Identifier: MIT
#include "engine/catalog/fold.h"

#include <algorithm>
#include <utility>

#include "engine/core/utf8.h"

namespace vitrine {
namespace {

// The base letter of U+00C0 to U+017F, "*" where it is several, " " where it is no letter.
constexpr std::string_view kBaseLetters =
    "aaaaaa*ceeeeiiiidnooooo ouuuuy**aaaaaa*ceeeeiiiidnooooo ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kBaseLetters.size() == 0x180 - 0xC0);

// Of U+1E00 to U+1EF9, "*" where it has none.
constexpr std::string_view kMoreBaseLetters =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppp"
    "rrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy*s****aaaaaaaaaaaaaaaaaaaaaaaa"
    "eeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy";
static_assert(kMoreBaseLetters.size() == 0x1EFA - 0x1E00);

std::string_view severalLetters(char32_t c) {
  switch (c) {
    case 0xC6: case 0xE6: return "ae";
    case 0xDE: case 0xFE: return "th";
    case 0xDF: case 0x1E9E: return "ss";
    case 0x132: case 0x133: return "ij";
    case 0x152: case 0x153: return "oe";
    default: return {};
  }
}

bool isBetween(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool isDigit(char32_t c) { return isBetween(c, '0', '9'); }
bool isAsciiWord(char32_t c) { return isBetween(c, 'a', 'z') || isDigit(c); }

// Scripts that write no spaces.
bool isIdeograph(char32_t c) {
  return isBetween(c, 0x3041, 0x30FF) || isBetween(c, 0x3400, 0x9FFF) ||
         isBetween(c, 0xAC00, 0xD7A3) || isBetween(c, 0x20000, 0x3FFFF);
}

// Signs that hold words together when they stand between letters.
bool isJoiner(char32_t c) {
  return c == '-' || c == '_' || c == '/' || c == '.' || c == '\'' || c == '&' || c == '+' ||
         c == 0x2019 || isBetween(c, 0x2010, 0x2013);
}

bool isSeparator(char32_t c) {
  return c < 0xAA || isBetween(c, 0xAB, 0xB4) || isBetween(c, 0xB6, 0xB9) ||
         isBetween(c, 0xBB, 0xBF) || c == 0xD7 || c == 0xF7 || isBetween(c, 0x2000, 0x206F) ||
         isBetween(c, 0x20A0, 0x20CF) || isBetween(c, 0x2190, 0x2BFF) ||
         isBetween(c, 0x3000, 0x303F) || isBetween(c, 0xE000, 0xF8FF) ||
         isBetween(c, 0xFE30, 0xFE6F) || c == 0xFFFD || isBetween(c, 0x1F000, 0x1FAFF);
}

bool isMark(char32_t c) { return isBetween(c, 0x300, 0x36F); }  // belongs to the letter before

char32_t lowerCase(char32_t c) {
  if (isBetween(c, 0xFF01, 0xFF5E)) c = c - 0xFF01 + '!';  // full-width to ASCII
  if (isBetween(c, 'A', 'Z')) return c + 32;
  if (isBetween(c, 0x391, 0x3A9) || isBetween(c, 0x410, 0x42F)) return c + 32;  // Greek, Cyrillic
  if (isBetween(c, 0x400, 0x40F)) return c + 80;
  return c;
}

// Reads one sign, as it is folded.
char32_t readSign(std::string_view text, std::size_t& place) {
  const auto byte = static_cast<unsigned char>(text[place]);
  if (byte >= 0x80) return lowerCase(decodeUtf8(text, place));
  ++place;
  return byte >= 'A' && byte <= 'Z' ? byte + 32U : byte;
}

}  // namespace

bool WordReader::next() {
  if (++piece_ < pieces_.size()) return true;
  piece_ = 0;
  pieces_.clear();
  folded_.clear();
  while (place_ < text_.size() && pieces_.empty()) readGroup();
  return !pieces_.empty();
}

Word WordReader::word() const {
  const Piece& piece = pieces_[piece_];
  const std::size_t size = std::min(piece.to - piece.from, kMaxWordBytes);
  return {std::string_view(folded_).substr(piece.from, size), piece.begin, piece.end,
          piece.isJoined};
}

// "10,5": the sign stands between two digits.
bool WordReader::isDecimalSign(char32_t c, std::size_t next) const {
  return (c == '.' || c == ',') && !folded_.empty() &&
         isDigit(static_cast<unsigned char>(folded_.back())) && next < text_.size() &&
         isDigit(static_cast<unsigned char>(text_[next]));
}

// Reads what stands together without a space: a word, or the parts of one and the whole.
void WordReader::readGroup() {
  std::size_t begin = place_;
  const std::size_t groupBegin = place_;
  while (place_ < text_.size()) {
    const std::size_t here = place_;
    const char32_t c = readSign(text_, place_);
    if (isAsciiWord(c)) {
      folded_ += static_cast<char>(c);
    } else if (isDecimalSign(c, place_)) {
      folded_ += '.';
    } else if (isJoiner(c)) {
      endPart(begin, here);
      begin = place_;
    } else if (isIdeograph(c)) {
      place_ = here;
      endPart(begin, here);
      if (pieces_.empty()) return readPairs(here);
      break;
    } else if (isMark(c)) {
      continue;
    } else if (isSeparator(c)) {
      endPart(begin, here);
      begin = place_;
      if (!pieces_.empty()) break;
    } else {
      append(c);
    }
  }
  endPart(begin, place_);
  if (pieces_.size() > 1) {
    pieces_.push_back({0, folded_.size(), groupBegin, pieces_.back().end, true});
  }
}

void WordReader::endPart(std::size_t begin, std::size_t end) {
  const std::size_t from = pieces_.empty() ? 0 : pieces_.back().to;
  if (folded_.size() > from) pieces_.push_back({from, folded_.size(), begin, end, false});
}

// A run of ideographs as overlapping pairs, and its last sign.
void WordReader::readPairs(std::size_t begin) {
  std::string before;
  std::size_t beforeAt = begin;
  const auto add = [&](std::string_view text, std::size_t from, std::size_t to) {
    const std::size_t place = folded_.size();
    folded_ += text;
    pieces_.push_back({place, folded_.size(), from, to, false});
  };
  while (place_ < text_.size()) {
    const std::size_t here = place_;
    const char32_t c = readSign(text_, place_);
    if (!isIdeograph(c)) {
      place_ = here;
      break;
    }
    std::string sign;
    appendUtf8(sign, c);
    if (!before.empty()) add(before + sign, beforeAt, place_);
    before = std::move(sign);
    beforeAt = here;
  }
  add(before, beforeAt, place_);
}

void WordReader::append(char32_t c) {
  if (isBetween(c, 0xC0, 0x17F) || isBetween(c, 0x1E00, 0x1EFF)) return appendLatin(c);
  if (isBetween(c, 0x3AC, 0x3CE)) {  // Greek with an accent
    constexpr std::u32string_view kAccented = U"άέήίόύώϊϋ";
    constexpr std::u32string_view kPlain = U"αεηιουωιυ";
    const std::size_t found = kAccented.find(c);
    if (found != kAccented.npos) c = kPlain[found];
  }
  if (c == 0x451) c = 0x435;  // Cyrillic ё
  appendUtf8(folded_, c);
}

void WordReader::appendLatin(char32_t c) {
  const std::string_view several = severalLetters(c);
  if (!several.empty()) {
    folded_ += several;
    return;
  }
  char base = '*';
  if (c <= 0x17F) base = kBaseLetters[c - 0xC0];
  if (c >= 0x1E00 && c - 0x1E00 < kMoreBaseLetters.size()) base = kMoreBaseLetters[c - 0x1E00];
  if (base == '*' || base == ' ') {
    appendUtf8(folded_, c);
  } else {
    folded_ += base;
  }
}

std::string foldedText(std::string_view text) {
  std::string folded;
  for (WordReader words(text); words.next();) {
    if (words.word().isJoined) continue;
    if (!folded.empty()) folded += ' ';
    folded += words.word().text;
  }
  return folded;
}

}  // namespace vitrine
