// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/card.h"
#include "engine/catalog/category.h"
#include "engine/catalog/product.h"
#include "engine/catalog/query.h"
#include "engine/catalog/search_settings.h"
#include "engine/catalog/segment.h"
#include "engine/catalog/text_query.h"
#include "engine/core/result.h"

namespace vitrine {

// Where a SKU is sold. Valid as long as the product is.
struct VariantEntry {
  const Product* product = nullptr;
  const ProductVariant* variant = nullptr;
};

// A product by its place in a catalog; valid until the catalog changes.
struct ProductPlace {
  std::uint32_t segment = 0;
  std::uint32_t number = 0;

  auto operator<=>(const ProductPlace&) const = default;
};

// The answer to a text alone.
struct TextFound {
  std::int64_t total = 0;
  std::vector<ProductPlace> products;  // the best first
  std::optional<std::string> correctedText;
};

// The products that one shop offers, searchable. Also the source of prices and stock for a quote:
// the server builds one from the handful of products that it has just read.
//
//   Catalog catalog(std::move(documents.products), std::move(documents.categories));
//   CatalogPage page = catalog.search({.text = "lamp", .sort = CatalogSort::kPriceUp});
//
// It is one snapshot (snapshot.h), the base, and beside it small ones of what was added or rewritten
// since. Questions fill tables for the next one: a catalog is asked by one thread.
class Catalog {
 public:
  Catalog() : Catalog(std::vector<Product>()) {}
  // Products are those of decodeCatalog: valid, with unique ids, slugs and SKUs. Of two that share
  // one of these the first is kept.
  explicit Catalog(std::vector<Product> products, std::vector<Category> categories = {},
                   const SearchSettings& settings = {});
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();
  // Opens the bytes where they lie. Refuses, with the reason, what is damaged, of another version,
  // or not sound in every number.
  static Result<Catalog> open(std::string snapshot);
  // The same from a segment that was opened in slices (SegmentOpening).
  explicit Catalog(std::unique_ptr<Segment> base);

  // The bytes that `open` takes, with all changes, without descriptions: those of the pages that
  // show them come from the shop's server.
  std::string snapshot() const;

  std::size_t size() const;
  const std::vector<Category>& categories() const { return segments_.front()->categories(); }
  Currency currency() const { return currency_; }  // of the first product; EUR when there is none
  std::vector<std::string> slugs() const;

  // Null when absent. Valid until the catalog changes, or kKeptProducts others have been asked for.
  static constexpr std::size_t kKeptProducts = 256;
  const Product* findById(std::string_view id) const;
  const Product* findBySlug(std::string_view slug) const;
  VariantEntry findSku(std::string_view sku) const;
  const Category* findCategory(std::string_view id) const;

  CatalogPage search(const CatalogQuery& query) const;
  // The text alone, without filters, facets and cards.
  TextFound find(std::string_view text, std::size_t limit, Typos typos = Typos::kOn) const;
  std::string idOf(ProductPlace place) const;

  // What to offer while the shopper types: how the last word may go on so that something is found,
  // categories and brands that begin so, then products.
  std::vector<Suggestion> suggestions(std::string_view text, std::size_t limit) const;

  // Others of the category, nearest in tags and price first.
  std::vector<Card> related(std::string_view slug, std::size_t limit) const;

  // Live changes: replaces the products of those ids or adds them; takes one out. A product whose
  // slug or SKU another one has is left out. Prices and stock are written in place; for other
  // changes an addition is made, a small segment.
  void upsert(std::vector<Product> products);
  void remove(std::string_view id);

  // What opening and changes leave to be done, so that later questions are fast: tables are filled,
  // additions joined. The next slice of it takes a few milliseconds, and ends what answers show.
  //
  //   while (!catalog.isSettled()) catalog.settle();
  bool isSettled() const;
  void settle();
  std::size_t additionCount() const { return segments_.size() - 1; }

 private:
  struct Ranked {
    std::int64_t key = 0;  // smaller comes first; of names comparable within a segment alone
    ProductPlace place;
  };
  using Selections = std::vector<Columns::Selection>;  // by segment
  struct Joining;
  struct KeptProduct {
    ProductPlace place;
    std::unique_ptr<Product> product;
  };

  std::optional<ProductPlace> placeOf(Segment::Key key, std::string_view text) const;
  const Product& productAt(ProductPlace place) const;

  Selections select(const CatalogQuery& query, const TextQuery* text) const;
  bool isListedBefore(ProductPlace a, ProductPlace b) const;
  bool isRankedBefore(CatalogSort sort, const Ranked& a, const Ranked& b) const;
  std::vector<Ranked> rankSegment(const CatalogQuery& query, const TextQuery* text,
                                  const Selections& selections, std::uint32_t segment,
                                  std::size_t limit) const;
  std::vector<Ranked> rank(const CatalogQuery& query, const TextQuery* text,
                           const Selections& selections, std::size_t limit) const;
  // The page of a canonical query whose text has been read.
  CatalogPage pageOf(CatalogQuery query, const TextQuery& read) const;
  Card cardAt(ProductPlace place, const Columns::Selection& selection,
              const TextQuery* text) const;

  bool isTaken(const Product& product) const;
  std::size_t firstToJoin() const;
  void beginJoining(std::size_t first);
  bool workOnJoining();
  void finishJoining();
  void noteChange(ProductPlace place);

  std::vector<std::unique_ptr<Segment>> segments_;  // the base, then the additions by age
  std::unique_ptr<Joining> joining_;                // under way
  Currency currency_ = Currency::eur();
  mutable std::vector<KeptProduct> kept_;           // the last that were asked for
};

}  // namespace vitrine
