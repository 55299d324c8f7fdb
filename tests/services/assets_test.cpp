// SPDX-License-Identifier: MIT
#include "shell/services/lake/assets.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "shell/services/lake/picture.h"

namespace vitrine::services {
namespace {

constexpr std::string_view kSvg =
    "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'>"
    "<rect width='40' height='20' fill='teal'/></svg>";

class AssetsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { ASSERT_TRUE(startPictures("vitrine_services_tests")); }

  AssetsTest() {
    std::filesystem::remove_all(directory_);
    std::filesystem::create_directories(directory_);
  }
  ~AssetsTest() override {
    assets_.reset();
    std::filesystem::remove_all(directory_);
  }

  void open(std::size_t mostRenditionBytes = Assets::kMostRenditionBytes) {
    assets_.reset();
    assets_ = Assets::open(directory_, {"http://lake", "demo", "production"}, mostRenditionBytes)
                  .value();
  }

  void upload() {
    const auto order = PictureOrder::fromQuery({{"fm", "png"}}, "svg", "");
    const std::string png = renderPicture(std::string(kSvg), order.value()).value();
    path_ = assets_->upload({Assets::Kind::kImage, png, {}}).value()["path"].asString();
  }

  // The bytes of the picture in a width.
  std::size_t render(int width) {
    Request request;
    request.method = "GET";
    request.setTarget('/' + path_ + "?w=" + std::to_string(width));
    const Response response = assets_->serve(request);
    EXPECT_EQ(response.status, 200);
    return response.body.size();
  }

  std::string kept() const {
    const auto file =
        Database::open(directory_ / "lake-renditions.db", Database::Durability::kCache, "");
    return file->select("SELECT count(*) || ' of ' || sum(length(bytes)) FROM renditions")[0][0];
  }

  const std::filesystem::path directory_ =
      std::filesystem::path(testing::TempDir()) /
      testing::UnitTest::GetInstance()->current_test_info()->name();
  std::unique_ptr<Assets> assets_;
  std::string path_;
};

std::string counted(int count, std::size_t bytes) {
  return std::to_string(count) + " of " + std::to_string(bytes);
}

TEST_F(AssetsTest, TheCacheBeginsAnewWhenARenditionDoesNotFit) {
  open();
  upload();
  const std::size_t two = render(10) + render(11);
  EXPECT_EQ(kept(), counted(2, two));

  open(two);  // counts what is there
  render(11);
  EXPECT_EQ(kept(), counted(2, two));
  const std::size_t next = render(12);

  EXPECT_EQ(kept(), counted(1, next));
  EXPECT_GT(render(10), 0U);
}

TEST_F(AssetsTest, TheCacheHoldsWhatJustFits) {
  open();
  upload();
  const std::size_t three = render(10) + render(11) + render(12);
  std::filesystem::remove(directory_ / "lake-renditions.db");

  open(three);
  for (int width : {10, 11, 12}) render(width);

  EXPECT_EQ(kept(), counted(3, three));
}

}  // namespace
}  // namespace vitrine::services
