// SPDX-License-Identifier: MIT
#include "engine/catalog/query.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "engine/catalog/decode.h"
#include "engine/catalog/field_reader.h"
#include "engine/core/ordering.h"
#include "engine/core/utf8.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxSearchBytes = 8'192;
constexpr std::size_t kMaxFilterValues = 50;   // of one facet
constexpr std::size_t kMaxOptionFilters = 20;
constexpr std::size_t kMaxPriceDigits = 12;
constexpr std::int32_t kMaxPage = 1'000'000;

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
  return cleanText(decoded);
}

void appendEncoded(std::string& text, std::string_view value) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : value) {
    const auto byte = static_cast<unsigned char>(c);
    if (isToken({&c, 1}, 1)) {
      text += c;
    } else if (c == ' ') {
      text += '+';
    } else {
      text += '%';
      text += kHex[byte >> 4U];
      text += kHex[byte & 15U];
    }
  }
}

std::string shortened(std::string_view text, std::size_t maxLength) {
  std::size_t offset = 0;
  for (std::size_t i = 0; i < maxLength && offset < text.size(); ++i) decodeUtf8(text, offset);
  return cleanText(text.substr(0, offset));
}

// "19.90", "19,9" or "20" in major units as minor units.
std::optional<std::int64_t> parsePrice(std::string_view text, int decimals) {
  const std::size_t point = text.find_first_of(".,");
  const std::string_view whole = text.substr(0, point);
  std::string digits(whole);
  std::string_view fraction;
  if (point != text.npos) fraction = text.substr(point + 1);
  const auto places = static_cast<std::size_t>(decimals);
  if (whole.empty() || whole.size() > kMaxPriceDigits || fraction.size() > places) {
    return std::nullopt;
  }
  digits += fraction;
  digits.append(places - fraction.size(), '0');
  std::int64_t minor = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    minor = minor * 10 + (c - '0');
  }
  return minor;
}

std::string formatPrice(std::int64_t minor, int decimals) {
  std::int64_t unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  std::string text = std::to_string(minor / unit);
  if (minor % unit == 0) return text;
  const std::string fraction = std::to_string(minor % unit);
  return text + "." + std::string(static_cast<std::size_t>(decimals) - fraction.size(), '0') +
         fraction;
}

std::optional<std::int32_t> parsePage(std::string_view text) {
  if (text.empty() || text.size() > 7) return std::nullopt;
  std::int32_t page = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    page = page * 10 + (c - '0');
  }
  return page;
}

void readParameter(CatalogQuery& query, std::string_view name, std::string value, int decimals) {
  if (name == "q") query.text = std::move(value);
  if (name == "category") query.categories.push_back(std::move(value));
  if (name == "brand") query.brands.push_back(std::move(value));
  if (name == "tag") query.tags.push_back(std::move(value));
  if (name.starts_with("opt.") && name.size() > 4) {
    query.options.push_back({.name = std::string(name.substr(4)), .values = {std::move(value)}});
  }
  if (name == "min") query.priceMinMinor = parsePrice(value, decimals);
  if (name == "max") query.priceMaxMinor = parsePrice(value, decimals);
  if (name == "rating" && value.size() == 1) query.ratingMin = value[0] - '0';
  if (name == "stock") query.inStock = value == "1";
  if (name == "sale") query.onSale = value == "1";
  if (name == "page") query.page = parsePage(value).value_or(1);
  if (name == "sort") {
    const auto sort = std::ranges::find(kSortNames, value);
    if (sort != kSortNames.end()) query.sort = static_cast<CatalogSort>(sort - kSortNames.begin());
  }
}

void tidyValues(std::vector<std::string>& values) {
  for (std::string& value : values) value = shortened(value, kMaxNameLength);
  std::erase(values, std::string());
  sortUnique(values);
  if (values.size() > kMaxFilterValues) values.resize(kMaxFilterValues);
}

void tidyOptions(std::vector<OptionFilter>& options) {
  std::vector<OptionFilter> tidy;
  for (OptionFilter& option : options) {
    option.name = shortened(option.name, kMaxNameLength);
    auto same = std::ranges::find(tidy, option.name, &OptionFilter::name);
    if (same == tidy.end()) same = tidy.insert(tidy.end(), OptionFilter{option.name, {}});
    same->values.insert(same->values.end(), option.values.begin(), option.values.end());
  }
  for (OptionFilter& option : tidy) tidyValues(option.values);
  std::erase_if(tidy, [](const OptionFilter& o) { return o.name.empty() || o.values.empty(); });
  sortStably(tidy, [](const OptionFilter& a, const OptionFilter& b) { return a.name < b.name; });
  if (tidy.size() > kMaxOptionFilters) tidy.resize(kMaxOptionFilters);
  options = std::move(tidy);
}

