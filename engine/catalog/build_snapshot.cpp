// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/catalog/build_snapshot.h"
#include "engine/catalog/columns.h"
#include "engine/catalog/fold.h"
#include "engine/catalog/product_record.h"
#include "engine/catalog/shop_section.h"
#include "engine/core/check.h"

namespace vitrine {
namespace {

struct FieldWeight {
  std::int32_t weight;
  std::int32_t usualLength;  // words
};
constexpr FieldWeight kTitle = {20, 7};
constexpr FieldWeight kBrand = {12, 2};
constexpr FieldWeight kCategory = {8, 3};
constexpr FieldWeight kTags = {6, 4};  // and the values of options
constexpr FieldWeight kSummary = {4, 15};
constexpr FieldWeight kDescription = {2, 60};

void appendWords(std::string& text, const std::vector<std::string>& words) {
  for (const std::string& word : words) (text += word) += ' ';
}

std::string tagText(const Product& product) {
  std::string text;
  appendWords(text, product.tags);
  for (const ProductOption& option : product.options) appendWords(text, option.values);
  return text;
}

std::string descriptionText(const Product& product) {
  std::string text;
  for (const DescriptionBlock& block : product.description) {
    for (const DescriptionSpan& span : block.spans) text += span.text;
    text += '\n';
  }
  return text;
}

std::string categoryText(const Product& product, const std::vector<Category>& categories,
                         const PlaceByName& places) {
  constexpr int kMostAncestors = 16;
  std::string text;
  std::string_view id = product.categoryId;
  for (int i = 0; i < kMostAncestors; ++i) {
    const auto found = places.find(id);
    if (found == places.end()) break;
    (text += categories[found->second].title) += ' ';
    id = categories[found->second].parentId;
  }
  return text;
}

// Whether the product is listed before the other when nothing else decides.
bool isListedBefore(const Product& a, const Product& b) {
  const auto key = [](const Product& product) {
    return std::tuple(!product.featured, ~product.popularity, std::string_view(product.slug));
  };
  return key(a) < key(b);
}

// What sorting and encoding handle in the time that a product takes to be read.
constexpr std::size_t kWordsOfProduct = 256;

}  // namespace

SnapshotBuilder::SnapshotBuilder(std::vector<const Product*> products,
                                 const std::vector<Category>& categories,
                                 const SearchSettings* settings)
    : products_(std::move(products)), categories_(categories), settings_(settings),
      facets_(categories), ordering_(products_.size()) {
  for (std::size_t i = 0; i < categories.size(); ++i) categoryPlaces_.emplace(categories[i].id, i);
}

bool SnapshotBuilder::work(std::size_t most) {
  const std::size_t words = std::min(most, SIZE_MAX / kWordsOfProduct) * kWordsOfProduct;
  return list(words) || nameFacets(most) || markProducts(most) || makeNeighbours(words) ||
         addProducts(most) || orderTitles(words) || text_.finish(words);
}

bool SnapshotBuilder::list(std::size_t most) {
  if (isListed_) return false;
  const auto before = [&](std::size_t a, std::size_t b) {
    return isListedBefore(*products_[a], *products_[b]);
  };
  if (ordering_.work(most, before)) return true;
  std::vector<const Product*> listed;
  for (const std::size_t place : ordering_.take()) {
    listed.push_back(products_[place]);
    featured_.push_back(products_[place]->featured ? 1 : 0);
    popularity_.push_back(products_[place]->popularity);
  }
  products_ = std::move(listed);
  isListed_ = true;
  return true;
}

bool SnapshotBuilder::nameFacets(std::size_t most) {
  if (areFacetsNamed_) return false;
  for (; most > 0 && named_ < products_.size(); --most) facets_.add(*products_[named_++]);
  if (named_ < products_.size()) return true;
  facets_.finish();
  areFacetsNamed_ = true;
  return true;
}

bool SnapshotBuilder::markProducts(std::size_t most) {
  if (marksAsListed_.size() == products_.size() || areNeighbours_) return false;
  for (; most > 0 && marksAsListed_.size() < products_.size(); --most) {
    marksAsListed_.push_back(facets_.marksOf(*products_[marksAsListed_.size()]));
  }
  ordering_ = Ordering(products_.size());
  return true;
}

bool SnapshotBuilder::makeNeighbours(std::size_t most) {
  if (areNeighbours_) return false;
  const auto before = [&](std::size_t a, std::size_t b) {
    return marksAsListed_[a] < marksAsListed_[b];
  };
  if (ordering_.work(most, before)) return true;
  std::vector<const Product*> neighbours;
  for (const std::size_t rank : ordering_.take()) {
    neighbours.push_back(products_[rank]);
    listedRanks_.push_back(static_cast<std::uint32_t>(rank));
    marks_.add(marksAsListed_[rank]);
  }
  products_ = std::move(neighbours);
  marksAsListed_.clear();
  areNeighbours_ = true;
  return true;
}

bool SnapshotBuilder::addProducts(std::size_t most) {
  if (next_ == products_.size()) return false;
  for (; most > 0 && next_ < products_.size(); --most) add(*products_[next_++]);
  return true;
}

bool SnapshotBuilder::orderTitles(std::size_t most) {
  if (nameOrder_.size() == titles_.size()) return false;
  if (!titleOrdering_) titleOrdering_.emplace(titles_.size());
  const auto byTitle = [&](std::size_t a, std::size_t b) {
    const int order = titles_[a].compare(titles_[b]);
    return order != 0 ? order < 0 : listedRanks_[a] < listedRanks_[b];
  };
  if (titleOrdering_->work(most, byTitle)) return true;
  for (const std::size_t place : titleOrdering_->take()) {
    nameOrder_.push_back(static_cast<std::uint32_t>(place));
  }
  return true;
}

void SnapshotBuilder::add(const Product& product) {
  addText(product);
  addColumns(product);
  records_.add(encodeRecord(product, names_));
  descriptions_.add(encodeDescription(product.description));
}

void SnapshotBuilder::addText(const Product& product) {
  const std::string tags = tagText(product);
  const std::string description = descriptionText(product);
  const std::string category = categoryText(product, categories_, categoryPlaces_);
  const IndexedText fields[] = {{product.title, kTitle.weight, kTitle.usualLength},
                                {product.brand, kBrand.weight, kBrand.usualLength},
                                {category, kCategory.weight, kCategory.usualLength},
                                {tags, kTags.weight, kTags.usualLength},
                                {product.summary, kSummary.weight, kSummary.usualLength},
                                {description, kDescription.weight, kDescription.usualLength}};
  text_.add(fields);
  titles_.push_back(foldedText(product.title));
}

void SnapshotBuilder::addColumns(const Product& product) {
  publishedAt_.push_back(product.publishedAt.ms);
  const double average = product.rating ? product.rating->average : 0;
  ratings_.push_back(static_cast<std::uint16_t>(average * kRatingUnit + 0.001));
  for (const ProductVariant& variant : product.variants) {
    skus_ += variant.sku;
    skuSizes_.push_back(static_cast<std::uint16_t>(variant.sku.size()));
    prices_.push_back(variant.priceMinor);
    compareAt_.push_back(variant.compareAtMinor.value_or(0));
    stock_.push_back(variant.stock);
    variantMarks_.add(facets_.marksOf(product, variant));
  }
  variantCounts_.push_back(static_cast<std::uint16_t>(product.variants.size()));
}

std::string SnapshotBuilder::take() {
  check(next_ == products_.size());
  ShopSection shop;
  shop.products = products_.size();
  shop.variants = prices_.size();
  if (settings_ != nullptr) {
    shop.categories = categories_;
    shop.settings = *settings_;
  }
  SnapshotWriter snapshot;
  snapshot.add(SectionId::kShop, encodeShop(shop));
  const auto add = [&](SectionId ends, SectionId bytes, const TextsWriter& texts) {
    snapshot.add(ends, texts.ends);
    snapshot.add(bytes, texts.bytes);
  };
  snapshot.add(SectionId::kNameEnds, names_.texts().ends);
  snapshot.add(SectionId::kNames, names_.texts().bytes);
  add(SectionId::kDescriptionEnds, SectionId::kDescriptions, descriptions_);
  snapshot.add(SectionId::kSkuSizes, skuSizes_);
  snapshot.add(SectionId::kSkus, skus_);
  snapshot.add(SectionId::kVariantCounts, variantCounts_);
  snapshot.add(SectionId::kListedRanks, listedRanks_);
  snapshot.add(SectionId::kFeatured, featured_);
  snapshot.add(SectionId::kPopularity, popularity_);
  snapshot.add(SectionId::kPublishedAt, publishedAt_);
  snapshot.add(SectionId::kRatings, ratings_);
  snapshot.add(SectionId::kNameOrder, nameOrder_);
  snapshot.add(SectionId::kPrices, prices_);
  snapshot.add(SectionId::kCompareAt, compareAt_);
  snapshot.add(SectionId::kStock, stock_);
  snapshot.add(SectionId::kMarkCounts, marks_.counts);
  snapshot.add(SectionId::kMarks, marks_.items);
  snapshot.add(SectionId::kVariantMarkCounts, variantMarks_.counts);
  snapshot.add(SectionId::kVariantMarks, variantMarks_.items);
  facets_.write(snapshot);
  text_.write(snapshot);
  add(SectionId::kRecordEnds, SectionId::kRecords, records_);
  return snapshot.take();
}

std::string buildSnapshot(std::vector<const Product*> products,
                          const std::vector<Category>& categories,
                          const SearchSettings& settings) {
  SnapshotBuilder builder(std::move(products), categories, &settings);
  while (builder.work(SIZE_MAX)) {}
  return builder.take();
}

}  // namespace vitrine
