// SPDX-License-Identifier: MIT
#include "engine/pricing/price_list.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "engine/core/json.h"
#include "tests/engine/matchers.h"

namespace vitrine {
namespace {

Value settings() {
  return *decodeJson(R"({"_type":"shopSettings","name":"Vitrine","currency":"EUR",
    "rounding":{"scope":"order","mode":"half_even"},"pricesIncludeTax":false,
    "taxRates":[{"country":"DE","basisPoints":1900,"name":"VAT"}],
    "shippingMethods":[{"methodId":"standard","name":"Standard","priceMinor":490,
      "freeFromMinor":7500,"countries":["DE","AT"],"minDays":2,"maxDays":4,
      "carrierCode":"ups","serviceCode":"ups_ground"}],
    "promotions":[
      {"promotionId":"p1","name":"Ten","kind":"percent_off","basisPoints":1000,"tags":["sale"]},
      {"promotionId":"p2","name":"Two","kind":"amount_off","amountMinor":200},
      {"promotionId":"p3","name":"3 for 2","kind":"buy_x_pay_y","buy":3,"pay":2,
       "minSubtotalMinor":100,"categoryIds":["c"]}],
    "maxQuantityPerLine":12})");
}

// The settings with one member of the first entry of a list replaced.
Value withEntry(const char* list, std::size_t index, const char* field, Value value) {
  Array entries = settings()[list].items();
  entries[index] = entries[index].with(field, std::move(value));
  return settings().with(list, std::move(entries));
}

std::string fieldAtFault(const Value& value) {
  const Result<PriceList> list = decodePriceList(value);
  return list ? "(none)" : list.error().field;
}

TEST(PriceListTest, ReadsEveryRule) {
  const Result<PriceList> list = decodePriceList(settings());

  ASSERT_THAT(list, IsOk());
  EXPECT_EQ(list->scope, RoundingScope::kOrder);
  EXPECT_EQ(list->rounding, Rounding::kHalfEven);
  EXPECT_FALSE(list->pricesIncludeTax);
  EXPECT_EQ(list->taxRates.at(0), (TaxRate{"DE", 1900, "VAT"}));
  EXPECT_EQ(list->shippingMethods.at(0).freeFromMinor, 7500);
  EXPECT_EQ(list->shippingMethods.at(0).serviceCode, "ups_ground");
  ASSERT_EQ(list->promotions.size(), 3U);
  EXPECT_EQ(list->promotions[2].buy, 3);
  EXPECT_EQ(list->promotions[2].minSubtotalMinor, 100);
  EXPECT_EQ(list->maxQuantityPerLine, 12);
  EXPECT_EQ(shippingCountries(*list), (std::vector<std::string>{"AT", "DE"}));
}

TEST(PriceListTest, WhatIsNotSaidHasItsDefault) {
  const Result<PriceList> list = decodePriceList(Value(Object{{"currency", "EUR"}}));
  ASSERT_THAT(list, IsOk());
  EXPECT_EQ(list->scope, RoundingScope::kLine);
  EXPECT_EQ(list->rounding, Rounding::kHalfUp);
  EXPECT_TRUE(list->pricesIncludeTax);
  EXPECT_EQ(list->maxQuantityPerLine, 20);
}

TEST(PriceListTest, ARuleThatCannotBeReadIsNoPriceList) {
  EXPECT_EQ(fieldAtFault(settings().without("currency")), "currency");
  EXPECT_EQ(fieldAtFault(settings().with("currency", "XXX")), "currency");
  EXPECT_EQ(fieldAtFault(settings().with("pricesIncludeTax", "yes")), "pricesIncludeTax");
  EXPECT_EQ(fieldAtFault(settings().with("rounding", Object{{"mode", "up"}})), "rounding.mode");
  EXPECT_EQ(fieldAtFault(settings().with("rounding", Object{{"scope", "x"}})), "rounding.scope");
  EXPECT_EQ(fieldAtFault(withEntry("taxRates", 0, "country", "Germany")), "taxRates[0].country");
  EXPECT_EQ(fieldAtFault(withEntry("taxRates", 0, "basisPoints", 19.5)), "taxRates[0].basisPoints");
  EXPECT_EQ(fieldAtFault(withEntry("shippingMethods", 0, "priceMinor", -1)),
            "shippingMethods[0].priceMinor");
  EXPECT_EQ(fieldAtFault(withEntry("shippingMethods", 0, "maxDays", 1)),
            "shippingMethods[0].maxDays");
  EXPECT_EQ(fieldAtFault(withEntry("shippingMethods", 0, "countries", Array{"de"})),
            "shippingMethods[0].countries");
  EXPECT_EQ(fieldAtFault(withEntry("promotions", 0, "kind", "free")), "promotions[0].kind");
  EXPECT_EQ(fieldAtFault(withEntry("promotions", 2, "pay", 3)), "promotions[2].pay");
  EXPECT_EQ(fieldAtFault(withEntry("promotions", 1, "promotionId", "p1")), "promotions");
  EXPECT_THAT(decodePriceList(Value()), FailsWith(ErrorCode::kWrongType));
}

TEST(PriceListTest, BoundsHoldFromBothSides) {
  EXPECT_EQ(fieldAtFault(withEntry("promotions", 0, "basisPoints", 10'000)), "(none)");
  EXPECT_EQ(fieldAtFault(withEntry("promotions", 0, "basisPoints", 10'001)),
            "promotions[0].basisPoints");
  EXPECT_EQ(fieldAtFault(withEntry("promotions", 0, "basisPoints", 0)),
            "promotions[0].basisPoints");
  EXPECT_EQ(fieldAtFault(withEntry("taxRates", 0, "basisPoints", 0)), "(none)");
  EXPECT_EQ(fieldAtFault(withEntry("taxRates", 0, "basisPoints", 10'000)), "(none)");
  EXPECT_EQ(fieldAtFault(withEntry("taxRates", 0, "basisPoints", 10'001)),
            "taxRates[0].basisPoints");
  EXPECT_EQ(fieldAtFault(settings().with("maxQuantityPerLine", 1)), "(none)");
  EXPECT_EQ(fieldAtFault(settings().with("maxQuantityPerLine", 0)), "maxQuantityPerLine");
  EXPECT_EQ(fieldAtFault(settings().with("maxQuantityPerLine", kHighestQuantityLimit)), "(none)");
  EXPECT_EQ(fieldAtFault(settings().with("maxQuantityPerLine", kHighestQuantityLimit + 1)),
            "maxQuantityPerLine");
}

TEST(PriceListTest, TheDemoSettingsHaveNoFault) {
  std::ifstream file(VITRINE_SOURCE_DIR "/assets/catalog/catalog.ndjson");
  if (!file) GTEST_SKIP() << "assets are not there";
  std::string line;
  int lists = 0;
  while (std::getline(file, line)) {
    const Result<Value> document = decodeJson(line);
    if (!document || (*document)["_type"].asString() != "shopSettings") continue;
    ++lists;
    EXPECT_THAT(decodePriceList(*document), IsOk());
  }
  EXPECT_EQ(lists, 1);
}

}  // namespace
}  // namespace vitrine
