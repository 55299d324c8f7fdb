// SPDX-License-Identifier: MIT
#include "engine/catalog/text_query.h"

#include <algorithm>
#include <bit>
#include <span>
#include <utility>

#include "engine/catalog/fold.h"
#include "engine/core/ordering.h"

namespace vitrine {
namespace {

constexpr std::size_t kMaxWords = 12;            // the rest is not read
constexpr std::size_t kMaxSynonyms = 100;        // of a word; likewise

// What a word counts that so many of all documents have: 16 more for each halving (the logarithm of
// BM25's inverse document frequency, in sixteenths and linear in between).
std::uint32_t rarityOf(std::size_t having, std::size_t documents) {
  const std::uint64_t ratio = (std::uint64_t{documents} << 8U) / std::max<std::size_t>(having, 1);
  if (ratio < 256) return 8;
  const auto doublings = static_cast<std::uint32_t>(std::bit_width(ratio)) - 9;
  const auto fraction = static_cast<std::uint32_t>((ratio >> (doublings + 4)) & 15U);
  return 8 + 16 * doublings + fraction;
}

// Where the part of a title's word ends that a typed word is: of a pair it may be the first sign,
// of others it is the whole. 0 when the word does not begin so.
std::size_t typedEnd(const Word& titleWord, std::string_view typed) {
  if (!titleWord.text.starts_with(typed)) return 0;
  return titleWord.text.size() == typed.size() ? titleWord.end : titleWord.split;
}

// Of each word of the title the part up to `wantedEnd`, which is 0 when it is not wanted.
template <typename WantedEnd>
std::vector<Highlight> highlights(WordReader& reader, const WantedEnd& wantedEnd) {
  std::vector<Highlight> highlights;
  while (reader.next()) {
    const Word word = reader.word();
    const std::size_t end = wantedEnd(word);
    if (end == 0) continue;
    // A joined word comes after its parts and covers them; pairs overlap.
    while (!highlights.empty() && highlights.back().begin >= word.begin) highlights.pop_back();
    if (!highlights.empty() && highlights.back().end >= word.begin) {
      highlights.back().end = std::max(highlights.back().end, end);
    } else {
      highlights.push_back({word.begin, end});
    }
  }
  return highlights;
}

// The term that is a synonym's word; of a script without spaces those that begin with it.
TermMatches synonymTerms(const TextIndex& index, std::string_view word) {
  TermMatches terms;
  const bool isWhole = !isOfSigns(word);
  for (const TermMatch match : index.beginningWith(word)) {
    if (match.closeness == kExact || !isWhole) terms.push_back({match.terms, kSynonym});
  }
  return terms;
}

// Adds the documents that have all words of the synonym.
void addSynonym(const TextIndex& index, const Synonym& synonym, WordMatches& word) {
  const std::size_t size = synonym.words.size();
  std::vector<WordMatches> parts(size);
  std::vector<const WordMatches*> words;
  for (std::size_t i = 0; i < size; ++i) {
    parts[i].matches = synonymTerms(index, synonym.words[i]);
    words.push_back(&parts[i]);
  }
  const Bits found = index.find(words);
  const ScoredDocuments& scored = index.best(words, found, SIZE_MAX);
  for (const std::uint32_t document : scored.documents) {
    const std::size_t value = scored.scores[document] / size;  // of the words, on average
    word.documents.push_back({document, static_cast<std::uint8_t>(value)});
  }
}

}  // namespace

TextQuery::TextQuery(std::string_view text, const std::vector<std::unique_ptr<Segment>>& segments,
                     Typos typos)
    : segments_(segments) {
  std::vector<std::string> parts;
  for (WordReader reader(text); reader.next();) {
    const Word word = reader.word();
    if (!word.isJoined && !word.isCovered) parts.emplace_back(word.text);
  }
  if (parts.empty()) return;
  findAsTyped(parts);
  preferIdentical(text);
  if (total_ > 0) return;
  if (const std::vector<std::string> whole = wholeWords(text); whole != parts) {
    std::vector<QueryWord> asParts = std::exchange(words_, {});
    findAsTyped(whole);
    if (total_ > 0) return;
    words_ = std::move(asParts);
  }
  if (typos == Typos::kOff) return;
  addTypos();
  find();
  if (total_ > 0) correct();
}

void TextQuery::findAsTyped(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    if (words_.size() < kMaxWords) words_.emplace_back().text = text;
  }
  readSynonyms();
  dropStopWords();
  for (QueryWord& word : words_) matchAsTyped(word);
  find();
}

