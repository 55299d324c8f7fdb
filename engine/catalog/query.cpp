// SPDX-License-Identifier: MIT
#include "engine/catalog/query.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "engine/catalog/decode.h"
#include "engine/catalog/field_reader.h"
#include "engine/core/ordering.h"
#include "engine/core/utf8.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxFilterValues = 50;   // of one facet
constexpr std::size_t kMaxOptionFilters = 20;
constexpr std::size_t kMaxPriceDigits = 12;
constexpr std::int32_t kMaxPage = 1'000'000;

std::string shortened(std::string_view text, std::size_t maxLength) {
  std::size_t offset = 0;
  for (std::size_t i = 0; i < maxLength && offset < text.size(); ++i) decodeUtf8(text, offset);
  return cleanText(text.substr(0, offset));
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

// "1.299.000" as "1299000"; empty when the signs do not part it into thousands.
std::string withoutThousands(std::string_view whole) {
  const std::size_t first = whole.find_first_of(".,");
  std::string digits(whole.substr(0, first));
  if (first == whole.npos) return digits;
  if (first == 0 || first > 3 || whole.front() == '0') return {};
  for (std::size_t place = first; place < whole.size(); place += 4) {
    const std::string_view group = whole.substr(place, 4);
    if (group.size() != 4 || group.front() != whole[first]) return {};
    digits += group.substr(1);
  }
  return digits;
}

}  // namespace

std::optional<std::int64_t> parsePrice(std::string_view text, Currency currency) {
  const auto places = static_cast<std::size_t>(currency.decimals());
  std::size_t point = text.find_last_of(".,");
  if (point != text.npos) {
    const bool isRepeated = text.find(text[point]) != point;
    const bool isOnly = text.find_first_of(".,") == point;
    const bool isFollowedByThree = text.size() - point == 4;
    if (isRepeated || (isOnly && isFollowedByThree && places != 3)) point = text.npos;
  }
  std::string digits = withoutThousands(text.substr(0, point));
  const std::string_view fraction =
      point == text.npos ? std::string_view() : text.substr(point + 1);
  if (digits.empty() || digits.size() > kMaxPriceDigits || fraction.size() > places) {
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

std::string formatPrice(std::int64_t minor, Currency currency) {
  const auto places = static_cast<std::size_t>(currency.decimals());
  std::string text = std::to_string(minor);
  if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
  const std::size_t point = text.size() - places;
  if (text.find_first_not_of('0', point) == text.npos) return text.substr(0, point);
  return text.insert(point, 1, '.');
}

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

}  // namespace vitrine
