// SPDX-License-Identifier: MIT
#include "engine/catalog/segment.h"

#include <algorithm>
#include <utility>

#include "engine/catalog/build_snapshot.h"
#include "engine/catalog/fold.h"
#include "engine/catalog/query.h"
#include "engine/core/check.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

// Unique keys are far nearer to their place. Of the many equal ones that a bad snapshot may have the
// others are not found.
constexpr std::size_t kMostSteps = 1'000;

// Bytes of postings that are read in the time that an entry of a table takes.
constexpr std::size_t kBytesOfEntry = 32;

char lowerAscii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool equalIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lowerAscii, lowerAscii);
}

bool isAlike(std::string_view a, std::string_view b, Segment::Letters letters) {
  return letters == Segment::Letters::kExactly ? a == b : equalIgnoringCase(a, b);
}

std::size_t hashIgnoringCase(std::string_view text) {
  std::uint64_t hash = 0xCBF2'9CE4'8422'2325;  // FNV-1a
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(lowerAscii(c))) * 0x100'0000'01B3;
  }
  return static_cast<std::size_t>(hash ^ (hash >> 29U));
}

// The order of a title, folded, and a folded text. Most differ in their first word, so the others are
// not folded.
int compareFolded(std::string_view title, std::string_view folded) {
  bool isFirst = true;
  for (WordReader words(title); words.next();) {
    if (words.word().isJoined) continue;
    if (!isFirst) {
      const int order = std::string_view(" ").compare(folded.substr(0, 1));
      if (order != 0) return order;
      folded.remove_prefix(1);
    }
    isFirst = false;
    const std::string_view word = words.word().text;
    const int order = word.compare(folded.substr(0, word.size()));
    if (order != 0) return order;
    folded.remove_prefix(word.size());
  }
  return folded.empty() ? 0 : -1;
}

}  // namespace

std::unique_ptr<Segment> Segment::of(std::vector<const Product*> products,
                                     const std::vector<Category>& categories,
                                     const SearchSettings& settings) {
  return built(SnapshotBuilder(std::move(products), categories, &settings), nullptr);
}

std::unique_ptr<Segment> Segment::additionTo(const Segment& base,
                                             std::vector<const Product*> products) {
  return built(SnapshotBuilder(std::move(products), base.categories(), nullptr), &base);
}

std::unique_ptr<Segment> Segment::built(SnapshotBuilder builder, const Segment* base) {
  while (builder.work(SIZE_MAX)) {}
  auto segment = open(builder.take());
  check(segment.has_value());  // what we build we can open
  while ((*segment)->prepare(base == nullptr ? **segment : *base, SIZE_MAX)) {}
  return std::move(*segment);
}

