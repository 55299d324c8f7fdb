// SPDX-License-Identifier: MIT
#include "engine/pricing/coupon.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "engine/core/json.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

using testing::Eq;

Value document() {
  return *decodeJson(R"({"_id":"coupon.WELCOME10","_type":"coupon","code":"welcome10",
    "name":"Ten percent","kind":"percent_off","basisPoints":1000,"minSubtotalMinor":2000,
    "startsAt":"2026-01-01T00:00:00Z","endsAt":"2026-02-01T00:00:00Z","usesLeft":1,
    "active":true})");
}

Coupon coupon() { return *decodeCoupon(document()); }

TEST(CouponTest, CodesHaveOneNormalForm) {
  EXPECT_THAT(normalCouponCode("  welcome10 "), IsOkAndHolds(Eq("WELCOME10")));
  EXPECT_THAT(normalCouponCode(std::string(40, 'a')), IsOk());
  for (const std::string& typed : {std::string(), std::string(" "), std::string("a b"),
                                   std::string("coupon.x"), std::string("*"), std::string("é"),
                                   std::string(41, 'a')}) {
    EXPECT_THAT(normalCouponCode(typed), FailsWith(ErrorCode::kCouponUnknown)) << typed;
  }
}

TEST(CouponTest, EncodingAndDecodingGiveTheSameCoupon) {
  Coupon amount;
  amount.code = "FIVE";
  amount.kind = PromotionKind::kAmountOff;
  amount.amountMinor = 500;
  amount.active = false;
  for (const Coupon& each : {coupon(), amount}) {
    EXPECT_THAT(decodeCoupon(encodeCoupon(each)), IsOkAndHolds(Eq(each)));
  }
}

TEST(CouponTest, BadDocumentsAreRefused) {
  const auto fault = [](const char* field, Value value) {
    const Result<Coupon> decoded = decodeCoupon(document().with(field, std::move(value)));
    return decoded ? "(none)" : decoded.error().field;
  };
  EXPECT_EQ(fault("code", "a b"), "code");
  EXPECT_EQ(fault("kind", "buy_x_pay_y"), "kind");
  EXPECT_EQ(fault("kind", "amount_off"), "amountMinor");
  EXPECT_EQ(fault("basisPoints", "1000"), "basisPoints");
  EXPECT_EQ(fault("basisPoints", -1000), "basisPoints");
  EXPECT_EQ(fault("endsAt", "soon"), "endsAt");
  EXPECT_EQ(fault("usesLeft", 0.5), "usesLeft");
}

TEST(CouponTest, IsCheckedInTheOrderOfTheRules) {
  const Timestamp start = *coupon().startsAt;
  const Timestamp end = *coupon().endsAt;
  EXPECT_THAT(checkCoupon(coupon(), start, 2000), IsOk());
  EXPECT_THAT(checkCoupon(coupon(), end.plusMs(-1), 2000), IsOk());
  EXPECT_THAT(checkCoupon(coupon(), start.plusMs(-1), 0), FailsWith(ErrorCode::kCouponNotStarted));
  EXPECT_THAT(checkCoupon(coupon(), end, 0), FailsWith(ErrorCode::kCouponExpired));
  EXPECT_THAT(checkCoupon(coupon(), start, 1999), FailsWith(ErrorCode::kCouponMinimumNotReached));
  Coupon used = coupon();
  used.usesLeft = 0;
  EXPECT_THAT(checkCoupon(used, start, 0), FailsWith(ErrorCode::kCouponUsedUp));
  used.active = false;
  EXPECT_THAT(checkCoupon(used, end, 0), FailsWith(ErrorCode::kCouponUnknown));
}

TEST(CouponTest, TheDemoCouponsHaveNoFault) {
  std::ifstream file(VITRINE_SOURCE_DIR "/assets/catalog/catalog.ndjson");
  if (!file) GTEST_SKIP() << "assets are not there";
  std::string line;
  while (std::getline(file, line)) {
    const Result<Value> document = decodeJson(line);
    if (!document || (*document)["_type"].asString() != "coupon") continue;
    EXPECT_THAT(decodeCoupon(*document), IsOk()) << line;
  }
}

}  // namespace
}  // namespace vitrine
