// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/cart/cart.h"
#include "engine/catalog/catalog.h"
#include "engine/catalog/decode.h"
#include "engine/catalog/to_groq.h"
#include "engine/pricing/coupon.h"
#include "engine/pricing/price_list.h"
#include "engine/pricing/quote.h"
#include "engine/store/cart_view.h"

namespace vitrine {

// From the engine's values to what the page shows. Pure: the browser's store and the shop's server
// call the same functions, so a page rendered by either is the same page.

// What is on sale and under which rules.
struct Shop {
  Catalog catalog;
  PriceList prices;
  std::vector<Rejection> rejections;
  std::string generatedAt;
  std::string version;  // of the snapshot that it was opened from, or empty
};

// Reads the answer of /api/catalog. Bad documents are named in `rejections`; fails when the text or
// the price list is unusable, the latter with a field below "settings".
Result<Shop> decodeShop(std::string_view json);

// The shop of a catalog that came as a snapshot; the rest of it is in the manifest: {version,
// generatedAt, settings, leftOut}. Fails like decodeShop, and then has not taken the catalog.
Result<Shop> shopOf(Catalog&& catalog, const Value& manifest);

// The same answer without the documents that decodeShop rejects; a member `leftOut` names them, so
// that whoever reads it knows of them, too.
Result<std::string> cleanShopJson(std::string_view json);

CatalogPageView pageView(const Shop& shop, const QueryView& query);
// Of a shop that holds only the first of its products, the rest being in the Content Lake: what to
// ask there for the page of a query, and the page that its answer makes.
GroqRequest pageRequest(const Shop& sample, const QueryView& view, std::string_view projection);
CatalogPageView pageOfAnswer(const Shop& sample, const QueryView& view, const Value& answer);
std::vector<SuggestionView> suggestionViews(const Shop& shop, std::string_view text);
std::vector<CategoryView> categoryViews(const Shop& shop);

// The product with one variant selected: `sku`, else the first in stock, else the first.
std::optional<ProductView> productView(const Shop& shop, std::string_view slug,
                                       std::string_view sku, Timestamp now);

// The cart with every figure. `coupon` is the rule that the shop gave for the cart's code.
CartView cartView(const Shop& shop, const Cart& cart, const std::optional<Coupon>& coupon,
                  Timestamp now);
CartView cartViewOf(const Quote& quote, const Cart& cart);

ImageView imageViewOf(const ProductImage& image);
// What goes well with the product.
std::vector<ProductCard> relatedCards(const Shop& shop, std::string_view slug);
std::vector<BadgeView> badgeViewsOf(const Product& product);

inline constexpr std::int64_t kLowStock = 5;
inline constexpr std::size_t kMaxSuggestions = 8;
inline constexpr std::size_t kMaxRelated = 4;

}  // namespace vitrine
