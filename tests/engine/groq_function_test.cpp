// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/groq/casing.h"
#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

struct Call {
  std::string_view query;
  std::string_view result;
};

class GroqFunctionTest : public testing::TestWithParam<Call> {};

TEST_P(GroqFunctionTest, Gives) { EXPECT_EQ(run(GetParam().query), GetParam().result); }

INSTANTIATE_TEST_SUITE_P(
    Global, GroqFunctionTest,
    testing::Values(Call{"coalesce(null, 2, 3)", "2"}, Call{"coalesce()", "null"},
                    Call{"count([1, null])", "2"}, Call{"count(1)", "null"},
                    Call{"defined(null)", "false"}, Call{"defined(false)", "true"},
                    Call{"length(\"æø😀\")", "3"}, Call{"length([1])", "1"},
                    Call{"length({})", "null"}, Call{"identity()", R"("anonymous")"},
                    Call{"global::lower(\"ÆRØ\")", R"("ærø")"},
                    Call{"upper(\"straße ÿ\")", R"("STRASSE Ÿ")"}, Call{"lower(1)", "null"},
                    Call{"path(\"a.**\")", R"("a.**")"}, Call{"path(1)", "null"},
                    Call{"select(false => 1, true => 2, 3)", "2"},
                    Call{"select(null => 1)", "null"}, Call{"select(1 > 2 => 1, 3)", "3"}));

INSTANTIATE_TEST_SUITE_P(
    String, GroqFunctionTest,
    testing::Values(Call{"string(1.0)", R"("1")"}, Call{"string(0.1)", R"("0.1")"},
                    Call{"string(1e21)", R"("1e+21")"},
                    Call{"string(123456789012345680000.0)", R"("123456789012345680000")"},
                    Call{"string(1e-7)", R"("1e-7")"}, Call{"string(0.000001)", R"("0.000001")"},
                    Call{"string(-1.5e-9)", R"("-1.5e-9")"}, Call{"string(true)", R"("true")"},
                    Call{"string(null)", "null"}, Call{"string([])", "null"},
                    Call{"string::split(\"a,b,\", \",\")", R"(["a","b",""])"},
                    Call{"string::split(\"\", \",\")", "[]"},
                    Call{"string::split(\"aø😀\", \"\")", R"(["a","ø","😀"])"},
                    Call{"string::split(1, \"\")", "null"},
                    Call{"string::startsWith(\"abc\", \"ab\")", "true"},
                    Call{"string::startsWith(\"abc\", 1)", "null"},
                    Call{"string::upper(\"привет\")", R"("ПРИВЕТ")"}));

INSTANTIATE_TEST_SUITE_P(
    ArrayAndMath, GroqFunctionTest,
    testing::Values(Call{"array::join([\"a\", 1, true], \"-\")", R"("a-1-true")"},
                    Call{"array::join([\"a\", null], \"-\")", "null"},
                    Call{"array::join([], \"-\")", R"("")"},
                    Call{"array::compact([1, null, false])", "[1,false]"},
                    Call{"array::unique([2, 1, 2.0, null, null, \"a\", \"a\", [1], [1]])",
                         R"([2,1,null,"a",[1],[1]])"},
                    Call{"array::intersects([1, 2], [2.0])", "true"},
                    Call{"array::intersects([[1]], [[1]])", "false"},
                    Call{"array::intersects([], [null])", "false"},
                    Call{"array::intersects(1, [])", "null"},
                    Call{"math::sum([1, null, 2.5])", "3.5"}, Call{"math::sum([])", "0"},
                    Call{"math::sum([1, \"a\"])", "null"}, Call{"math::avg([1, 2])", "1.5"},
                    Call{"math::avg([])", "null"}, Call{"math::min([3, 1, 2])", "1"},
                    Call{"math::max([3, 1.5, null])", "3"}, Call{"math::max(1)", "null"}));

