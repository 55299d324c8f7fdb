// SPDX-License-Identifier: MIT
#include "engine/catalog/snapshot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "engine/catalog/decode.h"
#include "tests/engine/catalog_calls.h"
#include "tests/engine/catalog_samples.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

constexpr std::size_t kSections = static_cast<std::size_t>(SectionId::kCount);

std::string sampleSnapshot() { return snapshotOf(sampleProducts()); }

std::string sealed(std::string snapshot) {
  sealSnapshot(snapshot);
  return snapshot;
}

SnapshotSections sectionsOf(std::string& snapshot) {
  Checksum checksum(snapshot);
  while (checksum.work(SIZE_MAX)) {}
  return *SnapshotSections::open(snapshot, checksum);
}

// The snapshot with one section replaced, of whatever size.
std::string withSection(std::string snapshot, SectionId id, std::string_view bytes) {
  const SnapshotSections sections = sectionsOf(snapshot);
  SnapshotWriter writer;
  for (std::size_t i = 0; i < kSections; ++i) {
    const auto each = static_cast<SectionId>(i);
    writer.add(each, each == id ? bytes : sections.bytes(each));
  }
  return writer.take();
}

std::string sectionOf(std::string snapshot, SectionId id) {
  return std::string(sectionsOf(snapshot).bytes(id));
}

// With one number of a section of such numbers changed.
template <typename T>
std::string withNumber(const std::string& snapshot, SectionId id, std::size_t place, T number) {
  std::string section = sectionOf(snapshot, id);
  std::memcpy(section.data() + place * sizeof(T), &number, sizeof(T));
  return withSection(snapshot, id, section);
}

testing::AssertionResult isRefused(const std::string& snapshot) {
  const auto catalog = Catalog::open(snapshot);
  if (catalog) return testing::AssertionFailure() << "was opened";
  const Error& error = catalog.error();
  const bool hasReason = error.code == ErrorCode::kAnswerUnreadable && !error.message.empty();
  return hasReason ? testing::AssertionSuccess() : testing::AssertionFailure() << "has no reason";
}

std::string reasonOf(const std::string& snapshot) {
  const auto catalog = Catalog::open(snapshot);
  return catalog ? "" : catalog.error().message;
}

bool isHarmless(const std::string& snapshot) {
  auto catalog = Catalog::open(snapshot);
  if (catalog) callEverything(std::move(*catalog));
  return true;  // the process lives, and no sanitizer has spoken
}

TEST(CatalogSnapshot, OpensToAnEqualCatalog) {
  const Catalog before(sampleProducts(), sampleCategories(), sampleSettings());
  const auto after = Catalog::open(before.snapshot());
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->size(), 4U);
  EXPECT_EQ(after->slugs(), before.slugs());
  EXPECT_EQ(after->categories(), before.categories());
  for (const std::string& slug : before.slugs()) {
    Product product = *before.findBySlug(slug);
    product.description.clear();
    EXPECT_EQ(*after->findBySlug(slug), product);
    EXPECT_EQ(after->related(slug, 4), before.related(slug, 4));
  }
  std::vector<CatalogQuery> queries = queriesFor(before);
  queries.emplace_back();
  for (CatalogQuery& query : queries) {
    EXPECT_EQ(after->search(query), before.search(query));
    query.text = "lihgt";  // a synonym of lamp, mistyped
    EXPECT_EQ(after->search(query), before.search(query));
  }
  EXPECT_EQ(after->suggestions("la", 8), before.suggestions("la", 8));
  EXPECT_FALSE(before.suggestions("la", 8).empty());
}

TEST(CatalogSnapshot, IsTheSameAfterAnotherRound) {
  const std::string snapshot = Catalog(sampleProducts(), sampleCategories()).snapshot();
  EXPECT_EQ(Catalog::open(snapshot)->snapshot(), snapshot);
}