// Writes "name=value" pairs, joined by "&".
class ParameterWriter {
 public:
  void add(std::string_view name, std::string_view value) {
    if (!text_.empty()) text_ += '&';
    appendEncoded(text_, name);
    text_ += '=';
    appendEncoded(text_, value);
  }
  void addAll(std::string_view name, const std::vector<std::string>& values) {
    for (const std::string& value : values) add(name, value);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

std::string_view sortName(CatalogSort sort) { return kSortNames[static_cast<std::size_t>(sort)]; }

CatalogQuery canonicalQuery(CatalogQuery query) {
  query.text = shortened(query.text, kMaxQueryTextLength);
  tidyValues(query.categories);
  tidyValues(query.brands);
  tidyValues(query.tags);
  tidyOptions(query.options);
  const auto bounded = [](std::optional<std::int64_t>& price) {
    if (price) price = std::clamp<std::int64_t>(*price, 0, kMaxPriceMinor);
  };
  bounded(query.priceMinMinor);
  bounded(query.priceMaxMinor);
  if (query.priceMinMinor && query.priceMaxMinor && *query.priceMinMinor > *query.priceMaxMinor) {
    std::swap(query.priceMinMinor, query.priceMaxMinor);
  }
  if (query.ratingMin && (*query.ratingMin < 1 || *query.ratingMin > 4)) query.ratingMin.reset();
  query.page = std::clamp(query.page, 1, kMaxPage);
  query.pageSize = std::clamp(query.pageSize, 1, kMaxPageSize);
  return query;
}

std::vector<OptionFilter> chosenValues(const CatalogQuery& query) {
  std::vector<OptionFilter> chosen;
  const auto add = [&](std::string facet, const std::vector<std::string>& values) {
    if (!values.empty()) chosen.push_back({std::move(facet), values});
  };
  const std::vector<std::string> yes = {"1"};
  add("category", query.categories);
  add("brand", query.brands);
  add("tag", query.tags);
  for (const OptionFilter& option : query.options) {
    add(std::string(kOptionPrefix) + option.name, option.values);
  }
  if (query.ratingMin) add("rating", {std::to_string(*query.ratingMin)});
  if (query.inStock) add("stock", yes);
  if (query.onSale) add("sale", yes);
  return chosen;
}

CatalogQuery parseQuery(std::string_view search, Currency currency) {
  if (search.starts_with('?')) search.remove_prefix(1);
  search = search.substr(0, kMaxSearchBytes);
  CatalogQuery query;
  while (!search.empty()) {
    const std::size_t end = std::min(search.find('&'), search.size());
    const std::string_view pair = search.substr(0, end);
    search.remove_prefix(std::min(end + 1, search.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string name = percentDecoded(pair.substr(0, equals));
    const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
    readParameter(query, name, percentDecoded(value), currency.decimals());
  }
  return canonicalQuery(std::move(query));
}

std::string formatQuery(const CatalogQuery& given, Currency currency) {
  const CatalogQuery query = canonicalQuery(given);
  const int decimals = currency.decimals();
  ParameterWriter writer;
  if (!query.text.empty()) writer.add("q", query.text);
  writer.addAll("category", query.categories);
  writer.addAll("brand", query.brands);
  writer.addAll("tag", query.tags);
  for (const OptionFilter& option : query.options) {
    writer.addAll("opt." + option.name, option.values);
  }
  if (query.priceMinMinor) writer.add("min", formatPrice(*query.priceMinMinor, decimals));
  if (query.priceMaxMinor) writer.add("max", formatPrice(*query.priceMaxMinor, decimals));
  if (query.ratingMin) writer.add("rating", std::to_string(*query.ratingMin));
  if (query.inStock) writer.add("stock", "1");
  if (query.onSale) writer.add("sale", "1");
  if (query.sort != CatalogSort::kRelevance) writer.add("sort", sortName(query.sort));
  if (query.page > 1) writer.add("page", std::to_string(query.page));
  return writer.take();
}

}  // namespace vitrine
