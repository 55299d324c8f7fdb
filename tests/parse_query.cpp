// SPDX-License-Identifier: MIT
#include "tests/parse_query.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <utility>

namespace vitrine {
namespace {

constexpr std::array<std::string_view, 8> kSortNames = {
    "relevance", "featured", "price", "price-desc", "newest", "rating", "popular", "name"};

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

std::string percentDecoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
    const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
    if (low >= 0) {
      decoded += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      decoded += text[i] == '+' ? ' ' : text[i];
    }
  }
  return decoded;
}

void readParameter(CatalogQuery& query, std::string_view name, std::string value,
                   Currency currency) {
  if (name == "q") query.text = std::move(value);
  if (name == "category") query.categories.push_back(std::move(value));
  if (name == "brand") query.brands.push_back(std::move(value));
  if (name == "tag") query.tags.push_back(std::move(value));
  if (name.starts_with(kOptionPrefix)) {
    query.options.push_back({std::string(name.substr(kOptionPrefix.size())), {std::move(value)}});
  }
  if (name == "min") query.priceMinMinor = parsePrice(value, currency);
  if (name == "max") query.priceMaxMinor = parsePrice(value, currency);
  if (name == "rating" && value.size() == 1) query.ratingMin = value[0] - '0';
  if (name == "stock") query.inStock = value == "1";
  if (name == "sale") query.onSale = value == "1";
  if (name == "page") std::from_chars(value.data(), value.data() + value.size(), query.page);
  if (name == "sort") {
    const auto sort = std::ranges::find(kSortNames, value);
    if (sort != kSortNames.end()) query.sort = static_cast<CatalogSort>(sort - kSortNames.begin());
  }
}

}  // namespace

CatalogQuery parseQuery(std::string_view search, Currency currency) {
  if (search.starts_with('?')) search.remove_prefix(1);
  CatalogQuery query;
  while (!search.empty()) {
    const std::size_t end = std::min(search.find('&'), search.size());
    const std::string_view pair = search.substr(0, end);
    search.remove_prefix(std::min(end + 1, search.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string name = percentDecoded(pair.substr(0, equals));
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    readParameter(query, name, percentDecoded(value), currency);
  }
  return canonicalQuery(std::move(query));
}

}  // namespace vitrine
