// SPDX-License-Identifier: MIT
#include "shell/services/lake/document.h"

#include <gtest/gtest.h>

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

TEST(DocumentTest, KnowsTheLengthOfItsJson) {
  for (const std::string_view text :
       {"null", "true", "-12.5", "\"\"", R"("a\"\u0001é")", "[]", "{}", "[[],{}]", "[1,2,3]",
        R"({"a":1})", R"({"_id":"a","\n":[{"b":null},[1.5]],"c":{"d":{}}})"}) {
    const Value value = decodeJson(text).value();
    EXPECT_EQ(jsonBytes(value, 1'000), encodeJson(value).size()) << text;
  }
}

TEST(DocumentTest, LooksAtNoMoreOfItThanAsked) {
  Value value("text");
  for (int i = 0; i < 60; ++i) value = Array{value, value};  // more than there are hours for
  EXPECT_GT(jsonBytes(value, 10'000), 10'000U);
}

}  // namespace
}  // namespace vitrine::services
