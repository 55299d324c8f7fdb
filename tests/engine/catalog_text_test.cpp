// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/catalog/catalog.h"
#include "tests/engine/catalog_fixture.h"

namespace vitrine {
namespace {

using Slugs = std::vector<std::string>;

Product thing(const char* slug, const char* title, const char* summary = "things for the house") {
  Product product = simpleProduct(slug, title, 100);
  product.summary = summary;
  return product;
}

class CatalogTextTest : public testing::Test {
 protected:
  CatalogTextTest()
      : catalog_({thing("aurora", "Aurora Table Lamp"), thing("oil", "Furniture Oil"),
                  thing("oak", "Oak Table"), thing("cloth", "Linen Tablecloth"),
                  thing("lampion", "Lampion Garland"),
                  thing("candle", "Candle", "as bright as a lamp"), thing("hub", "Hub USB-C 10,5"),
                  thing("tokyo", "東京タワー")},
                 {},
                 SearchSettings{{{"sofa", "couch"}, {"light", "lamp"}}, {"the", "for"}}) {}

  Slugs found(std::string_view text) const {
    Slugs slugs;
    CatalogQuery query;
    query.text = text;
    for (const Card& card : catalog_.search(query).cards) slugs.push_back(card.slug);
    return slugs;
  }
  Slugs sorted(std::string_view text) const {
    Slugs slugs = found(text);
    std::ranges::sort(slugs);
    return slugs;
  }
  std::optional<std::string> corrected(std::string_view text) const {
    return catalog_.find(text, 1).correctedText;
  }
  // The texts that are offered to look for.
  std::vector<std::string> completed(std::string_view text) const {
    std::vector<std::string> texts;
    for (const Suggestion& suggestion : catalog_.suggestions(text, 20)) {
      if (suggestion.kind == SuggestionKind::kQuery) texts.push_back(suggestion.text);
    }
    return texts;
  }
  // "[Aurora] Table [Lamp]" of the best.
  std::string highlighted(std::string_view text) const {
    CatalogQuery query;
    query.text = text;
    const Card card = catalog_.search(query).cards.at(0);
    std::string marked(card.title);
    for (std::size_t i = card.titleHighlights.size(); i-- > 0;) {
      marked.insert(card.titleHighlights[i].end, "]");
      marked.insert(card.titleHighlights[i].begin, "[");
    }
    return marked;
  }

