// SPDX-License-Identifier: MIT
#include "engine/catalog/segment.h"

#include <algorithm>
#include <utility>

#include "engine/catalog/build_snapshot.h"
#include "engine/catalog/fold.h"
#include "engine/catalog/product_record.h"
#include "engine/catalog/query.h"
#include "engine/core/check.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

// Unique keys are far nearer to their place. Of the many equal ones that a bad snapshot may have the
// others are not found.
constexpr std::size_t kMostSteps = 1'000;

char lowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equalIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lowerAscii, lowerAscii);
}

std::size_t hashIgnoringCase(std::string_view text) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;  // FNV-1a
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(lowerAscii(c))) * 0x100'0000'01B3;
  }
  return static_cast<std::size_t>(hash ^ (hash >> 29U));
}

}  // namespace

std::unique_ptr<Segment> Segment::of(std::vector<const Product*> products,
                                     const std::vector<Category>& categories,
                                     const SearchSettings& settings) {
  auto segment = open(buildSnapshot(std::move(products), categories, settings));
  check(segment.has_value());  // what we build we can open
  return std::move(*segment);
}

Result<std::unique_ptr<Segment>> Segment::open(std::string snapshot) {
  std::unique_ptr<Segment> segment(new Segment());
  segment->bytes_ = std::move(snapshot);
  auto opened = SnapshotSections::open(segment->bytes_);
  if (!opened) return fail(opened.error());
  segment->sections_ = std::move(*opened);
  const SnapshotSections& sections = segment->sections_;
  auto shop = decodeShopSection(sections.bytes(SectionId::kShop));
  if (!shop) return fail(shop.error());
  segment->shop_ = std::move(*shop);
  const std::size_t size = segment->shop_.products;
  const std::size_t variants = segment->shop_.variants;
  const auto texts = [&](Texts& target, SectionId ends, SectionId bytes,
                         std::optional<std::size_t> count) {
    const auto found =
        count ? sections.texts(ends, bytes, *count) : sections.texts(ends, bytes);
    if (found) target = *found;
    return found.has_value();
  };
  const bool complete =
      texts(segment->names_, SectionId::kNameEnds, SectionId::kNames, std::nullopt) &&
      texts(segment->records_, SectionId::kRecordEnds, SectionId::kRecords, size) &&
      texts(segment->descriptions_, SectionId::kDescriptionEnds, SectionId::kDescriptions, size) &&
      texts(segment->skus_, SectionId::kSkuEnds, SectionId::kSkus, variants);
  if (!complete) return fail(SnapshotSections::refusal(SectionId::kRecords));
  // A record may refer to a name a thousand times.
  if (segment->names_.longest() > kMaxNameBytes) {
    return fail(SnapshotSections::refusal(SectionId::kNames));
  }
  auto facets = FacetTable::open(sections);
  if (!facets) return fail(facets.error());
  segment->facets_ = std::move(*facets);
  auto columns = Columns::open(sections, segment->facets_, size, variants);
  if (!columns) return fail(columns.error());
  segment->columns_ = std::move(*columns);
  auto text = TextIndex::open(sections, size);
  if (!text) return fail(text.error());
  segment->text_ = std::move(*text);
  segment->alive_ = Bits::all(size);
  return segment;
}

Product Segment::product(std::size_t number) const {
  Product product = decodeRecord(records_[number], names_);
  product.description = decodeDescription(descriptions_[number]);
  product.featured = columns_.isFeatured(number);
  product.popularity = columns_.popularity(number);
  product.publishedAt = Timestamp{columns_.publishedAt(number)};
  const std::size_t begin = columns_.variantBegin(number);
  product.variants.resize(columns_.variantEnd(number) - begin);
  for (std::size_t i = 0; i < product.variants.size(); ++i) {
    product.variants[i].sku = skus_[begin + i];
    columns_.readVariant(begin + i, product.variants[i]);
  }
  return product;
}

void Segment::changeVariants(std::size_t number, const Product& product) {
  columns_.writeVariants(number, product.variants);
}

