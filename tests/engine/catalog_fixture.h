// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/catalog/catalog.h"
#include "engine/core/value.h"

namespace vitrine {

// A product document as the Content Lake keeps it, good in every field.
inline Value lampDocument() {
  const Value span(Object{{"_type", "span"}, {"text", "A calm light."}, {"marks", Array{}}});
  const Value block(Object{{"_type", "block"},
                           {"style", "normal"},
                           {"markDefs", Array{}},
                           {"children", Array{span}}});
  const Value image(Object{
      {"_type", "image"},
      {"alt", "Sand lamp"},
      {"optionValue", "Sand"},
      {"asset", Object{{"_ref", "image-0123abcd-1200x900-webp"}, {"_type", "reference"}}}});
  const auto variant = [](const char* sku, const char* colour, int price) {
    return Value(Object{{"_type", "productVariant"},
                        {"sku", sku},
                        {"optionValues", Array{colour}},
                        {"priceMinor", price},
                        {"stock", 5},
                        {"weightGrams", 800}});
  };
  return Value(Object{
      {"_id", "product-lamp"},
      {"_type", "product"},
      {"title", "Aurora Table Lamp"},
      {"slug", Object{{"_type", "slug"}, {"current", "aurora-table-lamp"}}},
      {"brand", "Nordlys"},
      {"category", Object{{"_type", "reference"}, {"_ref", "category-lighting"}}},
      {"summary", "A lamp."},
      {"description", Array{block}},
      {"tags", Array{"new", "dimmable"}},
      {"currency", "EUR"},
      {"featured", true},
      {"popularity", 98},
      {"rating", Object{{"average", 4.5}, {"count", 12}}},
      {"publishedAt", "2026-03-02T08:00:00Z"},
      {"options", Array{Value(Object{{"name", "Colour"}, {"values", Array{"Sand", "Ink"}}})}},
      {"images", Array{image}},
      {"variants", Array{variant("NL-SND", "Sand", 4900), variant("NL-INK", "Ink", 5900)}}});
}

// A plain product for tests of the catalog and of prices.
inline Product simpleProduct(std::string slug, std::string title, std::int64_t priceMinor,
                             std::int64_t stock = 10) {
  Product product;
  product.id = "product-" + slug;
  product.slug = slug;
  product.title = std::move(title);
  ProductVariant variant;
  variant.sku = slug;
  variant.priceMinor = priceMinor;
  variant.stock = stock;
  product.variants = {variant};
  return product;
}

}  // namespace vitrine
