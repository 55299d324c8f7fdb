// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/core/value.h"

namespace vitrine {

// One JSON text as it is read, piece by piece, for who wants less than the whole Value of it. Each
// answers whether to read on.
class JsonEvents {
 public:
  enum class Container : std::uint8_t { kArray, kObject };

  virtual bool value(Value value) = 0;  // null, a bool, a number or a text
  virtual bool open(Container container) = 0;
  virtual bool key(std::string name) = 0;  // of the member that comes next
  virtual bool close() = 0;

 protected:
  ~JsonEvents() = default;
};

// How the reading ended, after that many bytes.
struct JsonEnd {
  enum class Kind : std::uint8_t { kComplete, kStopped, kMalformed };
  Kind kind;
  std::size_t position;
};

JsonEnd readJson(std::string_view text, JsonEvents& events);

}  // namespace vitrine
