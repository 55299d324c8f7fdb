// SPDX-License-Identifier: MIT
#include "engine/store/product_view.h"

#include <algorithm>

#include "engine/store/shop_views.h"

namespace vitrine {
namespace {

TextBlockView blockView(const DescriptionBlock& block) {
  TextBlockView view;
  if (block.kind == BlockKind::kHeading) view.style = TextStyle::kH3;
  if (block.kind == BlockKind::kSubheading) view.style = TextStyle::kH4;
  if (block.kind == BlockKind::kQuote) view.style = TextStyle::kQuote;
  if (block.kind == BlockKind::kBullet) view.list = TextList::kBullet;
  if (block.kind == BlockKind::kNumber) view.list = TextList::kNumber;
  for (const DescriptionSpan& span : block.spans) {
    view.spans.push_back({span.text, span.strong, span.emphasis,
                          span.href.empty() ? std::nullopt : std::optional(span.href)});
  }
  return view;
}

std::int64_t imageIndexOf(const Product& product, const ProductVariant& variant) {
  const ProductImage* image = imageOf(product, variant);
  return image == nullptr ? 0 : image - product.images.data();
}

VariantView variantView(const Shop& shop, const Product& product, const ProductVariant& variant) {
  const std::string currency(product.currency.code());
  VariantView view;
  view.sku = variant.sku;
  view.optionText = optionText(variant);
  view.price = {variant.priceMinor, currency};
  if (variant.compareAtMinor) view.compareAt = MoneyView{*variant.compareAtMinor, currency};
  if (variant.stock <= 0) {
    view.stock = StockView::kSoldOut;
  } else if (variant.stock <= kLowStock) {
    view.stock = StockView::kLowStock;
    view.left = variant.stock;
  }
  view.maxQuantity = std::clamp<std::int64_t>(variant.stock, 0, shop.prices.maxQuantityPerLine);
  view.imageIndex = imageIndexOf(product, variant);
  return view;
}

const ProductVariant& selectVariant(const Product& product, std::string_view sku) {
  if (const ProductVariant* asked = findVariant(product, sku)) return *asked;
  for (const ProductVariant& variant : product.variants) {
    if (variant.stock > 0) return variant;
  }
  return product.variants.front();
}

// The variant that differs from the selected one in this option only.
const ProductVariant* neighbour(const Product& product, const ProductVariant& selected,
                                std::size_t option, const std::string& value) {
  std::vector<std::string> wanted = selected.optionValues;
  if (option >= wanted.size()) return nullptr;
  wanted[option] = value;
  for (const ProductVariant& variant : product.variants) {
    if (variant.optionValues == wanted) return &variant;
  }
  return nullptr;
}

OptionPicker pickerOf(const Product& product, const ProductVariant& selected, std::size_t option) {
  OptionPicker picker{product.options[option].name, {}};
  for (const std::string& value : product.options[option].values) {
    OptionValueView view{value, false, OptionValueState::kMissing, std::nullopt};
    if (const ProductVariant* variant = neighbour(product, selected, option, value)) {
      view.selected = variant == &selected;
      view.state = variant->stock > 0 ? OptionValueState::kAvailable : OptionValueState::kSoldOut;
      view.sku = variant->sku;
    }
    picker.values.push_back(std::move(view));
  }
  return picker;
}

std::optional<ShippingMethodView> cheapestDelivery(const Shop& shop, const ProductVariant& variant,
                                                   Timestamp now) {
  Cart cart;
  cart.lines.push_back({variant.sku, 1, std::nullopt});
  const CartView priced = cartView(shop, cart, std::nullopt, now);
  const ShippingMethodView* best = nullptr;
  for (const ShippingMethodView& method : priced.shippingMethods) {
    if (best == nullptr || method.price.amountMinor < best->price.amountMinor) best = &method;
  }
  return best == nullptr ? std::nullopt : std::optional(*best);
}

}  // namespace

std::optional<ProductView> productView(const Shop& shop, std::string_view slug,
                                       std::string_view sku, Timestamp now) {
  const Product* product = shop.catalog.findBySlug(slug);
  if (product == nullptr || product->variants.empty()) return std::nullopt;
  const ProductVariant& selected = selectVariant(*product, sku);
  ProductView view;
  view.slug = product->slug;
  view.title = product->title;
  view.brand = product->brand;
  view.summary = product->summary;
  if (const Category* category = shop.catalog.findCategory(product->categoryId)) {
    view.categorySlug = category->slug;
    view.categoryTitle = category->title;
  }
  for (const auto& block : product->description) view.description.push_back(blockView(block));
  for (const auto& image : product->images) view.images.push_back(imageViewOf(image));
  for (std::size_t i = 0; i < product->options.size(); ++i) {
    view.options.push_back(pickerOf(*product, selected, i));
  }
  for (const ProductVariant& variant : product->variants) {
    view.variants.push_back(variantView(shop, *product, variant));
  }
  view.selected = variantView(shop, *product, selected);
  if (product->rating) view.rating = RatingView{product->rating->average, product->rating->count};
  view.badges = badgeViewsOf(*product);
  view.delivery = cheapestDelivery(shop, selected, now);
  return view;
}

}  // namespace vitrine
