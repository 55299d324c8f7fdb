// SPDX-License-Identifier: MIT
#include "engine/catalog/to_groq.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <utility>

#include "engine/catalog/decode.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxWords = 12;  // of a query; the rest is not read

constexpr std::size_t kCategoryLevels = 4;  // that a query follows from a product's own upwards

constexpr std::string_view kPriceFacet = "price";
constexpr std::string_view kOptionPrefix = "opt.";

// Where the words of a query are looked for, and how much a word found there weighs.
struct TextField {
  std::string_view path;
  std::string_view weight;
};
constexpr TextField kTextFields[] = {{"title", "20"},
                                     {"brand", "12"},
                                     {"tags[]", "6"},
                                     {"options[].values[]", "6"},
                                     {"summary", "4"},
                                     {"pt::text(description)", "2"}};

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

// Each word as a prefix.
std::vector<std::string> patternsOf(std::string_view text) {
  std::vector<std::string> patterns;
  std::string word;
  const auto end = [&] {
    if (!word.empty() && patterns.size() < kMaxWords) patterns.push_back(word + '*');
    word.clear();
  };
  for (const char c : text) {
    const bool isLetter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool isPart = isLetter || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (isPart) {
      word += c;
    } else {
      end();
    }
  }
  end();
  return patterns;
}

// The values that the query has chosen, by the name of their facet.
std::vector<OptionFilter> choicesOf(const CatalogQuery& query) {
  std::vector<OptionFilter> choices = {
      {"category", query.categories}, {"brand", query.brands}, {"tag", query.tags}};
  if (query.inStock) choices.push_back({"stock", {"1"}});
  if (query.onSale) choices.push_back({"sale", {"1"}});
  for (const OptionFilter& option : query.options) {
    choices.push_back({joined({kOptionPrefix, option.name}), option.values});
  }
  std::erase_if(choices, [](const OptionFilter& choice) { return choice.values.empty(); });
  return choices;
}

// The facets whose values are counted, with what is chosen.
std::vector<Facet> countedFacets(const CatalogQuery& query, const std::vector<Facet>& facets) {
  const std::vector<OptionFilter> choices = choicesOf(query);
  std::vector<Facet> counted(facets.begin(),
                             facets.begin() + static_cast<std::ptrdiff_t>(
                                                  std::min(facets.size(), kMaxCountedFacets)));
  for (Facet& facet : counted) {
    for (FacetValue& value : facet.values) value.selected = false;
    if (facet.values.size() > kMaxCountedValues) facet.values.resize(kMaxCountedValues);
    const auto choice = std::ranges::find(choices, facet.name, &OptionFilter::name);
    if (choice == choices.end()) continue;
    for (const std::string& value : choice->values) {
      auto known = std::ranges::find(facet.values, value, &FacetValue::value);
      if (known == facet.values.end()) known = facet.values.insert(known, {value, value, 0, true});
      known->selected = true;
    }
  }
  return counted;
}

// What a product or, where it says so, one of its variants must fulfil.
struct Condition {
  std::string facet;  // which does not filter itself; empty for the text
  bool ofVariant = false;
  std::string text;
};

class GroqWriter {
 public:
  explicit GroqWriter(const CatalogQuery& query) : words_(patternsOf(query.text)) {
    for (const OptionFilter& choice : choicesOf(query)) {
      Array values(choice.values.begin(), choice.values.end());
      conditions_.push_back(conditionOf(choice.name, param(std::move(values))));
    }
    addPrice("priceMinor >= ", query.priceMinMinor);
    addPrice("priceMinor <= ", query.priceMaxMinor);
    // Last, for it costs most.
    for (std::string& word : words_) {
      word = param(std::move(word));
      addText(word);
    }
  }

  // Puts the value aside and names it.
  std::string param(Value value) {
    std::string name = "p" + std::to_string(params_.size());
    params_.append(name, std::move(value));
    return "$" + name;
  }

