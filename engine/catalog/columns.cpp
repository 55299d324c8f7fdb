// SPDX-License-Identifier: MIT
#include "engine/catalog/columns.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "engine/catalog/decode.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxMarks = 2 + kMaxTags;  // category and brand
// A mark of one for so many products is counted faster in a set than in a list.
constexpr std::size_t kFrequentShare = 64;

bool areWithin(std::span<const std::int64_t> numbers, std::int64_t least, std::int64_t most) {
  bool within = true;
  for (const std::int64_t number : numbers) within &= number >= least && number <= most;
  return within;
}

}  // namespace

Result<Columns> Columns::open(const SnapshotSections& snapshot, const FacetTable& facets,
                              std::size_t products, std::size_t variants) {
  Columns columns;
  columns.products_ = products;
  columns.categories_ = facets.dimensions()[FacetTable::kCategory].end;
  const Status taken = columns.take(snapshot, facets, variants);
  if (!taken) return fail(taken.error());
  const bool optionsExist = facets.dimensions().size() > FacetTable::kFirstOption;
  if (!columns.variantMarks_.items.empty() && !optionsExist) {
    return fail(SnapshotSections::refusal(SectionId::kVariantMarks));
  }
  const bool sound = areWithin(columns.prices_, 0, kMaxPriceMinor) &&
                     areWithin(columns.compareAt_, 0, kMaxPriceMinor) &&
                     areWithin(columns.stock_, 0, kMaxStock);
  if (!sound) return fail(SnapshotSections::refusal(SectionId::kPrices));
  bool haveVariants = true;
  bool areListed = true;
  Bits listed(products);
  for (std::size_t i = 0; i < products; ++i) {
    haveVariants &= columns.firstVariants_[i] < columns.firstVariants_[i + 1];
    const std::uint32_t rank = columns.listedRanks_[i];
    areListed = areListed && rank < products && !listed.has(rank);
    if (areListed) listed.add(rank);
  }
  if (!haveVariants) return fail(SnapshotSections::refusal(SectionId::kVariantCounts));
  if (!areListed) return fail(SnapshotSections::refusal(SectionId::kListedRanks));
  columns.nameRanks_.assign(products, 0);
  Bits named(products);
  for (std::uint32_t rank = 0; rank < products; ++rank) {
    const std::uint32_t product = columns.nameOrder_[rank];
    if (product >= products || named.has(product)) {
      return fail(SnapshotSections::refusal(SectionId::kNameOrder));
    }
    named.add(product);
    columns.nameRanks_[product] = rank;
  }
  columns.makeRoom(facets.valueCount());
  return columns;
}

Status Columns::take(const SnapshotSections& snapshot, const FacetTable& facets,
                     std::size_t variants) {
  const auto numbers = [&](auto& column, SectionId id, std::size_t count) {
    using T = typename std::remove_reference_t<decltype(column)>::element_type;
    const auto found = snapshot.numbers<std::remove_const_t<T>>(id, count);
    if (found) column = *found;
    return found.has_value();
  };
  const bool complete = numbers(listedRanks_, SectionId::kListedRanks, products_) &&
                        numbers(featured_, SectionId::kFeatured, products_) &&
                        numbers(popularity_, SectionId::kPopularity, products_) &&
                        numbers(publishedAt_, SectionId::kPublishedAt, products_) &&
                        numbers(ratings_, SectionId::kRatings, products_) &&
                        numbers(nameOrder_, SectionId::kNameOrder, products_) &&
                        numbers(prices_, SectionId::kPrices, variants) &&
                        numbers(compareAt_, SectionId::kCompareAt, variants) &&
                        numbers(stock_, SectionId::kStock, variants);
  if (!complete) return fail(SnapshotSections::refusal(SectionId::kPrices));
  auto firstVariants = snapshot.ends(SectionId::kVariantCounts, products_, variants);
  if (!firstVariants) return fail(firstVariants.error());
  firstVariants_ = std::move(*firstVariants);
  const auto lists = [&](NumberLists& target, std::vector<std::uint32_t>& targetEnds,
                         SectionId sizes, SectionId items, std::size_t count) -> Status {
    const std::size_t sum = snapshot.bytes(items).size() / sizeof(std::uint32_t);
    auto ends = snapshot.ends(sizes, count, sum);
    if (!ends) return fail(ends.error());
    targetEnds = std::move(*ends);
    const auto found = snapshot.lists(targetEnds, items, facets.valueCount());
    if (!found) return fail(found.error());
    target = *found;
    return {};
  };
  const Status marks =
      lists(marks_, markEnds_, SectionId::kMarkCounts, SectionId::kMarks, products_);
  if (!marks) return marks;
  return lists(variantMarks_, variantMarkEnds_, SectionId::kVariantMarkCounts,
               SectionId::kVariantMarks, variants);
}

