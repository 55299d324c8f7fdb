// SPDX-License-Identifier: MIT
#include "engine/catalog/frequent_terms.h"

#include <algorithm>

#include "engine/core/ordering.h"

namespace vitrine {
namespace {

// Fewer postings than one for so many documents are read as fast where they are, and so are a few.
constexpr std::size_t kTermShare = 11;
constexpr std::size_t kBeginningShare = 5;
constexpr std::size_t kFew = 64;

// Whether a text that begins with so many bytes of the term ends between two letters.
bool isBetweenLetters(std::string_view term, std::size_t bytes) {
  return bytes == term.size() || (static_cast<unsigned char>(term[bytes]) & 0xC0U) != 0x80;
}

}  // namespace

void FrequentTermsTable::choose(const Texts& terms, std::span<const std::uint8_t> shared,
                                std::span<const std::uint32_t> countSums, std::size_t documents,
                                std::size_t mostBytes) {
  const auto count = static_cast<std::uint32_t>(terms.size());
  const auto isMany = [&](TermRange range, std::size_t share) {
    const std::size_t postings = countSums[range.end] - countSums[range.begin];
    return postings >= std::max(documents / share, kFew);
  };
  for (std::uint32_t i = 0; i < count; ++i) {
    if (isMany({i, i + 1}, kTermShare)) chosen_.push_back({i, i + 1});
  }
  // Longer beginnings until none is frequent. Half a letter is no beginning, but leads to longer ones.
  bool some = true;
  for (std::size_t bytes = 1; some; ++bytes) {
    some = false;
    for (std::uint32_t i = 0; i < count;) {
      TermRange range{i, i + 1};
      while (range.end < count && shared[range.end] >= bytes) ++range.end;
      i = range.end;
      const std::string_view first = terms[range.begin];
      if (first.size() == bytes) ++range.begin;  // the word itself counts more
      if (range.begin + 1 >= range.end || !isMany(range, kBeginningShare)) continue;
      some = true;
      if (isBetweenLetters(first, bytes)) chosen_.push_back(range);
    }
  }
  // Shops are far below the bound; the first are worth most.
  const std::size_t bytes = (1 + kLevelBits) * (documents / 8 + 1);
  chosen_.resize(std::min(chosen_.size(), mostBytes / bytes));
  sortUnique(chosen_);
  if (!chosen_.empty()) levels_.resize(documents);
}

bool FrequentTermsTable::work(const Texts& postings, std::size_t most) {
  for (std::size_t done = 0; done < most && read_.size() < chosen_.size();) {
    const TermRange range = chosen_[read_.size()];
    term_ = std::max(term_, range.begin);
    std::uint8_t* levels = levels_.data();
    forEachPosting(postings[term_], [=](std::uint32_t document, std::size_t level) {
      if (levels[document] <= level) levels[document] = static_cast<std::uint8_t>(level + 1);
    });
    done += postings[term_].size();
    if (++term_ == range.end) {
      finish();
      done += levels_.size();
    }
  }
  return read_.size() < chosen_.size();
}

void FrequentTermsTable::finish() {
  const std::size_t size = levels_.size();
  FrequentTerms& next = read_.emplace_back();
  next.terms = chosen_[read_.size() - 1];
  for (const std::uint8_t level : levels_) {
    if (level > 0) next.present |= static_cast<std::uint8_t>(1U << (level - 1U));
  }
  next.documents = Bits::where(size, [&](std::size_t i) { return levels_[i] > 0; });
  for (std::size_t bit = 0; bit < kLevelBits; ++bit) {
    next.levels[bit] = Bits::where(size, [&](std::size_t i) {
      return levels_[i] > 0 && ((levels_[i] - 1U) >> bit & 1U) != 0;
    });
  }
  term_ = 0;
  const bool isLast = read_.size() == chosen_.size();
  levels_ = std::vector<std::uint8_t>(isLast ? 0 : size);
}

const FrequentTerms* FrequentTermsTable::find(TermRange terms) const {
  const auto found = std::ranges::lower_bound(read_, terms, {}, &FrequentTerms::terms);
  return found != read_.end() && found->terms == terms ? &*found : nullptr;
}

}  // namespace vitrine
