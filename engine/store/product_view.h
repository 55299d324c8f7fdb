// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/catalog_views.h"

namespace vitrine {

// What a product's own page shows.

struct TextSpanView {
  std::string text;
  bool strong = false;
  bool em = false;
  std::optional<std::string> href;  // http(s), mailto, tel or a path of the shop; nothing else

  bool operator==(const TextSpanView&) const = default;
};
constexpr auto fieldsOf(const TextSpanView*) {
  return fields(field("text", &TextSpanView::text),
                field("strong", &TextSpanView::strong),
                field("em", &TextSpanView::em),
                maybe("href", &TextSpanView::href));
}

enum class TextStyle : std::uint8_t { kNormal, kH3, kH4, kQuote };
constexpr auto namesOf(const TextStyle*) {
  return std::array<std::string_view, 4>{"normal", "h3", "h4", "quote"};
}

enum class TextList : std::uint8_t { kBullet, kNumber };
constexpr auto namesOf(const TextList*) {
  return std::array<std::string_view, 2>{"bullet", "number"};
}

struct TextBlockView {
  TextStyle style = TextStyle::kNormal;
  std::optional<TextList> list;
  std::vector<TextSpanView> spans;

  bool operator==(const TextBlockView&) const = default;
};
constexpr auto fieldsOf(const TextBlockView*) {
  return fields(field("style", &TextBlockView::style),
                maybe("list", &TextBlockView::list),
                field("spans", &TextBlockView::spans));
}

struct VariantView {
  std::string sku;
  std::string optionText;
  MoneyView price;
  std::optional<MoneyView> compareAt;
  StockView stock = StockView::kInStock;
  std::optional<std::int64_t> left;  // only when low
  std::int64_t maxQuantity = 0;      // 0 when sold out
  std::int64_t imageIndex = 0;

  bool operator==(const VariantView&) const = default;
};
constexpr auto fieldsOf(const VariantView*) {
  return fields(field("sku", &VariantView::sku),
                field("optionText", &VariantView::optionText),
                field("price", &VariantView::price),
                field("compareAt", &VariantView::compareAt),
                field("stock", &VariantView::stock),
                field("left", &VariantView::left),
                field("maxQuantity", &VariantView::maxQuantity),
                field("imageIndex", &VariantView::imageIndex));
}

enum class OptionValueState : std::uint8_t { kAvailable, kSoldOut, kMissing };
constexpr auto namesOf(const OptionValueState*) {
  return std::array<std::string_view, 3>{"available", "sold_out", "missing"};
}

// One value of an option, with the other chosen options kept.
struct OptionValueView {
  std::string value;
  bool selected = false;
  OptionValueState state = OptionValueState::kAvailable;
  std::optional<std::string> sku;  // where choosing it leads

  bool operator==(const OptionValueView&) const = default;
};
constexpr auto fieldsOf(const OptionValueView*) {
  return fields(field("value", &OptionValueView::value),
                field("selected", &OptionValueView::selected),
                field("state", &OptionValueView::state),
                field("sku", &OptionValueView::sku));
}

struct OptionPicker {
  std::string name;
  std::vector<OptionValueView> values;

  bool operator==(const OptionPicker&) const = default;
};
constexpr auto fieldsOf(const OptionPicker*) {
  return fields(field("name", &OptionPicker::name), field("values", &OptionPicker::values));
}

struct ShippingMethodView {
  std::string methodId;
  std::string name;
  MoneyView price;
  bool free = false;
  std::optional<MoneyView> freeFrom;
  std::int64_t minDays = 0;
  std::int64_t maxDays = 0;
  bool selected = false;

  bool operator==(const ShippingMethodView&) const = default;
};
constexpr auto fieldsOf(const ShippingMethodView*) {
  return fields(field("methodId", &ShippingMethodView::methodId),
                field("name", &ShippingMethodView::name),
                field("price", &ShippingMethodView::price),
                field("free", &ShippingMethodView::free),
                field("freeFrom", &ShippingMethodView::freeFrom),
                field("minDays", &ShippingMethodView::minDays),
                field("maxDays", &ShippingMethodView::maxDays),
                field("selected", &ShippingMethodView::selected));
}

struct ProductView {
  std::string slug;
  std::string title;
  std::string brand;
  std::string summary;
  std::string categorySlug;
  std::string categoryTitle;
  std::vector<TextBlockView> description;
  std::vector<ImageView> images;
  std::vector<OptionPicker> options;
  std::vector<VariantView> variants;
  VariantView selected;
  std::optional<RatingView> rating;
  std::vector<BadgeView> badges;
  std::optional<ShippingMethodView> delivery;

  bool operator==(const ProductView&) const = default;
};
constexpr auto fieldsOf(const ProductView*) {
  return fields(field("slug", &ProductView::slug),
                field("title", &ProductView::title),
                field("brand", &ProductView::brand),
                field("summary", &ProductView::summary),
                field("categorySlug", &ProductView::categorySlug),
                field("categoryTitle", &ProductView::categoryTitle),
                field("description", &ProductView::description),
                field("images", &ProductView::images),
                field("options", &ProductView::options),
                field("variants", &ProductView::variants),
                field("selected", &ProductView::selected),
                field("rating", &ProductView::rating),
                field("badges", &ProductView::badges),
                field("delivery", &ProductView::delivery));
}

}  // namespace vitrine
