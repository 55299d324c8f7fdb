// SPDX-License-Identifier: MIT
#include "shell/services/lake/picture.h"

#include <gtest/gtest.h>

#include "shell/services/lake/picture_facts.h"
#include "shell/services/lake/vips_image.h"

namespace vitrine::services {
namespace {

class PictureTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_TRUE(startPictures("vitrine_services_tests")); }

  // A red square as libvips writes it for a file name that ends so.
  static std::string pictureIn(const char* suffix) {
    VipsImage* black = nullptr;
    EXPECT_EQ(vips_black(&black, 8, 8, "bands", 3, nullptr), 0);
    const Image owner(black);
    void* buffer = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(vips_image_write_to_buffer(black, suffix, &buffer, &size, nullptr), 0)
        << suffix << ' ' << lastVipsError();
    std::string bytes(static_cast<const char*>(buffer), size);
    g_free(buffer);
    return bytes;
  }
};

TEST_F(PictureTest, ReadsTheFormatsOfTheWeb) {
  for (const char* suffix : {".jpg", ".png", ".webp", ".gif"}) {
    const auto facts = inspectPicture(pictureIn(suffix));
    ASSERT_TRUE(facts) << suffix << ' ' << facts.error();
    EXPECT_EQ('.' + facts->extension, suffix);
  }
  EXPECT_TRUE(inspectPicture("<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'/>"));
}

// libvips reads many formats with many libraries. What is refused here it could read.
TEST_F(PictureTest, ReadsNoOtherFormat) {
  constexpr std::pair<const char*, const char*> kBlocked[] = {
      {".tif", "VipsForeignLoadTiff"}, {".hdr", "VipsForeignLoadRad"}};
  for (const auto& [suffix, loader] : kBlocked) {
    const std::string bytes = pictureIn(suffix);
    EXPECT_FALSE(inspectPicture(bytes)) << suffix;
    EXPECT_FALSE(renderPicture(bytes, PictureOrder())) << suffix;
    EXPECT_FALSE(loadImage(bytes)) << suffix;

    vips_operation_block_set(loader, FALSE);
    EXPECT_TRUE(loadImage(bytes)) << suffix;
    vips_operation_block_set(loader, TRUE);
  }
}

}  // namespace
}  // namespace vitrine::services