// Puts the product with that SKU, and those of that title, first.
void TextQuery::preferIdentical(std::string_view text) {
  std::string title;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    std::vector<std::uint32_t>& identical = identical_.emplace_back();
    // Such a title has each of the words.
    const bool isPossible = std::ranges::all_of(words_, [&](const QueryWord& word) {
      const TermMatches& matches = word.matches[i].matches;
      return !matches.empty() && matches.front().closeness == kExact;
    });
    if (isPossible) {
      if (title.empty()) title = foldedText(text);
      const auto titled = segments_[i]->titled(title);
      identical.assign(titled.begin(), titled.end());
    }
    const auto sku = segments_[i]->find(Segment::Key::kSku, text, Segment::Letters::kIgnoringCase);
    if (!sku || !segments_[i]->alive().has(*sku)) continue;
    total_ += found_[i].has(*sku) ? 0 : 1;
    found_[i].add(*sku);
    identical.push_back(*sku);
  }
}

// A run of words that is a synonym when it is written as one has the synonyms of its group beside
// each of its words, which says as much: (light or lamp) and (bulb or lamp) is light bulb, or lamp.
void TextQuery::readSynonyms() {
  const ShopWords& shopWords = segments_.front()->shopWords();
  for (std::size_t first = 0; first < words_.size(); ++first) {
    std::string joined;
    for (std::size_t last = first; last < words_.size(); ++last) {
      joined += words_[last].text;
      if (joined.size() > shopWords.longestSynonym()) break;
      for (const Synonym* synonym : shopWords.synonymsOf(joined)) {
        const bool isAlike = synonym->words.size() == last + 1 - first;
        if (isAlike && synonym->joined == joined) continue;  // the words themselves
        for (std::size_t i = first; i <= last; ++i) {
          std::vector<const Synonym*>& synonyms = words_[i].synonyms;
          if (synonyms.size() < kMaxSynonyms) synonyms.push_back(synonym);
        }
      }
    }
  }
}

void TextQuery::dropStopWords() {
  const ShopWords& shopWords = segments_.front()->shopWords();
  const auto isStopWord = [&](const QueryWord& word) { return shopWords.isStopWord(word.text); };
  if (!std::ranges::all_of(words_, isStopWord)) std::erase_if(words_, isStopWord);
}

void TextQuery::matchAsTyped(QueryWord& word) const {
  for (const auto& segment : segments_) {
    const TextIndex& index = segment->text();
    WordMatches& found = word.matches.emplace_back();
    found.matches = index.beginningWith(word.text);
    found.beginning = found.matches.size();
    for (const Synonym* synonym : word.synonyms) addSynonym(index, *synonym, found);
  }
}

void TextQuery::addTypos() {
  const TextIndex& base = segments_.front()->text();
  for (QueryWord& word : words_) {
    const TermMatches inBase = base.withTypos(word.text);
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      const TermMatches more =
          i == 0 ? inBase : segments_[i]->text().withTypos(word.text, inBase);
      TermMatches& matches = word.matches[i].matches;
      matches.insert(matches.end(), more.begin(), more.end());
    }
  }
}

void TextQuery::find() {
  std::size_t documents = 0;
  for (const auto& segment : segments_) documents += segment->size();
  for (QueryWord& word : words_) {
    std::size_t having = 0;
    for (std::size_t i = 0; i < segments_.size(); ++i) {
      having += segments_[i]->text().count(word.matches[i]);
    }
    for (WordMatches& matches : word.matches) matches.rarity = rarityOf(having, documents);
  }
  found_.clear();
  total_ = 0;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    Bits& found = found_.emplace_back(segments_[i]->text().find(wordsOf(i)));
    const Segment& segment = *segments_[i];
    total_ += segment.isWhole() ? found.count() : found.keepCommon(segment.alive());
  }
}

