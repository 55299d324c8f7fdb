// SPDX-License-Identifier: MIT
#include "engine/groq/match.h"

#include <algorithm>
#include <cstddef>

#include "engine/core/utf8.h"
#include "engine/groq/casing.h"
#include "engine/groq/type.h"

namespace vitrine::groq {
namespace {

constexpr std::size_t kMaxWordBytes = 1024;

bool isAsciiWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool isSpace(char32_t c) {
  return c <= ' ' || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

bool isSeparator(char32_t c, bool isPattern) {
  if (isSpace(c)) return true;
  if (c == U'*') return !isPattern;
  return c < 0x80 && std::string_view("!@#$%^&(),\\/?\";:{}|[]+<>-").find(static_cast<char>(c)) !=
                         std::string_view::npos;
}

// Without the runs of dots that touch a letter or digit of ASCII.
std::string withoutEdgeDots(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (text[i] != '.') {
      out += text[i++];
      continue;
    }
    const std::size_t end = std::min(text.find_first_not_of('.', i), text.size());
    const bool touches =
        (i > 0 && isAsciiWord(text[i - 1])) || (end < text.size() && isAsciiWord(text[end]));
    if (!touches) out.append(text.substr(i, end - i));
    i = end;
  }
  return out;
}

void addWords(std::string_view text, bool isPattern, std::vector<std::string>& words) {
  const std::string cleaned = withoutEdgeDots(text);
  std::string word;
  for (std::size_t offset = 0; offset < cleaned.size();) {
    const char32_t c = decodeUtf8(cleaned, offset);
    if (!isSeparator(c, isPattern)) {
      if (word.size() < kMaxWordBytes) appendUtf8(word, toLower(c));
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
}

MatchWords wordsOf(const Value& value, bool isPattern) {
  MatchWords result;
  const auto add = [&](const Value& part) {
    if (typeOf(part) == Type::kString) {
      addWords(part.asString(), isPattern, result.words);
    } else {
      result.allStrings = false;
    }
  };
  if (!value.isArray()) add(value);
  for (const Value& part : value.items()) add(part);
  return result;
}

}  // namespace

MatchWords textWords(const Value& text) { return wordsOf(text, false); }

MatchWords patternWords(const Value& pattern) { return wordsOf(pattern, true); }

// At a mismatch the last `*` takes one character more.
bool wordMatches(std::string_view pattern, std::string_view word) {
  std::size_t p = 0;
  std::size_t w = 0;
  std::size_t star = std::string_view::npos;
  std::size_t taken = 0;
  while (w < word.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      taken = w;
    } else if (p < pattern.size() && pattern[p] == word[w]) {
      ++p;
      ++w;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      w = ++taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

bool matchesText(const MatchWords& text, const MatchWords& pattern) {
  if (!pattern.allStrings || pattern.words.empty()) return false;
  return std::ranges::all_of(pattern.words, [&](const std::string& wanted) {
    return std::ranges::any_of(text.words,
                               [&](const std::string& word) { return wordMatches(wanted, word); });
  });
}

double matchScore(const MatchWords& text, const MatchWords& pattern) {
  constexpr double kSaturation = 1.2;
  if (!pattern.allStrings) return 0;
  double score = 0;
  for (const std::string& wanted : pattern.words) {
    const auto found = static_cast<double>(std::ranges::count_if(
        text.words, [&](const std::string& word) { return wordMatches(wanted, word); }));
    score += found * (kSaturation + 1) / (found + kSaturation);
  }
  return score;
}

}  // namespace vitrine::groq
