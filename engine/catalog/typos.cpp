// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "engine/catalog/fold.h"
#include "engine/catalog/text_index.h"
#include "engine/core/utf8.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxLetters = 32;  // of a word that is read with typos
constexpr std::size_t kMaxTypos = 2;

// How far a word is from the beginnings of one term after another. A row a letter of the term: the
// distance from what was read of the term to each beginning of the word. Terms come sorted, so the
// rows of the letters that a term shares with the one before are there already.
class Distances {
 public:
  Distances(std::string_view word, std::size_t most)
      : most_(static_cast<std::uint8_t>(most)), tooFar_(most_ + 1) {
    for (std::size_t place = 0; place < word.size();) letters_[count_++] = decodeUtf8(word, place);
    for (std::size_t j = 0; j < rows_[0].size(); ++j) {
      rows_[0][j] = static_cast<std::uint8_t>(std::min<std::size_t>(j, tooFar_));
    }
    nearest_[0] = tooFar_;
  }

  // Forgets what was read beyond the first `bytes` of the term.
  void keep(std::size_t bytes) {
    while (ends_[depth_] > bytes) --depth_;
  }

  // Reads one letter more of the term. False when no term that begins so can be near enough.
  bool read(std::string_view term) {
    std::size_t place = ends_[depth_];
    const char32_t letter = decodeUtf8(term, place);
    ++depth_;
    ends_[depth_] = place;
    read_[depth_] = letter;
    const Row& last = rows_[depth_ - 1];
    Row& row = rows_[depth_];
    // Only where the two lengths differ by no more than the typos allowed.
    const std::size_t from = depth_ > most_ ? depth_ - most_ : 1;
    const std::size_t to = std::min(count_, depth_ + most_);
    row[from - 1] = from == 1 && depth_ <= most_ ? static_cast<std::uint8_t>(depth_) : tooFar_;
    std::uint8_t smallest = row[from - 1];
    for (std::size_t j = from; j <= to; ++j) {
      const bool same = letters_[j - 1] == letter;
      auto distance = static_cast<std::uint8_t>(last[j - 1] + (same ? 0 : 1));
      distance = std::min<std::uint8_t>(distance, static_cast<std::uint8_t>(row[j - 1] + 1));
      if (j < depth_ + most_) {
        distance = std::min<std::uint8_t>(distance, static_cast<std::uint8_t>(last[j] + 1));
      }
      if (j > 1 && depth_ > 1 && letters_[j - 2] == letter && letters_[j - 1] == read_[depth_ - 1]) {
        distance = std::min<std::uint8_t>(
            distance, static_cast<std::uint8_t>(rows_[depth_ - 2][j - 2] + 1));
      }
      row[j] = std::min(distance, tooFar_);
      smallest = std::min(smallest, row[j]);
    }
    // A beginning of the term that is near: as long as the word, or with the word's last letter, so
    // that "lamo" means lamps but not everything that begins with "lam".
    const bool ends = depth_ >= count_ || letter == letters_[count_ - 1];
    nearest_[depth_] = std::min(nearest_[depth_ - 1], ends ? whole() : tooFar_);
    return smallest <= most_;
  }

  std::size_t bytesRead() const { return ends_[depth_]; }
  // From the word to what was read of the term, and to the nearest beginning of that.
  std::uint8_t whole() const {
    const bool comparable = depth_ + most_ >= count_ && depth_ <= count_ + most_;
    return comparable ? rows_[depth_][count_] : tooFar_;
  }
  std::uint8_t nearest() const { return nearest_[depth_]; }

 private:
  using Row = std::array<std::uint8_t, kMaxLetters + 1>;
  static constexpr std::size_t kDepth = kMaxLetters + kMaxTypos + 2;

  std::array<char32_t, kMaxLetters> letters_{};
  std::size_t count_ = 0;
  std::uint8_t most_;
  std::uint8_t tooFar_;
  std::size_t depth_ = 0;
  std::array<Row, kDepth> rows_{};
  std::array<char32_t, kDepth> read_{};
  std::array<std::size_t, kDepth> ends_{};
  std::array<std::uint8_t, kDepth> nearest_{};
};

std::uint8_t closenessOf(std::size_t typos, bool whole) {
  if (typos == 1) return whole ? kOneTypo : kOneTypoPrefix;
  return whole ? kTwoTypos : kTwoTyposPrefix;
}

}  // namespace

std::size_t typosAllowed(std::string_view word) {
  const bool number = word.find_first_not_of("0123456789.") == std::string_view::npos;
  const std::size_t length = countCodePoints(word);
  if (number || length < 4 || length > kMaxLetters) return 0;
  return length < 8 ? 1 : kMaxTypos;
}

TermMatches TextIndex::withTypos(std::string_view word) const { return nearTerms(word, nullptr); }

TermMatches TextIndex::withTypos(std::string_view word, const TermMatches& inBase) const {
  TermMatches matches = nearTerms(word, &own_);
  for (const TermMatch match : inBase) {
    const std::uint32_t term = match.terms.begin;
    const auto common = std::ranges::lower_bound(common_, term, {}, &CommonTerm::inBase);
    if (common == common_.end() || common->inBase != term) continue;
    matches.push_back({{common->term, common->term + 1}, match.closeness});
  }
  return matches;
}

// Of those terms, or of all of them.
TermMatches TextIndex::nearTerms(std::string_view word, const std::vector<OwnTerm>* among) const {
  TermMatches matches;
  const std::size_t most = typosAllowed(word);
  if (most == 0) return matches;
  const std::size_t count = among == nullptr ? terms_.size() : among->size();
  const auto number = [&](std::size_t i) {
    return among == nullptr ? static_cast<std::uint32_t>(i) : (*among)[i].term;
  };
  const auto shared = [&](std::size_t i) {
    return among == nullptr ? shared_[i] : (*among)[i].shared;
  };
  Distances distances(word, most);
  const auto add = [&](std::size_t i, std::size_t whole, std::size_t nearest) {
    const std::size_t typos = std::min(whole, nearest);
    if (typos == 0 || typos > most) return;
    const std::uint32_t term = number(i);
    matches.push_back({{term, term + 1}, closenessOf(typos, whole == typos)});
  };
  for (std::size_t i = 0; i < count;) {
    const std::string_view term = terms_[number(i)];
    distances.keep(shared(i));
    bool near = true;
    while (near && distances.bytesRead() < term.size()) near = distances.read(term);
    if (near) {
      add(i++, distances.whole(), distances.nearest());
      continue;
    }
    // What begins with these letters is as near as they are, and no nearer.
    const std::size_t bytes = distances.bytesRead();
    do {
      add(i++, most + 1, distances.nearest());
    } while (i < count && shared(i) >= bytes);
  }
  return matches;
}

}  // namespace vitrine
