// SPDX-License-Identifier: MIT
#include "engine/catalog/product_record.h"

#include <algorithm>
#include <array>
#include <bit>

#include "engine/catalog/bytes.h"
#include "engine/catalog/decode.h"

namespace vitrine {
namespace {

static_assert(kMaxNameBytes == 4 * kMaxTitleLength && kMaxTitleLength > kMaxNameLength);
constexpr std::int64_t kMaxRatings = 1'000'000'000;

// What each byte of a title is in a slug.
constexpr auto kSlugLetters = [] {
  std::array<char, 256> letters;
  letters.fill('-');
  for (char c = '0'; c <= '9'; ++c) letters[static_cast<std::size_t>(c)] = c;
  for (char c = 'a'; c <= 'z'; ++c) {
    letters[static_cast<std::size_t>(c)] = c;
    letters[static_cast<std::size_t>(c - 'a' + 'A')] = c;
  }
  return letters;
}();

// What editors' tools make of a title, as far as it is ASCII: "Aurora Lamp, 2" is "aurora-lamp-2".
std::string slugOfTitle(std::string_view title) {
  std::string slug;
  slug.resize_and_overwrite(title.size(), [&](char* bytes, std::size_t) {
    std::size_t size = 0;
    char before = '-';
    for (const char c : title) {
      if (static_cast<unsigned char>(c) >= 0x80) break;
      const char letter = kSlugLetters[static_cast<std::size_t>(c)];
      if (letter != '-' || before != '-') bytes[size++] = letter;
      before = letter;
    }
    return size;
  });
  return slug;
}

void appendSlug(std::string& record, std::string_view slug, std::string_view title) {
  const std::string made = slugOfTitle(title);
  const auto rest = std::ranges::mismatch(slug, made).in1;
  appendNumber(record, static_cast<std::uint64_t>(rest - slug.begin()));
  appendText(record, {rest, slug.end()});
}

std::string readSlug(ByteReader& reader, std::string_view title) {
  std::string slug = slugOfTitle(title);
  const std::uint64_t shared = reader.number();
  if (shared < slug.size()) slug.resize(static_cast<std::size_t>(shared));
  return slug += reader.text();
}

void appendName(std::string& bytes, std::string_view name, TextTable& names) {
  appendNumber(bytes, names.add(name));
}

void appendNames(std::string& bytes, const std::vector<std::string>& list, TextTable& names) {
  appendNumber(bytes, list.size());
  for (const std::string& name : list) appendName(bytes, name, names);
}

class RecordReader : public ByteReader {
 public:
  RecordReader(std::string_view bytes, const Texts& names) : ByteReader(bytes), names_(names) {}

  std::string_view name() {
    const std::uint64_t place = number();
    return place < names_.size() ? names_[static_cast<std::size_t>(place)] : std::string_view();
  }
  // Of std::string or std::string_view.
  template <typename Text>
  void readNames(std::size_t most, std::vector<Text>& list) {
    forEach(most, [&] { list.emplace_back(name()); });
  }
  std::int32_t side() {
    const std::uint64_t side = number();
    return side < 1'000'000 ? static_cast<std::int32_t>(side) : 0;
  }
  std::int64_t amount(std::int64_t most) {
    const std::uint64_t amount = number();
    return amount <= static_cast<std::uint64_t>(most) ? static_cast<std::int64_t>(amount) : 0;
  }

