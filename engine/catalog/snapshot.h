// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"

namespace vitrine {

// A catalog as one run of bytes that is opened where it lies: nothing is parsed, arrays are used in
// place. Numbers are little-endian; every section begins at a multiple of eight bytes.
//
//   snapshot = header  section*
//   header   = magic:"VITRINE\n"  version:u32  count:u32  size:u64  checksum:u64  place[count]
//   place    = offset:u64  size:u64                  ; of a section, in bytes
//   section  = numbers | texts | bytes, then zeros up to a multiple of eight
//   texts    = two sections: ends:u32[n + 1] that begin with 0, and the bytes that they divide
//
// Where many short things follow one another their sizes are kept instead of the ends: those shrink
// to a fifth on the wire, and adding them up is quick.
//
// Sections follow one another in the enum's order: none lies in another, as some are written to.
// Products with the same facet values are neighbours: their words and records are alike, and alike
// things that are near one another compress well.
// `checksum` is over everything behind it. `version` changes with the meaning of any byte: a reader
// opens its own version and no other, because a snapshot is made afresh in seconds and a page that
// cannot open one asks the product data API.
inline constexpr std::uint32_t kSnapshotVersion = 3;

// Of what is read again and again for many products: names, titles, facet values and their labels.
inline constexpr std::size_t kMaxNameBytes = 1'200;

enum class SectionId : std::uint8_t {
  kShop,             // bytes: counts, categories, search settings (shop_section.h)
  kNameEnds,         // texts: brands, tags, options: what records refer to by number
  kNames,
  kDescriptionEnds,  // texts: empty in a snapshot that is shipped
  kDescriptions,
  kSkuSizes,         // u16[variants]: of the texts that follow
  kSkus,
  kVariantCounts,    // u16[products]
  kListedRanks,      // u32[products]: its place in the order when nothing else decides
  kFeatured,         // u8[products], 0 or 1; by place in that order, like the next
  kPopularity,       // i64[products]
  kPublishedAt,      // i64[products], ms UTC
  kRatings,          // u16[products], ten thousandths
  kNameOrder,        // u32[products]: the products by folded title
  kPrices,           // i64[variants], minor units
  kCompareAt,        // i64[variants], 0: none
  kStock,            // i64[variants]
  // A product's marks are the numbers of its facet values, ascending, at most one a category.
  // Products ascend by the first; those without any come before.
  kMarkCounts,       // u16[products]: of the marks that follow
  kMarks,
  kVariantMarkCounts,  // u16[variants]: of the option values that follow, by number
  kVariantMarks,
  kFacetValueEnds,   // texts: by number; each dimension's values are neighbours
  kFacetValues,
  kFacetLabelEnds,
  kFacetLabels,
  kDimensions,       // bytes
  kTermEnds,         // texts: the words, sorted by bytes
  kTerms,
  kTermCounts,       // u32[terms]: products that have the word
  kPostingEnds,      // texts: by word (postings.h)
  kPostings,
  kRecordEnds,       // texts: what a product has beside the columns (product_record.h)
  kRecords,
  kCount,
};

// Lists of numbers: `ends` has one more entry than there are lists and begins with 0.
struct NumberLists {
  std::span<const std::uint32_t> ends;
  std::span<const std::uint32_t> items;

  std::span<const std::uint32_t> operator[](std::size_t i) const {
    return items.subspan(ends[i], ends[i + 1] - ends[i]);
  }
};

struct Texts {
  std::span<const std::uint32_t> ends;
  std::string_view bytes;

  std::size_t size() const { return ends.empty() ? 0 : ends.size() - 1; }
  std::string_view operator[](std::size_t i) const {
    return bytes.substr(ends[i], ends[i + 1] - ends[i]);
  }
  std::size_t longest() const;  // the size of it
};

class SnapshotWriter {
 public:
  template <typename T>
  void add(SectionId id, const std::vector<T>& numbers) {
    add(id, std::span<const T>(numbers));
  }
  template <typename T>
  void add(SectionId id, std::span<const T> numbers) {
    put(id, {reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T)});
  }
  void add(SectionId id, std::string_view bytes) { put(id, bytes); }

  std::string take();  // the snapshot

 private:
  struct Place {
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
  };

  void put(SectionId id, std::string_view bytes);

  std::vector<Place> places_ = std::vector<Place>(static_cast<std::size_t>(SectionId::kCount));
  std::string body_;
};

// Texts while they are written.
struct TextsWriter {
  std::vector<std::uint32_t> ends = {0};
  std::string bytes;

  void add(std::string_view text) {
    bytes += text;
    ends.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
};

// The checksum of a snapshot, in slices. Against accidents, not against forgers: those are met by
// checking every number. The bytes must live until the end.
class Checksum {
 public:
  explicit Checksum(std::string_view snapshot);
  // Takes in about so many bytes more; whether there are more.
  bool work(std::size_t most);
  std::uint64_t sum() const;  // of all of them

 private:
  std::string_view bytes_;  // what is left
  std::size_t size_ = 0;
  std::array<std::uint64_t, 4> chains_ = {1, 2, 3, 4};
};

// Writes what stands before the places: magic, version, count, size and checksum. Whoever changes a
// byte makes the snapshot right again so.
void sealSnapshot(std::span<char> snapshot);

// The sections of a snapshot, each checked to lie inside of it. What the numbers mean is checked by
// those who use them. Valid while the bytes live where they are.
class SnapshotSections {
 public:
  // Refuses what is damaged (wrong length or checksum), of another version, or no snapshot at all.
  // `checksum` has taken in all of the bytes.
  static Result<SnapshotSections> open(std::span<char> bytes, const Checksum& checksum);

  std::string_view bytes(SectionId id) const;

  // A section as an array of exactly `count` numbers.
  template <typename T>
  Result<std::span<T>> numbers(SectionId id, std::size_t count) const {
    const std::span<char> section = sections_[static_cast<std::size_t>(id)];
    const bool whole = section.size() % sizeof(T) == 0 && section.size() / sizeof(T) == count;
    if (!whole) return fail(refusal(id));
    return std::span<T>(reinterpret_cast<T*>(section.data()), count);
  }
  Result<Texts> texts(SectionId ends, SectionId bytes) const;
  Result<Texts> texts(SectionId ends, SectionId bytes, std::size_t count) const;
  // The ends of `count` things with these sizes, u16 each; they must add up to `sum`.
  Result<std::vector<std::uint32_t>> ends(SectionId sizes, std::size_t count,
                                          std::size_t sum) const;
  // Lists of numbers below `limit`, with these ends, which live elsewhere.
  Result<NumberLists> lists(std::span<const std::uint32_t> ends, SectionId items,
                            std::size_t limit) const;

  static Error refusal(SectionId id);

 private:
  std::vector<std::span<char>> sections_;
};

}  // namespace vitrine
