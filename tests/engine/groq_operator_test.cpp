// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "tests/engine/groq_language.h"

namespace vitrine::groq {
namespace {

struct Case {
  std::string_view query;
  std::string_view result;
};

class GroqOperatorTest : public testing::TestWithParam<Case> {};

TEST_P(GroqOperatorTest, Gives) { EXPECT_EQ(run(GetParam().query), GetParam().result); }

INSTANTIATE_TEST_SUITE_P(Precedence, GroqOperatorTest,
                         testing::Values(Case{"1 + 2 * 3", "7"}, Case{"(1 + 2) * 3", "9"},
                                         Case{"2 ** 3 ** 2", "512"}, Case{"-2 ** 2", "-4"},
                                         Case{"10 - 4 - 3", "3"}, Case{"!false && false", "false"},
                                         Case{"true || false && false", "true"},
                                         Case{"1 + 1 == 2", "true"}, Case{"!(1 in [1])", "false"},
                                         Case{"+ {\"a\": 2}.a", "2"}));

INSTANTIATE_TEST_SUITE_P(Logic, GroqOperatorTest,
                         testing::Values(Case{"null && false", "false"},
                                         Case{"false && null", "false"},
                                         Case{"null && true", "null"}, Case{"null || true", "true"},
                                         Case{"1 || false", "null"}, Case{"!null", "null"},
                                         Case{"!1", "null"}, Case{"true && true && 1", "null"},
                                         Case{"false || false || true", "true"}));

INSTANTIATE_TEST_SUITE_P(Numbers, GroqOperatorTest,
                         testing::Values(Case{"4 / 2", "2"}, Case{"1 / 2", "0.5"},
                                         Case{"1 / 0", "null"}, Case{"-5 % 3", "-2"},
                                         Case{"5 % 0", "null"},
                                         Case{"0.1 + 0.2", "0.30000000000000004"},
                                         Case{"9007199254740993", "9007199254740993"},
                                         Case{"9223372036854775807 + 1 == 2 ** 63", "true"},
                                         Case{"-9223372036854775807 - 2 == -(2 ** 63)", "true"},
                                         Case{"2 ** 0.5", "1.4142135623730951"},
                                         Case{"10 ** 400", "null"}, Case{"1 + \"a\"", "null"},
                                         Case{"-\"a\"", "null"}, Case{"- 3", "-3"}));

INSTANTIATE_TEST_SUITE_P(Plus, GroqOperatorTest,
                         testing::Values(Case{"\"a\" + 'b'", R"("ab")"},
                                         Case{"[1] + [2, 3]", "[1,2,3]"},
                                         Case{R"({"a": 1, "b": 2} + {"a": 3})", R"({"a":3,"b":2})"},
                                         Case{"true + true", "null"}, Case{"null + 1", "null"}));

INSTANTIATE_TEST_SUITE_P(Comparison, GroqOperatorTest,
                         testing::Values(Case{"1 == 1.0", "true"}, Case{"1 == \"1\"", "false"},
                                         Case{"null == null", "true"}, Case{"[1] == [1]", "false"},
                                         Case{"{} != {}", "true"}, Case{"1 < 2", "true"},
                                         Case{"\"b\" > \"a\"", "true"}, Case{"1 < \"2\"", "null"},
                                         Case{"true > false", "true"}, Case{"null < 1", "null"},
                                         Case{"2 <= 2", "true"}, Case{"[1] < [2]", "null"},
                                         Case{"9007199254740993 > 9007199254740992", "true"},
                                         Case{"9007199254740993 > 2 ** 53 + 0.0", "true"},
                                         Case{"9007199254740993 == 9007199254740992.5", "false"},
                                         Case{"9007199254740991 < 2 ** 53", "true"}));

INSTANTIATE_TEST_SUITE_P(In, GroqOperatorTest,
                         testing::Values(Case{"2 in [1, 2]", "true"}, Case{"2 in []", "false"},
                                         Case{"2 in 2", "null"}, Case{"2 in 1..2", "true"},
                                         Case{"2 in 1...2", "false"}, Case{"2 in (1..2)", "true"},
                                         Case{"\"b\" in \"a\"..\"c\"", "true"},
                                         Case{"1 in \"a\"..\"c\"", "null"},
                                         Case{"\"drafts.a\" in path(\"drafts.**\")", "true"},
                                         Case{"\"a\" in path(\"drafts.**\")", "false"},
                                         Case{"\"a.b\" in path(\"*\")", "false"},
                                         Case{"\"a.b.c\" in path(\"a.*\")", "false"},
                                         Case{"\"a.b.c\" in path(\"a.**.c\")", "true"},
                                         Case{"\"a.b.c.c\" in path(\"**.c\")", "true"},
                                         Case{"path(\"a.b\") in path(\"a.*\")", "true"},
                                         Case{"1 in path(\"**\")", "null"}));

INSTANTIATE_TEST_SUITE_P(
    Match, GroqOperatorTest,
    testing::Values(Case{"\"Blown Glass\" match \"glass\"", "true"},
                    Case{"\"Blown Glass\" match \"gla\"", "false"},
                    Case{"\"Blown Glass\" match \"gla*\"", "true"},
                    Case{"\"Blown Glass\" match \"*ow*\"", "true"},
                    Case{"\"Blown Glass\" match \"glass blown\"", "true"},
                    Case{"\"foo-bar\" match \"bar\"", "true"},
                    Case{"\"ding.dong\" match \"ding.*\"", "true"},
                    Case{"[\"a b\", 1, \"c\"] match \"c\"", "true"},
                    Case{"\"a b\" match [\"a\", \"b\"]", "true"},
                    Case{"\"a b\" match [\"a\", 1]", "false"}, Case{"\"a\" match \"\"", "false"},
                    Case{"\"ÆRLIG Straße\" match \"ærlig\"", "true"},
                    Case{"\"ПРИВЕТ\" match \"при*\"", "true"}, Case{"1 match \"1\"", "false"},
                    Case{"\"aaaaaaaaaaaaaaaaaaaa\" match \"*a*a*a*a*a*b\"", "false"}));

INSTANTIATE_TEST_SUITE_P(
    DateTime, GroqOperatorTest,
    testing::Values(
        Case{R"(dateTime("2026-01-01T00:00:00Z") + 90)", R"("2026-01-01T00:01:30Z")"},
        Case{R"(dateTime("2026-01-01T00:00:00Z") - 0.5)", R"("2025-12-31T23:59:59.500Z")"},
        Case{R"(dateTime("2026-01-02T00:00:00Z") - dateTime("2026-01-01T00:00:00Z"))", "86400"},
        Case{R"(dateTime("2026-01-01T01:00:00+01:00") == dateTime("2026-01-01T00:00:00Z"))",
             "true"},
        Case{R"(dateTime("2026-01-01T01:00:00Z") > dateTime("2026-01-01T00:00:00Z"))", "true"},
        Case{R"(dateTime("2026-01-01T01:00:00Z") == "2026-01-01T01:00:00Z")", "false"},
        Case{R"(dateTime("2026-01-01 01:00:00Z"))", "null"},
        Case{R"(dateTime("2026-01-01T01:00:00"))", "null"},
        Case{R"(dateTime(dateTime("2026-01-01T01:00:00Z")))", R"("2026-01-01T01:00:00Z")"},
        Case{R"([dateTime("2026-01-01T01:00:00Z")])", R"(["2026-01-01T01:00:00Z"])"},
        Case{R"(dateTime("2026-01-01T01:00:00Z") + 1e300)", "null"},
        Case{"now()", R"("2026-11-18T11:06:40Z")"},
        Case{"dateTime::now() == dateTime(now())", "true"}));

}  // namespace
}  // namespace vitrine::groq
