// SPDX-License-Identifier: MIT
#include "shell/services/http/message.h"

#include <algorithm>

#include "engine/core/json.h"
#include "engine/core/utf8.h"

namespace vitrine::services {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    if (equalsIgnoringCase(key, name)) return value;
  }
  return {};
}

std::optional<std::string_view> Request::queryValue(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

void Request::setTarget(std::string text) {
  target = std::move(text);
  const std::string_view whole = target;
  const std::size_t mark = std::min(whole.find('?'), whole.size());
  path = decodePercent(whole.substr(0, mark), false);
  query.clear();
  if (mark < whole.size()) query = parseQuery(whole.substr(mark + 1));
  path = repairUtf8(path);
  for (auto& [name, value] : query) {
    name = repairUtf8(name);
    value = repairUtf8(value);
  }
}

Response Response::json(int status, const Value& value) {
  Response response;
  response.status = status;
  response.body = encodeJson(value);
  return response;
}

Response Response::text(int status, std::string_view text) {
  Response response;
  response.status = status;
  response.contentType = "text/plain; charset=utf-8";
  response.body = text;
  return response;
}

Response Response::html(int status, std::string page) {
  Response response;
  response.status = status;
  response.contentType = "text/html; charset=utf-8";
  response.body = std::move(page);
  response.setHeader("Cache-Control", "no-store");
  return response;
}

Response Response::seeOther(std::string location) {
  Response response = text(303, "");
  response.setHeader("Location", std::move(location));
  response.setHeader("Cache-Control", "no-store");
  return response;
}

void Response::setHeader(std::string name, std::string value) {
  std::erase_if(headers,
                [&](const auto& header) { return equalsIgnoringCase(header.first, name); });
  // A line break in a value would end the header.
  std::erase_if(value, [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
  headers.emplace_back(std::move(name), std::move(value));
}

std::string decodePercent(std::string_view text, bool plusIsSpace) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '+' && plusIsSpace) {
      decoded += ' ';
      continue;
    }
    const int high = c == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
    const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
    if (low < 0) {
      decoded += c;
      continue;
    }
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return decoded;
}

std::string encodePercent(std::string_view text) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                         (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
    if (isPlain) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kDigits[byte >> 4U];
    encoded += kDigits[byte & 15U];
  }
  return encoded;
}

NamedTexts parseQuery(std::string_view text) {
  NamedTexts pairs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('&'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (pair.empty()) continue;
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const std::string_view value =
        equals < pair.size() ? pair.substr(equals + 1) : std::string_view{};
    pairs.emplace_back(decodePercent(pair.substr(0, equals), true), decodePercent(value, true));
  }
  return pairs;
}

std::vector<std::string_view> pathSegments(std::string_view path) {
  std::vector<std::string_view> segments;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0) segments.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return segments;
}

}  // namespace vitrine::services
