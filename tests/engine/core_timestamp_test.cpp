// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/core/timestamp.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

std::string readAndWrite(std::string_view text) {
  const Result<Timestamp> time = Timestamp::parse(text);
  return time ? time->toIso() : std::string(errorCodeName(time.error().code));
}

TEST(TimestampTest, Rfc3339IsReadInUtc) {
  EXPECT_EQ(Timestamp::parse("1970-01-01T00:00:00Z")->ms, 0);
  EXPECT_EQ(readAndWrite("2026-11-22T16:07:00Z"), "2026-11-22T16:07:00Z");
  EXPECT_EQ(readAndWrite("2026-11-22T16:07:00.125+02:00"), "2026-11-22T14:07:00.125Z");
  EXPECT_EQ(readAndWrite("2026-11-22T16:07:00-0530"), "2026-11-22T21:37:00Z");
  EXPECT_EQ(readAndWrite("1969-12-31T23:59:59.999Z"), "1969-12-31T23:59:59.999Z");
}

TEST(TimestampTest, ATimeWithoutAZoneIsTakenAsUtc) {
  EXPECT_EQ(readAndWrite("2026-04-30T00:00:00"), "2026-04-30T00:00:00Z");
  EXPECT_EQ(readAndWrite("2026-04-30"), "2026-04-30T00:00:00Z");
  EXPECT_EQ(readAndWrite("2026-04-30 12:15"), "2026-04-30T12:15:00Z");
}

TEST(TimestampTest, LeapDaysExistWhereTheCalendarHasThem) {
  EXPECT_EQ(readAndWrite("2024-02-29"), "2024-02-29T00:00:00Z");
  EXPECT_EQ(readAndWrite("2000-02-29"), "2000-02-29T00:00:00Z");
  EXPECT_THAT(Timestamp::parse("2026-02-29"), FailsWith(ErrorCode::kInvalidValue));
  EXPECT_THAT(Timestamp::parse("1900-02-29"), FailsWith(ErrorCode::kInvalidValue));
}

TEST(TimestampTest, TextThatIsNotATimeIsRefused) {
  for (const char* text : {"", "today", "2026", "2026-13-01", "2026-00-01", "2026-01-32", "8/4/2021",
                           "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:61Z",
                           "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00+25:00",
                           "2026-01-01T00:00:00Zjunk", "2026-01-01T00:00:00+"}) {
    EXPECT_THAT(Timestamp::parse(text), FailsWith(ErrorCode::kInvalidValue)) << text;
  }
}

TEST(TimestampTest, EveryDayOfFourCenturiesReadsBackTheSame) {
  for (std::int64_t day = -36'525; day < 4 * 36'525; ++day) {
    const Timestamp time{day * kDayMs};

    ASSERT_THAT(Timestamp::parse(time.toIso()), IsOkAndHolds(time));
  }
}

}  // namespace
}  // namespace vitrine
