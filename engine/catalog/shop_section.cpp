// SPDX-License-Identifier: MIT
#include "engine/catalog/shop_section.h"

#include <limits>
#include <utility>

#include "engine/catalog/bytes.h"
#include "engine/catalog/snapshot.h"

namespace vitrine {
namespace {

void appendList(std::string& bytes, const std::vector<std::string>& texts) {
  appendNumber(bytes, texts.size());
  for (const std::string& text : texts) appendText(bytes, text);
}

std::vector<std::string> readList(ByteReader& reader) {
  std::vector<std::string> texts;
  reader.forEach(kMaxWordGroups, [&] { texts.emplace_back(reader.text(kMaxNameBytes)); });
  return texts;
}

void appendCategory(std::string& bytes, const Category& category) {
  appendText(bytes, category.id);
  appendText(bytes, category.slug);
  appendText(bytes, category.title);
  appendText(bytes, category.summary);
  appendText(bytes, category.parentId);
  appendNumber(bytes, static_cast<std::uint64_t>(category.order));
  const ProductImage image = category.image.value_or(ProductImage{});
  appendText(bytes, image.url);
  appendText(bytes, image.assetRef);
  appendNumber(bytes, static_cast<std::uint32_t>(image.width));
  appendNumber(bytes, static_cast<std::uint32_t>(image.height));
  appendText(bytes, image.alt);
  appendText(bytes, image.lqip);
}

Category readCategory(ByteReader& reader) {
  Category category;
  category.id = reader.text();
  category.slug = reader.text(kMaxNameBytes);
  category.title = reader.text(kMaxNameBytes);
  category.summary = reader.text();
  category.parentId = reader.text();
  category.order = static_cast<std::int64_t>(reader.number());
  ProductImage image;
  image.url = reader.text();
  image.assetRef = reader.text();
  image.width = static_cast<std::int32_t>(reader.number() & 0xFFFFFU);
  image.height = static_cast<std::int32_t>(reader.number() & 0xFFFFFU);
  image.alt = reader.text();
  image.lqip = reader.text();
  if (!image.url.empty() || !image.assetRef.empty()) category.image = std::move(image);
  return category;
}

}  // namespace

std::string encodeShop(const ShopSection& shop) {
  std::string bytes;
  appendNumber(bytes, shop.products);
  appendNumber(bytes, shop.variants);
  appendNumber(bytes, shop.categories.size());
  for (const Category& category : shop.categories) appendCategory(bytes, category);
  appendNumber(bytes, shop.settings.synonyms.size());
  for (const std::vector<std::string>& group : shop.settings.synonyms) appendList(bytes, group);
  appendList(bytes, shop.settings.stopWords);
  return bytes;
}

Result<ShopSection> decodeShopSection(std::string_view bytes) {
  ByteReader reader(bytes);
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max() / 2;
  const std::uint64_t products = reader.number();
  const std::uint64_t variants = reader.number();
  ShopSection shop;
  shop.products = static_cast<std::size_t>(products);
  shop.variants = static_cast<std::size_t>(variants);
  reader.forEach(SIZE_MAX, [&] { shop.categories.push_back(readCategory(reader)); });
  reader.forEach(kMaxWordGroups, [&] { shop.settings.synonyms.push_back(readList(reader)); });
  shop.settings.stopWords = readList(reader);
  const bool sound = products <= kMost && variants <= kMost && !reader.hasFailed();
  if (!sound || !reader.isAtEnd()) return fail(SnapshotSections::refusal(SectionId::kShop));
  return shop;
}

}  // namespace vitrine
