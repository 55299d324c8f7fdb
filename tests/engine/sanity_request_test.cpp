// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/sanity/request.h"

namespace vitrine::sanity {
namespace {

const LakeAddress kLake{
    .host = "http://127.0.0.1:4001", .dataset = "production", .token = "secret"};

std::string headerOf(const Request& request, std::string_view wanted) {
  for (const auto& [name, value] : request.headers) {
    if (name == wanted) return value;
  }
  return "";
}

TEST(SanityRequestTest, AShortQueryIsAGet) {
  const Request request = queryRequest(kLake, "*[_id == $id]", Object{{"id", "a b"}, {"n", 1}});

  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(
      request.url,
      "http://127.0.0.1:4001/v2025-02-19/data/query/production?query=%2A%5B_id%20%3D%3D%20%24id%5D"
      "&%24id=%22a%20b%22&%24n=1&returnQuery=false");
  EXPECT_EQ(headerOf(request, "authorization"), "Bearer secret");
  EXPECT_EQ(headerOf(request, "content-type"), "");
}

TEST(SanityRequestTest, AQueryStringOf11264CharactersIsAPost) {
  const std::size_t prefix = std::string_view("?query=").size();
  EXPECT_EQ(queryRequest(kLake, std::string(11'263 - prefix, 'a')).method, "GET");

  const Request request = queryRequest(kLake, std::string(11'264 - prefix, 'a'), Object{{"x", 1}});
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url,
            "http://127.0.0.1:4001/v2025-02-19/data/query/production?returnQuery=false");
  EXPECT_TRUE(request.body.ends_with(R"(aaa","params":{"x":1}})"));
  EXPECT_EQ(headerOf(request, "content-type"), "application/json");
}

TEST(SanityRequestTest, DocumentsAreNamedInThePath) {
  const Request request = documentsRequest({.host = "h", .dataset = "d"}, {"a.b", "c"});
  EXPECT_EQ(request.url, "h/v2025-02-19/data/doc/d/a.b,c");
  EXPECT_EQ(headerOf(request, "authorization"), "");
}

TEST(SanityRequestTest, MutationsArePostedAndWaitedFor) {
  const Request request = mutateRequest(kLake, Object{{"mutations", Array{}}}, true);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url,
            "http://127.0.0.1:4001/v2025-02-19/data/mutate/production"
            "?returnIds=true&returnDocuments=true&visibility=sync");
  EXPECT_EQ(request.body, R"({"mutations":[]})");
}

TEST(SanityRequestTest, NothingLeavesAUrlPartUnencoded) {
  EXPECT_EQ(encodeUrlPart("a-._~Z9"), "a-._~Z9");
  EXPECT_EQ(encodeUrlPart("&=?#/ æ%"), "%26%3D%3F%23%2F%20%C3%A6%25");
}

}  // namespace
}  // namespace vitrine::sanity
