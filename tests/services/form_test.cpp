// SPDX-License-Identifier: MIT
#include "shell/services/pay/form.h"

#include <gtest/gtest.h>

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

std::string parsed(std::string_view body) {
  const auto value = parseForm(body);
  return value ? encodeJson(*value) : "refused";
}

TEST(FormTest, NestsObjectsAndArrays) {
  EXPECT_EQ(parsed("a=1&b[c]=2&b[d][e]=3"), R"({"a":"1","b":{"c":"2","d":{"e":"3"}}})");
  EXPECT_EQ(parsed("l[0][n]=x&l[1][n]=y"), R"({"l":[{"n":"x"},{"n":"y"}]})");
  EXPECT_EQ(parsed("e[]=a&e[]=b"), R"({"e":["a","b"]})");
  EXPECT_EQ(parsed("l%5B0%5D%5Bn%5D=x%20y"), R"({"l":[{"n":"x y"}]})");
}

TEST(FormTest, OrdersItemsByIndexWithoutMakingRoom) {
  EXPECT_EQ(parsed("l[999999999]=b&l[2]=a"), R"({"l":["a","b"]})");
}

TEST(FormTest, KeepsSpecialCharactersOfValues) {
  EXPECT_EQ(parsed("u=http%3A%2F%2Fx%2F%3Fs%3D%7BID%7D&n=%22[a]%22"),
            R"({"u":"http://x/?s={ID}","n":"\"[a]\""})");
}

TEST(FormTest, RefusesNamesThatContradictThemselves) {
  for (const char* body : {"a=1&a[b]=2", "a[b]=1&a=2", "a[b=1", "a[b]c=1", "[a]=1", "=1"}) {
    EXPECT_EQ(parsed(body), "refused") << body;
  }
}

TEST(FormTest, RefusesDepthAndNumberWithoutEnd) {
  std::string deep = "a";
  for (int i = 0; i < 20; ++i) deep += "[b]";
  EXPECT_EQ(parsed(deep + "=1"), "refused");
  std::string many;
  for (int i = 0; i < 2'000; ++i) many += "k" + std::to_string(i) + "=1&";
  EXPECT_EQ(parsed(many), "refused");
}

}  // namespace
}  // namespace vitrine::services