void Columns::makeRoom(std::size_t values) {
  inStock_ = Bits(products_);
  onSale_ = Bits(products_);
  allInStock_ = Bits(products_);
  allOnSale_ = Bits(products_);
  several_ = Bits(products_);
  rated_.fill(Bits(products_));
  allCounts_.resize(values);
  counted_.resize(values);
  offers_.resize(prices_.size());
  priceRanges_.resize(products_);
  optionCounts_.resize(products_);
  optionEnds_.resize(products_ + 1);
  // No product has more option values than its variants have.
  optionMarks_.resize(variantMarks_.items.size());
}

Result<bool> Columns::derive(std::size_t most) {
  for (; most > 0 && derived_ < products_; --most, ++derived_) {
    const std::size_t i = derived_;
    const std::span<const std::uint32_t> list = marks_[i];
    const bool rises = std::ranges::adjacent_find(list, std::greater_equal()) == list.end();
    if (!rises || list.size() > kMaxMarks || !isBehindOthers(i)) {
      return fail(SnapshotSections::refusal(SectionId::kMarks));
    }
    for (const std::uint32_t mark : list) ++allCounts_[mark];
    const std::size_t begin = variantBegin(i);
    const std::size_t end = variantEnd(i);
    const std::uint32_t options = variantMarks_.ends[end] - variantMarks_.ends[begin];
    optionEnds_[i + 1] = optionEnds_[i] + options;
    if (options > 0 || end - begin > 1) several_.add(i);
    for (std::size_t step = 0; step < kRatingSteps; ++step) {
      if (ratings_[i] >= kRatingUnit * static_cast<int>(kRatingSteps - step)) rated_[step].add(i);
    }
    rememberVariants(i);
  }
  if (derived_ < products_) return true;
  if (!categoryBegins_.empty()) return false;
  // Before those with a category come those without any mark.
  std::uint32_t begin = 0;
  while (begin < products_ && marks_[begin].empty()) ++begin;
  categoryBegins_ = {begin};
  for (std::uint32_t i = 0; i < categories_; ++i) {
    categoryBegins_.push_back(categoryBegins_.back() + allCounts_[i]);
  }
  return false;
}

// Products are numbered by their first mark, so that those of a category are neighbours; no product
// has two.
bool Columns::isBehindOthers(std::size_t product) const {
  const std::span<const std::uint32_t> list = marks_[product];
  if (list.size() > 1 && list[1] < categories_) return false;
  if (product == 0 || marks_[product - 1].empty()) return true;
  return !list.empty() && list[0] >= marks_[product - 1][0];
}

// What the variants of a product come to.
void Columns::rememberVariants(std::size_t product) {
  PriceRange range;
  bool inStock = false;
  bool onSale = false;
  bool allInStock = true;
  bool allOnSale = true;
  const std::uint32_t first = optionEnds_[product];
  std::uint32_t marks = 0;
  for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
    for (const std::uint32_t mark : variantMarks_[i]) counted_[mark] = 0;
  }
  for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
    const bool isInStock = stock_[i] > 0;
    const bool isOnSale = compareAt_[i] > 0;
    offers_[i] = static_cast<std::uint8_t>((isInStock ? kOfferInStock : 0) |
                                           (isOnSale ? kOfferOnSale : 0));
    range.include({prices_[i], prices_[i]});
    inStock |= isInStock;
    onSale |= isOnSale;
    allInStock &= isInStock;
    allOnSale &= isOnSale;
    if (!isInStock) continue;
    for (const std::uint32_t mark : variantMarks_[i]) {
      if (counted_[mark]++ == 0) optionMarks_[first + marks++] = mark;
    }
  }
  if (!priceSteps_.isEmpty()) priceSteps_.change(product, priceRanges_[product], range);
  priceRanges_[product] = range;
  inStock_.set(product, inStock);
  onSale_.set(product, onSale);
  allInStock_.set(product, allInStock);
  allOnSale_.set(product, allOnSale);
  optionCounts_[product] = marks;
}

