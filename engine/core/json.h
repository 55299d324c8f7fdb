// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/core/result.h"
#include "engine/core/value.h"

namespace vitrine {

// Bounds on JSON from outside. The defaults admit every document of the Content Lake (nesting 20,
// 32 MB) with room to spare.
struct JsonLimits {
  std::size_t maxBytes = std::size_t{64} << 20U;
  int maxDepth = 64;
};

// Decodes one JSON text. `malformed_json`, `too_large` and `too_deep` say where. Text that is not
// UTF-8, duplicate members (the last wins), lone surrogates and numbers beyond double are handled,
// never trusted.
Result<Value> decodeJson(std::string_view text, JsonLimits limits = {});

// The shortest JSON text of a value: no spaces, members in their order, doubles in the shortest form
// that reads back the same, NaN and infinities as null, malformed UTF-8 repaired.
std::string encodeJson(const Value& value);

// The same text for equal values: members sorted by name. For fingerprints and comparison.
std::string encodeCanonicalJson(const Value& value);

}  // namespace vitrine