Result<std::unique_ptr<Segment>> Segment::open(std::string snapshot) {
  SegmentOpening opening(std::move(snapshot));
  Result<bool> more = true;
  while (more && *more) more = opening.work(SIZE_MAX);
  if (!more) return fail(more.error());
  return opening.take();
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

Card Segment::card(std::size_t number, const Columns::Fitting& shown) const {
  const std::size_t begin = columns_.variantBegin(number);
  const std::size_t end = columns_.variantEnd(number);
  auto [card, facts] = decodeRecordCard(records_[number], names_, shown.firstVariant - begin);
  card.priceMinMinor = shown.prices.minMinor;
  card.priceMaxMinor = shown.prices.maxMinor;
  bool isPriced = false;
  ProductVariant variant;
  for (std::size_t i = begin; i < end; ++i) {
    columns_.readVariant(i, variant);
    facts.stock += variant.stock;
    facts.isOnSale |= variant.compareAtMinor.has_value();
    if (isPriced || variant.priceMinor != card.priceMinMinor) continue;
    card.compareAtMinor = variant.compareAtMinor;
    isPriced = true;
  }
  card.inStock = facts.stock > 0;
  card.badges = badgesOf(facts);
  if (end - begin == 1) card.onlySku = skus_[begin];
  return std::move(card);
}

const ShopWords& Segment::shopWords() const {
  if (!shopWords_) shopWords_.emplace(shop_.settings);
  return *shopWords_;
}

void Segment::changeVariants(std::size_t number, const Product& product) {
  columns_.writeVariants(number, product.variants);
}

// Of an id or SKU; a slug is made anew each time.
std::string_view Segment::textOf(Key key, std::uint32_t number) const {
  return key == Key::kId ? head(number).id : skus_[number];
}

// Puts the next numbers into the table; whether there were any.
bool Segment::fill(Key key, std::size_t most) const {
  Lookup& lookup = lookups_[static_cast<std::size_t>(key)];
  const std::size_t count = countOf(key);
  if (lookup.slots.empty()) {
    std::size_t size = 16;
    while (size * 3 < count * 4) size *= 2;
    lookup.slots.resize(size);
  }
  if (lookup.filled == count) return false;
  const std::size_t mask = lookup.slots.size() - 1;
  for (; most > 0 && lookup.filled < count; --most) {
    const std::uint32_t number = lookup.filled++;
    const std::size_t first =
        hashIgnoringCase(key == Key::kSlug ? slug(number) : textOf(key, number));
    for (std::size_t step = 0; step < kMostSteps; ++step) {
      std::uint32_t& slot = lookup.slots[(first + step) & mask];
      if (slot != 0) continue;
      slot = lookup.filled;
      break;
    }
  }
  return true;
}

std::optional<std::uint32_t> Segment::find(Key key, std::string_view text, Letters letters) const {
  fill(key, SIZE_MAX);
  const std::vector<std::uint32_t>& slots = lookups_[static_cast<std::size_t>(key)].slots;
  const std::size_t first = hashIgnoringCase(text);
  for (std::size_t step = 0; step < kMostSteps; ++step) {
    const std::uint32_t slot = slots[(first + step) & (slots.size() - 1)];
    if (slot == 0) break;
    const bool isSame = key == Key::kSlug ? isAlike(slug(slot - 1), text, letters)
                                          : isAlike(textOf(key, slot - 1), text, letters);
    if (!isSame) continue;
    return key == Key::kSku ? columns_.productOf(slot - 1) : slot - 1;
  }
  return std::nullopt;
}

bool Segment::prepare(const Segment& base, std::size_t most) {
  const bool isAddition = &base != this;
  if (isPrepared()) return false;
  if (prepared_ < kLookups && fill(static_cast<Key>(prepared_), most)) return true;
  switch (prepared_ - kLookups) {
    case 0: facets_.numberOf(FacetTable::kCategory, ""); break;
    case 1: columns_.prepare(); break;
    case 2:
      if (isAddition) {
        relateFacetsTo(base);
      } else {
        listedValues(FacetTable::kCategory);
      }
      break;
    case 3:
      if (isAddition && text_.relateTo(base.text_, most)) return true;
      break;
    case 4:
      most = std::min(most, SIZE_MAX / kBytesOfEntry) * kBytesOfEntry;
      if (text_.readFrequentTerms(most)) return true;
      break;
    default: break;  // a look-up
  }
  ++prepared_;
  return true;
}

void Segment::relateFacetsTo(const Segment& base) {
  numbersInBase_.assign(facets_.valueCount(), kUnknown);
  for (std::size_t place = 0; place < facets_.dimensions().size(); ++place) {
    const FacetDimension& dimension = facets_.dimensions()[place];
    const auto known = base.facets().dimensionNamed(dimension.name);
    for (std::uint32_t i = dimension.begin; i < dimension.end; ++i) {
      const auto number = known ? base.facets().numberOf(*known, facets_.value(i)) : std::nullopt;
      numbersInBase_[i] = number.value_or(kUnknown);
      if (!number) unknownInBase_.push_back({place, i});
    }
  }
}

std::span<const std::uint32_t> Segment::titled(std::string_view foldedTitle) const {
  const std::span<const std::uint32_t> order = columns_.nameOrder();
  const auto compared = [&](std::uint32_t product) {
    return compareFolded(head(product).title, foldedTitle);
  };
  const auto begin =
      std::ranges::partition_point(order, [&](std::uint32_t i) { return compared(i) < 0; });
  auto end = begin;
  while (end != order.end() && compared(*end) == 0) ++end;
  return {begin, end};
}

FacetValue Segment::facetValue(std::uint32_t number) const {
  const bool isCategory = number < facets_.dimensions()[FacetTable::kCategory].end;
  return {.value = facets_.value(number),
          .name = facets_.label(number),
          .depth = isCategory ? facets_.categoryDepth(number) : 0};
}

const Segment::ListedValues& Segment::listedValues(std::size_t dimension) const {
  if (listed_.empty()) {
    const std::vector<std::size_t> weights = valueWeights();
    for (const FacetDimension& each : facets_.dimensions()) {
      ListedValues listed;
      const auto isMore = [&](std::size_t a, std::size_t b) {
        return weights[each.begin + a] > weights[each.begin + b];
      };
      for (const std::size_t place : stableOrder(each.end - each.begin, isMore)) {
        if (listed.numbers.size() == kMaxFacetValues) break;
        listed.numbers.push_back(each.begin + static_cast<std::uint32_t>(place));
      }
      sortUnique(listed.numbers);
      for (const std::uint32_t number : listed.numbers) {
        listed.values.push_back(facetValue(number));
      }
      listed_.push_back(std::move(listed));
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