  Catalog catalog_;
};

TEST_F(CatalogTextTest, EveryWordIsAPrefixAndAllMustBeThere) {
  EXPECT_EQ(sorted("tab"), (Slugs{"aurora", "cloth", "oak"}));
  EXPECT_EQ(found("TABLE la"), (Slugs{"aurora"}));
  EXPECT_EQ(found("table garland"), (Slugs{}));
}

TEST_F(CatalogTextTest, TheWordItselfAndTheTitleCountMore) {
  EXPECT_EQ(found("lamp"), (Slugs{"aurora", "lampion", "candle"}));
  EXPECT_EQ(found("oak table").front(), "oak");
}

TEST_F(CatalogTextTest, OneTypoFromFourLettersIsFound) {
  for (const char* word : {"lmap", "lamo", "laamp", "limp"}) {
    EXPECT_EQ(found(word).at(0), "aurora") << word;
    EXPECT_EQ(corrected(word), "lamp") << word;
  }
  EXPECT_EQ(found("furnture"), (Slugs{"oil"}));
  EXPECT_EQ(corrected("furnture oil"), "furniture oil");
  EXPECT_EQ(found("oka"), (Slugs{})) << "three letters are too few";
}

TEST_F(CatalogTextTest, TwoTyposNeedEightLetters) {
  EXPECT_EQ(found("furnitrue"), (Slugs{"oil"}));
  EXPECT_EQ(found("furntrue"), (Slugs{"oil"})) << "a letter missing and two swapped";
  EXPECT_EQ(found("aroara"), (Slugs{})) << "two typos in six letters";
}

TEST_F(CatalogTextTest, TyposAreFoundWhileTyping) {
  EXPECT_EQ(found("furnt"), (Slugs{"oil"}));
  EXPECT_EQ(sorted("tabel"), (Slugs{"aurora", "cloth", "oak"}));
}

TEST_F(CatalogTextTest, WordsReadAsTheyAreAreNotCorrected) {
  EXPECT_EQ(corrected("lamp"), std::nullopt);
  EXPECT_EQ(corrected("tab"), std::nullopt);
  EXPECT_EQ(corrected("xyzzyxyzzy"), std::nullopt);
}

TEST_F(CatalogTextTest, WordsThatExistButNotTogetherAreReadWithTypos) {
  // "lampion" exists, yet only "lamp" stands with "table"; seven letters allow one typo, so nothing
  // is found; with one letter less it is.
  EXPECT_EQ(found("lampion table"), (Slugs{}));
  EXPECT_EQ(found("table lampi"), (Slugs{"aurora"}));
}

TEST_F(CatalogTextTest, JoinedWordsAreFoundHoweverTheyAreWritten) {
  for (const char* text : {"usb-c", "USB C", "usbc", "usb/c", "usb"}) {
    EXPECT_EQ(found(text), (Slugs{"hub"})) << text;
  }
  EXPECT_EQ(found("10.5"), (Slugs{"hub"}));
  EXPECT_EQ(found("10,5"), (Slugs{"hub"}));
  EXPECT_EQ(found("oak-table"), (Slugs{"oak"}));
}

TEST_F(CatalogTextTest, ScriptsWithoutSpacesAreFoundByTheirParts) {
  EXPECT_EQ(found("東京"), (Slugs{"tokyo"}));
  EXPECT_EQ(found("京タ"), (Slugs{"tokyo"}));
  EXPECT_EQ(found("タワー"), (Slugs{"tokyo"}));
  EXPECT_EQ(found("京"), (Slugs{"tokyo"})) << "the beginning of a pair";
  EXPECT_EQ(found("京東"), (Slugs{}));
}

TEST_F(CatalogTextTest, AnSkuFindsItsProductInEitherCase) {
  Product product = thing("kit", "Kit");
  product.variants[0].sku = "NL-AUR-SND";
  catalog_.upsert({product});
  EXPECT_EQ(found("nl-aur-snd"), (Slugs{"kit"}));
  EXPECT_EQ(found("NL-AUR-SND"), (Slugs{"kit"}));
  EXPECT_EQ(found("NL-AUR"), (Slugs{}));
}

TEST_F(CatalogTextTest, SynonymsFindEachOther) {
  catalog_.upsert({thing("sofa", "Sofa")});
  EXPECT_EQ(found("couch"), (Slugs{"sofa"}));
  EXPECT_EQ(found("light"), (Slugs{"aurora", "candle"})) << "words, not their beginnings";
}

// A shop with synonyms, and one product for each title.
class SynonymTest : public testing::Test {
 protected:
  SynonymTest()
      : catalog_({thing("tee", "Cotton Tee"), thing("hyphen", "T-Shirt Blue", "do not iron"),
                  thing("shirt", "Linen Shirt", "don't iron"), thing("bulb", "Bulb of warm light"),
                  thing("light", "Light"), thing("lamp", "Desk Lamp"), thing("tower", "東京タワー"),
                  thing("lantern", "灯台")},
                 {},
                 SearchSettings{{{"T-Shirt", "tee"},
                                 {"Light Bulb", "lamp"},
                                 {"state of the art", "modern desk"},
                                 {"東京", "capital"},
                                 {"灯", "beacon"}},
                                {"of", "the"}}) {}

  Slugs found(std::string_view text) const {
    Slugs slugs;
    CatalogQuery query;
    query.text = text;
    const CatalogPage page = catalog_.search(query);
    EXPECT_EQ(page.correctedText, std::nullopt);
    for (const Card& card : page.cards) slugs.push_back(card.slug);
    std::ranges::sort(slugs);
    return slugs;
  }

