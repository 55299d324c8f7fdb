// SPDX-License-Identifier: MIT
#include "engine/catalog/columns.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

#include "engine/catalog/decode.h"

namespace vitrine {
namespace {

using Kind = Columns::Condition::Kind;

constexpr std::size_t kMaxMarks = 2 + kMaxTags;  // category and brand

bool areWithin(std::span<const std::int64_t> numbers, std::int64_t least, std::int64_t most) {
  bool within = true;
  for (const std::int64_t number : numbers) within &= number >= least && number <= most;
  return within;
}

bool isOneBit(std::uint64_t bits) { return bits != 0 && (bits & (bits - 1)) == 0; }

}  // namespace

Result<Columns> Columns::open(const SnapshotSections& snapshot, const FacetTable& facets,
                              std::size_t products, std::size_t variants) {
  Columns columns;
  columns.products_ = products;
  const auto take = [&](auto& column, SectionId id, std::size_t count) {
    using T = typename std::remove_reference_t<decltype(column)>::element_type;
    const auto numbers = snapshot.numbers<std::remove_const_t<T>>(id, count);
    if (numbers) column = *numbers;
    return numbers.has_value();
  };
  const bool complete =
      take(columns.firstVariants_, SectionId::kFirstVariants, products + 1) &&
      take(columns.featured_, SectionId::kFeatured, products) &&
      take(columns.popularity_, SectionId::kPopularity, products) &&
      take(columns.publishedAt_, SectionId::kPublishedAt, products) &&
      take(columns.ratings_, SectionId::kRatings, products) &&
      take(columns.nameOrder_, SectionId::kNameOrder, products) &&
      take(columns.prices_, SectionId::kPrices, variants) &&
      take(columns.compareAt_, SectionId::kCompareAt, variants) &&
      take(columns.stock_, SectionId::kStock, variants);
  if (!complete) return fail(SnapshotSections::refusal(SectionId::kFirstVariants));
  const std::size_t values = facets.valueCount();
  auto marks = snapshot.lists(SectionId::kMarkEnds, SectionId::kMarks, products, values);
  auto variantMarks =
      snapshot.lists(SectionId::kVariantMarkEnds, SectionId::kVariantMarks, variants, values);
  if (!marks) return fail(marks.error());
  if (!variantMarks) return fail(variantMarks.error());
  for (std::size_t i = 0; i < products; ++i) {
    const std::span<const std::uint32_t> list = (*marks)[i];
    const bool rises = std::ranges::adjacent_find(list, std::greater_equal()) == list.end();
    if (!rises || list.size() > kMaxMarks) {
      return fail(SnapshotSections::refusal(SectionId::kMarks));
    }
  }
  columns.marks_ = *marks;
  columns.variantMarks_ = *variantMarks;

  const bool optionsExist = facets.dimensions().size() > FacetTable::kFirstOption;
  if (!variantMarks->items.empty() && !optionsExist) {
    return fail(SnapshotSections::refusal(SectionId::kVariantMarks));
  }
  const bool sound = areWithin(columns.prices_, 0, kMaxPriceMinor) &&
                     areWithin(columns.compareAt_, 0, kMaxPriceMinor) &&
                     areWithin(columns.stock_, 0, kMaxStock);
  if (!sound) return fail(SnapshotSections::refusal(SectionId::kPrices));

  bool rises = columns.firstVariants_[0] == 0 && columns.firstVariants_[products] == variants;
  for (std::size_t i = 0; i < products; ++i) {
    rises &= columns.firstVariants_[i] < columns.firstVariants_[i + 1];
  }
  if (!rises) return fail(SnapshotSections::refusal(SectionId::kFirstVariants));
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

  columns.inStock_ = Bits(products);
  columns.onSale_ = Bits(products);
  columns.several_ = Bits(products);
  columns.rated_.fill(Bits(products));
  columns.allCounts_.resize(values);
  columns.counted_.resize(values);
  columns.priceRanges_.resize(products);
  columns.optionCounts_.resize(products);
  columns.optionEnds_.push_back(0);
  for (std::size_t i = 0; i < products; ++i) {
    const std::size_t begin = columns.variantBegin(i);
    const std::size_t end = columns.variantEnd(i);
    const std::uint32_t options = variantMarks->ends[end] - variantMarks->ends[begin];
    columns.optionEnds_.push_back(columns.optionEnds_.back() + options);
    if (options > 0 || end - begin > 1) columns.several_.add(i);
    for (std::size_t step = 0; step < kRatingSteps; ++step) {
      if (columns.ratings_[i] >= kRatingUnit * static_cast<int>(kRatingSteps - step)) {
        columns.rated_[step].add(i);
      }
    }
  }
  columns.optionMarks_.resize(columns.optionEnds_.back());
  for (std::size_t i = 0; i < products; ++i) columns.rememberVariants(i);
  for (const std::uint32_t mark : marks->items) ++columns.allCounts_[mark];
  return columns;
}

// What the variants of a product come to.
void Columns::rememberVariants(std::size_t product) {
  PriceRange range;
  bool inStock = false;
  bool onSale = false;
  const std::uint32_t first = optionEnds_[product];
  std::uint32_t marks = 0;
  for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
    for (const std::uint32_t mark : variantMarks_[i]) counted_[mark] = 0;
  }
  for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
    range.include({prices_[i], prices_[i]});
    onSale |= compareAt_[i] > 0;
    if (stock_[i] <= 0) continue;
    inStock = true;
    for (const std::uint32_t mark : variantMarks_[i]) {
      if (counted_[mark]++ == 0) optionMarks_[first + marks++] = mark;
    }
  }
  priceRanges_[product] = range;
  inStock_.set(product, inStock);
  onSale_.set(product, onSale);
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

