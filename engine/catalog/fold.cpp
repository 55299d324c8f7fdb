// SPDX-License-Identifier: MIT
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/catalog/text_index.h"
#include "engine/core/utf8.h"

namespace vitrine {
namespace {

// The base letter of U+00C0 to U+017F, "*" where it is several, " " where it is no letter.
constexpr std::string_view kBaseLetters =
    "aaaaaa*ceeeeiiiidnooooo ouuuuy**aaaaaa*ceeeeiiiidnooooo ouuuuy*y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii**jjkkklllllll"
    "lllnnnnnnnnnoooooo**rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(kBaseLetters.size() == 0x180 - 0xC0);

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

bool isAsciiWord(char32_t c) { return isBetween(c, 'a', 'z') || isBetween(c, '0', '9'); }

// Scripts that write no spaces: each sign is a word of its own.
bool isIdeograph(char32_t c) {
  return isBetween(c, 0x3041, 0x30FF) || isBetween(c, 0x3400, 0x9FFF) ||
         isBetween(c, 0xAC00, 0xD7A3) || isBetween(c, 0x20000, 0x3FFFF);
}

bool isSeparator(char32_t c) {
  return c < 0xAA || isBetween(c, 0xAB, 0xB4) || isBetween(c, 0xB6, 0xB9) ||
         isBetween(c, 0xBB, 0xBF) || isBetween(c, 0x2000, 0x206F) || isBetween(c, 0x20A0, 0x20CF) ||
         isBetween(c, 0x2190, 0x2BFF) || isBetween(c, 0x3000, 0x303F) ||
         isBetween(c, 0xE000, 0xF8FF) || isBetween(c, 0xFE30, 0xFE6F) || c == 0xFFFD ||
         isBetween(c, 0x1F000, 0x1FAFF);
}

char32_t lowerCase(char32_t c) {
  if (isBetween(c, 0xFF01, 0xFF5E)) c = c - 0xFF01 + '!';  // full-width to ASCII
  if (isBetween(c, 'A', 'Z')) return c + 32;
  if (isBetween(c, 0x391, 0x3A9) || isBetween(c, 0x410, 0x42F)) return c + 32;  // Greek, Cyrillic
  if (isBetween(c, 0x400, 0x40F)) return c + 80;
  return c;
}

// Collects the letters of one word after another.
class WordCollector {
 public:
  void add(char32_t sign) {
    const char32_t c = lowerCase(sign);
    if (isBetween(c, 0x300, 0x36F)) return;  // a diacritic by itself belongs to the letter before
    if (isAsciiWord(c)) {
      word_ += static_cast<char>(c);
    } else if (isBetween(c, 0xC0, 0x17F) || c == 0x1E9E) {
      addLatin(c);
    } else if (isIdeograph(c)) {
      end();
      appendUtf8(word_, c);
      end();
    } else if (isSeparator(c)) {
      end();
    } else {
      appendUtf8(word_, c);
    }
  }

  std::vector<std::string> take() {
    end();
    return std::move(words_);
  }

 private:
  void addLatin(char32_t c) {
    const std::string_view several = severalLetters(c);
    const char base = c <= 0x17F ? kBaseLetters[c - 0xC0] : '*';
    if (base == ' ') return end();
    if (several.empty()) {
      word_ += base;
    } else {
      word_ += several;
    }
  }

  void end() {
    if (!word_.empty()) words_.push_back(std::move(word_));
    word_.clear();
  }

  std::string word_;
  std::vector<std::string> words_;
};

}  // namespace

std::vector<std::string> foldWords(std::string_view text) {
  WordCollector words;
  for (std::size_t offset = 0; offset < text.size();) words.add(decodeUtf8(text, offset));
  return words.take();
}

}  // namespace vitrine
