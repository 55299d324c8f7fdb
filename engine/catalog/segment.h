// SPDX-License-Identifier: MIT
#pragma once

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

// One opened snapshot: products by number. A catalog is one large segment and small ones for what
// has changed since.
class Segment {
 public:
  static std::unique_ptr<Segment> of(std::vector<const Product*> products,
                                     const std::vector<Category>& categories,
                                     const SearchSettings& settings);
  // Refuses, with the reason, whatever is not a sound snapshot of this version.
  static Result<std::unique_ptr<Segment>> open(std::string snapshot);

  std::size_t size() const { return shop_.products; }
  const std::vector<Category>& categories() const { return shop_.categories; }
  const SearchSettings& settings() const { return shop_.settings; }
  const Columns& columns() const { return columns_; }
  const FacetTable& facets() const { return facets_; }
  const TextIndex& text() const { return text_; }

  Product product(std::size_t number) const;
  RecordHead head(std::size_t number) const { return decodeRecordHead(records_[number]); }

  // Products that are still there.
  const Bits& alive() const { return alive_; }
  void remove(std::size_t number) { alive_.remove(number); }
  // Takes the numbers of the variants; everything else of the product is as it was.
  void changeVariants(std::size_t number, const Product& product);

  std::optional<std::uint32_t> findId(std::string_view id) const;
  std::optional<std::uint32_t> findSlug(std::string_view slug) const;
  enum class Letters : std::uint8_t { kExactly, kIgnoringCase };
  std::optional<std::uint32_t> findSku(std::string_view sku, Letters letters) const;
  // The products whose title reads like this, folded.
  std::span<const std::uint32_t> titled(std::string_view foldedTitle) const;

  // The values of a dimension to list: those that most products have, at most kMaxFacetValues.
  const std::vector<std::uint32_t>& listedValues(std::size_t dimension) const;

  // The bytes to ship: without descriptions.
  std::string lightSnapshot() const;

 private:
  // Numbers by a text that each has: open addressing, made when first asked.
  struct Lookup {
    std::vector<std::uint32_t> slots;  // number plus one; 0: empty
  };
  template <typename KeyOf>
  std::optional<std::uint32_t> look(Lookup& lookup, std::size_t count, std::string_view key,
                                    Letters letters, const KeyOf& keyOf) const;
  std::vector<std::size_t> valueWeights() const;

  Segment() = default;

  std::string bytes_;
  SnapshotSections sections_;
  ShopSection shop_;
  Texts names_;
  Texts records_;
  Texts descriptions_;
  Texts skus_;
  FacetTable facets_;
  Columns columns_;
  TextIndex text_;
  Bits alive_;
  mutable std::vector<std::vector<std::uint32_t>> listed_;  // by dimension, when first asked
  mutable Lookup ids_;
  mutable Lookup slugs_;
  mutable Lookup skuLookup_;
};

}  // namespace vitrine