void Columns::listByMark() const {
  if (!byMarkEnds_.empty()) return;
  byMarkEnds_.resize(allCounts_.size() + 1);
  std::partial_sum(allCounts_.begin(), allCounts_.end(), byMarkEnds_.begin() + 1);
  byMark_.resize(marks_.items.size());
  std::vector<std::uint32_t> places(byMarkEnds_.begin(), byMarkEnds_.end() - 1);
  for (std::size_t i = 0; i < products_; ++i) {
    for (const std::uint32_t mark : marks_[i]) {
      byMark_[places[mark]++] = static_cast<std::uint32_t>(i);
    }
  }
}

std::span<const std::uint32_t> Columns::productsWith(std::uint32_t mark) const {
  listByMark();
  return {byMark_.data() + byMarkEnds_[mark], byMarkEnds_[mark + 1] - byMarkEnds_[mark]};
}

Columns::Condition Columns::facetCondition(const FacetTable& facets, std::size_t dimension,
                                           const std::vector<std::string>& values) const {
  Condition condition;
  condition.dimension = dimension;
  condition.products = Bits(products_);
  listByMark();
  for (const std::string& value : values) {
    const auto number = facets.numberOf(dimension, value);
    if (!number) continue;
    const bool tree = dimension == FacetTable::kCategory;
    const std::uint32_t end = tree ? facets.categoryEnd(*number) : *number + 1;
    for (std::uint32_t i = byMarkEnds_[*number]; i < byMarkEnds_[end]; ++i) {
      condition.products.add(byMark_[i]);
    }
  }
  return condition;
}

Columns::Condition Columns::optionCondition(const FacetTable& facets,
                                            const OptionFilter& option) const {
  Condition condition;
  condition.kind = Kind::kOption;
  condition.products = Bits(products_);
  condition.accepted.resize(facets.valueCount());
  const auto dimension = facets.dimensionNamed("opt." + option.name);
  if (!dimension) return condition;
  condition.dimension = *dimension;
  for (const std::string& value : option.values) {
    if (const auto number = facets.numberOf(*dimension, value)) condition.accepted[*number] = 1;
  }
  several_.forEach([&](std::size_t product) {
    const std::uint32_t* mark = optionMarks_.data() + optionEnds_[product];
    for (std::uint32_t left = optionCounts_[product]; left > 0; --left, ++mark) {
      if (condition.accepted[*mark] != 0) condition.products.add(product);
    }
  });
  return condition;
}

