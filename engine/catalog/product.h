// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/currency.h"
#include "engine/core/timestamp.h"

namespace vitrine {

// A product as the shop knows it: decoded, validated and bounded (decode.h), free of markup. All of
// these are plain values with public fields, so that they cross the boundary as they are. Text is
// UTF-8 without control characters, and is text: whoever shows it escapes it.

// Either `url` (product data API) or `assetRef` (a document as the Content Lake keeps it) is set.
struct ProductImage {
  std::string url;       // http(s) or a path of the shop, without parameters
  std::string assetRef;  // "image-<sha1>-1200x1200-webp"
  std::int32_t width = 0;
  std::int32_t height = 0;
  std::string alt;
  std::string lqip;         // a small data:image/… URI, or empty
  std::string optionValue;  // the option value that the image shows ("Sand"), or empty

  bool operator==(const ProductImage&) const = default;
};

struct ProductOption {
  std::string name;  // "Colour"
  std::vector<std::string> values;

  bool operator==(const ProductOption&) const = default;
};

// One thing that can be bought; `sku` is its identity everywhere, unique in the shop.
struct ProductVariant {
  std::string sku;
  std::vector<std::string> optionValues;  // one of each option, in the options' order
  std::int64_t priceMinor = 0;
  std::optional<std::int64_t> compareAtMinor;  // above priceMinor, or absent
  std::int64_t stock = 0;
  std::int64_t weightGrams = 0;

  bool operator==(const ProductVariant&) const = default;
};

struct ProductRating {
  double average = 0;  // 0 to 5
  std::int64_t count = 0;

  bool operator==(const ProductRating&) const = default;
};

// The description: portable text reduced to what the shop shows.
enum class BlockKind : std::uint8_t { kParagraph, kHeading, kSubheading, kBullet, kNumber, kQuote };

struct DescriptionSpan {
  std::string text;
  bool strong = false;
  bool emphasis = false;
  std::string href;  // empty, or a link of an allowed scheme (https, http, mailto, tel) or a path

  bool operator==(const DescriptionSpan&) const = default;
};

struct DescriptionBlock {
  BlockKind kind = BlockKind::kParagraph;
  std::int32_t level = 1;  // of a list item
  std::vector<DescriptionSpan> spans;

  bool operator==(const DescriptionBlock&) const = default;
};

struct Product {
  std::string id;
  std::string revision;  // `_rev`, or empty
  std::string slug;
  std::string title;
  std::string brand;
  std::string summary;
  std::vector<DescriptionBlock> description;
  std::string categoryId;
  std::vector<std::string> tags;
  Currency currency = Currency::eur();
  std::vector<ProductOption> options;
  std::vector<ProductImage> images;
  std::vector<ProductVariant> variants;  // at least one
  std::optional<ProductRating> rating;
  bool featured = false;
  std::int64_t popularity = 0;
  Timestamp publishedAt;

  bool operator==(const Product&) const = default;
};

// The variant with that SKU; nullptr when the product has none. Valid while the product lives.
const ProductVariant* findVariant(const Product& product, std::string_view sku);

// "Sand / M", or empty for a product without options.
std::string optionText(const ProductVariant& variant);

// The image to show for a variant: the first of one of its option values, else the first.
const ProductImage* imageOf(const Product& product, const ProductVariant& variant);

}  // namespace vitrine
