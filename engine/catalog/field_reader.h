// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/error.h"
#include "engine/core/value.h"

namespace vitrine {

// Reads the fields of one document from outside, with types and bounds checked at every step. The
// first fault is kept with the path of the field; after it everything reads as empty, so decoding
// is written straight down and asks once at the end:
//
//   std::optional<Error> fault;
//   FieldReader reader(document, "", fault);
//   product.title = reader.text("title", kMaxTitleLength, Need::kEssential);
//   if (fault) return fail(*fault);
enum class Need : std::uint8_t { kEssential, kOptional };

struct WholeRange {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

class FieldReader {
 public:
  // The value, its path for messages ("variants[2]"; empty for the document) and where to put the
  // first fault. `object` must outlive the reader. Anything but an object is a fault.
  FieldReader(const Value& object, std::string path, std::optional<Error>& fault);

  // Text without control characters and without spaces at the ends, at most so many code points.
  std::string text(std::string_view name, std::size_t maxLength, Need need = Need::kOptional);
  // A token of A-Z a-z 0-9 . _ - that may stand in an address, at most so many bytes.
  std::string token(std::string_view name, std::size_t maxLength, Need need = Need::kEssential);
  std::int64_t whole(std::string_view name, WholeRange range);  // essential
  std::optional<std::int64_t> optionalWhole(std::string_view name, WholeRange range);
  bool flag(std::string_view name, bool fallback = false);
  std::vector<std::string> texts(std::string_view name, std::size_t maxItems,
                                 std::size_t maxLength);
  // The items of a list; none when the field is absent.
  const Array& list(std::string_view name, std::size_t maxItems);

  FieldReader item(std::string_view list, std::size_t index);
  FieldReader child(std::string_view name);

  bool has(std::string_view name) const { return !object_[name].isNull(); }
  const Value& operator[](std::string_view name) const { return object_[name]; }
  bool failed() const { return fault_.has_value(); }
  void reject(ErrorCode code, std::string_view name, std::string_view reason);

 private:
  bool missing(std::string_view name, Need need);
  std::string pathOf(std::string_view name) const;
  std::string bounded(const Value& value, std::string_view name, std::size_t maxLength);

  const Value& object_;
  std::string path_;
  std::optional<Error>& fault_;
};

// Control characters as spaces, malformed UTF-8 as U+FFFD, no spaces at the ends.
std::string cleanText(std::string_view text);

bool isToken(std::string_view text, std::size_t maxLength);

}  // namespace vitrine
