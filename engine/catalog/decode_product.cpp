// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/catalog/decode.h"
#include "engine/catalog/decode_description.h"
#include "engine/catalog/field_reader.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxTokenLength = 128;  // bytes of ids and slugs
constexpr std::size_t kMaxSkuBytes = 64;
constexpr std::int64_t kMaxPixels = 100'000;
constexpr std::int64_t kMaxCount = 1'000'000'000;

// A slug as the Content Lake keeps it ({current}) or as the product data API projects it (text).
std::string decodeSlug(FieldReader& reader, std::string_view name) {
  const bool nested = reader[name].isObject();
  std::string slug = nested ? reader.child(name).token("current", kMaxTokenLength)
                            : reader.token(name, kMaxTokenLength);
  if (slug.find_first_not_of('.') == std::string::npos && !slug.empty()) {
    reader.reject(ErrorCode::kInvalidValue, name, "no name of a page");
  }
  return slug;
}

std::string decodeId(FieldReader& reader) {
  std::string id = reader.token("_id", kMaxTokenLength);
  if (id.starts_with("drafts.") || id.starts_with("versions.")) {
    reader.reject(ErrorCode::kInvalidValue, "_id", "not published");
  }
  return id;
}

void requireType(FieldReader& reader, std::string_view type) {
  if (reader.has("_type") && reader["_type"].asString() != type) {
    reader.reject(ErrorCode::kWrongType, "_type", "not a " + std::string(type));
  }
}

bool isSafeImageUrl(std::string_view url) {
  const bool webAddress = url.starts_with("https://") || url.starts_with("http://");
  const bool path = url.starts_with('/') && !url.starts_with("//");
  return (webAddress || path) && isSafeHref(url) && url.find_first_of("\"'<>()`{}") == url.npos;
}

bool isLqip(std::string_view text) {
  return text.starts_with("data:image/") && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("+/=:;,-").find(c) != std::string_view::npos;
  });
}

// "image-<hash>-1200x900-webp": the size is part of the name.
void readSizeOfAsset(ProductImage& image) {
  const std::string_view ref = image.assetRef;
  const std::size_t end = ref.rfind('-');
  const std::size_t start = end == ref.npos || end == 0 ? ref.npos : ref.rfind('-', end - 1);
  if (start == ref.npos) return;
  std::int64_t size[2] = {0, 0};
  int side = 0;
  for (const char c : ref.substr(start + 1, end - start - 1)) {
    if (c == 'x' && side == 0) {
      side = 1;
    } else if (c >= '0' && c <= '9' && size[side] < kMaxPixels) {
      size[side] = size[side] * 10 + (c - '0');
    } else {
      return;
    }
  }
  if (size[0] > kMaxPixels || size[1] > kMaxPixels) return;
  image.width = static_cast<std::int32_t>(size[0]);
  image.height = static_cast<std::int32_t>(size[1]);
}

// The Content Lake keeps an image field whose picture was taken out; such a one shows nothing.
bool hasPicture(const ProductImage& image) { return !image.url.empty() || !image.assetRef.empty(); }

ProductImage decodeImage(FieldReader reader) {
  ProductImage image;
  image.url = reader.text("url", kMaxUrlLength);
  if (!image.url.empty() && (image.url.size() > kMaxUrlLength || !isSafeImageUrl(image.url))) {
    reader.reject(ErrorCode::kInvalidValue, "url", "not the address of an image");
  }
  if (reader["asset"].isObject()) {
    image.assetRef = reader.child("asset").token("_ref", kMaxTokenLength, Need::kOptional);
    readSizeOfAsset(image);
  }
  const WholeRange pixels{.min = 0, .max = kMaxPixels};
  const auto side = [&](std::string_view name, std::int32_t fallback) {
    return static_cast<std::int32_t>(reader.optionalWhole(name, pixels).value_or(fallback));
  };
  image.width = side("width", image.width);
  image.height = side("height", image.height);
  image.alt = reader.text("alt", kMaxTitleLength);
  image.lqip = reader.text("lqip", kMaxLqipLength);
  if (!image.lqip.empty() && !isLqip(image.lqip)) {
    reader.reject(ErrorCode::kInvalidValue, "lqip", "not a data:image URI");
  }
  image.optionValue = reader.text("optionValue", kMaxNameLength);
  return image;
}