  // That a product has one of the values of a facet.
  Condition conditionOf(std::string_view facet, const std::string& values) {
    Condition condition{.facet = std::string(facet), .ofVariant = true, .text = {}};
    std::string& text = condition.text;
    if (facet == "stock") {
      text = "stock > 0";
    } else if (facet == "sale") {
      text = "compareAtMinor > priceMinor";
    } else if (facet.starts_with(kOptionPrefix)) {
      text = optionText(facet.substr(kOptionPrefix.size()), values);
    } else {
      condition.ofVariant = false;
      if (facet == "brand") text = joined({"brand in ", values});
      if (facet == "tag") text = joined({"count(tags[@ in ", values, "]) > 0"});
      if (facet == "category") text = categoryText(values);
    }
    return condition;
  }

  // The products that fulfil all conditions but those of one facet, and another one instead.
  std::string products(std::string_view without, const Condition* instead = nullptr) const {
    std::string text = "*[_type == \"product\"";
    const auto add = [&](const Condition& condition) {
      if (!condition.ofVariant) text += joined({" && ", condition.text});
    };
    for (const Condition& condition : conditions_) {
      if (condition.facet.empty() || condition.facet != without) add(condition);
    }
    if (instead != nullptr) add(*instead);
    const std::string fitting = variants(without, instead);
    if (fitting != kAllVariants) text += joined({" && count(", fitting, ") > 0"});
    return text + "]";
  }

  // Of one product the variants that do.
  std::string variants(std::string_view without, const Condition* instead = nullptr) const {
    std::string text;
    const auto add = [&](const Condition& condition) {
      if (!condition.ofVariant) return;
      text += joined({text.empty() ? "variants[" : " && ", condition.text});
    };
    for (const Condition& condition : conditions_) {
      if (condition.facet != without) add(condition);
    }
    if (instead != nullptr) add(*instead);
    return text.empty() ? std::string(kAllVariants) : text + "]";
  }

  std::string order(const CatalogQuery& query) {
    std::string text;
    const bool byScore = query.sort == CatalogSort::kRelevance && !words_.empty();
    for (const std::string& word : words_) {
      if (!byScore) break;
      for (const TextField& field : kTextFields) {
        text += joined({text.empty() ? " | score(" : ", ", "boost(", field.path, " match ", word,
                        ", ", field.weight, ")"});
      }
    }
    if (byScore) text += ")";
    text += " | order(";
    if (byScore) {
      text += joined({"lower(title) == lower(", param(query.text), ") desc, _score desc, "});
    }
    const std::string fitting = variants("");
    switch (query.sort) {
      case CatalogSort::kPriceUp: text += joined({"math::min(", fitting, ".priceMinor), "}); break;
      case CatalogSort::kPriceDown:
        text += joined({"math::max(", fitting, ".priceMinor) desc, "});
        break;
      case CatalogSort::kNewest:
        text += "coalesce(dateTime(publishedAt), dateTime(\"1970-01-01T00:00:00Z\")) desc, ";
        break;
      case CatalogSort::kRating:
        text += "select(rating.count > 0 => rating.average, 0) desc, ";
        break;
      case CatalogSort::kPopularity: text += "coalesce(popularity, 0) desc, "; break;
      case CatalogSort::kName: text += "lower(title), "; break;
      case CatalogSort::kRelevance:
      case CatalogSort::kFeatured: break;
    }
    text += "coalesce(featured, false) desc, coalesce(popularity, 0) desc, slug.current)";
    return text;
  }

  // The lowest ("min") or highest price of a variant that fits but for the price.
  std::string price(std::string_view which) const {
    return joined({"math::", which, "(", products(kPriceFacet), "{\"price\": math::", which, "(",
                   variants(kPriceFacet), ".priceMinor)}.price)"});
  }

  Object takeParams() { return std::move(params_); }

 private:
  static constexpr std::string_view kAllVariants = "variants[]";

  void addText(const std::string& pattern) {
    std::string text = "(";
    for (const TextField& field : kTextFields) {
      text += joined({field.path, " match ", pattern, " || "});
    }
    text += joined(
        {"category._ref in *[_type == \"category\" && title match ", pattern, "]._id)"});
    conditions_.push_back({.facet = {}, .ofVariant = false, .text = std::move(text)});
  }

