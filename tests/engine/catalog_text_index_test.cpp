// SPDX-License-Identifier: MIT
#include "engine/catalog/text_index.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vitrine {
namespace {

using Words = std::vector<std::string>;

TEST(FoldWordsTest, MeetsSpellingVariants) {
  EXPECT_EQ(foldWords("Café Möbel GROßE Straße"), (Words{"cafe", "mobel", "grosse", "strasse"}));
  EXPECT_EQ(foldWords("Smørrebrød Æble Łódź Œuvre"),
            (Words{"smorrebrod", "aeble", "lodz", "oeuvre"}));
  EXPECT_EQ(foldWords("e\xCC\x81t\xC3\xA9"), (Words{"ete"}));
  EXPECT_EQ(foldWords("ＬＡＭＰ　１２"), (Words{"lamp", "12"}));
  EXPECT_EQ(foldWords("ЛАМПА ΛΑΜΠΑ"), (Words{"лампа", "λαμπα"}));
  EXPECT_EQ(foldWords("ŽIŽEK ÿ ŸĲ"), (Words{"zizek", "y", "yij"}));
}

TEST(FoldWordsTest, SeparatesAtEverythingThatIsNoLetter) {
  EXPECT_EQ(foldWords("USB-C, 10,5 cm — «oak»"), (Words{"usb", "c", "10", "5", "cm", "oak"}));
  EXPECT_EQ(foldWords("3×4÷2"), (Words{"3", "4", "2"}));
  EXPECT_EQ(foldWords("灯台"), (Words{"灯", "台"}));
  EXPECT_TRUE(foldWords(" \t-–…💡").empty());
  EXPECT_EQ(foldWords("a\xFF\xFE" "b"), (Words{"a", "b"}));
}

class TextIndexTest : public testing::Test {
 protected:
  TextIndexTest() {
    const std::vector<const char*> titles = {"Aurora Table Lamp", "Furniture Oil", "Oak Table",
                                             "Linen Tablecloth", "Lampion Garland"};
    for (const char* title : titles) index_.add({{title, 10}, {"things for the house", 1}});
    index_.add({{"Candle", 10}, {"as bright as a lamp", 1}});
    index_.finish();
  }

  std::vector<std::size_t> found(std::string_view text) const {
    std::vector<std::size_t> documents;
    for (const TextHit& hit : index_.search(text).hits) documents.push_back(hit.document);
    return documents;
  }

  std::int64_t scoreOf(std::string_view text, std::size_t document) const {
    for (const TextHit& hit : index_.search(text).hits) {
      if (hit.document == document) return hit.score;
    }
    return 0;
  }

  TextIndex index_;
};

using Found = std::vector<std::size_t>;

TEST_F(TextIndexTest, EveryWordIsAPrefixAndAllMustBeThere) {
  EXPECT_EQ(found("tab"), (Found{0, 2, 3}));
  EXPECT_EQ(found("TABLE la"), (Found{0}));
  EXPECT_EQ(found("table garland"), (Found{}));
  EXPECT_EQ(found(""), (Found{}));
  EXPECT_EQ(found("!?"), (Found{}));
}

TEST_F(TextIndexTest, TheWordItselfAndTheHeavierFieldCountMore) {
  EXPECT_GT(scoreOf("lamp", 0), scoreOf("lamp", 4));
  EXPECT_GT(scoreOf("lamp", 0), scoreOf("lamp", 5));
}

TEST_F(TextIndexTest, OneTypoFromFourLettersIsFound) {
  for (const char* word : {"lmap", "lamo", "laamp", "limp"}) {
    EXPECT_EQ(found(word).at(0), 0U) << word;
    EXPECT_EQ(index_.search(word).correctedText, "lamp") << word;
  }
  EXPECT_EQ(found("furnture"), (Found{1}));
  EXPECT_EQ(index_.search("furnture oil").correctedText, "furniture oil");
  EXPECT_EQ(found("oka"), (Found{})) << "three letters are too few";
}

TEST_F(TextIndexTest, TwoTyposNeedEightLetters) {
  EXPECT_EQ(found("furnitrue"), (Found{1}));
  EXPECT_EQ(found("furntrue"), (Found{1})) << "a letter missing and two swapped";
  EXPECT_EQ(found("aroara"), (Found{})) << "two typos in six letters";
}

TEST_F(TextIndexTest, TyposAreFoundWhileTyping) {
  EXPECT_EQ(found("furnt"), (Found{1}));
  EXPECT_EQ(found("tabel"), (Found{0, 2, 3}));
}

TEST_F(TextIndexTest, WordsReadAsTheyAreAreNotCorrected) {
  EXPECT_EQ(index_.search("lamp").correctedText, std::nullopt);
  EXPECT_EQ(index_.search("tab").correctedText, std::nullopt);
  EXPECT_EQ(index_.search("xyzzyxyzzy").correctedText, std::nullopt);
}

TEST_F(TextIndexTest, WordsThatExistButNotTogetherAreReadWithTypos) {
  // "lampion" exists, yet only "lamp" stands with "table"; seven letters allow one typo, so the
  // word stays unread and nothing is found; with one letter off it is.
  EXPECT_EQ(found("lampion table"), (Found{}));
  EXPECT_EQ(found("table lampi"), (Found{0}));
}

TEST_F(TextIndexTest, LongAndStrangeQueriesEnd) {
  EXPECT_EQ(found(std::string(100'000, 'a')), (Found{}));
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "lamp ";
  EXPECT_FALSE(found(many).empty());
}

}  // namespace
}  // namespace vitrine