ProductOption decodeOption(FieldReader reader) {
  ProductOption option;
  option.name = reader.text("name", kMaxNameLength, Need::kEssential);
  option.values = reader.texts("values", kMaxOptionValues, kMaxNameLength);
  if (option.values.empty()) reader.reject(ErrorCode::kMissingField, "values", "no values");
  return option;
}

void checkOptionValues(FieldReader& reader, const Product& product,
                       const ProductVariant& variant) {
  if (variant.optionValues.size() != product.options.size()) {
    return reader.reject(ErrorCode::kInvalidValue, "optionValues", "not one value of each option");
  }
  for (std::size_t i = 0; i < product.options.size(); ++i) {
    const std::vector<std::string>& values = product.options[i].values;
    if (std::ranges::find(values, variant.optionValues[i]) == values.end()) {
      return reader.reject(ErrorCode::kInvalidValue, "optionValues",
                           "not a value of " + product.options[i].name);
    }
  }
  for (const ProductVariant& other : product.variants) {
    if (other.sku == variant.sku) {
      return reader.reject(ErrorCode::kInvalidValue, "sku", "used twice: " + variant.sku);
    }
    if (other.optionValues == variant.optionValues) {
      return reader.reject(ErrorCode::kInvalidValue, "optionValues", "the same as of " + other.sku);
    }
  }
}

ProductVariant decodeVariant(FieldReader& reader) {
  ProductVariant variant;
  variant.sku = reader.token("sku", kMaxSkuBytes);
  variant.optionValues = reader.texts("optionValues", kMaxOptions, kMaxNameLength);
  const WholeRange prices{.min = 1, .max = kMaxPriceMinor};
  variant.priceMinor = reader.whole("priceMinor", prices);
  const WholeRange comparisons{.min = 0, .max = kMaxPriceMinor};
  variant.compareAtMinor = reader.optionalWhole("compareAtMinor", comparisons);
  if (variant.compareAtMinor.value_or(0) <= variant.priceMinor) variant.compareAtMinor.reset();
  // A counter that fell below nothing still means: none left.
  const WholeRange stocks{.min = -kMaxStock, .max = kMaxStock};
  variant.stock = std::max<std::int64_t>(0, reader.optionalWhole("stock", stocks).value_or(0));
  variant.weightGrams =
      reader.optionalWhole("weightGrams", {.min = 0, .max = kMaxWeightGrams}).value_or(0);
  return variant;
}

void decodeVariants(FieldReader& reader, Product& product) {
  const std::size_t count = reader.list("variants", kMaxVariants).size();
  if (count == 0) reader.reject(ErrorCode::kMissingField, "variants", "nothing to buy");
  for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
    FieldReader item = reader.item("variants", i);
    ProductVariant variant = decodeVariant(item);
    if (!item.failed()) checkOptionValues(item, product, variant);
    product.variants.push_back(std::move(variant));
  }
}

std::optional<ProductRating> decodeRating(FieldReader& document) {
  if (!document.has("rating")) return std::nullopt;
  FieldReader reader = document.child("rating");
  const std::optional<double> average = reader["average"].asDouble();
  const WholeRange counts{.min = 0, .max = kMaxCount};
  const std::int64_t count = reader.optionalWhole("count", counts).value_or(0);
  if (!average) {
    reader.reject(ErrorCode::kWrongType, "average", "not a number");
  } else if (!(*average >= 0 && *average <= 5)) {
    reader.reject(ErrorCode::kInvalidValue, "average", "not from 0 to 5");
  }
  if (count == 0) return std::nullopt;
  return ProductRating{.average = average.value_or(0), .count = count};
}

Timestamp decodeDate(FieldReader& reader, std::string_view name) {
  const std::string text = reader.text(name, kMaxNameLength);
  if (text.empty()) return {};
  const Result<Timestamp> date = Timestamp::parse(text);
  if (!date) reader.reject(ErrorCode::kInvalidValue, name, "not a date");
  return date ? *date : Timestamp{};
}

