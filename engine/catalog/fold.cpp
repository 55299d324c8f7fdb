// SPDX-License-Identifier: MIT
#include "engine/catalog/fold.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/core/utf8.h"

namespace vitrine {
namespace {

// Base letters of a run of letters, from the first on; "*" where it has none of one letter.
struct BaseLetters {
  char32_t first;
  std::string_view letters;
};
constexpr BaseLetters kBaseLetters[] = {
    {0xC0,
     "aaaaaa*ceeeeiiiidnooooo*ouuuuy**aaaaaa*ceeeeiiiidnooooo*ouuuuy*y"
     "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
     "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"},
    {0x1CD,
     "aaiioouuuuuuuuuu*aaaa**ggggkkoooo**j***gg**nnaa**ooaaaaeeeeiiiioooorrrruuuusstt**hhnd**zz"
     "aaeeooooooooyy"},
    {0x1E00,
     "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooooooopppp"
     "rrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy*s****"
     "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuu"
     "yyyyyyyy"}};
static_assert(kBaseLetters[0].letters.size() == 0x180 - 0xC0);
static_assert(kBaseLetters[1].letters.size() == 0x234 - 0x1CD);
static_assert(kBaseLetters[2].letters.size() == 0x1EFA - 0x1E00);

// Others, each with its base letter. The accents that decomposed text would lose are lost here too,
// that of й among them.
constexpr std::u16string_view kAccented = u"ΆΈΉΊΌΎΏΐΪΫάέήίΰϊϋόύώςµ\u2126йѐёѓїќѝўґƠơƯưƏ";
constexpr std::u16string_view kPlain = u"αεηιουωιιυαεηιυιυουωσμωиеегікиугoouuə";
static_assert(kAccented.size() == kPlain.size());

// Of U+FF65 to U+FF9F.
constexpr std::u16string_view kHalfWidthKana =
    u"・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨ"
    u"ラリルレロワン\u3099\u309A";
static_assert(kHalfWidthKana.size() == 0xFFA0 - 0xFF65);

std::string_view severalLetters(char32_t c) {
  switch (c) {
    case 0xC6: case 0xE6: case 0x1E2: case 0x1E3: case 0x1FC: case 0x1FD: return "ae";
    case 0xDE: case 0xFE: return "th";
    case 0xDF: case 0x1E9E: return "ss";
    case 0x132: case 0x133: return "ij";
    case 0x152: case 0x153: return "oe";
    case 0x1C4: case 0x1C5: case 0x1C6: case 0x1F1: case 0x1F2: case 0x1F3: return "dz";
    case 0x1C7: case 0x1C8: case 0x1C9: return "lj";
    case 0x1CA: case 0x1CB: case 0x1CC: return "nj";
    case 0xFB00: return "ff";
    case 0xFB01: return "fi";
    case 0xFB02: return "fl";
    case 0xFB03: return "ffi";
    case 0xFB04: return "ffl";
    case 0xFB05: case 0xFB06: return "st";
    default: return {};
  }
}

bool isBetween(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool isDigit(char32_t c) { return isBetween(c, '0', '9'); }

// Of each byte the ASCII letter or digit that it is folded to; 0 of all others.
constexpr auto kAsciiWord = [] {
  std::array<char, 256> folded{};
  for (char c = '0'; c <= '9'; ++c) folded[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    folded[static_cast<std::size_t>(c)] = c;
    folded[static_cast<std::size_t>(c - 'a' + 'A')] = c;
  }
  return folded;
}();
char asciiWord(char c) { return kAsciiWord[static_cast<unsigned char>(c)]; }

// Scripts that write no spaces, or, as Hangul, not between words: kana, ideographs, Thai, Lao.
bool isSign(char32_t c) {
  return (isBetween(c, 0x3041, 0x30FF) && c != 0x30FB) || isBetween(c, 0x3400, 0x9FFF) ||
         isBetween(c, 0xAC00, 0xD7A3) || isBetween(c, 0xE01, 0xEDF) ||
         isBetween(c, 0xF900, 0xFAFF) || isBetween(c, 0x20000, 0x3FFFF);
}

// Signs that hold words together when they stand between letters.
bool isJoiner(char32_t c) {
  return c == '-' || c == '_' || c == '/' || c == '.' || c == '\'' || c == '&' || c == '+' ||
         c == 0xB7 || c == 0x2BC || c == 0x2019 || isBetween(c, 0x2010, 0x2013);
}

bool isSeparator(char32_t c) {
  return c < 0xAA || isBetween(c, 0xAB, 0xB4) || isBetween(c, 0xB6, 0xB9) ||
         isBetween(c, 0xBB, 0xBF) || c == 0xD7 || c == 0xF7 || isBetween(c, 0x2000, 0x206F) ||
         isBetween(c, 0x20A0, 0x20CF) || isBetween(c, 0x2100, 0x2125) ||
         isBetween(c, 0x2190, 0x2BFF) || isBetween(c, 0x3000, 0x303F) || c == 0x30FB ||
         isBetween(c, 0xE000, 0xF8FF) || isBetween(c, 0xFE30, 0xFE6F) ||
         isBetween(c, 0xFF5F, 0xFF64) || isBetween(c, 0xFFE0, 0xFFFD) ||
         isBetween(c, 0x1F000, 0x1FAFF);
}

// What is seen as part of the letter before, or not at all: soft hyphens, joiners of zero width.
bool isMark(char32_t c) {
  return isBetween(c, 0x300, 0x36F) || c == 0xAD || c == 0x200C || c == 0x200D || c == 0x2060 ||
         isBetween(c, 0xFE00, 0xFE0F) || c == 0xFEFF;
}

char32_t lowerCase(char32_t c) {
  if (isBetween(c, 0xFF01, 0xFF5E)) c = c - 0xFF01 + '!';  // full-width to ASCII
  if (isBetween(c, 'A', 'Z')) return c + 32;
  if (isBetween(c, 0x391, 0x3A9) || isBetween(c, 0x410, 0x42F)) return c + 32;  // Greek, Cyrillic
  if (isBetween(c, 0x400, 0x40F)) return c + 80;
  const bool isCyrillicPair = isBetween(c, 0x460, 0x481) || isBetween(c, 0x48A, 0x4BF) ||
                              isBetween(c, 0x4D0, 0x52F);
  if (isCyrillicPair) return c | 1U;
  if (c == 0xB2 || c == 0xB3) return c - 0x80;  // m² is typed as m2
  if (isBetween(c, 0xFF65, 0xFF9F)) return kHalfWidthKana[c - 0xFF65];
  return c;
}

// Reads one sign, as it is folded.
char32_t readSign(std::string_view text, std::size_t& place) {
  const auto byte = static_cast<unsigned char>(text[place]);
  if (byte >= 0x80) return lowerCase(decodeUtf8(text, place));
  ++place;
  return byte >= 'A' && byte <= 'Z' ? byte + 32U : byte;
}

// Reads kana together with the sign of voice that half-width and decomposed text write after it.
char32_t readKana(std::string_view text, std::size_t& place) {
  const char32_t kana = readSign(text, place);
  std::size_t after = place;
  const char32_t voice = after < text.size() ? readSign(text, after) : 0;
  if (!isBetween(voice, 0x3099, 0x309A) || !isBetween(kana, 0x3046, 0x30DB)) return kana;
  place = after;
  if (kana == 0x3046 || kana == 0x30A6) return kana + 78;  // ゔ, ヴ
  return kana + (voice - 0x3098);
}

}  // namespace

void WordReader::read(std::string_view text) {
  text_ = text;
  place_ = 0;
  pieces_.clear();
  piece_ = 0;
}

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
  std::string_view text = std::string_view(folded_).substr(piece.from, piece.to - piece.from);
  if (text.size() > kMaxWordBytes) {
    std::size_t size = kMaxWordBytes;
    while ((static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80) --size;
    text = text.substr(0, size);
  }
  // Only what comes in pairs overlaps the next piece.
  const std::size_t next = piece_ + 1 < pieces_.size() ? pieces_[piece_ + 1].begin : piece.end;
  const bool isPair = next > piece.begin && next < piece.end;
  return {text, piece.begin, piece.end, piece.isJoined, piece.isCovered, isPair ? next : piece.end};
}

// "10,5": the sign stands between two digits.
bool WordReader::isDecimalSign(char32_t c, std::size_t next) const {
  return (c == '.' || c == ',') && !folded_.empty() &&
         isDigit(static_cast<unsigned char>(folded_.back())) && next < text_.size() &&
         isDigit(readSign(text_, next));
}

// Reads what stands together without a space: a word, or the parts of one and the whole.
void WordReader::readGroup() {
  std::size_t begin = place_;
  while (place_ < text_.size()) {
    if (readAsciiRun()) continue;
    const std::size_t here = place_;
    const char32_t c = readSign(text_, place_);
    if (c < 0x80 && asciiWord(static_cast<char>(c)) != 0) {
      folded_ += static_cast<char>(c);  // was full-width
    } else if (isDecimalSign(c, place_)) {
      folded_ += '.';
    } else if (isJoiner(c)) {
      endPart(begin, here);
      begin = place_;
    } else if (isSign(c)) {
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
    pieces_.push_back(
        {0, folded_.size(), pieces_.front().begin, pieces_.back().end, true, false});
  }
}

// Reads ASCII letters and digits, of which nearly all texts are; whether there were any.
bool WordReader::readAsciiRun() {
  const std::size_t begin = place_;
  while (place_ < text_.size() && asciiWord(text_[place_]) != 0) ++place_;
  if (place_ == begin) return false;
  const std::size_t from = folded_.size();
  folded_.resize(from + place_ - begin);
  std::transform(&text_[begin], &text_[begin] + (place_ - begin), &folded_[from], asciiWord);
  return true;
}

void WordReader::endPart(std::size_t begin, std::size_t end) {
  const std::size_t from = pieces_.empty() ? 0 : pieces_.back().to;
  if (folded_.size() > from) pieces_.push_back({from, folded_.size(), begin, end, false, false});
}

// A run of signs as overlapping pairs, and its last sign.
void WordReader::readPairs(std::size_t begin) {
  std::string before;
  std::size_t beforeAt = begin;
  const auto add = [&](std::string_view text, std::size_t from, std::size_t to, bool isCovered) {
    const std::size_t place = folded_.size();
    folded_ += text;
    pieces_.push_back({place, folded_.size(), from, to, false, isCovered});
  };
  while (place_ < text_.size()) {
    const std::size_t here = place_;
    const char32_t c = readKana(text_, place_);
    if (!isSign(c)) {
      place_ = here;
      break;
    }
    std::string sign;
    appendUtf8(sign, c);
    if (!before.empty()) add(before + sign, beforeAt, place_, false);
    before = std::move(sign);
    beforeAt = here;
  }
  add(before, beforeAt, place_, !pieces_.empty());
}

void WordReader::append(char32_t c) {
  const std::string_view several = severalLetters(c);
  if (!several.empty()) {
    folded_ += several;
    return;
  }
  for (const BaseLetters& run : kBaseLetters) {
    if (c < run.first || c - run.first >= run.letters.size()) continue;
    const char base = run.letters[c - run.first];
    if (base == '*') break;
    folded_ += base;
    return;
  }
  if (c <= 0xFFFF) {
    const std::size_t found = kAccented.find(static_cast<char16_t>(c));
    if (found != kAccented.npos) c = kPlain[found];
  }
  appendUtf8(folded_, c);
}

bool isOfSigns(std::string_view word) {
  std::size_t place = 0;
  return !word.empty() && isSign(decodeUtf8(word, place));
}

std::vector<std::string> wholeWords(std::string_view text) {
  std::vector<std::string> words;
  std::size_t first = 0;  // of those that stand together
  for (WordReader reader(text); reader.next();) {
    const Word word = reader.word();
    if (word.isCovered) continue;
    if (reader.isFirstPart()) first = words.size();
    if (word.isJoined) words.resize(first);
    words.emplace_back(word.text);
  }
  return words;
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