 private:
  const Texts& names_;
};

// Calls `take` for each image: with its data as a card shows them and its reference.
template <typename Take>
void readImages(RecordReader& reader, const Take& take) {
  reader.forEach(kMaxImages, [&] {
    CardImage image;
    image.url = reader.text();
    const std::string_view assetRef = reader.text();
    image.width = reader.side();
    image.height = reader.side();
    image.alt = reader.text();
    image.lqip = reader.text();
    image.optionValue = reader.name();
    take(image, assetRef);
  });
}

std::optional<ProductRating> readRating(RecordReader& reader) {
  if (reader.number() != 1) return std::nullopt;
  ProductRating rating;
  rating.average = std::bit_cast<double>(reader.number());
  rating.count = reader.amount(kMaxRatings);
  if (!(rating.average >= 0 && rating.average <= 5)) return std::nullopt;
  return rating;
}

std::string_view readCurrency(RecordReader& reader) {
  const std::string_view code = reader.name();
  const auto currency = Currency::of(code);
  return currency && currency->code() == code ? code : "EUR";
}

}  // namespace

std::string encodeRecord(const Product& product, TextTable& names) {
  std::string record;
  appendText(record, product.id);
  appendText(record, product.title);
  appendSlug(record, product.slug, product.title);
  appendText(record, product.revision);
  appendText(record, product.summary);
  appendName(record, product.brand, names);
  appendName(record, product.categoryId, names);
  appendName(record, product.currency.code(), names);
  appendNames(record, product.tags, names);
  appendNumber(record, product.options.size());
  for (const ProductOption& option : product.options) {
    appendName(record, option.name, names);
    appendNames(record, option.values, names);
  }
  appendNumber(record, product.images.size());
  for (const ProductImage& image : product.images) {
    appendText(record, image.url);
    appendText(record, image.assetRef);
    appendNumber(record, static_cast<std::uint32_t>(image.width));
    appendNumber(record, static_cast<std::uint32_t>(image.height));
    appendText(record, image.alt);
    appendText(record, image.lqip);
    appendName(record, image.optionValue, names);
  }
  appendNumber(record, product.rating ? 1 : 0);
  if (product.rating) {
    appendNumber(record, std::bit_cast<std::uint64_t>(product.rating->average));
    appendNumber(record, static_cast<std::uint64_t>(product.rating->count));
  }
  appendNumber(record, product.variants.size());
  for (const ProductVariant& variant : product.variants) {
    appendNames(record, variant.optionValues, names);
    appendNumber(record, static_cast<std::uint64_t>(variant.weightGrams));
  }
  return record;
}

RecordHead decodeRecordHead(std::string_view record) {
  ByteReader reader(record);
  RecordHead head;
  head.id = reader.text();
  head.title = reader.text(kMaxNameBytes);
  return head;
}

std::string decodeRecordSlug(std::string_view record) {
  ByteReader reader(record);
  reader.text();
  const std::string_view title = reader.text(kMaxNameBytes);
  return readSlug(reader, title);
}

Product decodeRecord(std::string_view record, const Texts& names) {
  RecordReader reader(record, names);
  Product product;
  product.id = reader.text();
  product.title = reader.text(kMaxNameBytes);
  product.slug = readSlug(reader, product.title);
  product.revision = reader.text();
  product.summary = reader.text();
  product.brand = reader.name();
  product.categoryId = reader.name();
  product.currency = Currency::of(readCurrency(reader)).value_or(Currency::eur());
  reader.readNames(kMaxTags, product.tags);
  reader.forEach(kMaxOptions, [&] {
    ProductOption& option = product.options.emplace_back();
    option.name = reader.name();
    reader.readNames(kMaxOptionValues, option.values);
  });
  readImages(reader, [&](const CardImage& read, std::string_view assetRef) {
    ProductImage& image = product.images.emplace_back();
    image.url = read.url;
    image.assetRef = assetRef;
    image.width = read.width;
    image.height = read.height;
    image.alt = read.alt;
    image.lqip = read.lqip;
    image.optionValue = read.optionValue;
  });
  product.rating = readRating(reader);
  reader.forEach(kMaxVariants, [&] {
    ProductVariant& variant = product.variants.emplace_back();
    reader.readNames(kMaxOptions, variant.optionValues);
    variant.weightGrams = reader.amount(kMaxWeightGrams);
  });
  return product;
}

RecordCard decodeRecordCard(std::string_view record, const Texts& names, std::size_t shown) {
  RecordReader reader(record, names);
  RecordCard read;
  Card& card = read.card;
  card.id = reader.text();
  card.title = reader.text(kMaxNameBytes);
  card.slug = readSlug(reader, card.title);
  reader.text();  // the revision
  reader.text();  // the summary
  card.brand = reader.name();
  card.categoryId = reader.name();
  card.currency = readCurrency(reader);
  reader.forEach(kMaxTags, [&] { read.facts.readTag(reader.name()); });
  reader.forEach(kMaxOptions, [&] {
    CardOption& option = card.options.emplace_back();
    option.name = reader.name();
    reader.readNames(kMaxOptionValues, option.values);
  });
  std::vector<CardImage> images;
  readImages(reader, [&](const CardImage& image, std::string_view) { images.push_back(image); });
  card.rating = readRating(reader);
  if (images.empty()) return read;
  // As imageOf() chooses among those of a product.
  std::size_t first = images.size();
  std::size_t variant = 0;
  reader.forEach(kMaxVariants, [&] {
    const bool isShown = variant++ == shown;
    reader.forEach(kMaxOptions, [&] {
      const std::string_view value = reader.name();
      if (!isShown || value.empty()) return;
      const auto image = std::ranges::find(images, value, &CardImage::optionValue);
      first = std::min(first, static_cast<std::size_t>(image - images.begin()));
    });
    reader.number();  // grams
  });
  if (first == images.size()) first = 0;
  card.image = images[first];
  const std::size_t second = first == 0 ? 1 : 0;
  if (second < images.size()) card.secondImage = images[second];
  return read;
}

std::string encodeDescription(const std::vector<DescriptionBlock>& blocks) {
  std::string bytes;
  for (const DescriptionBlock& block : blocks) {
    appendNumber(bytes, static_cast<std::uint64_t>(block.kind));
    appendNumber(bytes, static_cast<std::uint64_t>(block.level));
    appendNumber(bytes, block.spans.size());
    for (const DescriptionSpan& span : block.spans) {
      appendText(bytes, span.text);
      appendNumber(bytes, (span.strong ? 1U : 0U) | (span.emphasis ? 2U : 0U));
      appendText(bytes, span.href);
    }
  }
  return bytes;
}

std::vector<DescriptionBlock> decodeDescription(std::string_view bytes) {
  std::vector<DescriptionBlock> blocks;
  for (ByteReader reader(bytes); !reader.isAtEnd();) {
    DescriptionBlock& block = blocks.emplace_back();
    const std::uint64_t kind = reader.number();
    if (kind <= static_cast<std::uint64_t>(BlockKind::kQuote)) {
      block.kind = static_cast<BlockKind>(kind);
    }
    block.level = static_cast<std::int32_t>(reader.number() & 0xFFU);
    reader.forEach(SIZE_MAX, [&] {
      DescriptionSpan& span = block.spans.emplace_back();
      span.text = reader.text();
      const std::uint64_t marks = reader.number();
      span.strong = (marks & 1U) != 0;
      span.emphasis = (marks & 2U) != 0;
      const std::string_view href = reader.text();
      if (isSafeHref(href)) span.href = href;
    });
  }
  return blocks;
}

}  // namespace vitrine