std::uint32_t Columns::productOf(std::size_t variant) const {
  const auto next = std::ranges::upper_bound(firstVariants_, variant);
  return static_cast<std::uint32_t>(next - firstVariants_.begin()) - 1;
}

void Columns::readVariant(std::size_t place, ProductVariant& variant) const {
  variant.priceMinor = prices_[place];
  variant.stock = stock_[place];
  variant.compareAtMinor.reset();
  if (compareAt_[place] > 0) variant.compareAtMinor = compareAt_[place];
}

void Columns::writeVariants(std::size_t product, const std::vector<ProductVariant>& variants) {
  std::size_t place = variantBegin(product);
  for (const ProductVariant& variant : variants) {
    prices_[place] = variant.priceMinor;
    stock_[place] = variant.stock;
    compareAt_[place] = variant.compareAtMinor.value_or(0);
    ++place;
  }
  rememberVariants(product);
}

void Columns::prepare() const {
  if (!byMarkEnds_.empty()) return;
  priceSteps_ = PriceSteps(priceRanges_);
  byMarkEnds_.resize(allCounts_.size() + 1);
  std::partial_sum(allCounts_.begin(), allCounts_.end(), byMarkEnds_.begin() + 1);
  byMark_.resize(marks_.items.size());
  std::vector<std::uint32_t> places(byMarkEnds_.begin(), byMarkEnds_.end() - 1);
  for (std::size_t i = 0; i < products_; ++i) {
    for (const std::uint32_t mark : marks_[i]) {
      byMark_[places[mark]++] = static_cast<std::uint32_t>(i);
    }
  }
  frequent_.resize(allCounts_.size());
  for (std::uint32_t i = categories_; i < frequent_.size(); ++i) {
    if (allCounts_[i] < products_ / kFrequentShare) continue;
    frequent_[i] = Bits(products_);
    for (const std::uint32_t product : productsWith(i)) frequent_[i].add(product);
  }
}

std::span<const std::uint32_t> Columns::productsWith(std::uint32_t mark) const {
  prepare();
  return {byMark_.data() + byMarkEnds_[mark], byMarkEnds_[mark + 1] - byMarkEnds_[mark]};
}

Columns::Fitting Columns::fittingOf(std::size_t product, const Selection& selection) const {
  Fitting fitting{{}, variantEnd(product)};
  for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
    if (failuresOf(i, selection.ofVariants) != 0) continue;
    fitting.firstVariant = std::min(fitting.firstVariant, i);
    fitting.prices.include({prices_[i], prices_[i]});
  }
  return fitting;
}

std::int64_t Columns::sortKey(CatalogSort sort, std::size_t product,
                              const Selection& selection) const {
  const auto prices = [&] {
    const bool one = !several_.has(product) || selection.ofVariants.all() == 0;
    return one ? priceRanges_[product] : fittingOf(product, selection).prices;
  };
  switch (sort) {
    case CatalogSort::kPriceUp: return prices().minMinor;
    case CatalogSort::kPriceDown: return ~prices().maxMinor;
    case CatalogSort::kNewest: return ~publishedAt_[product];
    case CatalogSort::kRating: return ~std::int64_t{ratings_[product]};
    case CatalogSort::kPopularity: return ~popularity(product);
    case CatalogSort::kName: return nameRanks_[product];
    case CatalogSort::kRelevance:
    case CatalogSort::kFeatured: break;
  }
  return 0;
}

}  // namespace vitrine
