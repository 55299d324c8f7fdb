// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/catalog/bits.h"
#include "engine/catalog/facets.h"
#include "engine/catalog/price_steps.h"
#include "engine/catalog/product.h"
#include "engine/catalog/query.h"
#include "engine/catalog/snapshot.h"

namespace vitrine {

inline constexpr int kRatingUnit = 10'000;  // of an average rating in its column
inline constexpr std::size_t kRatingSteps = 4;  // "4 and more" down to "1 and more"

// What products are filtered, counted and sorted by, as arrays. Filters on options, price, stock and
// sale speak of variants: one variant must be all that. An option filter means that it is in stock.
class Columns {
 public:
  // A condition that a query makes, and the products that meet it.
  struct Condition {
    enum class Kind : std::uint8_t { kFacet, kRating, kOption, kPrice, kStock, kSale };
    Kind kind = Kind::kFacet;
    std::size_t dimension = 0;     // of kFacet and kOption
    std::vector<std::uint32_t> values;  // of kOption: that are accepted
    PriceRange prices;             // of kPrice
    Bits products;                 // that meet it; of kPrice candidates alone
  };

  // What is offered of a variant, as bits.
  enum Offer : std::uint8_t { kOfferInStock = 1, kOfferOnSale = 2 };

  using Failures = std::uint64_t;  // a bit for each condition that a variant fails
  // Conditions as a variant is asked for them.
  struct VariantConditions {
    Failures price = 0;  // the bit of that condition, if there is one
    Failures stock = 0;
    Failures sale = 0;
    Failures options = 0;              // the bits of all
    std::vector<Failures> optionsMet;  // by number of the facet value
    std::array<Failures, 4> byOffer{};  // of stock and sale, by what is offered (Offer)
    PriceRange prices;

    Failures all() const { return price | stock | sale | options; }
  };

  // What a query leaves of the products.
  struct Selection {
    Bits found;
    std::size_t total = 0;  // how many these are, from select()
    std::vector<std::uint32_t> counts;  // by number of the facet value; categories with those below
    std::array<std::uint32_t, kRatingSteps> ratings{};  // 4, 3, 2, 1 and more
    std::uint32_t inStock = 0;
    std::uint32_t onSale = 0;
    PriceRange prices;  // but for the filter on prices itself
    std::vector<Condition> conditions;
    VariantConditions ofVariants;  // the same
  };

  // To be derived before it is asked.
  static Result<Columns> open(const SnapshotSections& snapshot, const FacetTable& facets,
                              std::size_t products, std::size_t variants);
  // Checks the next products and makes what follows from their numbers; whether there are more.
  Result<bool> derive(std::size_t most);

  // `candidates`: the products that the text has left.
  // (Not inlined: its caller is compiled for size, and these loops would be, too.)
  [[gnu::noinline]] Selection select(const CatalogQuery& query, const FacetTable& facets,
                                     const Bits& candidates) const;

  // The prices of the variants that a query leaves; the first of them, for its picture.
  struct Fitting {
    PriceRange prices;
    std::size_t firstVariant = 0;
  };
  Fitting fittingOf(std::size_t product, const Selection& selection) const;

  // What the product is sorted by: smaller comes first.
  std::int64_t sortKey(CatalogSort sort, std::size_t product, const Selection& selection) const;

  std::size_t variantBegin(std::size_t product) const { return firstVariants_[product]; }
  std::size_t variantEnd(std::size_t product) const { return firstVariants_[product + 1]; }
  std::uint32_t productOf(std::size_t variant) const;
  void readVariant(std::size_t place, ProductVariant& variant) const;
  // Live changes of the numbers of all variants of a product.
  void writeVariants(std::size_t product, const std::vector<ProductVariant>& variants);
  // Where the product is in the order when nothing else decides.
  std::uint32_t listedRank(std::size_t product) const { return listedRanks_[product]; }
  bool isFeatured(std::size_t product) const { return featured_[listedRanks_[product]] != 0; }
  std::int64_t popularity(std::size_t product) const { return popularity_[listedRanks_[product]]; }
  std::int64_t publishedAt(std::size_t product) const { return publishedAt_[product]; }
  const PriceRange& prices(std::size_t product) const { return priceRanges_[product]; }
  std::span<const std::uint32_t> marks(std::size_t product) const { return marks_[product]; }
  void prepare() const;  // makes the tables that the first question would wait for
  // The products that have the facet value; how many all products with each value are.
  std::span<const std::uint32_t> productsWith(std::uint32_t mark) const;
  std::uint32_t allCount(std::uint32_t mark) const { return allCounts_[mark]; }
  std::span<const std::uint32_t> nameOrder() const { return nameOrder_; }