  void addPrice(std::string_view comparison, std::optional<std::int64_t> price) {
    if (!price) return;
    conditions_.push_back({.facet = std::string(kPriceFacet),
                           .ofVariant = true,
                           .text = joined({comparison, param(*price)})});
  }

  // A product belongs to its category and to all above it.
  static std::string categoryText(const std::string& values) {
    std::string text = "category._ref in *[_type == \"category\" && (";
    std::string path = "slug.current";
    for (std::size_t level = 0; level < kCategoryLevels; ++level) {
      text += joined({level == 0 ? "" : " || ", path, " in ", values});
      path.insert(0, "parent->");
    }
    return text + ")]._id";
  }

  // Values of variants stand in the order of their product's options.
  std::string optionText(std::string_view option, const std::string& values) {
    const std::string name = param(option);
    std::string text = "(";
    for (std::size_t i = 0; i < kMaxOptions; ++i) {
      const std::string place = joined({"[", std::to_string(i), "]"});
      text += joined({i == 0 ? "" : " || ", "^.options", place, ".name == ", name,
                      " && optionValues", place, " in ", values});
    }
    return text + ")";
  }

  Object params_;
  std::vector<std::string> words_;  // the names of their parameters
  std::vector<Condition> conditions_;
};

}  // namespace

GroqRequest toGroq(const CatalogQuery& given, const std::vector<Facet>& facets,
                   std::string_view projection) {
  const CatalogQuery query = canonicalQuery(given);
  GroqWriter writer(query);
  const std::int64_t begin = (std::int64_t{query.page} - 1) * query.pageSize;
  const std::string found = writer.products("");
  std::string text = joined({"{\"total\": count(", found, "), \"products\": ", found,
                             writer.order(query), "[", std::to_string(begin), "...",
                             std::to_string(begin + query.pageSize), "]", projection,
                             ", \"min\": ", writer.price("min"), ", \"max\": ", writer.price("max"),
                             ", \"counts\": ["});
  std::string_view comma;
  for (const Facet& facet : countedFacets(query, facets)) {
    text += joined({comma, "["});
    comma = "";
    for (const FacetValue& value : facet.values) {
      const Condition having = writer.conditionOf(facet.name, writer.param(Array{value.value}));
      text += joined({comma, "count(", writer.products(facet.name, &having), ")"});
      comma = ", ";
    }
    text += "]";
    comma = ", ";
  }
  return {.query = text + "]}", .params = writer.takeParams()};
}

CatalogPage pageOfGroq(const CatalogQuery& given, const std::vector<Facet>& facets,
                       const Value& answer, const Catalog& found) {
  const CatalogQuery query = canonicalQuery(given);
  // Of the products found each is a hit; what is left to find are the variants that fit.
  CatalogQuery variants = query;
  variants.text.clear();
  variants.page = 1;
  CatalogPage page = found.search(variants);
  PlaceByName places;
  for (const Value& product : answer["products"].items()) {
    places.emplace(product["_id"].asString(), places.size());
  }
  sortStably(page.cards, [&](const Card& a, const Card& b) { return places[a.id] < places[b.id]; });
  page.query = query;
  page.total = std::max<std::int64_t>(0, answer["total"].asInt64().value_or(0));
  const std::int64_t pages = (page.total + query.pageSize - 1) / query.pageSize;
  page.pageCount = static_cast<std::int32_t>(std::clamp<std::int64_t>(pages, 1, INT32_MAX));
  page.query.page = std::min(query.page, page.pageCount);
  page.page = page.query.page;
  page.priceMinMinor = answer["min"].asInt64();
  page.priceMaxMinor = answer["max"].asInt64();
  page.facets = countedFacets(query, facets);
  for (std::size_t i = 0; i < page.facets.size(); ++i) {
    std::vector<FacetValue>& values = page.facets[i].values;
    for (std::size_t j = 0; j < values.size(); ++j) {
      values[j].count = answer["counts"][i][j].asInt64().value_or(0);
    }
  }
  return page;
}

}  // namespace vitrine