Columns::Condition Columns::priceCondition(const CatalogQuery& query) const {
  Condition condition;
  condition.kind = Kind::kPrice;
  condition.prices = {query.priceMinMinor.value_or(0), query.priceMaxMinor.value_or(INT64_MAX)};
  const PriceRange wanted = condition.prices;
  condition.products = Bits::where(products_, [&](std::size_t i) {
    const bool isLowEnough = priceRanges_[i].minMinor <= wanted.maxMinor;
    const bool isHighEnough = priceRanges_[i].maxMinor >= wanted.minMinor;
    return isLowEnough && isHighEnough;
  });
  // Of several prices none may be within: whether one is shows in judgeVariants.
  return condition;
}

std::vector<Columns::Condition> Columns::conditionsOf(const CatalogQuery& query,
                                                      const FacetTable& facets) const {
  std::vector<Condition> conditions;
  const auto facet = [&](std::size_t dimension, const std::vector<std::string>& values) {
    if (!values.empty()) conditions.push_back(facetCondition(facets, dimension, values));
  };
  facet(FacetTable::kCategory, query.categories);
  facet(FacetTable::kBrand, query.brands);
  facet(FacetTable::kTag, query.tags);
  const auto simple = [&](Kind kind, const Bits& products) {
    Condition& condition = conditions.emplace_back();
    condition.kind = kind;
    condition.products = products;
  };
  if (query.ratingMin) {
    const auto step = kRatingSteps - static_cast<std::size_t>(*query.ratingMin);
    simple(Kind::kRating, rated_[std::min(step, kRatingSteps - 1)]);
  }
  if (query.priceMinMinor || query.priceMaxMinor) conditions.push_back(priceCondition(query));
  if (query.inStock) simple(Kind::kStock, inStock_);
  if (query.onSale) simple(Kind::kSale, onSale_);
  for (const OptionFilter& option : query.options) {
    conditions.push_back(optionCondition(facets, option));
  }
  return conditions;
}

Columns::Failures Columns::failuresOf(std::size_t variant,
                                      const std::vector<Condition>& conditions) const {
  Failures failures = 0;
  // Those on variants come last.
  for (std::size_t i = conditions.size(); i > 0 && isOfVariants(conditions[i - 1]);) {
    const Condition& condition = conditions[--i];
    bool meets = true;
    switch (condition.kind) {
      case Kind::kFacet:
      case Kind::kRating: break;
      case Kind::kPrice:
        meets = prices_[variant] >= condition.prices.minMinor &&
                prices_[variant] <= condition.prices.maxMinor;
        break;
      case Kind::kStock: meets = stock_[variant] > 0; break;
      case Kind::kSale: meets = compareAt_[variant] > 0; break;
      case Kind::kOption:
        meets = stock_[variant] > 0 &&
                std::ranges::any_of(variantMarks_[variant], [&](std::uint32_t mark) {
                  return condition.accepted[mark] != 0;
                });
        break;
    }
    if (!meets) failures |= Failures{1} << i;
  }
  return failures;
}

void Columns::countMarks(const Bits& products, std::vector<std::uint32_t>& counts) const {
  products.forEach([&](std::size_t product) {
    for (const std::uint32_t mark : marks_[product]) ++counts[mark];
  });
}

// Of one dimension's values, how many of the products have each. Of more than half of all products
// those are counted that are missing.
void Columns::countDimension(const Bits& products, const FacetDimension& dimension,
                             std::vector<std::uint32_t>& counts) const {
  const bool many = products.count() * 2 > products_;
  Bits counted = many ? Bits::all(products_) : products;
  if (many) counted -= products;
  for (std::uint32_t i = dimension.begin; i < dimension.end; ++i) counts[i] = 0;
  counted.forEach([&](std::size_t product) {
    for (const std::uint32_t mark : marks_[product]) {
      if (mark >= dimension.end) break;  // marks ascend
      if (mark >= dimension.begin) ++counts[mark];
    }
  });
  if (!many) return;
  for (std::uint32_t i = dimension.begin; i < dimension.end; ++i) {
    counts[i] = allCounts_[i] - counts[i];
  }
}

