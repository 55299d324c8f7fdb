// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/core/result.h"

namespace vitrine::services {

// A patch of text as `diffMatchPatch` sends it: hunks in the unidiff-like form of Google's
// diff-match-patch, offsets and lengths in UTF-8 bytes.
//
//   @@ -1,11 +1,12 @@
//    Lorem
//   -ips
//   +dol%C3%A5
//    um
struct TextHunk {
  std::size_t start = 0;  // where `before` is expected once the hunks above have been applied
  std::string before;
  std::string after;
};

Result<std::vector<TextHunk>> parseTextPatch(std::string_view patch);

// Replaces each hunk's text where it is found nearest to its place. A hunk that is not found within
// 500 bytes is left out, as the vendor does; unlike the vendor's, the text must be found exactly.
std::string applyTextPatch(const std::vector<TextHunk>& hunks, std::string text);

}  // namespace vitrine::services
