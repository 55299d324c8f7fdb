// SPDX-License-Identifier: MIT
#include "engine/catalog/to_groq.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>

#include "engine/catalog/decode.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxWords = 12;  // of a query; the rest is not read

constexpr std::string_view kPrice = "price";

// What a product, or one of its variants, fulfils that has a value chosen in a facet. % stands for
// {name, values}.
struct FacetCondition {
  std::string_view facet;
  bool ofVariant;
  std::string_view text;
};

constexpr FacetCondition kFacetConditions[] = {
    {kPrice, true, ""},
    {"brand", false, "brand in %.values"},
    {"tag", false, "count(tags[@ in %.values]) > 0"},
    // A product belongs to its category and to all above it.
    {"category", false,
     "category._ref in *[_type == \"category\" && (slug.current in %.values || "
     "parent->slug.current in %.values || parent->parent->slug.current in %.values || "
     "parent->parent->parent->slug.current in %.values)]._id"},
    {"rating", false, "rating.count > 0 && rating.average >= %.values[0]"},
    {"stock", true, "stock > 0"},
    {"sale", true, "compareAtMinor > priceMinor"},
    // An option; what is chosen by it is in stock. Values of variants stand in the order of their
    // product's options.
    {"", true,
     "stock > 0 && array::intersects(optionValues, %.values) && "  // settles most at once
     "(^.options[0].name == %.name && optionValues[0] in %.values || "
     "^.options[1].name == %.name && optionValues[1] in %.values || "
     "^.options[2].name == %.name && optionValues[2] in %.values || "
     "^.options[3].name == %.name && optionValues[3] in %.values || "
     "^.options[4].name == %.name && optionValues[4] in %.values)"}};
static_assert(kMaxOptions == 5);

const FacetCondition& conditionOf(std::string_view facet) {
  const FacetCondition* condition = kFacetConditions;
  while (!condition->facet.empty() && condition->facet != facet) ++condition;
  return *condition;
}

// Where the words of a query are looked for, and what a word found there weighs.
constexpr std::string_view kWordCondition =
    "(title match % || brand match % || tags[] match % || options[].values[] match % || "
    "summary match % || pt::text(description) match % || "
    "category._ref in *[_type == \"category\" && (title match % || parent->title match % || "
    "parent->parent->title match % || parent->parent->parent->title match %)]._id)";
constexpr std::string_view kWordScore =
    "boost(title match %, 20), boost(brand match %, 12), boost(tags[] match %, 6), "
    "boost(options[].values[] match %, 6), boost(summary match %, 4), "
    "boost(pt::text(description) match %, 2)";

// By CatalogSort; % stands for the variants that fit.
constexpr std::string_view kOrders[] = {
    "",
    "",
    "math::min(%.priceMinor), ",
    "math::max(%.priceMinor) desc, ",
    "coalesce(dateTime(publishedAt), dateTime(\"1970-01-01T00:00:00Z\")) desc, ",
    "select(rating.count > 0 => rating.average, 0) desc, ",
    "coalesce(popularity, 0) desc, ",
    "lower(title), "};
constexpr std::string_view kFeaturedFirst =
    "coalesce(featured, false) desc, coalesce(popularity, 0) desc, slug.current)";

// The pattern with each % replaced by the next of the texts, the last of which stands for all that
// follow.
std::string filled(std::string_view pattern, std::initializer_list<std::string_view> texts) {
  std::string text;
  const std::string_view* next = texts.begin();
  for (const char c : pattern) {
    if (c != '%') {
      text += c;
      continue;
    }
    text += *next;
    if (next + 1 != texts.end()) ++next;
  }
  return text;
}