INSTANTIATE_TEST_SUITE_P(
    Round, GroqFunctionTest,
    testing::Values(Call{"round(2.5)", "3"}, Call{"round(-2.5)", "-3"},
                    Call{"round(1.005, 2)", "1"}, Call{"round(1.25, 1)", "1.3"},
                    Call{"round(-1.25, 1)", "-1.3"}, Call{"round(3.14159, 2)", "3.14"},
                    Call{"round(0.49999999999999994)", "0"}, Call{"round(1, -1)", "null"},
                    Call{"round(1, 0.5)", "null"}, Call{"round(\"1\")", "null"},
                    Call{"round(12345)", "12345"}, Call{"round(1e300, 3)", "1e+300"}));

INSTANTIATE_TEST_SUITE_P(
    References, GroqFunctionTest,
    testing::Values(Call{"count(*[references(\"category-light\")])", "2"},
                    Call{"count(*[references([\"category-light\", \"category-sofa\"])])", "3"},
                    Call{"count(*[references(*[title == \"Sofas\"]._id)])", "1"},
                    Call{"count(*[references(1)])", "0"}, Call{"count(*[references([])])", "0"}));

// A member that stands beside _ref is no reference, also where _ref is none.
TEST(GroqFunctionTest, AnObjectThatHasARefRefersByItAlone) {
  for (const std::string_view ref : {"1", "null", "\"\"", "[\"x\"]", "{\"_ref\":\"x\"}", "\"x\""}) {
    const MemoryDataset documents(json("[{\"_id\":\"a\",\"r\":{\"_ref\":" + std::string(ref) +
                                       ",\"deep\":{\"_ref\":\"y\"}}}]")
                                      .items());
    const auto count = [&](std::string_view text, bool isPlanned) {
      return evaluate(*parse(text), documents, {}, {.isPlanned = isPlanned})->rawInt();
    };
    for (const bool isPlanned : {true, false}) {
      EXPECT_EQ(count(R"(count(*[references("x")]))", isPlanned), ref == "\"x\"") << ref;
      EXPECT_EQ(count(R"(count(*[references("y")]))", isPlanned), 0) << ref;
      EXPECT_EQ(count(R"(count(*[references("")]))", isPlanned), ref == "\"\"") << ref;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(
    PortableText, GroqFunctionTest,
    testing::Values(
        Call{
            R"(pt::text([{"_type":"block","children":[{"_type":"span","text":"a"},
                {"_type":"span","text":"b"}]},
             {"_type":"image"},{"_type":"block","children":[{"_type":"span","text":"c"}]}]))",
            R"("ab\n\nc")"},
        Call{R"(pt::text({"_type":"block","children":[]}))", R"("")"},
        Call{"pt::text(\"a\")", "null"}, Call{"pt::text([])", "null"},
        Call{R"(pt({"_type":"block","children":[]}))", R"({"_type":"block","children":[]})"},
        Call{R"(global::pt([{"_type":"block","children":[]}]))",
             R"([{"_type":"block","children":[]}])"},
        Call{R"(pt([{"_type":"block","children":[]},{"_type":"image"}]))", "null"},
        Call{R"(pt({"_type":"block"}))", "null"}, Call{"pt(1)", "null"}, Call{"pt([1])", "null"},
        Call{R"(pt::text(pt([{"_type":"block","children":[{"_type":"span","text":"a"}]}])))",
             R"("a")"}));

INSTANTIATE_TEST_SUITE_P(
    Sanity, GroqFunctionTest,
    testing::Values(Call{"*[sanity::versionOf(\"product-birk\")]._id",
                         R"(["product-birk","drafts.product-birk"])"},
                    Call{"{\"_id\": \"versions.r1.a\"}{\"x\": sanity::partOfRelease(\"r1\")}",
                         R"({"x":true})"},
                    Call{"releases::all()", "[]"}, Call{"sanity::dataset()", "null"},
                    Call{"user::attributes()", "null"}));

INSTANTIATE_TEST_SUITE_P(
    Custom, GroqFunctionTest,
    testing::Values(
        Call{"fn shop::card($p) = $p{title}; shop::card(*[_id == \"product-birk\"][0])",
             R"({"title":"Birk Sofa"})"},
        Call{"fn shop::cards($p) = $p[]->{title}; shop::cards([{\"_ref\": \"category-sofa\"}])",
             R"([{"title":"Sofas"}])"},
        Call{"fn a::x($p) = $p{\"b\": a::y(@)}; fn a::y($p) = $p->{title}; a::x({\"_ref\": "
             "\"category-sofa\"})",
             R"({"b":{"title":"Sofas"}})"},
        Call{"fn math::sum($p) = $p[]{a}; math::sum([{\"a\": 1}])", R"([{"a":1}])"}));