// Category, brand, tag and rating: what products have as a whole. A facet that filters counts what
// all the others leave.
void Columns::countFacets(Selection& selection, const FacetTable& facets,
                          const std::vector<Bits>& except) const {
  std::vector<std::uint32_t>& counts = selection.counts;
  if (selection.found.count() * 2 > products_) {
    Bits others = Bits::all(products_);
    others -= selection.found;
    std::vector<std::uint32_t> missing(counts.size());
    countMarks(others, missing);
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] = allCounts_[i] - missing[i];
  } else {
    countMarks(selection.found, counts);
  }
  const Bits* rated = &selection.found;
  for (std::size_t i = 0; i < except.size(); ++i) {
    const Condition& condition = selection.conditions[i];
    if (condition.kind == Kind::kRating) rated = &except[i];
    if (condition.kind != Kind::kFacet) continue;
    countDimension(except[i], facets.dimensions()[condition.dimension], counts);
  }
  for (std::size_t step = 0; step < kRatingSteps; ++step) {
    selection.ratings[step] = static_cast<std::uint32_t>(rated->countCommon(rated_[step]));
  }
  // Of a category with all below it: each comes before them.
  const std::uint32_t categories = facets.dimensions()[FacetTable::kCategory].end;
  std::vector<std::uint32_t> sums(categories + 1);
  for (std::uint32_t i = 0; i < categories; ++i) sums[i + 1] = sums[i] + counts[i];
  for (std::uint32_t i = 0; i < categories; ++i) counts[i] = sums[facets.categoryEnd(i)] - sums[i];
}

// Stock, sale, options and prices of products that need no look at their variants: those with one,
// or all of them when no condition is on variants.
void Columns::countWhole(Selection& selection, const std::vector<Bits>& except) const {
  const bool judged = std::ranges::any_of(selection.conditions, isOfVariants);
  const auto setFor = [&](Kind kind) {
    Bits set = selection.found;
    for (std::size_t i = 0; i < except.size(); ++i) {
      if (selection.conditions[i].kind == kind) set = except[i];
    }
    if (judged) set -= several_;
    return set;
  };
  selection.inStock += static_cast<std::uint32_t>(setFor(Kind::kStock).countCommon(inStock_));
  selection.onSale += static_cast<std::uint32_t>(setFor(Kind::kSale).countCommon(onSale_));
  setFor(Kind::kPrice).forEach([&](std::size_t product) {
    selection.prices.include(priceRanges_[product]);
  });
  if (judged) return;
  Bits several = selection.found;
  several &= several_;
  several.forEach([&](std::size_t product) {
    const std::uint32_t* mark = optionMarks_.data() + optionEnds_[product];
    for (std::uint32_t left = optionCounts_[product]; left > 0; --left) ++selection.counts[*mark++];
  });
}

