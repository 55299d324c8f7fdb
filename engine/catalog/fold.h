// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

// A word of a text, folded so that spelling variants meet: lower case, without the diacritics of
// Latin, Greek and Cyrillic, ß as ss, full-width as ASCII, half-width kana as full. `begin` and
// `end` are where it stands in the text, in bytes.
struct Word {
  std::string_view text;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool isJoined = false;  // the parts before it, written as one: "usbc" after "usb" and "c"
  bool isCovered = false;  // the last sign of a script without spaces, in the pair before it too
  std::size_t split = 0;   // of a pair where the second sign begins, of others the end
};

// Reads the words of a text one after another. What is no letter and no digit separates words, but
//   - a sign between letters ("USB-C", "AT&T", "men's") also makes one word of its neighbours,
//     which follows them;
//   - a point or comma between digits belongs to the number: "10,5" and "10.5" are one word;
//   - scripts without spaces (CJK, Thai, Lao) come in overlapping pairs of signs, and the last sign
//     by itself; so does Hangul, whose spaces stand between phrases, not words.
// Words are cut at kMaxWordBytes or before, at a letter. A word is valid until the next call.
//
//   for (WordReader words(title); words.next();) use(words.word().text);
class WordReader {
 public:
  static constexpr std::size_t kMaxWordBytes = 48;

  explicit WordReader(std::string_view text) : text_(text) { folded_.reserve(kMaxWordBytes); }

  // Begins another text, in the memory of the one before.
  void read(std::string_view text);
  bool next();
  Word word() const;
  // Whether the word begins what stands together without a space.
  bool isFirstPart() const { return piece_ == 0; }

 private:
  struct Piece {
    std::size_t from = 0;  // in folded_
    std::size_t to = 0;
    std::size_t begin = 0;  // in text_
    std::size_t end = 0;
    bool isJoined = false;
    bool isCovered = false;
  };

  void readGroup();
  bool readAsciiRun();
  void append(char32_t c);
  void readPairs(std::size_t begin);
  void endPart(std::size_t begin, std::size_t end);
  bool isDecimalSign(char32_t c, std::size_t next) const;

  std::string_view text_;
  std::size_t place_ = 0;
  std::string folded_;  // of the words that stand together without a space
  std::vector<Piece> pieces_;
  std::size_t piece_ = 0;
};

// Whether a folded word is a pair of a script without spaces, or one sign of it.
bool isOfSigns(std::string_view word);

// The words, those that signs join as one ("USB-C cable" as "usbc" and "cable"), no covered signs.
std::vector<std::string> wholeWords(std::string_view text);

// The words, with a space between each: equal for titles that read alike. Without joined words.
std::string foldedText(std::string_view text);

}  // namespace vitrine
