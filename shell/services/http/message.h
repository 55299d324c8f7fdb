// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/core/value.h"

namespace vitrine::services {

using NamedTexts = std::vector<std::pair<std::string, std::string>>;

// A request as the services see it: decoded once, at the door.
struct Request {
  std::string method;
  std::string target;  // as sent: path and query, still encoded
  std::string path;    // decoded
  NamedTexts query;    // decoded, in order
  NamedTexts headers;
  std::string body;

  std::string_view header(std::string_view name) const;  // any case; empty when absent
  std::optional<std::string_view> queryValue(std::string_view name) const;
  bool queryIsTrue(std::string_view name) const { return queryValue(name) == "true"; }
  bool isRead() const { return method == "GET" || method == "HEAD"; }

  // And with it the path and the query. What is no UTF-8 there is repaired: behind the door every
  // text of an address is valid.
  void setTarget(std::string text);
};

// Writes a piece of a streamed answer; false when the reader is gone.
using StreamWriter = std::function<bool(std::string_view)>;

struct Response {
  int status = 200;
  std::string contentType = "application/json; charset=utf-8";
  std::string body;
  NamedTexts headers;
  // When set, the answer is a stream: called again and again until it returns false.
  std::function<bool(const StreamWriter&)> stream;
  // The connection is cut before the first byte of the answer.
  bool isDropped = false;

  static Response json(int status, const Value& value);
  static Response text(int status, std::string_view text);
  static Response html(int status, std::string page);
  static Response seeOther(std::string location);

  void setHeader(std::string name, std::string value);
};

// "a/b%20c" to "a/b c"; malformed escapes stay as they are. A plus is a space in queries and forms.
std::string decodePercent(std::string_view text, bool plusIsSpace);
std::string encodePercent(std::string_view text);

// "a=1&b=%22x%22", in order.
NamedTexts parseQuery(std::string_view text);

bool equalsIgnoringCase(std::string_view a, std::string_view b);

// "/v1/labels/x" to {"v1", "labels", "x"}; empty segments are dropped.
std::vector<std::string_view> pathSegments(std::string_view path);

}  // namespace vitrine::services
