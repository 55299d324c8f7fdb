// SPDX-License-Identifier: MIT
#include "engine/catalog/catalog.h"

#include <algorithm>
#include <utility>

#include "engine/catalog/joining.h"
#include "engine/catalog/text_table.h"
#include "engine/catalog/facet_list.h"
#include "engine/core/ordering.h"

namespace vitrine {

Catalog::Catalog(std::vector<Product> products, std::vector<Category> categories,
                 const SearchSettings& settings) {
  TextTable ids;
  TextTable slugs;
  std::vector<const Product*> kept;
  for (const Product& product : products) {
    const bool first = ids.addNew(product.id) && slugs.addNew(product.slug);
    if (first && !product.variants.empty()) kept.push_back(&product);
  }
  sortStably(categories, [](const Category& a, const Category& b) { return a.order < b.order; });
  *this = Catalog(Segment::of(kept, categories, settings));
}

Catalog::Catalog(std::unique_ptr<Segment> base) {
  segments_.push_back(std::move(base));
  if (segments_.front()->size() > 0) currency_ = segments_.front()->product(0).currency;
}

Catalog::Catalog(Catalog&&) noexcept = default;
Catalog& Catalog::operator=(Catalog&&) noexcept = default;
Catalog::~Catalog() = default;

Result<Catalog> Catalog::open(std::string snapshot) {
  auto segment = Segment::open(std::move(snapshot));
  if (!segment) return fail(segment.error());
  return Catalog(std::move(*segment));
}

std::string Catalog::snapshot() const {
  const Segment& first = *segments_.front();
  if (segments_.size() == 1 && first.isWhole()) return first.lightSnapshot();
  std::vector<Product> products;
  for (const auto& segment : segments_) {
    segment->alive().forEach([&](std::size_t i) { products.push_back(segment->product(i)); });
  }
  std::vector<const Product*> pointers;
  for (const Product& product : products) pointers.push_back(&product);
  return Segment::of(pointers, categories(), first.settings())->lightSnapshot();
}

std::size_t Catalog::size() const {
  std::size_t size = 0;
  for (const auto& segment : segments_) size += segment->alive().count();
  return size;
}

std::vector<std::string> Catalog::slugs() const {
  std::vector<std::string> slugs;
  for (const auto& segment : segments_) {
    segment->alive().forEach([&](std::size_t i) { slugs.push_back(segment->slug(i)); });
  }
  return slugs;
}

const Product& Catalog::productAt(ProductPlace place) const {
  const auto known = std::ranges::find(kept_, place, &KeptProduct::place);
  if (known != kept_.end()) return *known->product;
  if (kept_.size() == kKeptProducts) kept_.erase(kept_.begin());
  kept_.push_back(
      {place, std::make_unique<Product>(segments_[place.segment]->product(place.number))});
  return *kept_.back().product;
}

std::optional<ProductPlace> Catalog::placeOf(Segment::Key key, std::string_view text) const {
  for (std::uint32_t i = 0; i < segments_.size(); ++i) {
    const auto number = segments_[i]->find(key, text);
    if (number && segments_[i]->alive().has(*number)) return ProductPlace{i, *number};
  }
  return std::nullopt;
}

const Product* Catalog::findById(std::string_view id) const {
  const auto found = placeOf(Segment::Key::kId, id);
  return found ? &productAt(*found) : nullptr;
}

const Product* Catalog::findBySlug(std::string_view slug) const {
  const auto found = placeOf(Segment::Key::kSlug, slug);
  return found ? &productAt(*found) : nullptr;
}

VariantEntry Catalog::findSku(std::string_view sku) const {
  const auto found = placeOf(Segment::Key::kSku, sku);
  if (!found) return {};
  const Product& product = productAt(*found);
  return {.product = &product, .variant = findVariant(product, sku)};
}

const Category* Catalog::findCategory(std::string_view id) const {
  const auto found = std::ranges::find(categories(), id, &Category::id);
  return found == categories().end() ? nullptr : &*found;
}

std::string Catalog::idOf(ProductPlace place) const {
  return std::string(segments_[place.segment]->head(place.number).id);
}

Catalog::Selections Catalog::select(const CatalogQuery& query, const TextQuery* text) const {
  Selections selections;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const Segment& segment = *segments_[i];
    const Bits& candidates = text == nullptr ? segment.alive() : text->found(i);
    selections.push_back(segment.columns().select(query, segment.facets(), candidates));
  }
  return selections;
}

Card Catalog::cardAt(ProductPlace place, const Columns::Selection& selection,
                     const TextQuery* text) const {
  const Segment& segment = *segments_[place.segment];
  const Columns::Fitting fitting = segment.columns().fittingOf(place.number, selection);
  Card card = segment.card(place.number, fitting);
  if (text != nullptr) card.titleHighlights = text->highlightsOf(card.title, place.segment);
  return card;
}

CatalogPage Catalog::search(const CatalogQuery& given) const {
  CatalogQuery query = canonicalQuery(given);
  const TextQuery read(query.text, segments_, Typos::kOn);
  return pageOf(std::move(query), read);
}

CatalogPage Catalog::pageOf(CatalogQuery query, const TextQuery& read) const {
  CatalogPage page;
  page.query = std::move(query);
  page.currency = currency_.code();
  const TextQuery* text = read.isEmpty() ? nullptr : &read;
  if (text != nullptr) page.correctedText = text->correctedText();
  Selections selections = select(page.query, text);
  std::size_t total = 0;
  PriceRange prices;
  for (const Columns::Selection& selection : selections) {
    total += selection.total;
    prices.include(selection.prices);
  }
  if (!prices.isEmpty()) {
    page.priceMinMinor = prices.minMinor;
    page.priceMaxMinor = prices.maxMinor;
  }
  page.facets = facetsOf(page.query, segments_, selections);
  const std::size_t size = static_cast<std::size_t>(page.query.pageSize);
  page.total = static_cast<std::int64_t>(total);
  const std::size_t pages = std::max<std::size_t>(1, (total + size - 1) / size);
  page.pageCount = static_cast<std::int32_t>(pages);
  page.query.page = std::min(page.query.page, page.pageCount);
  page.page = page.query.page;
  const std::size_t begin = (static_cast<std::size_t>(page.page) - 1) * size;
  const std::vector<Ranked> ranked = rank(page.query, text, selections, begin + size);
  page.cards.reserve(size);
  for (std::size_t i = begin; i < ranked.size(); ++i) {
    const ProductPlace place = ranked[i].place;
    page.cards.push_back(cardAt(place, selections[place.segment], text));
  }
  return page;
}

TextFound Catalog::find(std::string_view text, std::size_t limit, Typos typos) const {
  TextFound found;
  const TextQuery read(text, segments_, typos);
  if (read.isEmpty()) return found;
  found.total = static_cast<std::int64_t>(read.total());
  found.correctedText = read.correctedText();
  Selections selections(segments_.size());
  for (std::size_t i = 0; i < segments_.size(); ++i) selections[i].found = read.found(i);
  for (const Ranked& ranked : rank({}, &read, selections, limit)) {
    found.products.push_back(ranked.place);
  }
  return found;
}

}  // namespace vitrine