// Each word as a prefix.
std::vector<std::string> patternsOf(std::string_view text) {
  std::vector<std::string> patterns;
  bool inWord = false;
  for (const char c : text) {
    const char lower = static_cast<char>(c | 0x20);
    const bool isPart = (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
                        static_cast<unsigned char>(c) >= 0x80;
    if (isPart && !inWord) {
      if (patterns.size() == kMaxWords) break;
      patterns.emplace_back("*");
    }
    if (isPart) patterns.back().insert(patterns.back().size() - 1, 1, c);
    inWord = isPart;
  }
  return patterns;
}

// Conditions on products and on their variants, each with the facet that makes it: a facet does not
// filter itself.
class GroqWriter {
 public:
  explicit GroqWriter(const CatalogQuery& query) : words_(patternsOf(query.text)) {
    for (const OptionFilter& chosen : chosenValues(query)) {
      add(chosen.name, having(chosen.name, chosen.values));
    }
    if (query.priceMinMinor) add(kPrice, "priceMinor >= " + param(*query.priceMinMinor));
    if (query.priceMaxMinor) add(kPrice, "priceMinor <= " + param(*query.priceMaxMinor));
    std::string text;
    for (std::string& word : words_) {
      word = param(word);
      if (!text.empty()) text += " && ";
      text += filled(kWordCondition, {word});
    }
    if (words_.empty()) return;
    text_ = filled(" && (% || count(variants[lower(sku) == lower(%)]) > 0)",
                   {text, param(query.text)});
  }

  // Puts the value aside and names it.
  std::string param(Value value) {
    std::string name = "p" + std::to_string(params_.size());
    params_.append(name, std::move(value));
    return "$" + name;
  }

  // That a product or a variant has one of these values of a facet.
  std::string having(std::string_view facet, const std::vector<std::string>& values) {
    const bool isOption = facet.starts_with(kOptionPrefix);
    Array wanted(values.begin(), values.end());
    if (facet == "rating") wanted.front() = wanted.front().asString().front() - '0';
    return filled(conditionOf(facet).text,
                  {param(Object{{"name", facet.substr(isOption ? kOptionPrefix.size() : 0)},
                                {"values", Value(std::move(wanted))}})});
  }

  // The products that meet all conditions but those of one facet, and `instead` in their place.
  // The text costs most: a filter of its own, the same for all that is counted, is looked for once.
  std::string products(std::string_view without, std::string_view instead = {}) const {
    const std::string rest = restOf(without, instead);
    return filled(rest.empty()    ? "*[_type == \"product\"%]"
                  : text_.empty() ? "*[_type == \"product\"% && %]"
                                  : "*[_type == \"product\"%][%]",
                  {text_, rest});
  }

  // All of the query as one filter, which score() asks for.
  std::string listed() const {
    const std::string rest = restOf({}, {});
    return filled(rest.empty() ? "*[_type == \"product\"%]" : "*[_type == \"product\"% && %]",
                  {text_, rest});
  }

  // Of one product the variants that do.
  std::string variants(std::string_view without) const {
    return filled("variants[%]", {conditions(true, without, {})});
  }

  std::string order(const CatalogQuery& query) {
    std::string text = " | order(";
    if (query.sort == CatalogSort::kRelevance && !words_.empty()) {
      std::string scores;
      for (const std::string& word : words_) {
        if (!scores.empty()) scores += ", ";
        scores += filled(kWordScore, {word});
      }
      text = filled(" | score(%) | order(lower(title) == lower(%) desc, _score desc, ",
                    {scores, param(query.text)});
    }
    text += filled(kOrders[static_cast<std::size_t>(query.sort)], {variants({})});
    text += kFeaturedFirst;
    return text;
  }

  // The lowest ("min") or highest price of a variant that fits but for the price.
  std::string price(std::string_view which) const {
    return filled("math::%(%{\"price\": math::%(%.priceMinor)}.price)",
                  {which, products(kPrice), which, variants(kPrice)});
  }

  Object takeParams() { return std::move(params_); }

 private:
  std::string restOf(std::string_view without, std::string_view instead) const {
    std::string rest = conditions(false, without, instead);
    const std::string ofVariant = conditions(true, without, instead);
    if (ofVariant.empty()) return rest;
    if (!rest.empty()) rest += " && ";
    return rest + filled("count(variants[%]) > 0", {ofVariant});
  }

  void add(std::string_view facet, std::string text) {
    facets_.emplace_back(facet);
    conditions_.push_back(std::move(text));
  }

  std::string conditions(bool ofVariant, std::string_view without, std::string_view instead) const {
    std::string text;
    const auto append = [&](std::string_view condition) {
      if (!text.empty()) text += " && ";
      text += condition;
    };
    for (std::size_t i = 0; i < facets_.size(); ++i) {
      const bool isMeant = conditionOf(facets_[i]).ofVariant == ofVariant;
      if (isMeant && facets_[i] != without) append(conditions_[i]);
    }
    if (!instead.empty() && conditionOf(without).ofVariant == ofVariant) append(instead);
    return text;
  }

  Object params_;
  std::string text_;                // that a product has all words
  std::vector<std::string> words_;  // the names of their parameters
  std::vector<std::string> facets_;
  std::vector<std::string> conditions_;  // of each of these
};

}  // namespace

