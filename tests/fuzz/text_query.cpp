// SPDX-License-Identifier: MIT
// Any bytes as a shopper's text, and as a product's title.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>

#include "engine/catalog/fold.h"
#include "engine/core/check.h"
#include "engine/core/utf8.h"
#include "tests/engine/catalog_samples.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

using namespace vitrine;

namespace {

// What words are read from, to be put together.
constexpr std::string_view kSeeds[] = {
    "東京タワー", "東京", "灯", "ﾗﾝﾌﾟ", "커피 잔", "โคมไฟ", "ＵＳＢ－Ｃ", "１０．５", "．", "－",
    "10,5", "usb-c", "t-shirt", "light bulb", "lamp", "lapm", "the ", "Straße", "ﬁ", "\u0301", " "};

void checkWords(std::string_view text) {
  for (WordReader reader(text); reader.next();) {
    const Word word = reader.word();
    check(!word.text.empty() && word.text.size() <= WordReader::kMaxWordBytes);
    check(word.begin < word.end && word.end <= text.size());
    check(word.split > word.begin && word.split <= word.end);
    check(!isValidUtf8(text) || isValidUtf8(word.text));
  }
}

// Ascending, apart, and of valid text whole characters.
void checkHighlights(std::string_view title, const std::vector<Highlight>& highlights) {
  const auto isBoundary = [&](std::size_t place) {
    return place == title.size() || (static_cast<unsigned char>(title[place]) & 0xC0U) != 0x80;
  };
  const bool isValid = isValidUtf8(title);
  std::size_t free = 0;
  for (const Highlight highlight : highlights) {
    check(highlight.begin >= free && highlight.begin < highlight.end);
    check(highlight.end <= title.size());
    check(!isValid || (isBoundary(highlight.begin) && isBoundary(highlight.end)));
    free = highlight.end + 1;
  }
}

// What is offered to look for is found.
void checkSuggestions(const Catalog& catalog, std::string_view text) {
  for (const Suggestion& suggestion : catalog.suggestions(text, 8)) {
    if (suggestion.kind != SuggestionKind::kQuery) continue;
    check(catalog.find(suggestion.text, 1, Typos::kOff).total > 0);
  }
}

void checkCards(const CatalogPage& page) {
  for (const Card& card : page.cards) checkHighlights(card.title, card.titleHighlights);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size,
                                               std::size_t most, unsigned random) {
  const std::string_view seed = kSeeds[random / 8 % std::size(kSeeds)];
  if (random % 4 > 0 || size + seed.size() > most) return LLVMFuzzerMutate(data, size, most);
  const std::size_t place = random / 1'024 % (size + 1);
  std::copy_backward(data + place, data + size, data + size + seed.size());
  std::ranges::copy(seed, data + place);
  return size + seed.size();
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  checkWords(text);
  const std::string_view title = text.substr(0, 300);
  checkHighlights(title, highlightsOf(title, title.substr(title.size() / 2)));
  for (const std::string_view seed : kSeeds) checkHighlights(title, highlightsOf(title, seed));
  const std::string folded = foldedText(text);
  check(folded.size() <= 3 * size);
  static Catalog catalog(sampleProducts(), sampleCategories(), sampleSettings());
  CatalogQuery query;
  query.text = text;
  checkCards(catalog.search(query));
  catalog.find(text, 3);
  checkSuggestions(catalog, text);
  Product titled = sampleProducts()[1];
  titled.title = title;
  catalog.upsert({titled});
  checkCards(catalog.search(query));
  checkSuggestions(catalog, text);
  while (!catalog.isSettled()) catalog.settle();
  return 0;
}