  Catalog catalog_;
};

TEST_F(SynonymTest, ASynonymThatSignsJoinIsTypedInAnyWay) {
  EXPECT_EQ(found("tee"), (Slugs{"hyphen", "tee"})) << "and no shirt that has a t somewhere";
  EXPECT_EQ(found("tshirt"), (Slugs{"hyphen", "tee"}));
  EXPECT_EQ(found("t-shirt cotton"), (Slugs{"tee"}));
  EXPECT_EQ(found("cotton T Shirt"), (Slugs{"tee"}));
  EXPECT_EQ(found("t-shirt blue"), (Slugs{"hyphen"}));
}

TEST_F(SynonymTest, ASynonymOfSeveralWordsIsAllOfThem) {
  EXPECT_EQ(found("lamp"), (Slugs{"bulb", "lamp"}));
  EXPECT_EQ(found("light bulb"), (Slugs{"bulb", "lamp"}));
  EXPECT_EQ(found("light-bulb desk"), (Slugs{"lamp"}));
  EXPECT_EQ(found("warm lamp"), (Slugs{"bulb"}));
  EXPECT_EQ(found("bulb light"), (Slugs{"bulb"})) << "the words, not what they are together";
  EXPECT_EQ(found("light"), (Slugs{"bulb", "light"})) << "half a synonym is none";
}

TEST_F(SynonymTest, StopWordsArePartOfASynonym) {
  catalog_.upsert({thing("modern", "Modern Desk")});
  EXPECT_EQ(found("state of the art"), (Slugs{"modern"}));
  EXPECT_EQ(found("the state of the"), (Slugs{}));
}

TEST_F(SynonymTest, ScriptsWithoutSpacesHaveSynonyms) {
  EXPECT_EQ(found("capital"), (Slugs{"tower"}));
  EXPECT_EQ(found("beacon"), (Slugs{"lantern"}));
  catalog_.upsert({thing("capital", "Capital")});
  EXPECT_EQ(found("東京"), (Slugs{"capital", "tower"}));
}

TEST_F(SynonymTest, AreFoundInWhatWasAddedLater) {
  catalog_.upsert({thing("later", "Bulb, light and small"), thing("tshirt", "Tshirt")});
  EXPECT_EQ(found("lamp"), (Slugs{"bulb", "lamp", "later"}));
  EXPECT_EQ(found("tee"), (Slugs{"hyphen", "tee", "tshirt"}));
}

TEST_F(SynonymTest, AreHighlightedWhereATitleHasAllOfThem) {
  CatalogQuery query;
  query.text = "lamp";
  catalog_.upsert({thing("half", "Bulb Lamp")});
  for (const Card& card : catalog_.search(query).cards) {
    const std::size_t expected = card.slug == "bulb" ? 2 : 1;
    EXPECT_EQ(card.titleHighlights.size(), expected) << card.title;
  }
}

TEST_F(CatalogTextTest, AHundredSynonymsOfAWordAreRead) {
  SearchSettings settings{{{"lamp"}}, {}};
  for (int i = 1; i <= 101; ++i) settings.synonyms[0].push_back("light" + std::to_string(i));
  const Catalog catalog({thing("near", "Light100"), thing("far", "Light101")}, {}, settings);
  CatalogQuery query;
  query.text = "lamp";
  const CatalogPage page = catalog.search(query);
  ASSERT_EQ(page.total, 1);
  EXPECT_EQ(page.cards[0].slug, "near");
}

TEST_F(CatalogTextTest, StopWordsDoNotCountUnlessThereAreNoOthers) {
  EXPECT_EQ(found("the oak for table"), (Slugs{"oak"}));
  EXPECT_EQ(found("for").size(), 7U);
}

TEST_F(CatalogTextTest, WhatWasFoundOfATitleIsHighlighted) {
  EXPECT_EQ(highlighted("lam aur"), "[Aurora] Table [Lamp]");
  EXPECT_EQ(highlighted("lapm"), "Aurora Table [Lamp]");
  EXPECT_EQ(highlighted("usb-c"), "Hub [USB-C] 10,5");
  EXPECT_EQ(highlighted("bright"), "Candle");
}

TEST_F(CatalogTextTest, HighlightsOfScriptsWithoutSpacesAreWhatWasTyped) {
  EXPECT_EQ(highlighted("東京"), "[東京]タワー");
  EXPECT_EQ(highlighted("京"), "東[京]タワー");
  EXPECT_EQ(highlighted("ー"), "東京タワ[ー]");
  EXPECT_EQ(highlighted("京タワ"), "東[京タワ]ー");
  EXPECT_EQ(highlighted("東京 ワー"), "[東京]タ[ワー]");
  EXPECT_EQ(highlighted("ﾀﾜｰ"), "東京[タワー]");
  EXPECT_EQ(highlighted("東京タワー"), "[東京タワー]");
}

TEST_F(CatalogTextTest, HighlightsOfTheContentLakesAnswersAreApartToo) {
  const std::string title = "ＵＳＢ灯台 usb-c";
  EXPECT_EQ(highlightsOf(title, "usb 灯"), (std::vector<Highlight>{{0, 12}, {16, 21}}));
  EXPECT_EQ(highlightsOf(title, "usb usb-c"), (std::vector<Highlight>{{0, 9}, {16, 21}}));
  EXPECT_EQ(highlightsOf(title, "台"), (std::vector<Highlight>{{12, 15}}));
}

TEST_F(CatalogTextTest, OnlyWordsThatFindSomethingWithTheOthersAreOffered) {
  EXPECT_EQ(completed("la"), (Slugs{"lamp", "lampion"})) << "the one that finds most first";
  EXPECT_EQ(completed("table la"), (Slugs{"table lamp"}));
  EXPECT_EQ(completed("the TABLE la"), (Slugs{"the TABLE lamp"}));
  EXPECT_EQ(completed("light furn"), (Slugs{})) << "no product has both";
  EXPECT_EQ(completed("table lamp "), (Slugs{})) << "that word is complete";
  EXPECT_EQ(completed("tabel la"), (Slugs{})) << "what has typos is not written out";
}

TEST_F(CatalogTextTest, AtMostThreeWordsAreOffered) {
  catalog_.upsert({thing("a", "Tin"), thing("b", "Top"), thing("c", "Toy"), thing("d", "Toy Top"),
                   thing("e", "Toys")});
  EXPECT_EQ(completed("to"), (Slugs{"top", "toy", "toys"}));
  EXPECT_EQ(completed("t").size(), 3U);
}

TEST_F(CatalogTextTest, WordsThatSignsJoinAreWrittenOutAsOne) {
  EXPECT_EQ(completed("usb-c"), (Slugs{})) << "not the c alone";
  catalog_.upsert({thing("cable", "USB-Cable"), thing("tee", "T-Shirt")});
  EXPECT_EQ(completed("usb-c"), (Slugs{"usb-cable"}));
  EXPECT_EQ(completed("blue t-sh"), (Slugs{}));
  EXPECT_EQ(completed("T-sh"), (Slugs{"T-shirt"}));
}

TEST_F(CatalogTextTest, WhatIsOfferedFollowsLiveChanges) {
  catalog_.upsert({thing("lantern", "Lantern"), thing("more", "Lantern of oak")});
  EXPECT_EQ(completed("lan"), (Slugs{"lantern"}));
  EXPECT_EQ(completed("oak l"), (Slugs{"oak lantern"}));
  catalog_.remove("product-oil");
  EXPECT_EQ(completed("furn"), (Slugs{}));
}

TEST_F(CatalogTextTest, SignsOfScriptsWithoutSpacesAreNotWrittenOut) {
  EXPECT_EQ(completed("東京"), (Slugs{}));
}

TEST_F(CatalogTextTest, LongAndStrangeQueriesEnd) {
  EXPECT_TRUE(found(std::string(100'000, 'a')).empty());
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "lamp ";
  EXPECT_FALSE(found(many).empty());
  EXPECT_EQ(found("").size(), 8U) << "everything";
  EXPECT_EQ(found("!?").size(), 8U);
}

TEST_F(CatalogTextTest, TyposOffReadsWordsAsTyped) {
  EXPECT_EQ(catalog_.find("lmap", 10, Typos::kOff).total, 0);
  EXPECT_EQ(catalog_.find("lmap", 10).total, 3);
  EXPECT_EQ(catalog_.find("lamp", 2).total, 3);
  EXPECT_EQ(catalog_.find("lamp", 2).products.size(), 2U);
}

TEST_F(CatalogTextTest, ProductsOfOneTitleComeInOneOrderOnEveryPage) {
  std::vector<Product> products = {simpleProduct("x", "Lamp lamp lamp lamp lamp lamp lamp", 1),
                                   simpleProduct("a", "Lamp", 1), simpleProduct("b", "Lamp", 1)};
  products[1].brand = "Lamp";
  products[1].tags = {"lamp"};
  products[2].featured = true;
  const Catalog catalog(products);
  std::vector<std::string> found;
  CatalogQuery query;
  query.text = "lamp";
  query.pageSize = 1;
  for (query.page = 1; query.page <= 3; ++query.page) {
    for (const Card& card : catalog.search(query).cards) found.push_back(card.slug);
  }
  EXPECT_EQ(found, (std::vector<std::string>{"a", "b", "x"}));
}

}  // namespace
}  // namespace vitrine