TEST(CatalogSnapshot, HasTheChangesMadeSince) {
  Catalog catalog(sampleProducts(), sampleCategories());
  Product lamp = *catalog.findBySlug("lamp");
  lamp.variants[0].priceMinor = 1;
  Product cable = *catalog.findBySlug("cable");
  cable.title = "Braided Cable";
  catalog.upsert({lamp, cable});
  catalog.remove("product-mini");
  const auto opened = Catalog::open(catalog.snapshot());
  ASSERT_THAT(opened, IsOk());
  EXPECT_EQ(opened->findBySlug("lamp")->variants[0].priceMinor, 1);
  EXPECT_EQ(opened->findBySlug("cable")->title, "Braided Cable");
  EXPECT_EQ(opened->findBySlug("mini"), nullptr);
}

TEST(CatalogSnapshot, OfNothingOpens) {
  const auto catalog = Catalog::open(Catalog().snapshot());
  ASSERT_THAT(catalog, IsOk());
  EXPECT_EQ(catalog->size(), 0U);
  EXPECT_TRUE(isHarmless(Catalog().snapshot()));
}

TEST(CatalogSnapshot, IsRefusedWithAnyByteFlipped) {
  const std::string snapshot = sampleSnapshot();
  for (std::size_t i = 0; i < snapshot.size(); ++i) {
    std::string damaged = snapshot;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    ASSERT_TRUE(isRefused(damaged)) << "byte " << i;
  }
}

TEST(CatalogSnapshot, IsRefusedAtAnyOtherLength) {
  const std::string snapshot = sampleSnapshot();
  for (std::size_t size = 0; size < snapshot.size(); ++size) {
    ASSERT_TRUE(isRefused(snapshot.substr(0, size))) << size << " bytes";
  }
  EXPECT_EQ(reasonOf(snapshot.substr(0, snapshot.size() - 8)), "not complete");
  EXPECT_EQ(reasonOf(snapshot + std::string(8, '\0')), "not complete");
  EXPECT_EQ(reasonOf(sealed(snapshot + std::string(8, '\0'))), "more than its sections");
}

TEST(CatalogSnapshot, OfAnotherVersionIsRefused) {
  std::string snapshot = sampleSnapshot();
  snapshot[8] = kSnapshotVersion + 1;
  EXPECT_EQ(reasonOf(snapshot), "of a newer version");
  snapshot[8] = kSnapshotVersion - 1;
  EXPECT_EQ(reasonOf(snapshot), "of an older version");
}

