// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/catalog/catalog.h"
#include "engine/catalog/joining.h"
#include "engine/catalog/text_table.h"
#include "engine/core/check.h"

namespace vitrine {
namespace {

// An addition is joined with the newer ones when it is at most so many times as large as they are
// together. Each costs a question some microseconds, so there are one or two; for that a changed
// product is joined some fifty times, when the page has nothing else to do.
constexpr std::size_t kGrowth = 64;

// What a slice of a few milliseconds does.
constexpr std::size_t kSliceEntries = 8'192;
constexpr std::size_t kSliceProducts = 32;

// Whether nothing but prices and stock differs.
bool hasSameRest(Product a, const Product& b) {
  if (a.variants.size() != b.variants.size()) return false;
  for (std::size_t i = 0; i < a.variants.size(); ++i) {
    a.variants[i].priceMinor = b.variants[i].priceMinor;
    a.variants[i].compareAtMinor = b.variants[i].compareAtMinor;
    a.variants[i].stock = b.variants[i].stock;
  }
  a.revision = b.revision;
  // A shipped snapshot has no descriptions, so they say nothing.
  a.description = b.description;
  return a == b;
}

}  // namespace

void Catalog::upsert(std::vector<Product> products) {
  kept_.clear();
  // Of several of one id the last counts, at the place of the first.
  TextTable ids;
  std::vector<const Product*> given;
  for (const Product& product : products) {
    if (product.variants.empty()) continue;
    const std::size_t place = ids.add(product.id);
    if (place == given.size()) given.push_back(nullptr);
    given[place] = &product;
  }
  // First all that are rewritten go, so that one may take the slug or SKU that another gives up.
  std::vector<const Product*> rewritten;
  for (const Product* product : given) {
    const auto known = placeOf(Segment::Key::kId, product->id);
    if (known) {
      Segment& segment = *segments_[known->segment];
      noteChange(*known);
      if (hasSameRest(segment.product(known->number), *product)) {
        segment.changeVariants(known->number, *product);
        continue;
      }
      segment.remove(known->number);
    }
    rewritten.push_back(product);
  }
  TextTable slugs;
  TextTable skus;
  std::vector<const Product*> fresh;
  for (const Product* product : rewritten) {
    bool isFree = !isTaken(*product) && slugs.addNew(product->slug);
    for (const ProductVariant& variant : product->variants) isFree &= skus.addNew(variant.sku);
    if (isFree) fresh.push_back(product);
  }
  if (fresh.empty()) return;
  segments_.push_back(Segment::additionTo(*segments_.front(), std::move(fresh)));
}

// Whether another product has its slug or one of its SKUs.
bool Catalog::isTaken(const Product& product) const {
  if (placeOf(Segment::Key::kSlug, product.slug)) return true;
  return std::ranges::any_of(product.variants, [&](const ProductVariant& variant) {
    return placeOf(Segment::Key::kSku, variant.sku).has_value();
  });
}

void Catalog::remove(std::string_view id) {
  kept_.clear();
  const auto known = placeOf(Segment::Key::kId, id);
  if (!known) return;
  segments_[known->segment]->remove(known->number);
  noteChange(*known);
}

void Catalog::noteChange(ProductPlace place) {
  const bool isJoined =
      joining_ && place.segment >= joining_->first && place.segment < joining_->end;
  if (isJoined) joining_->changed.push_back(place);
}

// The oldest addition to join with all newer ones; segments_.size() when there is none.
std::size_t Catalog::firstToJoin() const {
  std::size_t first = segments_.size();
  std::size_t newer = 0;  // products
  for (std::size_t i = segments_.size(); i-- > 1;) {
    const std::size_t own = segments_[i]->alive().count();
    if (own <= kGrowth * newer) first = i;
    newer += own;
  }
  return first;
}

bool Catalog::isSettled() const {
  const auto isPrepared = [](const auto& segment) { return segment->isPrepared(); };
  return !joining_ && std::ranges::all_of(segments_, isPrepared) &&
         firstToJoin() == segments_.size();
}

void Catalog::settle() {
  for (const auto& segment : segments_) {
    if (segment->prepare(*segments_.front(), kSliceEntries)) return;
  }
  if (joining_) {
    if (!workOnJoining()) finishJoining();
  } else if (const std::size_t first = firstToJoin(); first < segments_.size()) {
    beginJoining(first);
  }
}

void Catalog::beginJoining(std::size_t first) {
  joining_ = std::make_unique<Joining>();
  joining_->first = first;
  joining_->end = segments_.size();
  for (std::size_t i = first; i < segments_.size(); ++i) {
    segments_[i]->alive().forEach([&](std::size_t number) {
      joining_->places.push_back(
          {static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(number)});
    });
  }
}

// The next slice; whether there is more.
bool Catalog::workOnJoining() {
  Joining& work = *joining_;
  if (work.joined) return work.joined->prepare(*segments_.front(), kSliceEntries);
  // Thousands of products take milliseconds to be forgotten, too.
  if (work.opening && !work.products.empty()) {
    const std::size_t left = work.products.size() - std::min(work.products.size(), kSliceProducts);
    while (work.products.size() > left) work.products.pop_back();
    return true;
  }
  if (work.opening) {
    const auto more = work.opening->work(SegmentOpening::kSliceBytes);
    check(more.has_value());  // what we build we can open
    if (!*more) work.joined = work.opening->take();
    return true;
  }
  if (work.builder) {
    if (work.builder->work(kSliceProducts)) return true;
    work.opening.emplace(work.builder->take());
    work.builder.reset();
    return true;
  }
  const std::size_t end = std::min(work.places.size(), work.products.size() + kSliceProducts);
  while (work.products.size() < end) {
    const ProductPlace place = work.places[work.products.size()];
    work.products.push_back(segments_[place.segment]->product(place.number));
  }
  if (work.products.size() < work.places.size()) return true;
  std::vector<const Product*> products;
  for (const Product& product : work.products) products.push_back(&product);
  work.builder = std::make_unique<SnapshotBuilder>(std::move(products), categories(), nullptr);
  return true;
}

// Puts the joined segment in the place of the others, with what has changed in these meanwhile.
void Catalog::finishJoining() {
  const std::unique_ptr<Joining> work = std::move(joining_);
  for (const ProductPlace place : work->changed) {
    const Segment& old = *segments_[place.segment];
    const Product product = old.product(place.number);
    const auto number = work->joined->find(Segment::Key::kId, product.id);
    if (!number) continue;  // was gone before
    if (old.alive().has(place.number)) {
      work->joined->changeVariants(*number, product);
    } else {
      work->joined->remove(*number);
    }
  }
  kept_.clear();
  const auto first = segments_.begin() + static_cast<std::ptrdiff_t>(work->first);
  const auto end = segments_.begin() + static_cast<std::ptrdiff_t>(work->end);
  const auto at = segments_.erase(first, end);
  if (work->joined->size() > 0) segments_.insert(at, std::move(work->joined));
}

}  // namespace vitrine
