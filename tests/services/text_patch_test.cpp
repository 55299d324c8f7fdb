// SPDX-License-Identifier: MIT
#include "shell/services/lake/text_patch.h"

#include <gtest/gtest.h>

namespace vitrine::services {
namespace {

std::string patched(std::string_view text, std::string_view patch) {
  const auto hunks = parseTextPatch(patch);
  return hunks ? applyTextPatch(*hunks, std::string(text)) : "refused: " + hunks.error().message;
}

TEST(TextPatchTest, ReplacesWhatItNames) {
  EXPECT_EQ(patched("Lorem ipsum", "@@ -1,11 +1,11 @@\n Lorem \n-ipsum\n+dolor\n"), "Lorem dolor");
  EXPECT_EQ(patched("", "@@ -0,0 +1,3 @@\n+new\n"), "new");
  EXPECT_EQ(patched("x", "@@ -1 +0,0 @@\n-x\n"), "");
}

TEST(TextPatchTest, CountsBytesAndReadsEscapes) {
  EXPECT_EQ(patched("på fat", "@@ -3,5 +3,6 @@\n %A5 fat\n+!\n"),
            "refused: Invalid patch string:  %A5 fat");
  EXPECT_EQ(patched("på fat", "@@ -2,6 +2,8 @@\n %C3%A5 fat\n+%C3%B8\n"), "på fatø");
  EXPECT_EQ(patched("😀", "@@ -3,0 +3,1 @@\n+x\n"), "x😀");  // never within a character
}

TEST(TextPatchTest, FindsTextThatHasMovedAndLeavesOutWhatIsGone) {
  EXPECT_EQ(patched("Once: Lorem ipsum", "@@ -7,5 +7,5 @@\n-ipsum\n+dolor\n"), "Once: Lorem dolor");
  EXPECT_EQ(patched("Lorem", "@@ -7,5 +7,5 @@\n-ipsum\n+dolor\n"), "Lorem");
  EXPECT_EQ(patched(std::string(600, '.') + "ipsum", "@@ -1,5 +1,5 @@\n-ipsum\n+dolor\n"),
            std::string(600, '.') + "ipsum");
}

TEST(TextPatchTest, RefusesWhatIsNoPatch) {
  for (const char* text :
       {"x", "@@", "@@ -1 +1", "@@ -1,x +1 @@", "@@ -0,1 +1 @@", " x\n@@ -1 +1 @@",
        "@@ -1 +1 @@\n*x", "@@ -99999999999999999999 +1 @@"}) {
    EXPECT_FALSE(parseTextPatch(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace vitrine::services
