// SPDX-License-Identifier: MIT
#include "engine/catalog/columns.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "engine/catalog/text_index.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

enum : std::size_t { kCategory, kBrand, kTag, kStock, kSale, kFirstOption };

// One bit a dimension, so that "fails in nothing but this facet" is one comparison.
constexpr std::size_t kMaxDimensions = 60;
constexpr std::uint64_t kPriceBit = std::uint64_t{1} << 62U;
constexpr std::uint64_t kUnknownBit = std::uint64_t{1} << 63U;  // asks for what does not exist

std::uint64_t bitOf(std::size_t dimension) { return std::uint64_t{1} << dimension; }

bool isOneBit(std::uint64_t bits) { return bits != 0 && (bits & (bits - 1)) == 0; }

std::string sortKey(std::string_view text) {
  std::string key;
  for (const std::string& word : foldWords(text)) key += word + " ";
  return key + std::string(text);
}

}  // namespace

// What the query demands: of each dimension that it filters, which values will do.
struct CatalogColumns::Filter {
  std::uint64_t active = 0;  // bits of the dimensions that are filtered, price and unknown included
  std::vector<std::vector<char>> accepted;  // 1 or 0
  std::int64_t priceMin = 0;
  std::int64_t priceMax = 0;

  // The bits of the filtered dimensions that these marks satisfy.
  std::uint64_t satisfied(const std::vector<Mark>& marks) const {
    std::uint64_t bits = 0;
    for (const Mark mark : marks) {
      const std::uint64_t bit = active & bitOf(mark.dimension);
      if (bit != 0 && accepted[mark.dimension][mark.value] != 0) bits |= bit;
    }
    return bits;
  }
  std::uint64_t satisfiedPrice(std::int64_t price) const {
    return price >= priceMin && price <= priceMax ? active & kPriceBit : 0;
  }
};

struct CatalogColumns::Tally {
  std::vector<std::vector<std::int64_t>> counts;
  std::vector<std::vector<std::size_t>> countedFor;  // the last product, plus one
  std::int64_t priceMin = std::numeric_limits<std::int64_t>::max();
  std::int64_t priceMax = std::numeric_limits<std::int64_t>::min();

  void count(Mark mark, std::size_t product) {
    std::size_t& last = countedFor[mark.dimension][mark.value];
    if (last == product + 1) return;
    last = product + 1;
    ++counts[mark.dimension][mark.value];
  }
};

CatalogColumns::CatalogColumns(const std::vector<Product>& products,
                               const std::vector<Category>& categories) {
  addDimensions(products);
  std::vector<const Category*> ordered;
  for (const Category& category : categories) ordered.push_back(&category);
  sortStably(ordered, [](const Category* a, const Category* b) { return a->order < b->order; });
  for (const Category* category : ordered) valueOf(kCategory, category->slug, category->title);
  for (const Product& product : products) {
    if (!product.brand.empty()) valueOf(kBrand, product.brand, product.brand);
    for (const std::string& tag : product.tags) valueOf(kTag, tag, tag);
  }
  sortValues(kBrand);
  sortValues(kTag);
  rows_.reserve(products.size());
  for (const Product& product : products) addRow(product, categories);
}

void CatalogColumns::addDimensions(const std::vector<Product>& products) {
  const auto add = [&](std::string name, std::string label) {
    Dimension& dimension = dimensions_.emplace_back();
    dimension.name = std::move(name);
    dimension.label = std::move(label);
  };
  add("category", "Category");
  add("brand", "Brand");
  add("tag", "Tag");
  add("stock", "In stock");
  valueOf(kStock, "1", "In stock");
  add("sale", "On sale");
  valueOf(kSale, "1", "On sale");
  std::vector<std::string> names;
  for (const Product& product : products) {
    for (const ProductOption& option : product.options) names.push_back(option.name);
  }
  sortUnique(names);
  if (names.size() > kMaxDimensions - kFirstOption) names.resize(kMaxDimensions - kFirstOption);
  for (const std::string& name : names) add("opt." + name, name);
}

std::uint32_t CatalogColumns::valueOf(std::size_t dimension, std::string_view value,
                                      std::string_view label) {
  Dimension& entry = dimensions_[dimension];
  const auto known = entry.numbers.find(value);
  if (known != entry.numbers.end()) return static_cast<std::uint32_t>(known->second);
  const auto number = static_cast<std::uint32_t>(entry.values.size());
  entry.numbers.emplace(value, number);
  entry.values.emplace_back(value);
  entry.labels.emplace_back(label);
  return number;
}

void CatalogColumns::sortValues(std::size_t dimension) {
  Dimension& entry = dimensions_[dimension];
  sortStably(entry.values, [](const std::string& a, const std::string& b) {
    return sortKey(a) < sortKey(b);
  });
  entry.labels = entry.values;
  for (std::size_t i = 0; i < entry.values.size(); ++i) {
    entry.numbers[entry.values[i]] = i;
  }
}

