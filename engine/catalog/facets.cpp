// SPDX-License-Identifier: MIT
#include "engine/catalog/facets.h"

#include <algorithm>

#include "engine/catalog/bytes.h"
#include "engine/catalog/fold.h"
#include "engine/catalog/query.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxDimensions = 60;
constexpr std::size_t kMaxTreeDepth = 16;
constexpr std::string_view kFirstNames[] = {"category", "brand", "tag"};

// What names are sorted by: numbers by how many digits they have, "Maker 2" before "Maker 10".
std::string sortKeyOf(std::string_view folded) {
  std::string key;
  for (std::size_t i = 0; i < folded.size();) {
    std::size_t end = i;
    while (end < folded.size() && folded[end] >= '0' && folded[end] <= '9') ++end;
    if (end > i) key += static_cast<char>(std::min<std::size_t>(end - i, 9));
    end = std::max(end, i + 1);
    key += folded.substr(i, end - i);
    i = end;
  }
  return key;
}

std::string keyOf(std::size_t dimension, std::string_view value) {
  std::string key(1, static_cast<char>(dimension));
  return key += value;
}

}  // namespace

FacetBuilder::FacetBuilder(const std::vector<Category>& categories) {
  dimensions_.resize(FacetTable::kFirstOption);
  for (std::size_t i = 0; i < FacetTable::kFirstOption; ++i) dimensions_[i].name = kFirstNames[i];
  dimensions_[FacetTable::kCategory].label = "Category";
  dimensions_[FacetTable::kBrand].label = "Brand";
  dimensions_[FacetTable::kTag].label = "Tag";
  addCategories(categories);
}

// The trees from the top, each category before those below it, sisters in the shop's order. What
// has no known parent, or is its own ancestor, is a top.
void FacetBuilder::addCategories(const std::vector<Category>& categories) {
  PlaceByName places;
  for (std::size_t i = 0; i < categories.size(); ++i) places.emplace(categories[i].id, i);
  const auto parentOf = [&](std::size_t i) {
    const auto found = places.find(categories[i].parentId);
    return found == places.end() ? categories.size() : found->second;
  };
  std::vector<std::vector<std::size_t>> children(categories.size() + 1);
  for (std::size_t i = 0; i < categories.size(); ++i) {
    std::size_t above = parentOf(i);
    std::size_t depth = 0;
    while (above != categories.size() && above != i && ++depth < kMaxTreeDepth) {
      above = parentOf(above);
    }
    children[above == categories.size() ? parentOf(i) : categories.size()].push_back(i);
  }
  Dimension& dimension = dimensions_[FacetTable::kCategory];
  const auto visit = [&](const auto& self, std::size_t parent) -> void {
    sortStably(children[parent], [&](std::size_t a, std::size_t b) {
      return categories[a].order < categories[b].order;
    });
    for (const std::size_t child : children[parent]) {
      if (dimension.values.find(categories[child].slug)) continue;  // the first of that name counts
      const std::size_t number = categoryEnds_.size();
      categoryEnds_.push_back(0);
      categoryIds_.add(categories[child].id);
      dimension.values.add(categories[child].slug);
      dimension.labels.push_back(categories[child].title);
      self(self, child);
      categoryEnds_[number] = static_cast<std::uint32_t>(categoryEnds_.size());
    }
  };
  visit(visit, categories.size());
}

std::size_t FacetBuilder::optionDimension(std::string_view name) const {
  std::size_t i = FacetTable::kFirstOption;
  while (i < dimensions_.size() && dimensions_[i].label != name) ++i;
  return i;
}

void FacetBuilder::add(const Product& product) {
  if (!product.brand.empty()) dimensions_[FacetTable::kBrand].values.add(product.brand);
  for (const std::string& tag : product.tags) dimensions_[FacetTable::kTag].values.add(tag);
  for (const ProductOption& option : product.options) {
    const std::size_t place = optionDimension(option.name);
    if (place == kMaxDimensions) continue;
    if (place == dimensions_.size()) {
      Dimension& dimension = dimensions_.emplace_back();
      dimension.name = std::string(kOptionPrefix) + option.name;
      dimension.label = option.name;
    }
    for (const std::string& value : option.values) dimensions_[place].values.add(value);
  }
}

void FacetBuilder::numberByName(Dimension& dimension) {
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < dimension.values.size(); ++i) {
    const std::string_view value = dimension.values[i];
    keys.push_back(sortKeyOf(foldedText(value)) + '\0' + std::string(value));
  }
  const std::vector<std::size_t> order =
      stableOrder(keys.size(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    dimension.numbers[order[i]] = dimension.begin + static_cast<std::uint32_t>(i);
  }
}

void FacetBuilder::finish() {
  // The options by name; what comes before them stays.
  const auto key = [](const Dimension& dimension) {
    const bool option = dimension.name.starts_with(kOptionPrefix);
    return option ? std::string_view(dimension.name) : std::string_view();
  };
  sortStably(dimensions_,
             [&](const Dimension& a, const Dimension& b) { return key(a) < key(b); });
  for (Dimension& dimension : dimensions_) {
    dimension.begin = valueCount_;
    for (std::size_t i = 0; i < dimension.values.size(); ++i) {
      dimension.numbers.push_back(valueCount_++);
    }
  }
  numberByName(dimensions_[FacetTable::kBrand]);
  numberByName(dimensions_[FacetTable::kTag]);
}

std::optional<std::uint32_t> FacetBuilder::numberOf(std::size_t dimension,
                                                    std::string_view value) const {
  const auto place = dimensions_[dimension].values.find(value);
  if (!place) return std::nullopt;
  return dimensions_[dimension].numbers[*place];
}

