// SPDX-License-Identifier: MIT
#include "engine/catalog/fold.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace vitrine {
namespace {

using Words = std::vector<std::string>;

Words wordsOf(std::string_view text) {
  Words words;
  for (WordReader reader(text); reader.next();) words.emplace_back(reader.word().text);
  return words;
}

TEST(WordReaderTest, MeetsSpellingVariants) {
  EXPECT_EQ(wordsOf("Café Möbel GROßE Straße"), (Words{"cafe", "mobel", "grosse", "strasse"}));
  EXPECT_EQ(wordsOf("Smørrebrød Æble Łódź Œuvre"),
            (Words{"smorrebrod", "aeble", "lodz", "oeuvre"}));
  EXPECT_EQ(wordsOf("e\xCC\x81t\xC3\xA9"), (Words{"ete"}));
  EXPECT_EQ(wordsOf("ＬＡＭＰ　１２"), (Words{"lamp", "12"}));
  EXPECT_EQ(wordsOf("ЛАМПА ΛΑΜΠΑ Ёлка ώρα"), (Words{"лампа", "λαμπα", "елка", "ωρα"}));
  EXPECT_EQ(wordsOf("ŽIŽEK ÿ ŸĲ Việt"), (Words{"zizek", "y", "yij", "viet"}));
}

TEST(WordReaderTest, FoldsTheAlphabetsOfEurope) {
  EXPECT_EQ(wordsOf("ÇIĞLIK İstanbul ısı Şişe"), (Words{"ciglik", "istanbul", "isi", "sise"}));
  EXPECT_EQ(wordsOf("Ştiinţă Știință Țară"), (Words{"stiinta", "stiinta", "tara"}));
  EXPECT_EQ(wordsOf("ǅep ǆep Ljubljana ǈubǉana"),
            (Words{"dzep", "dzep", "ljubljana", "ljubljana"}));
  EXPECT_EQ(wordsOf("ĐÀN GUITAR ƯỚC MƠ"), (Words{"dan", "guitar", "uoc", "mo"}));
  EXPECT_EQ(wordsOf("ΆΝΕΣΗ Άνεση άνεσης ΎΨΟΣ ΐΰ"),
            (Words{"ανεση", "ανεση", "ανεσησ", "υψοσ", "ιυ"}));
  EXPECT_EQ(wordsOf("ЧАЙ чай ЁЖ Їжак Ґанок Ўсход ҒАЗ"),
            (Words{"чаи", "чаи", "еж", "іжак", "ганок", "усход", "ғаз"}));
  EXPECT_EQ(wordsOf("\u0438\u0306 й"), (Words{"и", "и"})) << "decomposed or not";
  EXPECT_EQ(wordsOf("ﬁlz oﬃce µm μm 12 m² \u2126"),
            (Words{"filz", "office", "μm", "μm", "12", "m2", "ω"}));
  EXPECT_EQ(wordsOf("м’ята col·lecció"),
            (Words{"м", "ята", "мята", "col", "leccio", "colleccio"}));
}

TEST(WordReaderTest, FullWidthReadsAsAsciiEvenInNumbers) {
  EXPECT_EQ(wordsOf("１０．５ １０，５ １０.５ 10．5"), (Words{"10.5", "10.5", "10.5", "10.5"}));
  EXPECT_EQ(wordsOf("ＵＳＢ－Ｃ"), (Words{"usb", "c", "usbc"}));
  EXPECT_EQ(wordsOf("１０． x"), (Words{"10", "x"}));
}

TEST(WordReaderTest, WhatIsNotSeenPartsNoWord) {
  EXPECT_EQ(wordsOf("Tisch\u00ADlampe"), (Words{"tischlampe"}));
  EXPECT_EQ(wordsOf("Nordlys™ № 5"), (Words{"nordlys", "5"}));
}

TEST(WordReaderTest, HalfWidthAndDecomposedKanaReadAsFullWidth) {
  EXPECT_EQ(wordsOf("ﾗﾝﾌﾟ"), wordsOf("ランプ"));
  EXPECT_EQ(wordsOf("ｶﾞﾗｽ"), wordsOf("ガラス"));
  EXPECT_EQ(wordsOf("カ\u3099ラス"), wordsOf("ガラス"));
  EXPECT_EQ(wordsOf("ｳﾞｨｰﾅｽ"), wordsOf("ヴィーナス"));
  EXPECT_EQ(wordsOf("タワー・灯"), (Words{"タワ", "ワー", "ー", "灯"}));
}

TEST(WordReaderTest, SeparatesAtEverythingThatIsNoLetter) {
  EXPECT_EQ(wordsOf("cm — «oak», (x)"), (Words{"cm", "oak", "x"}));
  EXPECT_EQ(wordsOf("3×4÷2"), (Words{"3", "4", "2"}));
  EXPECT_TRUE(wordsOf(" \t-–…💡").empty());
  EXPECT_EQ(wordsOf("a\xFF\xFE" "b"), (Words{"a", "b"}));
  EXPECT_EQ(wordsOf("lamp. -oak- 'x'"), (Words{"lamp", "oak", "x"}));
}

TEST(WordReaderTest, SignsBetweenLettersAlsoJoinThem) {
  EXPECT_EQ(wordsOf("USB-C cable"), (Words{"usb", "c", "usbc", "cable"}));
  EXPECT_EQ(wordsOf("AT&T men's"), (Words{"at", "t", "att", "men", "s", "mens"}));
  EXPECT_EQ(wordsOf("NL-AUR-SND"), (Words{"nl", "aur", "snd", "nlaursnd"}));
}

TEST(WordReaderTest, PointsAndCommasBelongToNumbers) {
  EXPECT_EQ(wordsOf("10,5 10.5 1.2.3"), (Words{"10.5", "10.5", "1.2.3"}));
  EXPECT_EQ(wordsOf("10, 5"), (Words{"10", "5"}));
  EXPECT_EQ(wordsOf("3.5mm"), (Words{"3.5mm"}));
}

TEST(WordReaderTest, ScriptsWithoutSpacesComeInPairs) {
  EXPECT_EQ(wordsOf("日本語"), (Words{"日本", "本語", "語"}));
  EXPECT_EQ(wordsOf("灯"), (Words{"灯"}));
  EXPECT_EQ(wordsOf("USB灯台x"), (Words{"usb", "灯台", "台", "x"}));
  EXPECT_EQ(wordsOf("커피잔"), (Words{"커피", "피잔", "잔"}));
  EXPECT_EQ(wordsOf("โคม"), (Words{"โค", "คม", "ม"}));
}

TEST(WordReaderTest, TellsWhereAWordStands) {
  const std::string text = "  Ä-B côte 灯台 ";
  std::string parts;
  for (WordReader reader(text); reader.next();) {
    const Word word = reader.word();
    parts += "[" + text.substr(word.begin, word.end - word.begin) + "]";
  }
  EXPECT_EQ(parts, "[Ä][B][Ä-B][côte][灯台][台]");
}

TEST(WordReaderTest, CutsLongWords) {
  EXPECT_EQ(wordsOf(std::string(48, 'a')).at(0).size(), 48U);
  EXPECT_EQ(wordsOf(std::string(49, 'a')).at(0).size(), 48U);
  std::string text = "a";
  for (int i = 0; i < 30; ++i) text += "я";
  EXPECT_EQ(wordsOf(text).at(0).size(), 47U) << "at a letter";
}

}  // namespace
}  // namespace vitrine
