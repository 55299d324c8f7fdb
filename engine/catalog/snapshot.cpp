// SPDX-License-Identifier: MIT
#include "engine/catalog/snapshot.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/core/check.h"

namespace vitrine {
namespace {

static_assert(std::endian::native == std::endian::little, "a snapshot is used where it lies");

constexpr std::string_view kMagic = "VITRINE\n";
constexpr std::size_t kSections = static_cast<std::size_t>(SectionId::kCount);
constexpr std::size_t kPlacesAt = 32;
constexpr std::size_t kChecksumAt = 24;
constexpr std::size_t kHeaderSize = kPlacesAt + kSections * 16;

template <typename T>
T numberAt(std::string_view bytes, std::size_t place) {
  T number;
  std::memcpy(&number, bytes.data() + place, sizeof number);
  return number;
}

template <typename T>
void appendFixed(std::string& bytes, T number) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
}

constexpr std::uint64_t kFactor = 0x9E37'79B9'7F4A'7C15;

Error damaged(std::string_view what) {
  return {ErrorCode::kAnswerUnreadable, "snapshot", what};
}

// Whether they begin with 0, never fall and end at `size`. Written without a way out, so that it
// runs at the speed of memory.
bool areEnds(std::span<const std::uint32_t> ends, std::size_t size) {
  if (ends.empty() || ends.front() != 0 || ends.back() != size) return false;
  bool rising = true;
  for (std::size_t i = 1; i < ends.size(); ++i) rising &= ends[i - 1] <= ends[i];
  return rising;
}

}  // namespace

std::size_t Texts::longest() const {
  std::uint32_t longest = 0;
  for (std::size_t i = 0; i < size(); ++i) longest = std::max(longest, ends[i + 1] - ends[i]);
  return longest;
}

Checksum::Checksum(std::string_view snapshot)
    : bytes_(snapshot.substr(std::min(kPlacesAt, snapshot.size()))), size_(bytes_.size()) {}

// Four chains, so that the multiplications overlap; each step can be undone, so no single changed
// word goes unseen.
bool Checksum::work(std::size_t most) {
  std::array<std::uint64_t, 4> chains = chains_;  // kept out of memory
  std::size_t place = 0;
  for (; place + 32 <= bytes_.size() && place < most; place += 32) {
    for (std::size_t i = 0; i < 4; ++i) {
      chains[i] = (chains[i] ^ numberAt<std::uint64_t>(bytes_, place + 8 * i)) * kFactor;
    }
  }
  chains_ = chains;
  bytes_.remove_prefix(place);
  if (bytes_.size() >= 32) return true;
  for (std::size_t i = 0; bytes_.size() >= 8; ++i) {
    chains_[i] = (chains_[i] ^ numberAt<std::uint64_t>(bytes_, 0)) * kFactor;
    bytes_.remove_prefix(8);
  }
  return false;
}

std::uint64_t Checksum::sum() const {
  std::uint64_t sum = size_;
  for (const std::uint64_t chain : chains_) sum = (sum ^ chain ^ (chain >> 32U)) * kFactor;
  return sum;
}

void SnapshotWriter::put(SectionId id, std::string_view bytes) {
  places_[static_cast<std::size_t>(id)] = {kHeaderSize + body_.size(), bytes.size()};
  body_ += bytes;
  body_.resize((body_.size() + 7) / 8 * 8, '\0');
}

std::string SnapshotWriter::take() {
  std::string places;
  for (const Place& place : places_) {
    appendFixed(places, place.offset);
    appendFixed(places, place.size);
  }
  std::string snapshot(kPlacesAt, '\0');
  snapshot.reserve(kHeaderSize + body_.size());
  snapshot += places;
  snapshot += body_;
  body_.clear();
  sealSnapshot(snapshot);
  return snapshot;
}