 private:
  Status take(const SnapshotSections& snapshot, const FacetTable& facets, std::size_t variants);
  void makeRoom(std::size_t values);
  std::vector<Condition> conditionsOf(const CatalogQuery& query, const FacetTable& facets,
                                      const Bits& candidates) const;
  Condition facetCondition(const FacetTable& facets, std::size_t dimension,
                           const std::vector<std::string>& values) const;
  Condition optionCondition(const FacetTable& facets, const OptionFilter& option) const;
  Condition priceCondition(const CatalogQuery& query, const Bits& candidates) const;
  VariantConditions variantConditions(const std::vector<Condition>& conditions) const;
  // (The linker, which is told to save space, would call it for each variant.)
  [[gnu::always_inline]] Failures failuresOf(std::size_t variant,
                                             const VariantConditions& asked) const {
    const std::int64_t price = prices_[variant];
    const std::uint8_t offer = offers_[variant];
    const bool isPriced = price >= asked.prices.minMinor && price <= asked.prices.maxMinor;
    const Failures failures = (isPriced ? 0 : asked.price) | asked.byOffer[offer];
    if (asked.options == 0) return failures;
    Failures met = 0;
    if ((offer & kOfferInStock) != 0) {
      for (const std::uint32_t mark : variantMarks_[variant]) met |= asked.optionsMet[mark];
    }
    return failures | (asked.options & ~met);
  }
  void applyConditions(Selection& selection, const Bits& candidates,
                       std::vector<Bits>& except) const;
  void countCategories(const Bits& products, const FacetTable& facets,
                       std::vector<std::uint32_t>& counts) const;
  void countValues(const Bits& products, std::size_t total, std::uint32_t begin,
                   std::uint32_t end, std::vector<std::uint32_t>& counts) const;
  void countFacets(Selection& selection, const FacetTable& facets,
                   const std::vector<Bits>& except) const;
  void countWhole(Selection& selection, const std::vector<Bits>& except,
                  const std::optional<Bits>& judged) const;
  std::optional<Bits> judgeVariants(Selection& selection, const FacetTable& facets,
                                    std::vector<Bits>& except) const;
  Bits unlike(const std::vector<Condition>& conditions, const Bits& products) const;
  bool isBehindOthers(std::size_t product) const;
  void rememberVariants(std::size_t product);

  std::size_t products_ = 0;
  std::uint32_t categories_ = 0;
  std::vector<std::uint32_t> firstVariants_;
  std::vector<std::uint32_t> markEnds_;
  std::vector<std::uint32_t> variantMarkEnds_;
  std::span<const std::uint32_t> listedRanks_;
  std::span<const std::uint8_t> featured_;    // by listed rank
  std::span<const std::int64_t> popularity_;  // likewise
  std::span<const std::int64_t> publishedAt_;
  std::span<const std::uint16_t> ratings_;
  std::span<const std::uint32_t> nameOrder_;
  std::span<std::int64_t> prices_;
  std::span<std::int64_t> compareAt_;
  std::span<std::int64_t> stock_;
  NumberLists marks_;
  NumberLists variantMarks_;

  // What follows from the arrays, kept because every query asks for it.
  std::size_t derived_ = 0;  // products
  std::vector<std::uint8_t> offers_;  // of each variant
  std::vector<std::uint32_t> nameRanks_;
  std::vector<PriceRange> priceRanges_;  // of each product
  Bits inStock_;                         // products with such a variant
  Bits onSale_;
  Bits allInStock_;  // products with no other variants
  Bits allOnSale_;
  Bits several_;  // products with several variants or with options
  std::array<Bits, kRatingSteps> rated_;
  std::vector<std::uint32_t> allCounts_;    // of the marks of all products
  std::vector<std::uint32_t> categoryBegins_;  // the first product of each category, and behind
  std::vector<std::uint32_t> optionEnds_;   // the option values that each product has in stock: a
  std::vector<std::uint32_t> optionMarks_;  // place for each that it could have,
  std::vector<std::uint32_t> optionCounts_;  // and how many of them there are
  mutable std::vector<std::uint32_t> counted_;  // by value: scratch to count each once

  // Made by prepare().
  mutable std::vector<std::uint32_t> byMarkEnds_;
  mutable std::vector<std::uint32_t> byMark_;  // the products of each mark
  mutable std::vector<Bits> frequent_;         // by mark: the same of those that many products have
  mutable PriceSteps priceSteps_;
};

}  // namespace vitrine