GroqRequest toGroq(const CatalogQuery& given, const std::vector<Facet>& facets,
                   std::string_view projection) {
  const CatalogQuery query = canonicalQuery(given);
  GroqWriter writer(query);
  const std::int64_t begin = (std::int64_t{query.page} - 1) * query.pageSize;
  std::string counts;
  for (const Facet& facet : facets) {
    counts += counts.empty() ? "[" : ", [";
    for (const FacetValue& value : facet.values) {
      if (!counts.ends_with('[')) counts += ", ";
      const std::string having = writer.having(facet.name, {std::string(value.value)});
      counts += filled("count(%)", {writer.products(facet.name, having)});
    }
    counts += ']';
  }
  std::string text =
      filled("{\"total\": count(%), \"products\": %%[%...%]%, \"min\": %, \"max\": %, "
             "\"counts\": [%]}",
             {writer.products({}), writer.listed(), writer.order(query), std::to_string(begin),
              std::to_string(begin + query.pageSize), projection, writer.price("min"),
              writer.price("max"), counts});
  return {.query = std::move(text), .params = writer.takeParams()};
}

CatalogPage pageOfGroq(const CatalogQuery& given, std::vector<Facet> facets, const Value& answer,
                       const Catalog& found) {
  const CatalogQuery query = canonicalQuery(given);
  // Of the products found each is a hit; what is left to find are the variants that fit.
  CatalogQuery variants = query;
  variants.text.clear();
  variants.page = 1;
  CatalogPage page = found.search(variants);
  std::vector<Card> cards = std::move(page.cards);
  page.cards.clear();
  for (const Value& product : answer["products"].items()) {
    const auto card = std::ranges::find(cards, product["_id"].asString(), &Card::id);
    if (card == cards.end()) continue;
    card->titleHighlights = highlightsOf(card->title, query.text);
    page.cards.push_back(std::move(*card));
    cards.erase(card);  // a document that comes again is one hit
  }
  page.total = std::max<std::int64_t>(0, answer["total"].asInt64().value_or(0));
  const std::int64_t pages = (page.total + query.pageSize - 1) / query.pageSize;
  page.pageCount = static_cast<std::int32_t>(std::clamp<std::int64_t>(pages, 1, INT32_MAX));
  page.query = query;
  page.query.page = std::min(query.page, page.pageCount);
  page.page = page.query.page;
  page.priceMinMinor = answer["min"].asInt64();
  page.priceMaxMinor = answer["max"].asInt64();
  for (std::size_t i = 0; i < facets.size(); ++i) {
    std::vector<FacetValue>& values = facets[i].values;
    for (std::size_t j = 0; j < values.size(); ++j) {
      values[j].count = answer["counts"][i][j].asInt64().value_or(0);
    }
  }
  page.facets = std::move(facets);
  return page;
}

}  // namespace vitrine