void sealSnapshot(std::span<char> snapshot) {
  Checksum checksum({snapshot.data(), snapshot.size()});
  while (checksum.work(SIZE_MAX)) {}
  std::string header(kMagic);
  appendFixed(header, kSnapshotVersion);
  appendFixed(header, static_cast<std::uint32_t>(kSections));
  appendFixed(header, static_cast<std::uint64_t>(snapshot.size()));
  appendFixed(header, checksum.sum());
  std::ranges::copy(header, snapshot.begin());
}

Result<SnapshotSections> SnapshotSections::open(std::span<char> given, const Checksum& checksum) {
  const std::string_view bytes(given.data(), given.size());
  if (bytes.size() < kHeaderSize || !bytes.starts_with(kMagic)) {
    return fail(damaged("not a catalog snapshot"));
  }
  check(reinterpret_cast<std::uintptr_t>(given.data()) % 8 == 0);
  const auto version = numberAt<std::uint32_t>(bytes, 8);
  if (version != kSnapshotVersion || numberAt<std::uint32_t>(bytes, 12) != kSections) {
    return fail(damaged(version < kSnapshotVersion ? "of an older version" : "of a newer version"));
  }
  if (numberAt<std::uint64_t>(bytes, 16) != bytes.size() || bytes.size() % 8 != 0) {
    return fail(damaged("not complete"));
  }
  if (numberAt<std::uint64_t>(bytes, kChecksumAt) != checksum.sum()) {
    return fail(damaged("the checksum does not match"));
  }
  SnapshotSections sections;
  std::uint64_t behind = kHeaderSize;  // the sections so far
  for (std::size_t i = 0; i < kSections; ++i) {
    const auto offset = numberAt<std::uint64_t>(bytes, kPlacesAt + 16 * i);
    const auto size = numberAt<std::uint64_t>(bytes, kPlacesAt + 16 * i + 8);
    if (offset != behind || size > bytes.size() - offset) {
      return fail(refusal(static_cast<SectionId>(i)));
    }
    sections.sections_.push_back(
        given.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size)));
    behind = (offset + size + 7) / 8 * 8;
  }
  if (behind != bytes.size()) return fail(damaged("more than its sections"));
  return sections;
}

std::string_view SnapshotSections::bytes(SectionId id) const {
  const std::span<char> section = sections_[static_cast<std::size_t>(id)];
  return {section.data(), section.size()};
}

Result<Texts> SnapshotSections::texts(SectionId ends, SectionId textBytes) const {
  const std::string_view content = bytes(textBytes);
  const std::size_t size = bytes(ends).size();
  const auto numbered = numbers<std::uint32_t>(ends, size / sizeof(std::uint32_t));
  if (!numbered || !areEnds(*numbered, content.size())) return fail(refusal(ends));
  return Texts{*numbered, content};
}

Result<Texts> SnapshotSections::texts(SectionId ends, SectionId bytes, std::size_t count) const {
  auto found = texts(ends, bytes);
  if (found && found->size() != count) return fail(refusal(ends));
  return found;
}

Result<std::vector<std::uint32_t>> SnapshotSections::ends(SectionId sizes, std::size_t count,
                                                          std::size_t sum) const {
  const auto found = numbers<std::uint16_t>(sizes, count);
  if (!found) return fail(found.error());
  std::vector<std::uint32_t> ends(count + 1);
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < count; ++i) {
    end += (*found)[i];
    ends[i + 1] = static_cast<std::uint32_t>(end);
  }
  if (end != sum) return fail(refusal(sizes));
  return ends;
}

Result<NumberLists> SnapshotSections::lists(std::span<const std::uint32_t> ends, SectionId items,
                                            std::size_t limit) const {
  const auto values = numbers<std::uint32_t>(items, ends.back());
  if (!values) return fail(values.error());
  std::uint32_t largest = 0;
  for (const std::uint32_t value : *values) largest = std::max(largest, value);
  if (!values->empty() && largest >= limit) return fail(refusal(items));
  return NumberLists{ends, *values};
}

Error SnapshotSections::refusal(SectionId id) {
  return damaged("section " + std::to_string(static_cast<int>(id)) + " makes no sense");
}

}  // namespace vitrine