std::vector<std::uint32_t> FacetBuilder::marksOf(const Product& product) const {
  std::vector<std::uint32_t> marks;
  // Of categories the number in the tree is the number of the value.
  if (const auto category = categoryIds_.find(product.categoryId)) marks.push_back(*category);
  const auto mark = [&](std::size_t dimension, std::string_view value) {
    if (const auto number = numberOf(dimension, value)) marks.push_back(*number);
  };
  if (!product.brand.empty()) mark(FacetTable::kBrand, product.brand);
  for (const std::string& tag : product.tags) mark(FacetTable::kTag, tag);
  sortUnique(marks);
  return marks;
}

std::vector<std::uint32_t> FacetBuilder::marksOf(const Product& product,
                                                 const ProductVariant& variant) const {
  std::vector<std::uint32_t> marks;
  for (std::size_t i = 0; i < product.options.size() && i < variant.optionValues.size(); ++i) {
    const std::size_t dimension = optionDimension(product.options[i].name);
    if (dimension == dimensions_.size()) continue;
    if (const auto number = numberOf(dimension, variant.optionValues[i])) marks.push_back(*number);
  }
  return marks;
}

void FacetBuilder::write(SnapshotWriter& snapshot) const {
  std::string bytes;
  appendNumber(bytes, dimensions_.size());
  std::vector<std::string_view> values(valueCount_);
  std::vector<std::string_view> labels(valueCount_);
  for (const Dimension& dimension : dimensions_) {
    appendText(bytes, dimension.name);
    appendText(bytes, dimension.label);
    appendNumber(bytes, dimension.values.size());
    for (std::size_t i = 0; i < dimension.values.size(); ++i) {
      const std::uint32_t number = dimension.numbers[i];
      values[number] = dimension.values[i];
      labels[number] = i < dimension.labels.size() ? std::string_view(dimension.labels[i])
                                                   : std::string_view();
    }
  }
  for (const std::uint32_t end : categoryEnds_) appendNumber(bytes, end);
  const auto writeTexts = [&](SectionId ends, SectionId id, const auto& texts) {
    TextsWriter writer;
    for (const std::string_view text : texts) writer.add(text);
    snapshot.add(ends, writer.ends);
    snapshot.add(id, writer.bytes);
  };
  writeTexts(SectionId::kFacetValueEnds, SectionId::kFacetValues, values);
  writeTexts(SectionId::kFacetLabelEnds, SectionId::kFacetLabels, labels);
  snapshot.add(SectionId::kDimensions, bytes);
}

Result<FacetTable> FacetTable::open(const SnapshotSections& snapshot) {
  FacetTable table;
  const auto refused = fail(SnapshotSections::refusal(SectionId::kDimensions));
  const auto values = snapshot.texts(SectionId::kFacetValueEnds, SectionId::kFacetValues);
  if (!values) return fail(values.error());
  table.values_ = *values;
  const auto labels =
      snapshot.texts(SectionId::kFacetLabelEnds, SectionId::kFacetLabels, values->size());
  if (!labels) return fail(labels.error());
  table.labels_ = *labels;
  if (values->longest() > kMaxNameBytes || labels->longest() > kMaxNameBytes) return refused;
  ByteReader reader(snapshot.bytes(SectionId::kDimensions));
  const std::size_t count = reader.length();
  if (count < kFirstOption || count > kMaxDimensions) return refused;
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < count; ++i) {
    FacetDimension dimension;
    dimension.name = reader.text();
    dimension.label = reader.text();
    dimension.begin = static_cast<std::uint32_t>(begin);
    const std::uint64_t size = reader.number();
    if (size > values->size()) return refused;
    // Names are unique: options come sorted.
    const bool named = i < kFirstOption ? dimension.name == kFirstNames[i]
                                        : dimension.name.starts_with(kOptionPrefix);
    const bool rises = i <= kFirstOption || table.dimensions_.back().name < dimension.name;
    if (!named || !rises) return refused;
    begin += size;
    dimension.end = static_cast<std::uint32_t>(begin);
    table.dimensions_.push_back(std::move(dimension));
  }
  if (reader.hasFailed() || begin != values->size()) return refused;
  const std::uint32_t categories = table.dimensions_[kCategory].end;
  std::vector<std::uint32_t> above;
  for (std::uint32_t i = 0; i < categories; ++i) {
    while (!above.empty() && table.categoryEnds_[above.back()] <= i) above.pop_back();
    const std::uint32_t most = above.empty() ? categories : table.categoryEnds_[above.back()];
    const std::uint64_t end = reader.number();
    if (end <= i || end > most || above.size() >= kMaxTreeDepth) return refused;
    table.categoryEnds_.push_back(static_cast<std::uint32_t>(end));
    table.categoryDepths_.push_back(static_cast<std::int32_t>(above.size()));
    table.categoryParents_.push_back(above.empty() ? kNoCategory : above.back());
    above.push_back(i);
  }
  if (reader.hasFailed() || !reader.isAtEnd()) return refused;
  return table;
}

std::optional<std::size_t> FacetTable::dimensionNamed(std::string_view name) const {
  for (std::size_t i = 0; i < dimensions_.size(); ++i) {
    if (dimensions_[i].name == name) return i;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> FacetTable::numberOf(std::size_t dimension,
                                                  std::string_view value) const {
  if (known_.size() == 0) {
    for (std::size_t i = 0; i < dimensions_.size(); ++i) {
      for (std::uint32_t j = dimensions_[i].begin; j < dimensions_[i].end; ++j) {
        known_.add(keyOf(i, values_[j]));
      }
    }
  }
  const auto known = known_.find(keyOf(dimension, value));
  // Values are unique in their dimension, so they were numbered as they are in the snapshot.
  return known && *known < values_.size() ? known : std::nullopt;
}

}  // namespace vitrine
