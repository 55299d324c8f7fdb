// SPDX-License-Identifier: MIT
#include "engine/catalog/decode_description.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "engine/catalog/decode.h"
#include "engine/core/utf8.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxSpans = 500;  // of one block
constexpr std::size_t kMaxMarks = 20;   // of one span
constexpr std::int64_t kMaxListLevel = 10;

BlockKind blockKind(std::string_view style, std::string_view listItem) {
  if (listItem == "number") return BlockKind::kNumber;
  if (!listItem.empty()) return BlockKind::kBullet;
  if (style == "h1" || style == "h2") return BlockKind::kHeading;
  if (style.size() == 2 && style[0] == 'h') return BlockKind::kSubheading;
  return style == "blockquote" ? BlockKind::kQuote : BlockKind::kParagraph;
}

std::string hrefOfMark(const Array& definitions, std::string_view key) {
  for (const Value& definition : definitions) {
    if (definition["_key"].asString() != key) continue;
    const std::string_view href = definition["href"].asString();
    return isSafeHref(href) ? std::string(href) : std::string();
  }
  return {};
}

DescriptionSpan decodeSpan(FieldReader& reader, const Array& definitions) {
  DescriptionSpan span;
  // Spaces at the ends of a span separate it from its neighbours: only its inside is cleaned.
  const std::string_view raw = reader["text"].asString();
  span.text = reader.text("text", kMaxDescriptionLength);
  if (raw.starts_with(' ') && !span.text.empty()) span.text.insert(0, 1, ' ');
  if (raw.ends_with(' ')) span.text += ' ';
  for (const std::string& mark : reader.texts("marks", kMaxMarks, kMaxNameLength)) {
    if (mark == "strong") {
      span.strong = true;
    } else if (mark == "em") {
      span.emphasis = true;
    } else if (span.href.empty()) {
      span.href = hrefOfMark(definitions, mark);
    }
  }
  return span;
}

DescriptionBlock decodeBlock(FieldReader& reader, std::size_t& length) {
  DescriptionBlock block;
  block.kind = blockKind(reader["style"].asString(), reader["listItem"].asString());
  block.level = static_cast<std::int32_t>(
      std::clamp(reader["level"].asInt64().value_or(1), std::int64_t{1}, kMaxListLevel));
  const Array& definitions = reader.list("markDefs", kMaxSpans);
  const std::size_t count = reader.list("children", kMaxSpans).size();
  for (std::size_t i = 0; i < count && !reader.failed(); ++i) {
    FieldReader child = reader.item("children", i);
    if (child["_type"].asString() != "span") continue;
    block.spans.push_back(decodeSpan(child, definitions));
    length += countCodePoints(block.spans.back().text);
  }
  return block;
}

}  // namespace

std::vector<DescriptionBlock> decodeDescription(FieldReader& document) {
  std::vector<DescriptionBlock> blocks;
  std::size_t length = 0;
  const std::size_t count = document.list("description", kMaxDescriptionBlocks).size();
  for (std::size_t i = 0; i < count && !document.failed(); ++i) {
    FieldReader reader = document.item("description", i);
    if (reader["_type"].asString() != "block") continue;
    blocks.push_back(decodeBlock(reader, length));
    if (length > kMaxDescriptionLength) {
      document.reject(ErrorCode::kTooLarge, "description",
                      "longer than " + std::to_string(kMaxDescriptionLength) + " characters");
    }
  }
  return blocks;
}

}  // namespace vitrine
