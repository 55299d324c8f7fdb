// SPDX-License-Identifier: MIT
// Random queries over random documents, from a seed: what the planner answers is, byte for byte,
// what a walk of the tree answers, while indexes and columns come into being and when all exist.
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "engine/groq/reads.h"
#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

class RandomGroq {
 public:
  explicit RandomGroq(std::uint64_t seed) : random_(seed) {}

  Array documents(std::size_t count) {
    Array documents;
    for (std::size_t i = 0; i < count; ++i) {
      documents.push_back(document(oneIn(20) ? "d1" : "d" + std::to_string(i)));
    }
    return documents;
  }

  // With members missing, of several types, with references to other documents and to nothing.
  Value document(std::string_view id) {
    Object document{{"_id", id}, {"_type", pick({"product", "product", "category", "brand"})}};
    for (const char* name :
         {"title", "price", "tags", "slug", "category", "variants", "nested", "at", "body"}) {
      if (!oneIn(5)) document.set(name, member(name));
    }
    if (oneIn(15)) document.set("_ref", reference());
    return document;
  }

  // One of the documents becomes another, goes, or is joined by a new one.
  DocumentChange change(const Array& documents) {
    if (oneIn(3)) return {documents.size(), {}, document("new")};
    const std::size_t position = below(documents.size());
    const Value& before = documents[position];
    if (oneIn(3)) return {position, before, {}};
    return {position, before, document(before["_id"].asString())};
  }

  // With the custom function that it calls, if it does.
  std::string query() {
    const std::string text = statement();
    const bool calls = text.find("shop::card(") != std::string::npos;
    return calls ? "fn shop::card($x) = $x{title, \"in\": category->title}; " + text : text;
  }

