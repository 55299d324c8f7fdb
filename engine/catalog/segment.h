// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/bits.h"
#include "engine/catalog/category.h"
#include "engine/catalog/columns.h"
#include "engine/catalog/facets.h"
#include "engine/catalog/product.h"
#include "engine/catalog/product_record.h"
#include "engine/catalog/search_settings.h"
#include "engine/catalog/shop_section.h"
#include "engine/catalog/snapshot.h"
#include "engine/catalog/text_index.h"

namespace vitrine {

class SnapshotBuilder;

// One opened snapshot: products by number. A catalog is one large segment, its base, and small ones
// with additions. Questions write to tables that are kept for the next one, so that a segment is
// asked by one thread, and answers one text at a time (TextIndex::find).
class Segment {
 public:
  // What each product has one of; of a SKU each variant.
  enum class Key : std::uint8_t { kId, kSlug, kSku };
  enum class Letters : std::uint8_t { kExactly, kIgnoringCase };

  // Both are prepared. An addition leaves categories and settings to its base.
  static std::unique_ptr<Segment> of(std::vector<const Product*> products,
                                     const std::vector<Category>& categories,
                                     const SearchSettings& settings);
  static std::unique_ptr<Segment> additionTo(const Segment& base,
                                             std::vector<const Product*> products);
  // Refuses, with the reason, whatever is not a sound snapshot of this version.
  static Result<std::unique_ptr<Segment>> open(std::string snapshot);

  std::size_t size() const { return shop_.products; }
  const std::vector<Category>& categories() const { return shop_.categories; }
  const SearchSettings& settings() const { return shop_.settings; }
  const ShopWords& shopWords() const;
  const Columns& columns() const { return columns_; }
  const FacetTable& facets() const { return facets_; }
  const TextIndex& text() const { return text_; }

  Product product(std::size_t number) const;
  Card card(std::size_t number, const Columns::Fitting& shown) const;
  RecordHead head(std::size_t number) const { return decodeRecordHead(records_[number]); }
  std::string slug(std::size_t number) const { return decodeRecordSlug(records_[number]); }

  // Products that are still there.
  const Bits& alive() const { return alive_; }
  bool isWhole() const { return isWhole_; }  // all are
  void remove(std::size_t number) {
    alive_.remove(number);
    isWhole_ = false;
  }
  // Takes the numbers of the variants; everything else of the product is as it was.
  void changeVariants(std::size_t number, const Product& product);

  // The product, whether it is still there or not.
  std::optional<std::uint32_t> find(Key key, std::string_view text,
                                    Letters letters = Letters::kExactly) const;
  // The products whose title reads like this, folded.
  std::span<const std::uint32_t> titled(std::string_view foldedTitle) const;

  // The values of a dimension to list, ascending: those that most products have, at most
  // kMaxFacetValues. Not counted.
  struct ListedValues {
    std::vector<std::uint32_t> numbers;
    std::vector<FacetValue> values;
  };
  const ListedValues& listedValues(std::size_t dimension) const;
  FacetValue facetValue(std::uint32_t number) const;  // what is shown of it; not counted

  // Of an addition: the number that each facet value has in the base, or kUnknown.
  static constexpr std::uint32_t kUnknown = UINT32_MAX;
  const std::vector<std::uint32_t>& numbersInBase() const { return numbersInBase_; }
  struct FacetNumber {
    std::size_t dimension = 0;
    std::uint32_t value = 0;
  };
  // The values that the base does not know.
  const std::vector<FacetNumber>& unknownInBase() const { return unknownInBase_; }

  // Makes the tables that the first questions would wait for, and those that relate an addition to
  // its base (of a base: to itself), about so many entries at a time; whether there was something
  // to do.
  bool prepare(const Segment& base, std::size_t most);
  bool isPrepared() const { return prepared_ == kPreparations; }

  // The bytes to ship: without descriptions.
  std::string lightSnapshot() const;

 private:
  friend class SegmentOpening;

  // Numbers by a text that each has: open addressing.
  struct Lookup {
    std::vector<std::uint32_t> slots;  // number plus one; 0: empty
    std::uint32_t filled = 0;          // numbers that are there
  };
  static constexpr std::size_t kLookups = 3;
  static constexpr std::size_t kPreparations = kLookups + 5;

  Segment() = default;

  static std::unique_ptr<Segment> built(SnapshotBuilder builder, const Segment* base);
  std::size_t countOf(Key key) const { return key == Key::kSku ? skus_.size() : size(); }
  std::string_view textOf(Key key, std::uint32_t number) const;
  bool fill(Key key, std::size_t most) const;
  void relateFacetsTo(const Segment& base);
  std::vector<std::size_t> valueWeights() const;

  std::string bytes_;
  SnapshotSections sections_;
  ShopSection shop_;
  Texts names_;
  Texts records_;
  Texts descriptions_;
  std::vector<std::uint32_t> skuEnds_;
  Texts skus_;
  FacetTable facets_;
  Columns columns_;
  TextIndex text_;
  Bits alive_;
  bool isWhole_ = true;
  std::size_t prepared_ = 0;  // tables
  std::vector<std::uint32_t> numbersInBase_;
  std::vector<FacetNumber> unknownInBase_;
  mutable std::optional<ShopWords> shopWords_;              // when first asked
  mutable std::vector<ListedValues> listed_;                // by dimension, when first asked
  mutable std::array<Lookup, kLookups> lookups_;            // by key, likewise
};

// Opens a segment in slices, so that a page can answer in between.
//
//   SegmentOpening opening(std::move(snapshot));
//   auto more = opening.work(SegmentOpening::kSliceBytes);
//   while (more && *more) more = opening.work(SegmentOpening::kSliceBytes);
//   if (more) segment = opening.take();
class SegmentOpening {
 public:
  // What is looked at in a few milliseconds.
  static constexpr std::size_t kSliceBytes = std::size_t{512} << 10U;

  explicit SegmentOpening(std::string snapshot);

  // Looks at about so many bytes; whether there are more. Refuses, with the reason, whatever is not
  // a sound snapshot of this version; then it is at its end.
  Result<bool> work(std::size_t most);
  std::unique_ptr<Segment> take() { return std::move(segment_); }

 private:
  Status openSections();
  Status openTexts();

  std::unique_ptr<Segment> segment_;
  Checksum checksum_;
  bool areSectionsOpen_ = false;
};

}  // namespace vitrine
