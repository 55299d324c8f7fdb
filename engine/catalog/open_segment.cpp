// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "engine/catalog/segment.h"

namespace vitrine {
namespace {

// What deriving a product costs, in bytes of postings that are looked at.
constexpr std::size_t kBytesOfProduct = 64;
// The checksum reads bytes faster than they are checked.
constexpr std::size_t kChecksumSpeed = 4;

}  // namespace

SegmentOpening::SegmentOpening(std::string snapshot)
    : segment_(new Segment()), checksum_(segment_->bytes_ = std::move(snapshot)) {}

Result<bool> SegmentOpening::work(std::size_t most) {
  if (checksum_.work(std::min(most, SIZE_MAX / kChecksumSpeed) * kChecksumSpeed)) return true;
  if (!areSectionsOpen_) {
    const Status opened = openSections();
    if (!opened) return fail(opened.error());
    areSectionsOpen_ = true;
    return true;
  }
  const auto isDeriving = segment_->columns_.derive(std::max<std::size_t>(most / kBytesOfProduct, 1));
  if (!isDeriving || *isDeriving) return isDeriving;
  return segment_->text_.check(most);
}

// What is read in one go: numbers are looked at, but not what they mean together.
Status SegmentOpening::openSections() {
  Segment& segment = *segment_;
  auto opened = SnapshotSections::open(segment.bytes_, checksum_);
  if (!opened) return fail(opened.error());
  segment.sections_ = std::move(*opened);
  const SnapshotSections& sections = segment.sections_;
  auto shop = decodeShopSection(sections.bytes(SectionId::kShop));
  if (!shop) return fail(shop.error());
  segment.shop_ = std::move(*shop);
  if (const Status texts = openTexts(); !texts) return texts;
  auto facets = FacetTable::open(sections);
  if (!facets) return fail(facets.error());
  segment.facets_ = std::move(*facets);
  const std::size_t size = segment.size();
  auto columns = Columns::open(sections, segment.facets_, size, segment.shop_.variants);
  if (!columns) return fail(columns.error());
  segment.columns_ = std::move(*columns);
  auto text = TextIndex::open(sections, size);
  if (!text) return fail(text.error());
  segment.text_ = std::move(*text);
  segment.alive_ = Bits::all(size);
  return {};
}

Status SegmentOpening::openTexts() {
  Segment& segment = *segment_;
  const std::size_t size = segment.size();
  const auto open = [&](Texts& target, SectionId ends, SectionId bytes, std::size_t count) {
    const auto found = segment.sections_.texts(ends, bytes, count);
    if (found) target = *found;
    return found.has_value();
  };
  const auto names = segment.sections_.texts(SectionId::kNameEnds, SectionId::kNames);
  const bool complete =
      names &&
      open(segment.records_, SectionId::kRecordEnds, SectionId::kRecords, size) &&
      open(segment.descriptions_, SectionId::kDescriptionEnds, SectionId::kDescriptions, size);
  if (!complete) return fail(SnapshotSections::refusal(SectionId::kRecords));
  const std::string_view skus = segment.sections_.bytes(SectionId::kSkus);
  auto skuEnds =
      segment.sections_.ends(SectionId::kSkuSizes, segment.shop_.variants, skus.size());
  if (!skuEnds) return fail(skuEnds.error());
  segment.skuEnds_ = std::move(*skuEnds);
  segment.skus_ = {segment.skuEnds_, skus};
  segment.names_ = *names;
  // A record may refer to a name a thousand times.
  if (segment.names_.longest() > kMaxNameBytes) {
    return fail(SnapshotSections::refusal(SectionId::kNames));
  }
  return {};
}

}  // namespace vitrine
