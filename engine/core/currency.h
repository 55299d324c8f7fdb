// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "engine/core/result.h"

namespace vitrine {

// An ISO 4217 currency by its alphabetic code, upper case. Only codes of the engine's table exist;
// the table knows how many decimals the minor unit has (EUR 2, JPY 0, KWD 3).
class Currency {
 public:
  // Upper- or lower-case code; `currency_unknown` when the table does not have it.
  static Result<Currency> of(std::string_view code);
  static constexpr Currency eur() { return Currency({'E', 'U', 'R'}); }

  std::string_view code() const { return {code_.data(), code_.size()}; }
  // Decimals of the minor unit, after ISO 4217.
  int decimals() const;

  bool operator==(const Currency&) const = default;

 private:
  explicit constexpr Currency(std::array<char, 3> code) : code_(code) {}

  std::array<char, 3> code_;
};

}  // namespace vitrine