std::string decodeCategoryId(FieldReader& reader) {
  if (reader["category"].isObject()) {
    return reader.child("category").token("_ref", kMaxTokenLength, Need::kOptional);
  }
  if (reader.has("category")) reader.reject(ErrorCode::kWrongType, "category", "not a reference");
  return reader.token("categoryId", kMaxTokenLength, Need::kOptional);
}

Currency decodeCurrency(FieldReader& reader) {
  const std::string code = reader.text("currency", kMaxNameLength, Need::kEssential);
  const Result<Currency> currency = Currency::of(code);
  if (!currency) reader.reject(ErrorCode::kCurrencyUnknown, "currency", "not a known currency");
  return currency ? *currency : Currency::eur();
}

void decodeLists(FieldReader& reader, Product& product) {
  for (std::size_t i = 0; i < reader.list("options", kMaxOptions).size(); ++i) {
    ProductOption option = decodeOption(reader.item("options", i));
    if (std::ranges::find(product.options, option.name, &ProductOption::name) !=
        product.options.end()) {
      reader.reject(ErrorCode::kInvalidValue, "options", "a name is used twice");
    }
    product.options.push_back(std::move(option));
  }
  for (std::size_t i = 0; i < reader.list("images", kMaxImages).size(); ++i) {
    ProductImage image = decodeImage(reader.item("images", i));
    if (hasPicture(image)) product.images.push_back(std::move(image));
  }
  decodeVariants(reader, product);
}

}  // namespace

Result<Product> decodeProduct(const Value& document) {
  std::optional<Error> fault;
  FieldReader reader(document, "", fault);
  Product product;
  requireType(reader, "product");
  product.id = decodeId(reader);
  product.revision = reader.token("_rev", kMaxTokenLength, Need::kOptional);
  product.slug = decodeSlug(reader, "slug");
  product.title = reader.text("title", kMaxTitleLength, Need::kEssential);
  product.brand = reader.text("brand", kMaxNameLength);
  product.summary = reader.text("summary", kMaxSummaryLength);
  product.description = decodeDescription(reader);
  product.categoryId = decodeCategoryId(reader);
  product.tags = reader.texts("tags", kMaxTags, kMaxNameLength);
  product.currency = decodeCurrency(reader);
  decodeLists(reader, product);
  product.rating = decodeRating(reader);
  product.featured = reader.flag("featured");
  product.popularity =
      reader.optionalWhole("popularity", {.min = -kMaxCount, .max = kMaxCount}).value_or(0);
  product.publishedAt = decodeDate(reader, "publishedAt");
  if (fault) return fail(*fault);
  return product;
}

Result<Category> decodeCategory(const Value& document) {
  std::optional<Error> fault;
  FieldReader reader(document, "", fault);
  Category category;
  requireType(reader, "category");
  category.id = decodeId(reader);
  category.slug = decodeSlug(reader, "slug");
  category.title = reader.text("title", kMaxTitleLength, Need::kEssential);
  category.summary = reader.text("summary", kMaxSummaryLength);
  if (reader.has("parent")) {
    category.parentId = reader.child("parent").token("_ref", kMaxTokenLength, Need::kOptional);
  }
  if (reader.has("image")) category.image = decodeImage(reader.child("image"));
  if (category.image && !hasPicture(*category.image)) category.image.reset();
  category.order = reader.optionalWhole("order", {.min = -kMaxCount, .max = kMaxCount}).value_or(0);
  if (fault) return fail(*fault);
  return category;
}

bool isSafeHref(std::string_view href) {
  if (href.empty() || href.size() > kMaxUrlLength) return false;
  const bool plain = std::ranges::all_of(
      href, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '\\'; });
  if (!plain || href.starts_with("//")) return false;
  const std::size_t colon = href.find(':');
  const std::size_t other = href.find_first_of("/?#");
  if (other < colon) return other == 0;
  if (colon == href.npos) return false;  // a bare word: neither a path nor an address
  std::string scheme(href.substr(0, colon));
  for (char& c : scheme) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return scheme == "https" || scheme == "http" || scheme == "mailto" || scheme == "tel";
}

}  // namespace vitrine