std::vector<const WordMatches*> TextQuery::wordsOf(std::size_t segment) const {
  std::vector<const WordMatches*> words;
  for (const QueryWord& word : words_) words.push_back(&word.matches[segment]);
  return words;
}

const ScoredDocuments& TextQuery::best(std::size_t segment, const Bits& products,
                                       std::size_t most) const {
  return segments_[segment]->text().best(wordsOf(segment), products, most, identical_[segment]);
}

// The text as the best product reads it.
void TextQuery::correct() {
  std::size_t segment = 0;
  std::uint32_t topProduct = 0;
  std::uint32_t topScore = 0;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    const ScoredDocuments& scored = best(i, found_[i], 1);
    for (const std::uint32_t product : scored.documents) {
      const std::uint32_t score = scored.scores[product];
      const bool isBetter = score > topScore ||
                            (score == topScore && segment == i && product < topProduct);
      if (!isBetter) continue;
      topScore = score;
      topProduct = product;
      segment = i;
    }
  }
  const TextIndex& index = segments_[segment]->text();
  std::string text;
  bool isOther = false;
  for (const QueryWord& word : words_) {
    TermMatch closest;
    for (const TermMatch match : word.matches[segment].matches) {
      const bool closer = match.closeness > closest.closeness;
      if (closer && index.has(match.terms, topProduct)) closest = match;
    }
    const bool isSynonym = std::ranges::any_of(
        word.matches[segment].documents,
        [&](const DocumentMatch& match) { return match.document == topProduct; });
    const bool other = closest.closeness > 0 && closest.closeness <= kOneTypo && !isSynonym;
    isOther |= other;
    if (!text.empty()) text += ' ';
    text += other ? index.term(closest.terms.begin) : std::string_view(word.text);
  }
  if (isOther) correctedText_ = std::move(text);
}

// The words of the synonyms that the title has all words of.
std::vector<std::string_view> TextQuery::synonymWordsIn(std::string_view title) const {
  std::vector<std::string_view> words;
  std::vector<std::string> titleWords;
  for (const QueryWord& word : words_) {
    for (const Synonym* synonym : word.synonyms) {
      if (titleWords.empty()) {
        for (WordReader reader(title); reader.next();) titleWords.emplace_back(reader.word().text);
      }
      const bool hasAll = std::ranges::all_of(synonym->words, [&](const std::string& each) {
        return std::ranges::find(titleWords, each) != titleWords.end();
      });
      if (!hasAll) continue;
      for (const std::string& each : synonym->words) words.push_back(each);
    }
  }
  return words;
}

std::vector<Highlight> TextQuery::highlightsOf(std::string_view title, std::size_t segment) const {
  const TextIndex& index = segments_[segment]->text();
  const std::vector<std::string_view> synonymWords = synonymWordsIn(title);
  title_.read(title);
  return highlights(title_, [&](const Word& titleWord) {
    std::optional<std::uint32_t> term;
    std::size_t end = 0;
    if (std::ranges::find(synonymWords, titleWord.text) != synonymWords.end()) end = titleWord.end;
    for (const QueryWord& word : words_) {
      end = std::max(end, typedEnd(titleWord, word.text));
      const WordMatches& found = word.matches[segment];
      const std::span<const TermMatch> others = std::span(found.matches).subspan(found.beginning);
      if (!others.empty() && !term) term = index.termOf(titleWord.text);
      const bool isOther =
          std::ranges::any_of(others, [&](TermMatch match) { return match.terms.begin == term; });
      if (isOther) end = titleWord.end;
    }
    return end;
  });
}

std::vector<Highlight> highlightsOf(std::string_view title, std::string_view text) {
  WordReader reader(title);
  return highlights(reader, [&](const Word& titleWord) {
    std::size_t end = 0;
    for (WordReader words(text); words.next();) {
      if (!words.word().isCovered) end = std::max(end, typedEnd(titleWord, words.word().text));
    }
    return end;
  });
}

}  // namespace vitrine
