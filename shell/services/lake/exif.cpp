// SPDX-License-Identifier: MIT
#include "shell/services/lake/exif.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/timestamp.h"
#include "engine/core/utf8.h"
#include "shell/services/lake/exif_names.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kMostItems = 16;    // of one value; larger ones are tables of software
constexpr std::size_t kLongestText = 4'096;

enum class Type : std::uint16_t {
  kByte = 1,
  kText,
  kShort,
  kLong,
  kRational,
  kSignedByte,
  kSignedShort = 8,
  kSignedLong,
  kSignedRational
};

std::size_t sizeOf(Type type) {
  switch (type) {
    case Type::kByte:
    case Type::kText:
    case Type::kSignedByte:
      return 1;
    case Type::kShort:
    case Type::kSignedShort:
      return 2;
    case Type::kLong:
    case Type::kSignedLong:
      return 4;
    case Type::kRational:
    case Type::kSignedRational:
      return 8;
  }
  return 0;
}

struct Entry {
  std::uint16_t tag;
  Type type;
  std::size_t count;
  std::size_t place;  // of the value
};

// The TIFF file within the block. Whatever lies outside of it reads as nothing.
class Tiff {
 public:
  explicit Tiff(std::string_view bytes) : bytes_(bytes), isBigEndian_(bytes.starts_with("MM")) {}

  std::optional<std::uint32_t> number(std::size_t place, std::size_t size) const {
    if (place > bytes_.size() || bytes_.size() - place < size) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const std::size_t at = isBigEndian_ ? place + i : place + size - 1 - i;
      value = value << 8U | static_cast<unsigned char>(bytes_[at]);
    }
    return value;
  }

  std::vector<Entry> directory(std::size_t place) const {
    std::vector<Entry> entries;
    const std::uint32_t count = number(place, 2).value_or(0);
    for (std::size_t at = place + 2; entries.size() < count; at += 12) {
      const auto value = number(at + 8, 4);
      if (!value) break;
      Entry entry{static_cast<std::uint16_t>(*number(at, 2)), static_cast<Type>(*number(at + 2, 2)),
                  *number(at + 4, 4), *value};
      const std::size_t size = sizeOf(entry.type);
      if (size * entry.count <= 4) entry.place = at + 8;
      entries.push_back(entry);
    }
    return entries;
  }

  std::optional<double> real(const Entry& entry, std::size_t index) const {
    const std::size_t size = sizeOf(entry.type);
    const std::size_t place = entry.place + index * size;
    const bool isRational = size == 8;
    const auto above = number(place, isRational ? 4 : size);
    const auto below = isRational ? number(place + 4, 4) : std::optional<std::uint32_t>(1);
    if (size == 0 || !above || !below) return std::nullopt;
    double value = *above;
    if (entry.type == Type::kSignedByte) value = static_cast<std::int8_t>(*above);
    if (entry.type == Type::kSignedShort) value = static_cast<std::int16_t>(*above);
    if (entry.type == Type::kSignedLong) value = static_cast<std::int32_t>(*above);
    if (entry.type == Type::kRational) value /= *below;
    if (entry.type == Type::kSignedRational) {
      value = static_cast<double>(static_cast<std::int32_t>(*above)) /
              static_cast<std::int32_t>(*below);
    }
    return std::isfinite(value) ? std::optional(value) : std::nullopt;  // cameras write 0/0
  }

  std::string text(const Entry& entry) const {
    if (entry.place > bytes_.size() || entry.count > kLongestText) return {};
    const std::string_view text = bytes_.substr(entry.place, entry.count);
    return repairUtf8(text.substr(0, text.find('\0')));
  }

 private:
  std::string_view bytes_;
  bool isBigEndian_;
};

Value valueOf(double number) {
  if (std::trunc(number) == number) return Value(static_cast<std::int64_t>(number));
  return Value(number);
}

// "2026:11:22 16:07:00" as "2026-11-22T16:07:00.000Z"; null where it is no date.
Value dateOf(std::string text) {
  if (text.size() != 19 || text[10] != ' ') return {};
  text[4] = text[7] = '-';
  text[10] = 'T';
  return Timestamp::parse(text + 'Z') ? Value(text + ".000Z") : Value();
}

