// SPDX-License-Identifier: MIT
#include "engine/pricing/rule_reader.h"

#include <algorithm>
#include <array>

#include "engine/catalog/decode.h"

namespace vitrine {
namespace {

constexpr std::array<std::string_view, 3> kKindNames = {"percent_off", "amount_off", "buy_x_pay_y"};

bool isUpperLetter(char c) { return c >= 'A' && c <= 'Z'; }

}  // namespace

bool isCountryCode(std::string_view text) {
  return text.size() == 2 && isUpperLetter(text[0]) && isUpperLetter(text[1]);
}

std::string readCountry(FieldReader& reader, std::string_view name) {
  std::string country = reader.text(name, kMaxNameLength, Need::kEssential);
  if (!isCountryCode(country)) reader.reject(ErrorCode::kCountryUnknown, name, "not a country");
  return country;
}

PromotionKind readPromotionKind(FieldReader& reader) {
  const std::string name = reader.text("kind", kMaxNameLength, Need::kEssential);
  const auto kind = std::ranges::find(kKindNames, name);
  if (kind == kKindNames.end()) {
    reader.reject(ErrorCode::kInvalidValue, "kind", "no kind of promotion");
    return PromotionKind::kPercentOff;
  }
  return static_cast<PromotionKind>(kind - kKindNames.begin());
}

std::string_view promotionKindName(PromotionKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

}  // namespace vitrine
