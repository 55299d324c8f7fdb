// SPDX-License-Identifier: MIT
#include "shell/services/lake/exif.h"

#include <gtest/gtest.h>

#include "engine/core/json.h"

namespace vitrine::services {
namespace {

// Two hexadecimal digits a byte.
std::string bytesOf(std::string_view hex) {
  std::string bytes;
  int digits = 0;
  int value = 0;
  for (const char c : hex) {
    if (c == ' ') continue;
    value = value * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
    if (++digits % 2 == 0) bytes += static_cast<char>(value);
    if (digits % 2 == 0) value = 0;
  }
  return bytes;
}

// A block as cameras write it, small end first.
const std::string kBlock = bytesOf(
    "457869660000 49492a0008000000"
    "0400 0f01 0200 04000000 41424300"   // Make: "ABC"
    "1201 0300 01000000 06000000"        // Orientation: 6
    "6987 0400 01000000 3e000000"        // ExifOffset: 62
    "2588 0400 01000000 60000000"        // GPSInfo: 96
    "00000000"
    "0200 9a82 0500 01000000 9c000000"   // ExposureTime: at 156
    "0492 0a00 01000000 a4000000"        // ExposureBiasValue: at 164
    "00000000 00000000"
    "0400 0100 0200 02000000 53000000"   // latitude: south
    "0200 0500 03000000 ac000000"        // at 172
    "0300 0200 02000000 45000000"        // longitude: east
    "0400 0500 03000000 ac000000 0000"   // at 172
    "0000 0000 00000000"
    "01000000 28000000"                  // 1/40
    "feffffff 03000000"                  // -2/3
    "0c000000 01000000 1e000000 01000000 00000000 01000000");  // 12° 30' 0"

std::string textOf(const Exif& exif) {
  return encodeJson(Array{exif.image, exif.exif, exif.location});
}

TEST(ExifTest, ReadsTheCameraTheExposureAndThePlace) {
  EXPECT_EQ(textOf(readExif(kBlock)),
            R"([{"Make":"ABC","Orientation":6,"ExifOffset":62,"GPSInfo":96,)"
            R"("_type":"sanity.imageExifTags"},)"
            R"({"ExposureTime":0.025,"ExposureBiasValue":-0.6666666666666666,)"
            R"("_type":"sanity.imageExifMetadata"},)"
            R"({"_type":"geopoint","lat":-12.5,"lng":12.5}])");
}

TEST(ExifTest, ReadsTheSameWithoutTheWordBeforeIt) {
  EXPECT_EQ(textOf(readExif(kBlock.substr(6))), textOf(readExif(kBlock)));
}

TEST(ExifTest, LeavesOutAPlaceWithoutADirectionOrMinutes) {
  std::string elsewhere = kBlock;
  elsewhere[elsewhere.find("S\0\0\0", 6, 4)] = 'Q';
  EXPECT_TRUE(readExif(elsewhere).location.isNull());
  std::string unnamed = kBlock;
  unnamed[6 + 96 + 2] = 9;  // the tag of the latitude's direction
  EXPECT_TRUE(readExif(unnamed).location.isNull());
  EXPECT_TRUE(readExif(kBlock.substr(0, kBlock.size() - 16)).location.isNull());
  EXPECT_FALSE(readExif(kBlock.substr(0, kBlock.size() - 8)).location.isNull());
}

TEST(ExifTest, LeavesOutWhatIsNoExif) {
  EXPECT_EQ(textOf(readExif("")), "[null,null,null]");
  std::string elsewhere = kBlock;
  elsewhere[8] = '+';
  EXPECT_EQ(textOf(readExif(elsewhere)), "[null,null,null]");
}

// Cut anywhere, and with any byte changed. tests/fuzz/exif.cpp does so at random.
TEST(ExifTest, ReadsNothingBeyondABlockThatIsDamaged) {
  for (std::size_t size = 0; size < kBlock.size(); ++size) {
    const std::string cut = kBlock.substr(0, size);
    EXPECT_LT(textOf(readExif(cut)).size(), 400U) << size;
  }
  for (std::size_t place = 6; place < kBlock.size(); ++place) {
    for (const int value : {0x00, 0x01, 0x02, 0x07, 0x0a, 0x7f, 0x80, 0xff}) {
      std::string damaged = kBlock;
      damaged[place] = static_cast<char>(value);
      EXPECT_LT(textOf(readExif(damaged)).size(), 800U) << place << ' ' << value;
    }
  }
}

}  // namespace
}  // namespace vitrine::services