 private:
  std::string statement() {
    depth_ = 0;
    switch (below(7)) {
      case 4:
        return "*[_type == \"" + pick({"product", "brand"}) + "\"]{_id, " + members() + "}";
      case 0:
        return "count(" + array() + ")";
      case 1:
        return array() + "[" + std::to_string(below(4)) + "]";
      case 2:
        return "{\"a\": " + array() + ", \"b\": count(" + array() + "), \"c\": " + array() + "}";
      case 3:
        return array() + "." + pick({"title", "category->title", "tags[]", "variants[].stock"});
      default:
        return array();
    }
  }

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  bool oneIn(std::size_t chances) { return below(chances) == 0; }
  std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }
  std::string reference() { return "d" + std::to_string(below(45)); }
  std::string word() { return pick({"red", "Blue", "lamp", "sofa", "", "a.b", "äther"}); }

  Value number() {
    if (oneIn(2)) return static_cast<std::int64_t>(below(6));
    return static_cast<double>(below(6)) / 2;
  }

  Value scalar() {
    if (oneIn(3)) return number();
    return oneIn(6) ? Value(oneIn(2)) : oneIn(8) ? Value() : Value(word());
  }

  Value member(std::string_view name) {
    if (oneIn(8)) return scalar();
    if (name == "slug") return Object{{"current", word()}};
    if (name == "category") return Object{{"_ref", reference()}};
    if (name == "tags") return list([&] { return scalar(); });
    if (name == "price") return number();
    if (name == "variants") return list([&] { return Object{{"stock", number()}}; });
    if (name == "at") return pick({"2026-01-02T03:04:05Z", "2026-01-02T04:04:05+01:00", "soon"});
    if (name == "body") return list([&] { return block(); });
    if (name == "nested") {
      return list([&] { return Object{{"deep", list([&] { return member("category"); })}}; });
    }
    return word() + " " + word();
  }

  Value block() {
    const Value span = Object{{"_type", "span"}, {"text", word()}};
    return Object{{"_type", "block"}, {"children", oneIn(5) ? Value() : Value(Array{span})}};
  }

  template <typename Make>
  Value list(Make make) {
    Array items;
    for (std::size_t i = below(4); i > 0; --i) items.emplace_back(make());
    return items;
  }

  std::string path() {
    return pick({"_id", "_type", "title", "price", "slug.current", "category._ref", "_ref",
                 "category->title", "category->slug.current", "category->category->_id", "tags",
                 "tags[0]", "count(variants)", "math::max(variants[].stock)", "lower(title)",
                 "coalesce(price, title)", "missing", "nested[].deep[]._ref", "@.price", "^.title",
                 "variants[stock > ^.price].stock", "category->", "title + slug.current",
                 "path(slug.current)", call()});
  }

  std::string call() {
    return pick({"select(price > 1 => title, defined(tags) => tags, slug)", "shop::card(@)",
                 "shop::card(category->)", "dateTime(at)", "dateTime(at) - dateTime(^.at)",
                 "pt::text(body)", "pt(body)", "geo::latLng(price, 1)",
                 "geo::distance(geo::latLng(price, 1), geo::latLng(1, 2))",
                 "string::split(title, \" \")", "string::startsWith(title, \"r\")", "upper(title)",
                 "array::join(tags, \",\")", "array::unique(tags)", "array::compact(tags)",
                 "array::intersects(tags, ^.tags)", "math::sum(variants[].stock)",
                 "math::avg(variants[].stock)", "math::min(tags)", "round(price)", "string(price)",
                 "length(title)", "^.^.title"});
  }

  std::string constant() {
    switch (below(5)) {
      case 0:
        return std::to_string(below(6));
      case 1:
        return pick({"null", "true", "^._id", "^.title", "$word", "1.5", "[\"red\"]"});
      default:
        return '"' + pick({word(), reference(), "product", "category", "red lamp"}) + '"';
    }
  }

  std::string list() {
    return pick({"[\"red\", \"Blue\"]", "[\"d3\", \"d4\", null]", "[1, \"lamp\"]", "$list",
                 "*[_type == \"category\"]._id", "[^._id, \"d7\"]", "path(\"d*\")"});
  }

  std::string condition() {
    if (++depth_ > 12) return "true";
    switch (below(15)) {
      case 14:
        return path() + " in " + pick({"1..3", "0...2", "\"a\"..\"m\"", "1..^.price", "3..1"});
      case 0:
        return "(" + condition() + " || " + condition() + ")";
      case 1:
        return "!(" + condition() + ")";
      case 2:
        return path() + pick({" < ", " > ", " != ", " >= "}) + constant();
      case 3:
        return constant() + " in " + path();
      case 4:
        return path() + " in " + list();
      case 5:
        return "references(" + constant() + ")";
      case 6:
        return path() + " match " + pick({"\"red*\"", "\"*a*\"", "\"lamp blue\"", "[\"r*\"]", "1"});
      case 7:
        return "defined(" + path() + ")";
      case 8:
        return condition() + " && " + condition();
      case 9:
        return "_type == \"product\" && " + condition();
      case 10:
        return "count(" + array() + ") > 1";
      case 11:
        return constant() + " in path(" + path() + ")";
      default:
        return path() + " == " + constant();
    }
  }

  std::string array() {
    if (++depth_ > 8) return "*[" + path() + " == " + constant() + "]";
    std::string text = "*";
    for (std::size_t i = below(3); i > 0; --i) text += "[" + condition() + "]";
    if (oneIn(2)) text += " | order(" + path() + pick({" asc", " desc"}) + ", " + path() + ")";
    if (oneIn(12)) text += " | score(title match \"red\")";
    if (oneIn(3)) text += "[" + std::to_string(below(3)) + "..." + std::to_string(below(9)) + "]";
    if (oneIn(2)) text += "{_id, " + members() + "}";
    return "(" + text + ")";
  }

  std::string members() {
    std::string text = "\"x\": " + path();
    if (oneIn(2)) text += ", price, title";
    if (oneIn(3)) text += ", \"y\": " + array();
    if (oneIn(4)) text += ", \"n\": count(*[references(^._id)])";
    if (oneIn(6)) text += ", ...";
    return text;
  }

  std::mt19937_64 random_;
  int depth_ = 0;
};