// With conditions on variants, looks at the variants of the products that have several: takes out
// those of which no single one meets all, and counts what the others add to the facets.
void Columns::judgeVariants(Selection& selection, const FacetTable& facets,
                            std::vector<Bits>& except) const {
  const std::vector<Condition>& conditions = selection.conditions;
  Failures ofVariants = 0;
  Bits judged = selection.found;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    judged |= except[i];
    if (isOfVariants(conditions[i])) ofVariants |= Failures{1} << i;
  }
  if (ofVariants == 0) return;
  judged &= several_;
  // Which of the values that a facet has a variant counts for: all, or those of the one condition
  // that it fails.
  const auto countsFor = [&](Failures failures, Kind kind, std::size_t dimension) {
    if (failures == 0) return true;
    const Condition& failed = conditions[static_cast<std::size_t>(std::countr_zero(failures))];
    return failed.kind == kind && (kind != Kind::kOption || failed.dimension == dimension);
  };
  const auto dimensionOf = [&](std::uint32_t mark) {
    std::size_t dimension = FacetTable::kFirstOption;
    while (mark >= facets.dimensions()[dimension].end) ++dimension;
    return dimension;
  };
  std::ranges::fill(counted_, 0);
  judged.forEach([&](std::size_t product) {
    bool fits = false;
    Failures near = 0;  // conditions that are all that keeps some variant away
    bool inStock = false;
    bool onSale = false;
    bool whole = selection.found.has(product);  // meets all conditions on products as a whole
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      whole |= isOfVariants(conditions[i]) && except[i].has(product);
    }
    for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
      const Failures failures = failuresOf(i, conditions);
      fits |= failures == 0;
      if (failures != 0 && !isOneBit(failures)) continue;
      near |= failures;
      if (!whole) continue;
      inStock |= stock_[i] > 0 && countsFor(failures, Kind::kStock, 0);
      onSale |= compareAt_[i] > 0 && countsFor(failures, Kind::kSale, 0);
      if (countsFor(failures, Kind::kPrice, 0)) {
        selection.prices.include({prices_[i], prices_[i]});
      }
      if (stock_[i] <= 0) continue;
      for (const std::uint32_t mark : variantMarks_[i]) {
        if (counted_[mark] == product + 1) continue;
        if (failures != 0 && !countsFor(failures, Kind::kOption, dimensionOf(mark))) continue;
        counted_[mark] = static_cast<std::uint32_t>(product) + 1;
        ++selection.counts[mark];
      }
    }
    selection.inStock += inStock ? 1 : 0;
    selection.onSale += onSale ? 1 : 0;
    if (!fits) selection.found.remove(product);
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      if (!fits && (near >> i & 1U) == 0) except[i].remove(product);
    }
  });
}

Columns::Selection Columns::select(const CatalogQuery& query, const FacetTable& facets,
                                   Bits candidates) const {
  Selection selection;
  selection.conditions = conditionsOf(query, facets);
  const std::size_t count = selection.conditions.size();
  // For each condition what all the others leave: the product of those before and those behind it.
  std::vector<Bits> except(count, candidates);
  for (std::size_t i = 1; i < count; ++i) {
    except[i] = except[i - 1];
    except[i] &= selection.conditions[i - 1].products;
  }
  selection.found = count == 0 ? candidates : except[count - 1];
  if (count > 0) selection.found &= selection.conditions[count - 1].products;
  Bits behind = std::move(candidates);
  for (std::size_t i = count; i-- > 0;) {
    except[i] &= behind;
    behind &= selection.conditions[i].products;
  }
  selection.counts.resize(facets.valueCount());
  judgeVariants(selection, facets, except);
  std::vector<std::uint32_t> options = std::exchange(
      selection.counts, std::vector<std::uint32_t>(facets.valueCount()));
  countFacets(selection, facets, except);
  for (std::size_t i = 0; i < options.size(); ++i) selection.counts[i] += options[i];
  countWhole(selection, except);
  return selection;
}

Columns::Fitting Columns::fittingOf(std::size_t product,
                                    const std::vector<Condition>& conditions) const {
  Fitting fitting{{}, variantEnd(product)};
  for (std::size_t i = variantBegin(product); i < variantEnd(product); ++i) {
    if (failuresOf(i, conditions) != 0) continue;
    fitting.firstVariant = std::min(fitting.firstVariant, i);
    fitting.prices.include({prices_[i], prices_[i]});
  }
  return fitting;
}

std::int64_t Columns::sortKey(CatalogSort sort, std::size_t product,
                              const std::vector<Condition>& conditions) const {
  const auto prices = [&] {
    const bool one = !several_.has(product) || std::ranges::none_of(conditions, isOfVariants);
    return one ? priceRanges_[product] : fittingOf(product, conditions).prices;
  };
  switch (sort) {
    case CatalogSort::kPriceUp: return prices().minMinor;
    case CatalogSort::kPriceDown: return ~prices().maxMinor;
    case CatalogSort::kNewest: return ~publishedAt_[product];
    case CatalogSort::kRating: return ~std::int64_t{ratings_[product]};
    case CatalogSort::kPopularity: return ~popularity_[product];
    case CatalogSort::kName: return nameRanks_[product];
    case CatalogSort::kRelevance:
    case CatalogSort::kFeatured: break;
  }
  return 0;
}

}  // namespace vitrine
