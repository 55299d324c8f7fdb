// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/catalog/category.h"
#include "engine/catalog/product.h"
#include "engine/core/json.h"
#include "engine/core/result.h"
#include "engine/core/value.h"

namespace vitrine {

// From documents to products. Documents come from people and from the network, so nothing about
// them is believed: a document is either decoded completely or rejected with the field at fault,
// and one bad document never costs the shop a good one.
//
// A missing or null field that the shop can do without reads as its default; a mistyped field, a
// value out of bounds and a missing essential field (id, slug, title, variants with SKU and price)
// reject the document. Fields and portable text blocks that the shop does not know are ignored, a
// link that is not safe becomes its text, an image without a picture is left out, a negative stock
// is none.

inline constexpr std::size_t kMaxTitleLength = 300;          // code points, like all lengths here
inline constexpr std::size_t kMaxSummaryLength = 2'000;
inline constexpr std::size_t kMaxDescriptionLength = 100'000;  // all blocks together
inline constexpr std::size_t kMaxDescriptionBlocks = 1'000;
inline constexpr std::size_t kMaxNameLength = 100;           // brand, tag, option name and value
inline constexpr std::size_t kMaxUrlLength = 2'048;          // bytes
inline constexpr std::size_t kMaxLqipLength = 8'192;         // bytes
inline constexpr std::size_t kMaxTags = 50;
inline constexpr std::size_t kMaxOptions = 5;
inline constexpr std::size_t kMaxOptionValues = 100;
inline constexpr std::size_t kMaxImages = 50;
inline constexpr std::size_t kMaxVariants = 500;
inline constexpr std::size_t kMaxProducts = 2'000'000;
inline constexpr std::size_t kMaxCatalogBytes = std::size_t{2'000} << 20U;
inline constexpr std::size_t kMaxRejections = 1'000;
inline constexpr std::int64_t kMaxPriceMinor = 1'000'000'000'000;
inline constexpr std::int64_t kMaxStock = 1'000'000'000;
inline constexpr std::int64_t kMaxWeightGrams = 100'000'000;

// A document that the shop does not show, and why.
struct Rejection {
  std::string documentId;  // `_id`, or "products[12]" when it has none that is usable
  ErrorCode code = ErrorCode::kInvalidValue;
  std::string field;  // "variants[2].priceMinor"
  std::string reason;

  bool operator==(const Rejection&) const = default;
};

// What /api/catalog answers. `settings` is left to the price list (pricing/price_list.h).
struct CatalogDocuments {
  std::vector<Product> products;
  std::vector<Category> categories;
  Value settings;
  std::string generatedAt;
  Value leftOut;  // the rejections of whoever cleaned this catalog before (store/shop_views.h)
  std::vector<Rejection> rejections;  // the first kMaxRejections
  std::size_t rejectedCount = 0;      // all of them
};

// One product document: as the Content Lake keeps it, or as the product data API projects it.
Result<Product> decodeProduct(const Value& document);

Result<Category> decodeCategory(const Value& document);

// The whole answer of /api/catalog, read as a stream: one document at a time becomes a Value. Fails
// only when the text as a whole is unusable (not JSON, no `products`, larger than the limit).
// A slug, an id or a SKU that an earlier product has rejects the later product.
Result<CatalogDocuments> decodeCatalog(std::string_view json,
                                       JsonLimits limits = {.maxBytes = kMaxCatalogBytes});

// Whether the link may be shown as one: https, http, mailto, tel, or a path, query or fragment of
// the shop; no control characters, backslashes or spaces.
bool isSafeHref(std::string_view href);

}  // namespace vitrine
