// SPDX-License-Identifier: MIT
#include "engine/store/record.h"

#include <gtest/gtest.h>

namespace vitrine {
namespace {

Value bodyOf(const char* text) { return Object{{"lines", Array{text}}}; }

TEST(RecordTest, ReadsBackWhatItWrote) {
  const std::string record = encodeRecord(bodyOf("first\nline"), "");

  const DecodedRecord decoded = decodeRecord(record);

  EXPECT_EQ(decoded.state, RecordState::kIntact);
  EXPECT_EQ(decoded.body, bodyOf("first\nline"));
}

TEST(RecordTest, KeepsExactlyOneGenerationBefore) {
  std::string record = encodeRecord(bodyOf("one"), "");
  record = encodeRecord(bodyOf("two"), record);
  record = encodeRecord(bodyOf("three"), record);

  EXPECT_EQ(record.find("one"), std::string::npos);
  EXPECT_NE(record.find("two"), std::string::npos);
  EXPECT_EQ(decodeRecord(record).body, bodyOf("three"));
}

// F53: whichever bit flips, the reader gets this generation, the one before, or nothing; never a third.
TEST(RecordTest, EveryFlippedBitIsNoticed) {
  const std::string record = encodeRecord(bodyOf("now"), encodeRecord(bodyOf("before"), ""));
  const std::size_t firstLine = record.find('\n');
  for (std::size_t i = 0; i < record.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string damaged = record;
      damaged[i] = static_cast<char>(static_cast<unsigned char>(damaged[i]) ^ (1U << bit));

      const DecodedRecord decoded = decodeRecord(damaged);

      if (i > firstLine) {
        EXPECT_EQ(decoded.state, RecordState::kIntact) << i;
        EXPECT_EQ(decoded.body, bodyOf("now")) << i;
      } else if (i < firstLine) {
        EXPECT_TRUE(decoded.state == RecordState::kRecovered ||
                    (decoded.state == RecordState::kDamaged && damaged[i] == '\n'))
            << i;
      } else {
        EXPECT_EQ(decoded.state, RecordState::kDamaged) << i;
      }
    }
  }
}

TEST(RecordTest, EveryTruncationIsNoticed) {
  const std::string record = encodeRecord(bodyOf("now"), encodeRecord(bodyOf("before"), ""));
  const std::size_t firstLine = record.find('\n');
  for (std::size_t size = 0; size < record.size(); ++size) {
    const DecodedRecord decoded = decodeRecord(record.substr(0, size));

    EXPECT_EQ(decoded.state, size >= firstLine ? RecordState::kIntact : RecordState::kDamaged) << size;
  }
}

// Written by zlib's crc32 of "vitrine 1{\"a\":1}" and "vitrine 2{\"a\":1}".
TEST(RecordTest, ReadsTheRecordsOfThisVersionAndLeavesNewerOnesAlone) {
  const DecodedRecord today = decodeRecord("vitrine 1 fd1db0b7 {\"a\":1}");
  const DecodedRecord newer = decodeRecord("vitrine 2 7392b754 {\"a\":1}");

  EXPECT_EQ(today.state, RecordState::kIntact);
  EXPECT_EQ(today.body, Value(Object{{"a", 1}}));
  EXPECT_EQ(newer.state, RecordState::kNewer);
}

TEST(RecordTest, WhatIsNoRecordIsDamaged) {
  for (const char* text : {"", "x", "vitrine", "vitrine 1", "vitrine 1 00000000 {}", "{\"a\":1}",
                           "\n\n", "vitrine  00000000 "}) {
    EXPECT_EQ(decodeRecord(text).state, RecordState::kDamaged) << text;
  }
}

}  // namespace
}  // namespace vitrine
