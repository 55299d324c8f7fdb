// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/value.h"

namespace vitrine::services {

// 1 to 128 characters of a-z A-Z 0-9 . _ -, no "-" at the start of a segment, no "..". A segment
// `versions` is the first of three or more.
bool isDocumentId(std::string_view id);

// What readers without a token see: ids without a dot.
inline bool isPublicId(std::string_view id) { return id.find('.') == std::string_view::npos; }

// Of a document as it will be in a release.
inline bool isVersionId(std::string_view id) { return id.starts_with("versions."); }

inline bool isPublishedId(std::string_view id) {
  return !id.starts_with("drafts.") && !isVersionId(id);
}

// Of "drafts.x" and "versions.<release>.x" the "x".
std::string_view publishedIdOf(std::string_view id);

// The targets of every strong reference in the document.
std::vector<std::string> strongReferences(const Value& document);

// The first of the documented limits of a document that this one breaks, in words: nesting of 20,
// 1,000 attributes (those of an array's items count once).
std::optional<std::string> brokenLimit(const Value& document);

// The length of its JSON text, of which no more than `most` is looked at.
std::size_t jsonBytes(const Value& value, std::size_t most);

// The same with a `_key` for every object in an array that has none.
Value withArrayKeys(const Value& value);

}  // namespace vitrine::services
