// SPDX-License-Identifier: MIT
#include "engine/catalog/build_text_index.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/catalog/bytes.h"
#include "engine/catalog/fold.h"
#include "engine/catalog/postings.h"
#include "engine/core/check.h"

namespace vitrine {
namespace {

constexpr std::uint32_t kWeightUnit = 16;
// The weight at which a word counts half of what it can (k1 of BM25).
constexpr std::uint32_t kHalfWeight = 20 * kWeightUnit;

std::uint8_t levelOf(std::uint32_t weight) {
  return static_cast<std::uint8_t>((kMaxLevel + 1) * weight / (weight + kHalfWeight));
}

}  // namespace

std::uint32_t TextIndexBuilder::termOf(std::string_view word) {
  const std::uint32_t term = terms_.add(word);
  if (term == weights_.size()) {
    weights_.push_back(0);
    counts_.push_back(0);
  }
  return term;
}

void TextIndexBuilder::add(std::span<const IndexedText> fields) {
  std::vector<std::uint32_t> words;
  for (const IndexedText& field : fields) {
    words.clear();
    for (WordReader reader(field.text); reader.next();) words.push_back(termOf(reader.word().text));
    // weight ÷ (½ + ½ · length ÷ usual length)
    const auto length = static_cast<std::int64_t>(words.size());
    const std::int64_t share =
        2 * kWeightUnit * std::int64_t{field.weight} * field.usualLength /
        (field.usualLength + length);
    for (const std::uint32_t term : words) {
      if (weights_[term] == 0) touched_.push_back(term);
      weights_[term] += static_cast<std::uint32_t>(std::max<std::int64_t>(share, 1));
    }
  }
  for (const std::uint32_t term : touched_) {
    postings_.push_back({term, documents_, levelOf(weights_[term])});
    ++counts_[term];
    weights_[term] = 0;
  }
  touched_.clear();
  ++documents_;
}

bool TextIndexBuilder::finish(std::size_t most) {
  return sortTerms(most) || sortPostings(most) || encode(most);
}

bool TextIndexBuilder::sortTerms(std::size_t most) {
  if (!order_.empty() || terms_.size() == 0) return false;
  if (!ordering_) ordering_.emplace(terms_.size());
  const Texts terms = terms_.texts();
  const auto byBytes = [&](std::size_t a, std::size_t b) { return terms[a] < terms[b]; };
  if (!ordering_->work(most, byBytes)) order_ = ordering_->take();
  return true;
}

bool TextIndexBuilder::sortPostings(std::size_t most) {
  if (sorted_ == postings_.size()) return false;
  if (sorted_ == 0) {
    places_.resize(counts_.size());
    std::exclusive_scan(counts_.begin(), counts_.end(), places_.begin(), std::size_t{0});
    byTerm_.resize(postings_.size());
  }
  for (; most > 0 && sorted_ < postings_.size(); --most) {
    const Posting& posting = postings_[sorted_++];
    byTerm_[places_[posting.term]++] = posting;
  }
  return true;
}

bool TextIndexBuilder::encode(std::size_t most) {
  for (std::size_t done = 0; done < most && sortedCounts_.size() < order_.size();) {
    const std::size_t term = order_[sortedCounts_.size()];
    const std::size_t count = counts_[term];
    sortedTerms_.add(terms_[term]);
    sortedCounts_.push_back(counts_[term]);
    appendGroups({&byTerm_[places_[term] - count], count});
    done += count;
  }
  return sortedCounts_.size() < order_.size();
}

// The postings of the next term, documents ascending.
void TextIndexBuilder::appendGroups(std::span<const Posting> postings) {
  std::array<std::uint32_t, kMaxLevel + 1> counts = {};
  for (const Posting& posting : postings) ++counts[posting.level];
  std::uint32_t levels = 0;
  for (std::size_t level = 0; level <= kMaxLevel; ++level) {
    if (counts[level] > 0) levels |= 1U << level;
  }
  std::string& groups = groups_.bytes;
  groups += static_cast<char>(levels);
  for (std::size_t level = kMaxLevel + 1; level-- > 0;) {
    if (counts[level] == 0) continue;
    appendNumber(groups, counts[level]);
    std::uint32_t before = 0;
    for (const Posting& posting : postings) {
      if (posting.level != level) continue;
      appendNumber(groups, posting.document - before);
      before = posting.document;
    }
  }
  groups_.ends.push_back(static_cast<std::uint32_t>(groups.size()));
}

void TextIndexBuilder::write(SnapshotWriter& snapshot) const {
  check(sortedCounts_.size() == terms_.size());  // finished
  snapshot.add(SectionId::kTermEnds, sortedTerms_.ends);
  snapshot.add(SectionId::kTerms, sortedTerms_.bytes);
  snapshot.add(SectionId::kTermCounts, sortedCounts_);
  snapshot.add(SectionId::kPostingEnds, groups_.ends);
  snapshot.add(SectionId::kPostings, groups_.bytes);
}

}  // namespace vitrine