Value valueOf(const Tiff& tiff, const Entry& entry, std::string_view name) {
  if (entry.type == Type::kText) {
    const bool isDate =
        name == "ModifyDate" || name == "DateTimeOriginal" || name == "DateTimeDigitized";
    const std::string text = tiff.text(entry);
    return isDate ? dateOf(text) : Value(text);
  }
  if (entry.count > kMostItems) return {};
  Array items;
  for (std::size_t i = 0; i < entry.count; ++i) {
    const auto number = tiff.real(entry, i);
    if (!number) return {};
    items.push_back(valueOf(*number));
  }
  if (items.empty()) return {};
  return items.size() == 1 ? items.front() : Value(std::move(items));
}

// Null when nothing in it has a name.
Value membersOf(const Tiff& tiff, std::size_t place, std::string_view type) {
  Object members;
  for (const Entry& entry : tiff.directory(place)) {
    const std::string_view name = exifNameOf(entry.tag);
    if (name.empty()) continue;
    const Value value = valueOf(tiff, entry, name);
    if (!value.isNull()) members.set(name, value);
  }
  if (members.empty()) return {};
  members.set("_type", type);
  return Value(std::move(members));
}

// Degrees, minutes and, where they are written, seconds; south and west are below 0. Nothing unless
// all of it can be read: no place is better than a wrong one.
std::optional<double> degreesOf(const Tiff& tiff, const std::vector<Entry>& entries,
                                std::uint16_t tag) {
  std::optional<double> degrees;
  std::string direction;
  for (const Entry& entry : entries) {
    if (entry.tag == tag - 1 && entry.type == Type::kText) direction = tiff.text(entry);
    if (entry.tag != tag || entry.type != Type::kRational || entry.count != 3) continue;
    const auto whole = tiff.real(entry, 0);
    const auto minutes = tiff.real(entry, 1);
    if (!whole || !minutes) return std::nullopt;
    degrees = *whole + (*minutes + tiff.real(entry, 2).value_or(0) / 60) / 60;
  }
  if (!degrees) return std::nullopt;
  if (direction == "N" || direction == "E") return degrees;
  if (direction == "S" || direction == "W") return -*degrees;
  return std::nullopt;
}

std::optional<double> altitudeOf(const Tiff& tiff, const std::vector<Entry>& entries) {
  std::optional<double> metres;
  bool isBelow = false;
  for (const Entry& entry : entries) {
    if (entry.tag == 5 && entry.type == Type::kByte) isBelow = tiff.real(entry, 0) == 1.0;
    if (entry.tag == 6 && entry.type == Type::kRational) metres = tiff.real(entry, 0);
  }
  return metres && isBelow ? std::optional(-*metres) : metres;
}

Value locationOf(const Tiff& tiff, std::size_t place) {
  const std::vector<Entry> entries = tiff.directory(place);
  const auto latitude = degreesOf(tiff, entries, 2);
  const auto longitude = degreesOf(tiff, entries, 4);
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) return {};
  Object point{{"_type", "geopoint"}, {"lat", *latitude}, {"lng", *longitude}};
  if (const auto altitude = altitudeOf(tiff, entries)) point.set("alt", *altitude);
  return Value(std::move(point));
}

}  // namespace

Exif readExif(std::string_view block) {
  using std::string_view_literals::operator""sv;
  if (block.starts_with("Exif\0\0"sv)) block.remove_prefix(6);
  const Tiff tiff(block);
  const bool isTiff = block.starts_with("MM") || block.starts_with("II");
  if (!isTiff || tiff.number(2, 2) != 42U) return {};
  Exif exif;
  exif.image = membersOf(tiff, tiff.number(4, 4).value_or(0), "sanity.imageExifTags");
  const auto offset = [&](const char* name) {
    return static_cast<std::size_t>(std::max<std::int64_t>(exif.image[name].rawInt(), 0));
  };
  if (const std::size_t place = offset("ExifOffset"); place > 0) {
    exif.exif = membersOf(tiff, place, "sanity.imageExifMetadata");
  }
  if (const std::size_t place = offset("GPSInfo"); place > 0) {
    exif.location = locationOf(tiff, place);
  }
  return exif;
}

}  // namespace vitrine::services
