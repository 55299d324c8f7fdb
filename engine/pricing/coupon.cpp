// SPDX-License-Identifier: MIT
#include "engine/pricing/coupon.h"

#include <algorithm>
#include <utility>

#include "engine/catalog/decode.h"
#include "engine/catalog/field_reader.h"
#include "engine/pricing/rule_reader.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxCodeLength = 40;
constexpr std::int64_t kMaxUses = 1'000'000'000;

bool isCodeCharacter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

std::optional<Timestamp> readDate(FieldReader& reader, std::string_view name) {
  const std::string text = reader.text(name, kMaxNameLength);
  if (text.empty()) return std::nullopt;
  const Result<Timestamp> date = Timestamp::parse(text);
  if (!date) reader.reject(ErrorCode::kInvalidValue, name, "not a date");
  return date ? std::optional(*date) : std::nullopt;
}

}  // namespace

Result<std::string> normalCouponCode(std::string_view typed) {
  while (typed.starts_with(' ')) typed.remove_prefix(1);
  while (typed.ends_with(' ')) typed.remove_suffix(1);
  std::string code(typed.substr(0, kMaxCodeLength + 1));
  for (char& c : code) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const bool valid = !code.empty() && code.size() <= kMaxCodeLength;
  if (!valid || !std::ranges::all_of(code, isCodeCharacter)) {
    return fail(ErrorCode::kCouponUnknown, "couponCode", "There is no such code.");
  }
  return code;
}

Result<Coupon> decodeCoupon(const Value& document) {
  std::optional<Error> fault;
  FieldReader reader(document, "", fault);
  Coupon coupon;
  const Result<std::string> code =
      normalCouponCode(reader.text("code", kMaxNameLength, Need::kEssential));
  if (!code) reader.reject(ErrorCode::kInvalidValue, "code", "not a code");
  if (code) coupon.code = *code;
  coupon.name = reader.text("name", kMaxNameLength);
  coupon.kind = readPromotionKind(reader);
  if (coupon.kind == PromotionKind::kPercentOff) {
    coupon.basisPoints = reader.whole("basisPoints", {.min = 1, .max = 10'000});
  } else if (coupon.kind == PromotionKind::kAmountOff) {
    coupon.amountMinor = reader.whole("amountMinor", {.min = 1, .max = kMaxPriceMinor});
  } else {
    reader.reject(ErrorCode::kInvalidValue, "kind", "not for coupons");
  }
  coupon.minSubtotalMinor =
      reader.optionalWhole("minSubtotalMinor", {.min = 0, .max = kMaxAmountMinor});
  coupon.startsAt = readDate(reader, "startsAt");
  coupon.endsAt = readDate(reader, "endsAt");
  coupon.usesLeft = reader.optionalWhole("usesLeft", {.min = -kMaxUses, .max = kMaxUses});
  coupon.active = reader.flag("active", true);
  if (fault) return fail(*fault);
  return coupon;
}

Value encodeCoupon(const Coupon& coupon) {
  Object members{{"code", coupon.code},
                 {"name", coupon.name},
                 {"kind", promotionKindName(coupon.kind)},
                 {"active", coupon.active}};
  if (coupon.kind == PromotionKind::kPercentOff) members.set("basisPoints", coupon.basisPoints);
  if (coupon.kind == PromotionKind::kAmountOff) members.set("amountMinor", coupon.amountMinor);
  if (coupon.minSubtotalMinor) members.set("minSubtotalMinor", *coupon.minSubtotalMinor);
  if (coupon.startsAt) members.set("startsAt", coupon.startsAt->toIso());
  if (coupon.endsAt) members.set("endsAt", coupon.endsAt->toIso());
  if (coupon.usesLeft) members.set("usesLeft", *coupon.usesLeft);
  return Value(std::move(members));
}

Status checkCoupon(const Coupon& coupon, Timestamp now, std::int64_t subtotalMinor) {
  if (!coupon.active) {
    return fail(ErrorCode::kCouponUnknown, "couponCode", "There is no such code.");
  }
  if (coupon.startsAt && now < *coupon.startsAt) {
    return fail(ErrorCode::kCouponNotStarted, "couponCode", "This code is not valid yet.");
  }
  if (coupon.endsAt && now >= *coupon.endsAt) {
    return fail(ErrorCode::kCouponExpired, "couponCode", "This code is no longer valid.");
  }
  if (coupon.usesLeft && *coupon.usesLeft <= 0) {
    return fail(ErrorCode::kCouponUsedUp, "couponCode", "This code has been used up.");
  }
  if (coupon.minSubtotalMinor && subtotalMinor < *coupon.minSubtotalMinor) {
    return fail(ErrorCode::kCouponMinimumNotReached, "couponCode",
                "The goods do not reach the minimum for this code.");
  }
  return {};
}

}  // namespace vitrine
