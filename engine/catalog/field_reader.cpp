// SPDX-License-Identifier: MIT
#include "engine/catalog/field_reader.h"

#include <algorithm>
#include <utility>

#include "engine/core/utf8.h"

namespace vitrine {
namespace {

const Array kNoItems;

bool isControl(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

// Whether all is printable ASCII, without a space at an end, as most texts are.
bool isClean(std::string_view text) {
  if (text.starts_with(' ') || text.ends_with(' ')) return false;
  return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

}  // namespace

std::string cleanText(std::string_view text) {
  if (isClean(text)) return std::string(text);
  std::string clean;
  clean.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t c = decodeUtf8(text, offset);
    if (isControl(c) || c == ' ') {
      if (!clean.empty()) clean += ' ';
    } else {
      appendUtf8(clean, c);
    }
  }
  while (!clean.empty() && clean.back() == ' ') clean.pop_back();
  return clean;
}

bool isToken(std::string_view text, std::size_t maxLength) {
  return !text.empty() && text.size() <= maxLength && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  });
}

FieldReader::FieldReader(const Value& object, std::string path, std::optional<Error>& fault)
    : object_(object), path_(std::move(path)), fault_(fault) {
  if (!object_.isObject()) reject(ErrorCode::kWrongType, "", "not an object");
}

std::string FieldReader::pathOf(std::string_view name) const {
  if (path_.empty()) return std::string(name);
  return name.empty() ? path_ : path_ + "." + std::string(name);
}

void FieldReader::reject(ErrorCode code, std::string_view name, std::string_view reason) {
  if (!fault_) fault_ = Error{code, pathOf(name), std::string(reason)};
}

bool FieldReader::missing(std::string_view name, Need need) {
  if (failed()) return true;
  if (has(name)) return false;
  if (need == Need::kEssential) reject(ErrorCode::kMissingField, name, "missing");
  return true;
}

std::string FieldReader::bounded(const Value& value, std::string_view name,
                                 std::size_t maxLength) {
  if (!value.isString()) {
    reject(ErrorCode::kWrongType, name, "not text");
    return {};
  }
  const std::string_view raw = value.asString();
  // Most need no counting: a code point has one to four bytes.
  const bool mayBeTooLong = raw.size() > maxLength;
  if (raw.size() > 4 * maxLength || (mayBeTooLong && countCodePoints(raw) > maxLength)) {
    reject(ErrorCode::kTooLarge, name, "longer than " + std::to_string(maxLength) + " characters");
    return {};
  }
  return cleanText(raw);
}

std::string FieldReader::text(std::string_view name, std::size_t maxLength, Need need) {
  if (missing(name, need)) return {};
  std::string text = bounded(object_[name], name, maxLength);
  if (text.empty() && need == Need::kEssential) reject(ErrorCode::kMissingField, name, "empty");
  return text;
}

std::string FieldReader::token(std::string_view name, std::size_t maxLength, Need need) {
  if (missing(name, need)) return {};
  const Value& value = object_[name];
  if (!value.isString()) {
    reject(ErrorCode::kWrongType, name, "not text");
  } else if (!isToken(value.asString(), maxLength)) {
    reject(ErrorCode::kInvalidValue, name,
           "not 1 to " + std::to_string(maxLength) + " of A-Z a-z 0-9 . _ -");
  } else {
    return std::string(value.asString());
  }
  return {};
}

std::optional<std::int64_t> FieldReader::optionalWhole(std::string_view name, WholeRange range) {
  if (missing(name, Need::kOptional)) return std::nullopt;
  const Value& value = object_[name];
  const std::optional<std::int64_t> number = value.asInt64();
  if (!value.isNumber()) {
    reject(ErrorCode::kWrongType, name, "not a number");
  } else if (!number) {
    reject(ErrorCode::kInvalidValue, name, "not a whole number");
  } else if (*number < range.min || *number > range.max) {
    reject(ErrorCode::kInvalidValue, name,
           "not from " + std::to_string(range.min) + " to " + std::to_string(range.max));
  }
  return failed() ? std::nullopt : number;
}

std::int64_t FieldReader::whole(std::string_view name, WholeRange range) {
  if (missing(name, Need::kEssential)) return range.min;
  return optionalWhole(name, range).value_or(range.min);
}

bool FieldReader::flag(std::string_view name, bool fallback) {
  if (missing(name, Need::kOptional)) return fallback;
  const std::optional<bool> value = object_[name].asBool();
  if (!value) reject(ErrorCode::kWrongType, name, "not true or false");
  return value.value_or(fallback);
}

const Array& FieldReader::list(std::string_view name, std::size_t maxItems) {
  if (missing(name, Need::kOptional)) return kNoItems;
  const Value& value = object_[name];
  if (!value.isArray()) {
    reject(ErrorCode::kWrongType, name, "not a list");
  } else if (value.items().size() > maxItems) {
    reject(ErrorCode::kTooLarge, name, "more than " + std::to_string(maxItems) + " items");
  }
  return failed() ? kNoItems : value.items();
}

std::vector<std::string> FieldReader::texts(std::string_view name, std::size_t maxItems,
                                            std::size_t maxLength) {
  std::vector<std::string> texts;
  for (const Value& value : list(name, maxItems)) {
    std::string text = bounded(value, name, maxLength);
    if (!text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

FieldReader FieldReader::item(std::string_view list, std::size_t index) {
  return FieldReader(object_[list][index], pathOf(list) + "[" + std::to_string(index) + "]",
                     fault_);
}

FieldReader FieldReader::child(std::string_view name) {
  return FieldReader(object_[name], pathOf(name), fault_);
}

}  // namespace vitrine