INSTANTIATE_TEST_SUITE_P(
    Diff, GroqFunctionTest,
    testing::Values(
        Call{R"(diff::changedAny({"a": 1}, {"a": 2}, a))", "true"},
        Call{R"(diff::changedAny({"a": 1}, {"a": 1, "b": 2}, a))", "false"},
        Call{R"(diff::changedAny({"a": 1}, {"a": 1, "b": 2}, (a, b)))", "true"},
        Call{R"(diff::changedAny({"a": {"b": 1, "c": 1}}, {"a": {"b": 1, "c": 2}}, a.(b)))",
             "false"},
        Call{
            R"(diff::changedAny({"a": [{"k": 1, "v": 1}]}, {"a": [{"k": 1, "v": 2}]},
                a[k == 1].v))",
            "true"},
        Call{R"(diff::changedAny({"a": [1]}, {"a": [1, 2]}, a[]))", "true"},
        Call{R"(diff::changedOnly({"a": 1, "b": 1}, {"a": 2, "b": 1}, a))", "true"},
        Call{R"(diff::changedOnly({"a": 1, "b": 1}, {"a": 2, "b": 2}, a))", "false"},
        Call{
            R"(diff::changedAny({"x": {"_type": "p", "n": 1}}, {"x": {"_type": "p",
                "n": 2}}, anywhere(_type == "p")))",
            "true"}));

TEST(GroqFunctionTest, DeltaModeSeesBothSidesOfAChange) {
  const Options options{.before = json(R"({"stock":3,"title":"a"})"),
                        .after = json(R"({"stock":2,"title":"a"})")};
  EXPECT_EQ(run("delta::changedAny(stock)", {}, options), "true");
  EXPECT_EQ(run("delta::changedOnly(title)", {}, options), "false");
  EXPECT_EQ(run("[before().stock, after().stock, delta::operation(), operation()]", {}, options),
            R"([3,2,"update","update"])");
  EXPECT_EQ(run("delta::operation()", {}, {.after = json("{}")}), R"("create")");
}

TEST(GroqCasingTest, ATextHasTheFullCaseOfUnicode) {
  EXPECT_EQ(toUpper("ŉ ﬀ ﬃ ﬆ ǰ ΐ և ẖ ﬓ ı ſ µ ς"),
            "ʼN FF FFI ST J̌ \u0399\u0308\u0301 ԵՒ H̱ ՄՆ I S Μ Σ");
  EXPECT_EQ(toUpper("phở ə"), "PHỞ Ə");
  EXPECT_EQ(toLower("İZMİR PHỞ Ə"), "i̇zmi̇r phở ə");
}

// Final_Sigma of Unicode's SpecialCasing.txt.
TEST(GroqCasingTest, ASigmaThatEndsAWordIsFinal) {
  EXPECT_EQ(toLower("ΟΔΟΣ ΣΟΦΟΣ, Σ"), "οδος σοφος, σ");
  EXPECT_EQ(toLower("ΟΔΟΣ'"), "οδος'");
  EXPECT_EQ(toLower("ΟΣ'Α Α'Σ 1Σ ΑΣ1"), "οσ'α α'ς 1σ ας1");
}

TEST(GroqCasingTest, UpperAndLowerAreInverse) {
  for (char32_t letter = 0; letter < 0x2000; ++letter) {
    const char32_t lower = toLower(letter);
    EXPECT_EQ(toLower(lower), lower) << static_cast<unsigned>(letter);
    if (lower == letter || letter == 0x1E9E) continue;  // ẞ, whose lower case is written SS
    EXPECT_EQ(toUpper(lower), letter) << static_cast<unsigned>(letter);
  }
}

}  // namespace
}  // namespace vitrine::groq
