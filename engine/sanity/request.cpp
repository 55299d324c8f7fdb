// SPDX-License-Identifier: MIT
#include "engine/sanity/request.h"

#include "engine/core/json.h"

namespace vitrine::sanity {
namespace {

// Of the query string, as the official client counts it.
constexpr std::size_t kMaxQueryString = 11'264;

std::string endpoint(const LakeAddress& lake, std::string_view operation) {
  return lake.host + "/v" + lake.apiVersion + "/data/" + std::string(operation) + "/" +
         lake.dataset;
}

Request withHeaders(const LakeAddress& lake, Request request) {
  request.headers.emplace_back("accept", "application/json");
  if (!request.body.empty()) request.headers.emplace_back("content-type", "application/json");
  if (!lake.token.empty()) request.headers.emplace_back("authorization", "Bearer " + lake.token);
  return request;
}

bool isPlain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

}  // namespace

std::string encodeUrlPart(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (isPlain(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kHex[byte >> 4U];
    encoded += kHex[byte & 15U];
  }
  return encoded;
}

Request queryRequest(const LakeAddress& lake, std::string_view query, const Value& params) {
  std::string parameters = "?query=" + encodeUrlPart(query);
  for (const auto& [name, value] : params.members()) {
    parameters += "&%24" + encodeUrlPart(name) + "=" + encodeUrlPart(encodeJson(value));
  }
  Request request;
  request.url = endpoint(lake, "query");
  if (parameters.size() < kMaxQueryString) {
    request.url += parameters + "&returnQuery=false";
    return withHeaders(lake, std::move(request));
  }
  request.method = "POST";
  request.url += "?returnQuery=false";
  request.body = encodeJson(Object{{"query", query}, {"params", Value(params.members())}});
  return withHeaders(lake, std::move(request));
}

Request documentsRequest(const LakeAddress& lake, const std::vector<std::string>& ids) {
  Request request;
  request.url = endpoint(lake, "doc") + "/";
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i > 0) request.url += ',';
    request.url += encodeUrlPart(ids[i]);
  }
  return withHeaders(lake, std::move(request));
}

Request mutateRequest(const LakeAddress& lake, const Value& body, bool returnDocuments) {
  Request request;
  request.method = "POST";
  request.url = endpoint(lake, "mutate") + "?returnIds=true";
  if (returnDocuments) request.url += "&returnDocuments=true";
  request.url += "&visibility=sync";
  request.body = encodeJson(body);
  return withHeaders(lake, std::move(request));
}

}  // namespace vitrine::sanity
