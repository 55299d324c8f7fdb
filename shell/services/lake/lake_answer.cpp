// SPDX-License-Identifier: MIT
#include "shell/services/lake/lake_answer.h"

#include <algorithm>
#include <array>

#include "engine/core/json.h"
#include "engine/core/utf8.h"

namespace vitrine::services {
namespace {

// From this version on reads see published documents unless they ask otherwise.
constexpr std::string_view kPublishedByDefault = "2025-02-19";

constexpr std::string_view kFirstWithActions = "2024-05-23";

constexpr std::size_t kDeepestStack = 32;

struct StatusText {
  int status;
  std::string_view text;
};
constexpr std::array<StatusText, 11> kStatusTexts = {{{400, "Bad Request"},
                                                      {401, "Unauthorized"},
                                                      {403, "Forbidden"},
                                                      {404, "Not Found"},
                                                      {405, "Method Not Allowed"},
                                                      {413, "Payload Too Large"},
                                                      {414, "URI Too Long"},
                                                      {415, "Unsupported Media Type"},
                                                      {429, "Too Many Requests"},
                                                      {500, "Internal Server Error"},
                                                      {503, "Service Unavailable"}}};

// Of several that failed together, which are mutations or actions.
Response batchError(const std::string& what, const LakeError& error) {
  Object cause{{"type", error.type}, {"description", error.description}};
  for (const auto& [name, value] : error.extra) {
    if (name != "index") cause.set(name, value);
  }
  const Value* index = error.extra.find("index");
  Array items{Object{{"error", std::move(cause)}, {"index", index == nullptr ? Value(0) : *index}}};
  return Response::json(
      error.status,
      Object{{"error", Object{{"type", what + "Error"},
                              {"description", "The " + what + "(s) failed: " + error.description},
                              {"items", std::move(items)}}}});
}

}  // namespace

Response apiError(int status, std::string_view message, std::string_view errorCode) {
  std::string_view text = "Error";
  for (const StatusText& entry : kStatusTexts) {
    if (entry.status == status) text = entry.text;
  }
  Object body{{"statusCode", status}, {"error", text}, {"message", message}};
  if (!errorCode.empty()) body.set("errorCode", errorCode);
  return Response::json(status, Value(std::move(body)));
}

Response requestError(int status, std::string_view type, std::string_view description) {
  return Response::json(status,
                        Object{{"error", Object{{"type", type}, {"description", description}}}});
}

Value queryParseError(std::string_view query, const groq::ParseError& error) {
  return Object{{"type", "queryParseError"},
                {"description", error.message},
                {"query", repairUtf8(query)},
                {"start", static_cast<std::int64_t>(error.start)},
                {"end", static_cast<std::int64_t>(error.end)}};
}

Response mutationError(const LakeError& error) { return batchError("mutation", error); }

Response actionError(const LakeError& error) { return batchError("action", error); }

std::expected<Value, Response> readParams(const NamedTexts& query) {
  Object params;
  for (const auto& [name, text] : query) {
    if (!name.starts_with('$')) continue;
    auto value = decodeJson(text);
    if (!value) {
      return std::unexpected(requestError(400, "httpBadRequest",
                                          "Unable to parse value of \"" + repairUtf8(name) + "=" +
                                              repairUtf8(text) +
                                              "\". Please quote string values."));
    }
    params.set(std::string_view(name).substr(1), std::move(*value));
  }
  return Value(std::move(params));
}

bool knowsReleases(std::string_view version) {
  return version == "X" || (version != "1" && version >= kPublishedByDefault);
}

bool knowsActions(std::string_view version) {
  return version == "X" || (version != "1" && version >= kFirstWithActions);
}

bool isPerspective(const std::vector<std::string>& stack) {
  const auto isName = [](const std::string& name) {
    return name.size() <= 128 && std::ranges::all_of(name, [](char c) {
             return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                    c == '_' || c == '-';
           });
  };
  return stack.size() <= kDeepestStack && std::ranges::all_of(stack, isName);
}

std::vector<std::string> perspectiveOf(const Request& request, std::string_view version) {
  const std::string raw = knowsReleases(version) ? "raw" : "unversioned";
  const auto asked = request.queryValue("perspective");
  if (!asked || asked->empty()) {
    if (knowsReleases(version)) return {"published"};
    return {raw};
  }
  std::vector<std::string> stack;
  std::string_view rest = *asked;
  while (!rest.empty()) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    const std::string_view name = rest.substr(0, comma);
    if (comma > 0) stack.emplace_back(name == "raw" ? std::string_view(raw) : name);
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return stack;
}

}  // namespace vitrine::services