TEST(CatalogSnapshot, ThatIsNoneIsRefused) {
  EXPECT_EQ(reasonOf(""), "not a catalog snapshot");
  EXPECT_EQ(reasonOf("{\"products\": []}"), "not a catalog snapshot");
  EXPECT_EQ(reasonOf(std::string(100'000, 'x')), "not a catalog snapshot");
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    std::string bytes = sampleSnapshot();
    for (char& byte : bytes) byte = static_cast<char>(random());
    ASSERT_TRUE(isRefused(bytes));
    ASSERT_TRUE(isRefused(sealed(bytes)));
  }
}

// The bytes that prices are written to must not be those of something else that has been checked.
TEST(CatalogSnapshot, WhoseSectionsOverlapIsRefused) {
  const std::string snapshot = sampleSnapshot();
  const auto place = [](SectionId id) { return 32 + 16 * static_cast<std::size_t>(id); };
  std::string overlapping = snapshot;
  overlapping.replace(place(SectionId::kStock), 16, snapshot, place(SectionId::kPrices), 16);
  EXPECT_TRUE(isRefused(sealed(overlapping)));
  std::string swapped = overlapping;
  swapped.replace(place(SectionId::kPrices), 16, snapshot, place(SectionId::kStock), 16);
  EXPECT_TRUE(isRefused(sealed(swapped)));
}

TEST(CatalogSnapshot, WithASectionOfAnotherSizeIsRefused) {
  const std::string snapshot = sampleSnapshot();
  for (std::size_t i = 0; i < kSections; ++i) {
    const auto id = static_cast<SectionId>(i);
    const std::string section = sectionOf(snapshot, id);
    ASSERT_FALSE(section.empty()) << "section " << i << " tests nothing";
    EXPECT_TRUE(isRefused(withSection(snapshot, id, section + 'x'))) << "section " << i;
    EXPECT_TRUE(isRefused(withSection(snapshot, id, section.substr(1)))) << "section " << i;
    EXPECT_TRUE(isRefused(withSection(snapshot, id, ""))) << "section " << i;
  }
}

TEST(CatalogSnapshot, WithNumbersOutOfBoundsIsRefused) {
  const std::string snapshot = sampleSnapshot();
  const auto of64 = [&](SectionId id, std::int64_t number) {
    return withNumber(snapshot, id, 0, number);
  };
  const auto of32 = [&](SectionId id, std::size_t place, std::uint32_t number) {
    return withNumber(snapshot, id, place, number);
  };
  EXPECT_TRUE(isHarmless(of64(SectionId::kPrices, kMaxPriceMinor)));
  EXPECT_THAT(Catalog::open(of64(SectionId::kPrices, kMaxPriceMinor)), IsOk());
  EXPECT_TRUE(isRefused(of64(SectionId::kPrices, kMaxPriceMinor + 1)));
  EXPECT_TRUE(isRefused(of64(SectionId::kPrices, -1)));
  EXPECT_TRUE(isRefused(of64(SectionId::kCompareAt, kMaxPriceMinor + 1)));
  EXPECT_THAT(Catalog::open(of64(SectionId::kStock, kMaxStock)), IsOk());
  EXPECT_TRUE(isRefused(of64(SectionId::kStock, kMaxStock + 1)));
  const auto of16 = [&](SectionId id, std::size_t place, std::uint16_t number) {
    return withNumber(sampleSnapshot(), id, place, number);
  };
  EXPECT_TRUE(isRefused(of16(SectionId::kVariantCounts, 0, 7)));  // more than there are
  // As many as there are, but one product has none.
  EXPECT_TRUE(isRefused(withSection(sampleSnapshot(), SectionId::kVariantCounts,
                                    std::string_view("\0\0\2\0\1\0\3\0", 8))));
  EXPECT_TRUE(isRefused(of16(SectionId::kSkuSizes, 0, 1'000)));
  EXPECT_TRUE(isRefused(of16(SectionId::kMarkCounts, 0, 9)));
  EXPECT_TRUE(isRefused(of16(SectionId::kVariantMarkCounts, 0, 9)));
  EXPECT_TRUE(isRefused(of32(SectionId::kListedRanks, 0, 4)));
  EXPECT_TRUE(isRefused(withNumber(of32(SectionId::kListedRanks, 0, 1), SectionId::kListedRanks, 1,
                                   std::uint32_t{1})));
  EXPECT_TRUE(isRefused(of32(SectionId::kNameOrder, 0, 4)));
  EXPECT_TRUE(isRefused(of32(SectionId::kRecordEnds, 1, UINT32_MAX)));
  EXPECT_TRUE(isRefused(of32(SectionId::kMarks, 0, UINT32_MAX)));
  EXPECT_TRUE(isRefused(of32(SectionId::kVariantMarks, 0, UINT32_MAX)));
  EXPECT_TRUE(isRefused(of32(SectionId::kTermCounts, 0, 2)));
}

TEST(CatalogSnapshot, WithEveryNumberOfAnExtremeIsHarmless) {
  const std::string snapshot = sampleSnapshot();
  for (const std::int64_t number : {INT64_MIN, INT64_MAX}) {
    for (const SectionId id : {SectionId::kPopularity, SectionId::kPublishedAt}) {
      const std::string extreme = withNumber(snapshot, id, 0, number);
      ASSERT_THAT(Catalog::open(extreme), IsOk());
      EXPECT_TRUE(isHarmless(extreme));
    }
  }
}

// Facets are named as the page expects them, each once.
TEST(CatalogSnapshot, WithFacetsOfOtherNamesIsRefused) {
  const std::string snapshot = sampleSnapshot();
  const auto renamed = [&](std::string_view from, std::string_view to) {
    std::string section = sectionOf(snapshot, SectionId::kDimensions);
    section.replace(section.find(from), from.size(), to);
    return withSection(snapshot, SectionId::kDimensions, section);
  };
  EXPECT_THAT(Catalog::open(renamed("opt.Size", "opt.Sizf")), IsOk());
  EXPECT_TRUE(isRefused(renamed("opt.Size", "opt.Aize")));  // before opt.Colour
  EXPECT_TRUE(isRefused(renamed("opt.Size", "Opt.Size")));
  EXPECT_TRUE(isRefused(renamed("brand", "brant")));
  EXPECT_TRUE(isRefused(renamed("\x03tag", "\x03tah")));
}

// Lighting with lamps below it, then wear: the section ends with where the tree of each ends.
TEST(CatalogSnapshot, WithCategoryTreesThatCrossIsRefused) {
  const std::string snapshot = sampleSnapshot();
  const std::string section = sectionOf(snapshot, SectionId::kDimensions);
  const std::string front = section.substr(0, section.size() - 3);
  ASSERT_EQ(section.substr(section.size() - 3), "\2\2\3");
  const auto withEnds = [&](std::string_view ends) {
    return withSection(snapshot, SectionId::kDimensions, front + std::string(ends));
  };
  EXPECT_THAT(Catalog::open(withEnds("\3\2\3")), IsOk());
  EXPECT_TRUE(isRefused(withEnds("\2\3\3")));
  EXPECT_TRUE(isRefused(withEnds("\2\1\3")));
  EXPECT_TRUE(isRefused(withEnds("\2\2\4")));
}

TEST(CatalogSnapshot, OfCategoriesInALongChainIsHarmless) {
  std::vector<Category> categories = {sampleCategory("c0", "", 0)};
  for (int i = 1; i < 100; ++i) {
    const std::string number = std::to_string(i);
    categories.push_back(sampleCategory("c" + number, "c" + std::to_string(i - 1), i));
  }
  Product product = simpleProduct("lamp", "Lamp", 100);
  product.categoryId = "category-c99";
  EXPECT_TRUE(isHarmless(buildSnapshot({&product}, categories, {})));
}

TEST(CatalogSnapshot, WithAProductTwiceInAFacetValueIsRefused) {
  const std::string snapshot = sampleSnapshot();
  const auto first = sectionOf(snapshot, SectionId::kMarks).substr(0, 4);
  std::uint32_t mark = 0;
  std::memcpy(&mark, first.data(), sizeof mark);
  EXPECT_TRUE(isRefused(withNumber(snapshot, SectionId::kMarks, 1, mark)));
}

std::uint32_t markAt(const std::string& snapshot, std::size_t place) {
  std::uint32_t mark = 0;
  const auto marks = sectionOf(snapshot, SectionId::kMarks);
  std::memcpy(&mark, marks.substr(place * sizeof mark).data(), sizeof mark);
  return mark;
}

TEST(CatalogSnapshot, ProductsOfACategoryAreNeighboursAndHaveNoOther) {
  Product lamp = simpleProduct("lamp", "Lamp", 100);
  lamp.categoryId = "category-lamps";
  lamp.brand = "Nordlys";
  Product shirt = simpleProduct("shirt", "Shirt", 100);
  shirt.categoryId = "category-wear";
  const std::string snapshot = snapshotOf({lamp, shirt});
  const std::uint32_t lamps = markAt(snapshot, 0);
  const std::uint32_t wear = markAt(snapshot, 2);
  ASSERT_LT(lamps, wear);
  EXPECT_FALSE(isRefused(withNumber(snapshot, SectionId::kMarks, 2, lamps)));
  EXPECT_TRUE(isRefused(withNumber(withNumber(snapshot, SectionId::kMarks, 2, lamps),
                                   SectionId::kMarks, 0, lamps + 1)));
  EXPECT_TRUE(isRefused(withNumber(snapshot, SectionId::kMarks, 1, wear)));
}

TEST(CatalogSnapshot, HoldsAsManyTagsAsAProductMayHave) {
  Product product = simpleProduct("lamp", "Lamp", 100);
  product.brand = "Nordlys";
  product.categoryId = "category-lamps";
  for (std::size_t i = 0; i < kMaxTags; ++i) product.tags.push_back("tag " + std::to_string(i));
  const auto catalog = Catalog::open(snapshotOf({product}));
  ASSERT_THAT(catalog, IsOk());
  EXPECT_EQ(catalog->findBySlug("lamp")->tags, product.tags);
  product.tags.emplace_back("one more");
  EXPECT_TRUE(isRefused(snapshotOf({product})));
}

TEST(CatalogSnapshot, WithANameThatIsTooLongIsRefused) {
  std::vector<Product> products = sampleProducts();
  products[0].brand = std::string(kMaxNameBytes, 'x');
  EXPECT_THAT(Catalog::open(snapshotOf(products)), IsOk());
  products[0].brand += 'x';
  EXPECT_TRUE(isRefused(snapshotOf(products)));
}

TEST(CatalogSnapshot, WithMoreSynonymsThanAShopMayHaveIsRefused) {
  const auto withGroups = [](std::size_t groups) {
    SearchSettings settings;
    settings.synonyms.assign(groups, {"lamp", "light"});
    return buildSnapshot({}, {}, settings);
  };
  EXPECT_THAT(Catalog::open(withGroups(kMaxWordGroups)), IsOk());
  EXPECT_TRUE(isRefused(withGroups(kMaxWordGroups + 1)));
}

TEST(CatalogSnapshot, ReadsNoListThatIsLongerThanAProductMayHave) {
  std::vector<Product> products = sampleProducts();
  products[0].images.resize(kMaxImages);
  EXPECT_EQ(Catalog::open(snapshotOf(products))->findBySlug("lamp")->images, products[0].images);
  products[0].images.resize(kMaxImages + 1);
  EXPECT_TRUE(Catalog::open(snapshotOf(products))->findBySlug("lamp")->images.empty());
  products[0].variants[0].weightGrams = kMaxWeightGrams + 1;
  products[0].images.clear();
  EXPECT_EQ(Catalog::open(snapshotOf(products))->findBySlug("lamp")->variants[0].weightGrams, 0);
}

// A look-up takes a bounded number of steps, also when a forged snapshot gives all one SKU.
TEST(CatalogSnapshot, FindsTheFirstOfManyEqualSkus) {
  std::vector<Product> products;
  for (int i = 0; i < 3'000; ++i) {
    products.push_back(simpleProduct("lamp-" + std::to_string(10'000 + i), "Lamp", 100));
    products.back().variants[0].sku = "SAME";
  }
  const auto catalog = Catalog::open(snapshotOf(products));
  ASSERT_THAT(catalog, IsOk());
  EXPECT_EQ(catalog->findSku("SAME").product->slug, "lamp-10000");
  EXPECT_EQ(catalog->findSku("OTHER").product, nullptr);
  EXPECT_NE(catalog->findBySlug("lamp-12999"), nullptr);
}

TEST(CatalogSnapshot, WithAnyNumberForgedIsRefusedOrHarmless) {
  const std::string snapshot = sampleSnapshot();
  const std::uint64_t numbers[] = {0, 1, 2, 63, 0x7F, 0x80, 0xFFFF, 0x7FFF'FFFF, 0xFFFF'FFFF,
                                   0x8000'0000'0000'0000, UINT64_MAX};
  std::mt19937 random(11);
  std::size_t opened = 0;
  constexpr int kRounds = 70;
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t i = 0; i < kSections; ++i) {
      std::string section = sectionOf(snapshot, static_cast<SectionId>(i));
      const std::uint64_t number = numbers[random() % std::size(numbers)];
      const std::size_t size = std::min(std::size_t{1} << random() % 4, section.size());
      const std::size_t place = random() % (section.size() / size) * size;
      std::memcpy(section.data() + place, &number, size);
      const std::string forged = withSection(snapshot, static_cast<SectionId>(i), section);
      opened += Catalog::open(forged).has_value() ? 1 : 0;
      ASSERT_TRUE(isHarmless(forged)) << "section " << i;
    }
  }
  EXPECT_GT(opened, 100U);  // or nothing of what follows was tested
  EXPECT_LT(opened, kRounds * kSections);
}

}  // namespace
}  // namespace vitrine
