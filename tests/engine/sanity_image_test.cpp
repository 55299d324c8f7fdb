// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "engine/sanity/image.h"

namespace vitrine::sanity {
namespace {

const ImageAsset kLamp{"f1e2d3", 1200, 800, "webp"};

TEST(SanityImageTest, AnIdReadsAndWritesTheSame) {
  EXPECT_EQ(ImageAsset::parseId("image-f1e2d3-1200x800-webp"), kLamp);
  EXPECT_EQ(kLamp.id(), "image-f1e2d3-1200x800-webp");
  EXPECT_EQ(kLamp.fileName(), "f1e2d3-1200x800.webp");
}

TEST(SanityImageTest, AUrlNamesTheSameAsset) {
  EXPECT_EQ(ImageAsset::parseUrl("https://cdn.sanity.io/images/p/d/f1e2d3-1200x800.webp?w=5#x"),
            kLamp);
  EXPECT_EQ(ImageAsset::parseUrl("f1e2d3-1200x800.webp"), kLamp);
  EXPECT_EQ(imageUrl({.projectId = "p", .dataset = "d"}, kLamp),
            "https://cdn.sanity.io/images/p/d/f1e2d3-1200x800.webp");
}

TEST(SanityImageTest, WhatIsNoAssetIsRefused) {
  for (const char* id :
       {"", "image-", "image--1x1-png", "image-a-1x1", "image-a-0x1-png", "file-a-png",
        "image-a-1x1-", "image-a-1x-png", "image-a-1x99999-png", "image-a-1x1x-png",
        "image-../etc-1x1-png", "image-a-1x1-p/ng", "image-a--1x1-png"}) {
    EXPECT_EQ(ImageAsset::parseId(id), std::nullopt) << id;
  }
  for (const char* url : {"", "/", "a.png", "a-1x1", "a-1x1.", "?a-1x1.png"}) {
    EXPECT_EQ(ImageAsset::parseUrl(url), std::nullopt) << url;
  }
}

TEST(SanityImageTest, ParametersFollowTheUrl) {
  const ImageTransform card{.width = 400,
                            .height = 300,
                            .fit = ImageFit::kCrop,
                            .format = ImageFormat::kWebp,
                            .quality = 80};

  EXPECT_EQ(transformedUrl("u", card), "u?w=400&h=300&fit=crop&fm=webp&q=80");
  EXPECT_EQ(transformedUrl("u?rect=1,2,3,4", {.width = 5}), "u?rect=1,2,3,4&w=5");
  EXPECT_EQ(transformedUrl("u", {.format = ImageFormat::kAuto}), "u?auto=format");
  EXPECT_EQ(transformedUrl("u", {}), "u");
}

TEST(SanityImageTest, ParametersReadBack) {
  const ImageTransform card = parseTransform("w=400&h=300&fit=fillmax&fm=png&q=80");
  EXPECT_EQ(card.width, 400);
  EXPECT_EQ(card.height, 300);
  EXPECT_EQ(card.fit, ImageFit::kFillMax);
  EXPECT_EQ(card.format, ImageFormat::kPng);
  EXPECT_EQ(card.quality, 80);
  EXPECT_EQ(parseTransform("auto=format&fm=jpg").format, ImageFormat::kJpg);
  EXPECT_EQ(parseTransform("fm=jpg&auto=format").format, ImageFormat::kJpg);
  EXPECT_EQ(parseTransform("auto=format").format, ImageFormat::kAuto);
}

TEST(SanityImageTest, NonsenseIsIgnored) {
  const ImageTransform transform = parseTransform("w=-1&h=1e9&q=101&fit=x&fm=tiff&&=&w&w=%31");
  EXPECT_EQ(transform.width, 0);
  EXPECT_EQ(transform.height, 0);
  EXPECT_EQ(transform.quality, 0);
  EXPECT_EQ(transform.fit, ImageFit::kNone);
  EXPECT_EQ(transform.format, ImageFormat::kOriginal);
}

}  // namespace
}  // namespace vitrine::sanity