void CatalogColumns::addRow(const Product& product, const std::vector<Category>& categories) {
  ProductRow row;
  const auto mark = [&](std::size_t dimension, std::string_view value, std::string_view label) {
    return Mark{.dimension = static_cast<std::uint32_t>(dimension),
                .value = valueOf(dimension, value, label)};
  };
  const auto category = std::ranges::find(categories, product.categoryId, &Category::id);
  if (category != categories.end()) {
    row.marks.push_back(mark(kCategory, category->slug, category->title));
  }
  if (!product.brand.empty()) row.marks.push_back(mark(kBrand, product.brand, product.brand));
  for (const std::string& tag : product.tags) row.marks.push_back(mark(kTag, tag, tag));
  // Values come in the order in which the shop lists them, not in that of the variants.
  std::vector<std::size_t> dimensionOf;
  for (const ProductOption& option : product.options) {
    const auto found = std::ranges::find(dimensions_, "opt." + option.name, &Dimension::name);
    dimensionOf.push_back(static_cast<std::size_t>(found - dimensions_.begin()));
    if (found == dimensions_.end()) continue;
    for (const std::string& value : option.values) valueOf(dimensionOf.back(), value, value);
  }
  for (const ProductVariant& variant : product.variants) {
    VariantRow& entry = row.variants.emplace_back(VariantRow{variant.priceMinor, {}});
    if (variant.stock > 0) entry.marks.push_back(mark(kStock, "1", ""));
    if (variant.compareAtMinor) entry.marks.push_back(mark(kSale, "1", ""));
    for (std::size_t i = 0; i < variant.optionValues.size() && i < dimensionOf.size(); ++i) {
      if (dimensionOf[i] == dimensions_.size()) continue;
      entry.marks.push_back(mark(dimensionOf[i], variant.optionValues[i], variant.optionValues[i]));
    }
  }
  rows_.push_back(std::move(row));
}

void CatalogColumns::choose(Filter& filter, std::string_view dimension,
                            const std::vector<std::string>& values) const {
  if (values.empty()) return;
  const auto found = std::ranges::find(dimensions_, dimension, &Dimension::name);
  if (found == dimensions_.end()) {
    filter.active |= kUnknownBit;
    return;
  }
  const auto number = static_cast<std::size_t>(found - dimensions_.begin());
  filter.active |= bitOf(number);
  for (const std::string& value : values) {
    const auto known = found->numbers.find(value);
    if (known != found->numbers.end()) filter.accepted[number][known->second] = 1;
  }
}

CatalogColumns::Filter CatalogColumns::filterOf(const CatalogQuery& query) const {
  Filter filter;
  for (const Dimension& dimension : dimensions_) {
    filter.accepted.emplace_back(dimension.values.size());
  }
  choose(filter, "category", query.categories);
  choose(filter, "brand", query.brands);
  choose(filter, "tag", query.tags);
  if (query.inStock) choose(filter, "stock", {"1"});
  if (query.onSale) choose(filter, "sale", {"1"});
  for (const OptionFilter& option : query.options) {
    choose(filter, "opt." + option.name, option.values);
  }
  if (query.priceMinMinor || query.priceMaxMinor) filter.active |= kPriceBit;
  filter.priceMin = query.priceMinMinor.value_or(0);
  filter.priceMax = query.priceMaxMinor.value_or(std::numeric_limits<std::int64_t>::max());
  return filter;
}

CatalogColumns::Selection CatalogColumns::select(const CatalogQuery& query,
                                                 const std::vector<std::size_t>& candidates) const {
  const Filter filter = filterOf(query);
  Tally tally;
  for (const Dimension& dimension : dimensions_) {
    tally.counts.emplace_back(dimension.values.size(), 0);
    tally.countedFor.emplace_back(dimension.values.size(), 0);
  }
  Selection selection;
  for (const std::size_t product : candidates) {
    const ProductRow& row = rows_[product];
    const std::uint64_t open = filter.active & ~filter.satisfied(row.marks);
    std::uint64_t counts = 0;  // the dimensions for which some variant makes the product count
    std::optional<Found> found;
    for (std::size_t i = 0; i < row.variants.size(); ++i) {
      const VariantRow& variant = row.variants[i];
      const std::uint64_t failed =
          open & ~filter.satisfied(variant.marks) & ~filter.satisfiedPrice(variant.priceMinor);
      if (failed != 0 && !isOneBit(failed)) continue;
      counts |= failed == 0 ? ~std::uint64_t{0} : failed;
      for (const Mark mark : variant.marks) {
        if ((failed & ~bitOf(mark.dimension)) == 0) tally.count(mark, product);
      }
      if ((failed & ~kPriceBit) == 0) {
        tally.priceMin = std::min(tally.priceMin, variant.priceMinor);
        tally.priceMax = std::max(tally.priceMax, variant.priceMinor);
      }
      if (failed != 0) continue;
      if (!found) found = Found{product, i, variant.priceMinor, variant.priceMinor};
      found->priceMinMinor = std::min(found->priceMinMinor, variant.priceMinor);
      found->priceMaxMinor = std::max(found->priceMaxMinor, variant.priceMinor);
    }
    for (const Mark mark : row.marks) {
      if ((counts & bitOf(mark.dimension)) != 0) tally.count(mark, product);
    }
    if (found) selection.found.push_back(*found);
  }
  selection.facets = facetsOf(filter, tally);
  if (tally.priceMin <= tally.priceMax) {
    selection.priceMinMinor = tally.priceMin;
    selection.priceMaxMinor = tally.priceMax;
  }
  return selection;
}

std::vector<Facet> CatalogColumns::facetsOf(const Filter& filter, const Tally& tally) const {
  std::vector<Facet> facets;
  for (std::size_t i = 0; i < dimensions_.size(); ++i) {
    const Dimension& dimension = dimensions_[i];
    Facet facet{.name = dimension.name, .label = dimension.label, .values = {}};
    for (std::size_t j = 0; j < dimension.values.size(); ++j) {
      facet.values.push_back({.value = dimension.values[j],
                              .label = dimension.labels[j],
                              .count = tally.counts[i][j],
                              .selected = filter.accepted[i][j] != 0});
    }
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace vitrine
