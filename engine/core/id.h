// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <string>
#include <utility>

namespace vitrine {

// A text identifier that cannot be mistaken for another kind: an `Id<struct OrderTag>` is not an
// `Id<struct ProductTag>`, and neither is a plain string.
template <typename Tag>
struct Id {
  std::string text;

  Id() = default;
  explicit Id(std::string value) : text(std::move(value)) {}

  bool empty() const { return text.empty(); }
  auto operator<=>(const Id&) const = default;
};

using ProductId = Id<struct ProductTag>;
using CategoryId = Id<struct CategoryTag>;
using Sku = Id<struct SkuTag>;
using OrderId = Id<struct OrderTag>;

}  // namespace vitrine
