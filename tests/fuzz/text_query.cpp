// SPDX-License-Identifier: MIT
// Any bytes as a shopper's text, and as a product's title.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/catalog/fold.h"
#include "engine/core/check.h"
#include "tests/engine/catalog_samples.h"

using namespace vitrine;

namespace {

void checkWords(std::string_view text) {
  for (WordReader reader(text); reader.next();) {
    const Word word = reader.word();
    check(!word.text.empty() && word.text.size() <= WordReader::kMaxWordBytes);
    check(word.begin < word.end && word.end <= text.size());
  }
}

void checkHighlights(std::string_view title, std::string_view text) {
  std::size_t end = 0;
  for (const Highlight highlight : highlightsOf(title, text)) {
    check(highlight.begin >= end && highlight.begin < highlight.end);
    end = highlight.end;
  }
  check(end <= title.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  checkWords(text);
  checkHighlights(text, text.substr(size / 2));
  const std::string folded = foldedText(text);
  check(folded.size() <= 3 * size);
  static Catalog catalog(sampleProducts(), sampleCategories(), sampleSettings());
  CatalogQuery query;
  query.text = text;
  catalog.search(query);
  catalog.find(text, 3);
  catalog.suggestions(text, 8);
  Product titled = sampleProducts()[1];
  titled.title = text.substr(0, 300);
  catalog.upsert({titled});
  catalog.search(query);
  while (!catalog.isSettled()) catalog.settle();
  return 0;
}