std::string result(const Query& query, const Dataset& dataset, const Value& params,
                   bool isPlanned) {
  const Options options{.limits = {.steps = 2'000'000}, .isPlanned = isPlanned};
  const auto value = evaluate(query, dataset, params, options);
  return value ? encodeJson(*value) : value.error().field;
}

// What a host makes of an answer that names documents and columns.
Value unpicked(const Picked& picked, const MemoryDataset& dataset) {
  Array values;
  for (const std::uint32_t position : picked.positions) {
    Object row;
    for (const auto& [name, text, expression] : picked.members) {
      row.set(name, (*expression->column.get())[position]);
    }
    values.push_back(picked.members.empty() ? dataset.at(position) : Value(row));
  }
  if (!picked.isOne) return values;
  return values.empty() ? Value() : values[0];
}

Array changed(Array documents, const DocumentChange& change) {
  if (change.position == documents.size()) {
    documents.push_back(change.after);
  } else if (change.after.isNull()) {
    documents.erase(documents.begin() + static_cast<std::ptrdiff_t>(change.position));
  } else {
    documents[change.position] = change.after;
  }
  return documents;
}

TEST(GroqRandomTest, AChangeOfWhatWasNotReadChangesNothing) {
  const Value params = json(R"({"word":"red","list":["lamp","sofa",2]})");
  std::size_t unread = 0;
  for (std::uint64_t seed = 101; seed <= 110; ++seed) {
    RandomGroq random(seed);
    const Array documents = random.documents(40);
    const MemoryDataset dataset(documents);
    for (int i = 0; i < 150; ++i) {
      const std::string text = random.query();
      const auto query = parse(text, params);
      ASSERT_TRUE(query.has_value()) << text << ": " << query.error().message;
      Reads reads;
      const auto before = evaluate(*query, dataset, params, {.reads = &reads});
      for (int time = 0; before && time < 10; ++time) {
        const DocumentChange change = random.change(documents);
        if (reads.isConcerned(query->ast(), change)) continue;
        const MemoryDataset after(changed(documents, change));
        ASSERT_EQ(result(*query, after, params, true), encodeJson(*before))
            << "seed " << seed << ": " << text << " with " << encodeJson(change.before) << " now "
            << encodeJson(change.after);
        ++unread;
      }
    }
  }
  EXPECT_GT(unread, 3'000U);
}

TEST(GroqRandomTest, ThePlannerNeverChangesAResult) {
  const Value params = json(R"({"word":"red","list":["lamp","sofa",2]})");
  std::size_t compared = 0;
  std::size_t picks = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomGroq random(seed);
    const MemoryDataset dataset(random.documents(40));
    for (int i = 0; i < 150; ++i) {
      const std::string text = random.query();
      const auto query = parse(text, params);
      ASSERT_TRUE(query.has_value()) << text << ": " << query.error().message;
      const std::string walked = result(*query, dataset, params, false);
      if (walked == "steps") continue;
      for (int time = 0; time < 3; ++time) {
        ASSERT_EQ(result(*query, dataset, params, true), walked) << "seed " << seed << ": " << text;
      }
      const auto answered = answer(*query, dataset, params, {});
      ASSERT_TRUE(answered.has_value());
      if (const auto* picked = std::get_if<Picked>(&*answered)) {
        ASSERT_EQ(encodeJson(unpicked(*picked, dataset)), walked)
            << "seed " << seed << ": " << text;
        ++picks;
      }
      ++compared;
    }
  }
  EXPECT_GT(compared, 2'500U);
  EXPECT_GT(picks, 200U);
}

}  // namespace
}  // namespace vitrine::groq
