// SPDX-License-Identifier: MIT
#include "shell/services/lake/text_patch.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "engine/core/utf8.h"
#include "shell/services/http/message.h"

namespace vitrine::services {
namespace {

constexpr std::size_t kFarthest = 500;
constexpr std::size_t kLargestNumber = std::size_t{1} << 40U;  // sums of some do not overflow

std::unexpected<Error> broken(std::string_view line) {
  return fail(ErrorCode::kInvalidValue, "diffMatchPatch",
              "Invalid patch string: " + std::string(line));
}

bool take(std::string_view& text, std::string_view start) {
  if (!text.starts_with(start)) return false;
  text.remove_prefix(start.size());
  return true;
}

std::optional<std::size_t> takeNumber(std::string_view& text) {
  std::size_t value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || value > kLargestNumber) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return value;
}

// "3,2" is two bytes from the third on, "3" one byte, "3,0" the place after the third.
std::optional<std::size_t> takeRange(std::string_view& text) {
  const auto start = takeNumber(text);
  if (!start) return std::nullopt;
  std::size_t length = 1;
  if (take(text, ",")) {
    const auto given = takeNumber(text);
    if (!given) return std::nullopt;
    length = *given;
  }
  if (length == 0) return start;
  return *start == 0 ? std::nullopt : std::optional(*start - 1);
}

std::optional<TextHunk> readHeader(std::string_view line) {
  if (!take(line, "@@ -") || !takeRange(line) || !take(line, " +")) return std::nullopt;
  const auto start = takeRange(line);
  if (!start || line != " @@") return std::nullopt;
  return TextHunk{*start, {}, {}};
}

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; }

std::optional<std::size_t> nearest(std::string_view text, std::string_view wanted,
                                   std::size_t place) {
  place = std::min(place, text.size());
  while (place < text.size() && isContinuation(text[place])) --place;
  const std::size_t left = text.rfind(wanted, place);
  const std::size_t right = text.find(wanted, place);
  const std::size_t toLeft = left == std::string_view::npos ? kFarthest + 1 : place - left;
  const std::size_t toRight = right == std::string_view::npos ? kFarthest + 1 : right - place;
  if (std::min(toLeft, toRight) > kFarthest) return std::nullopt;
  return toLeft <= toRight ? left : right;
}

}  // namespace

Result<std::vector<TextHunk>> parseTextPatch(std::string_view patch) {
  std::vector<TextHunk> hunks;
  while (!patch.empty()) {
    const std::size_t end = std::min(patch.find('\n'), patch.size());
    const std::string_view line = patch.substr(0, end);
    patch.remove_prefix(std::min(end + 1, patch.size()));
    if (line.starts_with('@')) {
      auto hunk = readHeader(line);
      if (!hunk) return broken(line);
      hunks.push_back(std::move(*hunk));
      continue;
    }
    if (line.empty()) continue;
    if (hunks.empty()) return broken(line);
    const std::string content = decodePercent(line.substr(1), false);
    const char sign = line.front();
    const bool isKnown = sign == ' ' || sign == '-' || sign == '+';
    if (!isKnown || !isValidUtf8(content)) return broken(line);
    if (sign != '+') hunks.back().before += content;
    if (sign != '-') hunks.back().after += content;
  }
  return hunks;
}

std::string applyTextPatch(const std::vector<TextHunk>& hunks, std::string text) {
  std::ptrdiff_t shift = 0;  // how far from their places the hunks are found
  for (const TextHunk& hunk : hunks) {
    const std::ptrdiff_t expected = static_cast<std::ptrdiff_t>(hunk.start) + shift;
    const auto place =
        nearest(text, hunk.before, static_cast<std::size_t>(std::max<std::ptrdiff_t>(expected, 0)));
    if (!place) {
      shift += static_cast<std::ptrdiff_t>(hunk.before.size()) -
               static_cast<std::ptrdiff_t>(hunk.after.size());
      continue;
    }
    text.replace(*place, hunk.before.size(), hunk.after);
    shift = static_cast<std::ptrdiff_t>(*place) - expected;
  }
  return text;
}

}  // namespace vitrine::services
