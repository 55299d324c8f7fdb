// SPDX-License-Identifier: MIT
#include "shell/services/lake/text_patch.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

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

// Places are added up over the hunks.
TEST(TextPatchTest, RefusesNumbersWhoseSumsCouldOverflow) {
  const std::string most = std::to_string(std::uint64_t{1} << 40U);
  const std::string tooMuch = std::to_string((std::uint64_t{1} << 40U) + 1);
  const auto hunk = [](const std::string& start, const std::string& length) {
    return "@@ -" + start + ',' + length + " +" + start + ',' + length + " @@\n-b\n+b\n";
  };
  EXPECT_EQ(patched("ab", hunk(most, "1")), "ab");
  EXPECT_EQ(patched("ab", hunk("1", most)), "ab");
  for (const std::string& patch : {hunk(tooMuch, "1"), hunk("1", tooMuch)}) {
    EXPECT_TRUE(patched("ab", patch).starts_with("refused")) << patch;
  }
  std::string many;
  for (int i = 0; i < 1'000; ++i) many += hunk(most, most) + hunk("1", "1");
  EXPECT_EQ(patched("ab", many), "ab");
  EXPECT_EQ(patched("a", many), "a");  // each is left out, and shifts the next
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
