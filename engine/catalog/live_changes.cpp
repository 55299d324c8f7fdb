// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/catalog/catalog.h"
#include "engine/catalog/compaction.h"
#include "engine/core/check.h"

namespace vitrine {
namespace {

constexpr std::size_t kSmallSegment = 1'024;  // products; larger ones are not joined again
constexpr std::size_t kMostSmall = 4;         // small segments that wait

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
  products_.clear();
  std::vector<const Product*> fresh;
  for (const Product& product : products) {
    const auto slugOwner = placeOf(Key::kSlug, product.slug);
    const auto known = placeOf(Key::kId, product.id);
    if (product.variants.empty() || (slugOwner && slugOwner != known)) continue;
    if (known) {
      Segment& segment = *segments_[known->segment];
      if (hasSameRest(segment.product(known->number), product)) {
        segment.changeVariants(known->number, product);
        continue;
      }
      segment.remove(known->number);
    }
    std::erase_if(fresh, [&](const Product* other) { return other->id == product.id; });
    fresh.push_back(&product);
  }
  if (fresh.empty()) return;
  const Segment& first = *segments_.front();
  segments_.push_back(Segment::of(std::move(fresh), first.categories(), first.settings()));
}

void Catalog::remove(std::string_view id) {
  products_.clear();
  const auto known = placeOf(Key::kId, id);
  if (known) segments_[known->segment]->remove(known->number);
}

bool Catalog::isSmall(std::size_t segment) const {
  return segment > 0 && segments_[segment]->size() < kSmallSegment;
}

bool Catalog::mayCompact() const {
  if (compaction_) return true;
  std::size_t small = 0;
  for (std::size_t i = 1; i < segments_.size(); ++i) small += isSmall(i) ? 1 : 0;
  return small > kMostSmall;
}

void Catalog::compact() {
  if (!mayCompact()) return;
  if (!compaction_) {
    compaction_ = std::make_unique<Compaction>();
    for (std::uint32_t i = 1; i < segments_.size(); ++i) {
      if (!isSmall(i)) continue;
      compaction_->segments.push_back(i);
      segments_[i]->alive().forEach([&](std::size_t number) {
        compaction_->places.push_back({i, static_cast<std::uint32_t>(number)});
      });
    }
    return;
  }
  Compaction& work = *compaction_;
  if (work.products.size() < work.places.size()) {
    const std::size_t end = std::min(work.places.size(), work.products.size() + kSliceProducts);
    while (work.products.size() < end) {
      const ProductPlace place = work.places[work.products.size()];
      work.products.push_back(segments_[place.segment]->product(place.number));
    }
    return;
  }
  if (!work.builder) {
    std::vector<const Product*> products;
    for (const Product& product : work.products) products.push_back(&product);
    const Segment& first = *segments_.front();
    work.builder = std::make_unique<SnapshotBuilder>(std::move(products), first.categories(),
                                                     first.settings());
    return;
  }
  if (!work.builder->work(kSliceProducts)) finishCompacting();
}

// Puts the joined segment in the place of the small ones, with what has changed in these meanwhile.
void Catalog::finishCompacting() {
  const std::unique_ptr<Compaction> work = std::move(compaction_);
  auto opened = Segment::open(work->builder->take());
  check(opened.has_value());  // what we build we can open
  std::unique_ptr<Segment> joined = std::move(*opened);
  for (std::size_t i = 0; i < work->places.size(); ++i) {
    const ProductPlace place = work->places[i];
    const Segment& old = *segments_[place.segment];
    const std::uint32_t number = *joined->findId(work->products[i].id);
    if (old.alive().has(place.number)) {
      joined->changeVariants(number, old.product(place.number));
    } else {
      joined->remove(number);
    }
  }
  products_.clear();
  for (std::size_t i = work->segments.size(); i-- > 0;) {
    segments_.erase(segments_.begin() + static_cast<std::ptrdiff_t>(work->segments[i]));
  }
  segments_.push_back(std::move(joined));
}

}  // namespace vitrine