template <typename KeyOf>
std::optional<std::uint32_t> Segment::look(Lookup& lookup, std::size_t count, std::string_view key,
                                           Letters letters, const KeyOf& keyOf) const {
  std::vector<std::uint32_t>& slots = lookup.slots;
  if (slots.empty()) {
    std::size_t size = 16;
    while (size < count * 2) size *= 2;
    slots.resize(size);
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::size_t first = hashIgnoringCase(keyOf(i));
      for (std::size_t step = 0; step < kMostSteps; ++step) {
        std::uint32_t& slot = slots[(first + step) & (size - 1)];
        if (slot != 0) continue;
        slot = i + 1;
        break;
      }
    }
  }
  const std::size_t first = hashIgnoringCase(key);
  for (std::size_t step = 0; step < kMostSteps; ++step) {
    const std::uint32_t slot = slots[(first + step) & (slots.size() - 1)];
    if (slot == 0) break;
    const std::string_view known = keyOf(slot - 1);
    const bool same = letters == Letters::kExactly ? known == key : equalIgnoringCase(known, key);
    if (same) return slot - 1;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> Segment::findId(std::string_view id) const {
  return look(ids_, size(), id, Letters::kExactly, [&](std::uint32_t i) { return head(i).id; });
}

std::optional<std::uint32_t> Segment::findSlug(std::string_view slug) const {
  return look(slugs_, size(), slug, Letters::kExactly, [&](std::uint32_t i) { return head(i).slug; });
}

std::optional<std::uint32_t> Segment::findSku(std::string_view sku, Letters letters) const {
  const auto variant =
      look(skuLookup_, shop_.variants, sku, letters, [&](std::uint32_t i) { return skus_[i]; });
  if (!variant) return std::nullopt;
  return columns_.productOf(*variant);
}

std::span<const std::uint32_t> Segment::titled(std::string_view foldedTitle) const {
  const std::span<const std::uint32_t> order = columns_.nameOrder();
  const auto titleOf = [&](std::uint32_t product) { return foldedText(head(product).title); };
  const auto begin = std::ranges::lower_bound(order, foldedTitle, {}, titleOf);
  auto end = begin;
  while (end != order.end() && titleOf(*end) == foldedTitle) ++end;
  return {begin, end};
}

const std::vector<std::uint32_t>& Segment::listedValues(std::size_t dimension) const {
  if (listed_.empty()) {
    const std::vector<std::size_t> weights = valueWeights();
    for (const FacetDimension& each : facets_.dimensions()) {
      std::vector<std::uint32_t> values;
      const auto isMore = [&](std::size_t a, std::size_t b) {
        return weights[each.begin + a] > weights[each.begin + b];
      };
      for (const std::size_t place : stableOrder(each.end - each.begin, isMore)) {
        if (values.size() == kMaxFacetValues) break;
        values.push_back(each.begin + static_cast<std::uint32_t>(place));
      }
      std::ranges::sort(values);
      listed_.push_back(std::move(values));
    }
  }
  return listed_[dimension];
}

// How many products have each value, or one below it.
std::vector<std::size_t> Segment::valueWeights() const {
  std::vector<std::size_t> sums = {0};
  for (std::uint32_t i = 0; i < facets_.valueCount(); ++i) {
    sums.push_back(sums.back() + columns_.allCount(i));
  }
  const std::uint32_t categories = facets_.dimensions()[FacetTable::kCategory].end;
  std::vector<std::size_t> weights;
  for (std::uint32_t i = 0; i < facets_.valueCount(); ++i) {
    weights.push_back(sums[i < categories ? facets_.categoryEnd(i) : i + 1] - sums[i]);
  }
  return weights;
}

std::string Segment::lightSnapshot() const {
  SnapshotWriter snapshot;
  for (std::uint8_t i = 0; i < static_cast<std::uint8_t>(SectionId::kCount); ++i) {
    const auto id = static_cast<SectionId>(i);
    if (id == SectionId::kDescriptionEnds) {
      snapshot.add(id, std::vector<std::uint32_t>(size() + 1));
    } else if (id == SectionId::kDescriptions) {
      snapshot.add(id, std::string_view());
    } else {
      snapshot.add(id, sections_.bytes(id));
    }
  }
  return snapshot.take();
}

}  // namespace vitrine
