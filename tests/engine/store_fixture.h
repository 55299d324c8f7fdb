// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>

#include "engine/core/json.h"
#include "engine/store/store.h"
#include "tests/engine/fakes.h"

namespace vitrine {

// A shop of two lamps: "aurora" (49 EUR, sand 12 in stock, ink sold out) and "borea" (20 EUR, 3 left).
inline std::string catalogJson(int auroraPrice = 4900) {
  const auto product = [](const char* slug, const char* title, Array variants) {
    return Value(Object{{"_id", std::string("product-") + slug},
                        {"_type", "product"},
                        {"title", title},
                        {"slug", Object{{"_type", "slug"}, {"current", slug}}},
                        {"brand", "Nordlys"},
                        {"category", Object{{"_type", "reference"}, {"_ref", "category-lighting"}}},
                        {"currency", "EUR"},
                        {"publishedAt", "2026-01-01T00:00:00Z"},
                        {"options", Array{Value(Object{{"name", "Colour"},
                                                       {"values", Array{"Sand", "Ink"}}})}},
                        {"variants", std::move(variants)}});
  };
  const auto variant = [](const char* sku, const char* colour, int price, int stock) {
    return Value(Object{{"sku", sku},
                        {"optionValues", Array{colour}},
                        {"priceMinor", price},
                        {"stock", stock},
                        {"weightGrams", 800}});
  };
  const Value method(Object{{"methodId", "standard"},
                            {"name", "Standard"},
                            {"priceMinor", 490},
                            {"countries", Array{"DE", "AT"}},
                            {"minDays", 2},
                            {"maxDays", 4},
                            {"carrierCode", "ups"},
                            {"serviceCode", "ups_ground"}});
  const Value settings(Object{
      {"name", "Vitrine"},
      {"currency", "EUR"},
      {"rounding", Object{{"scope", "line"}, {"mode", "half_up"}}},
      {"taxRates",
       Array{Value(Object{{"country", "DE"}, {"basisPoints", 1900}, {"name", "VAT"}})}},
      {"pricesIncludeTax", true},
      {"shippingMethods", Array{method}},
      {"promotions", Array{}},
      {"maxQuantityPerLine", 20}});
  const Value category(Object{{"_id", "category-lighting"},
                              {"_type", "category"},
                              {"title", "Lighting"},
                              {"slug", Object{{"current", "lighting"}}},
                              {"order", 1}});
  return encodeJson(Object{
      {"products",
       Array{product("aurora", "Aurora Lamp", {variant("AUR-SND", "Sand", auroraPrice, 12),
                                               variant("AUR-INK", "Ink", 5900, 0)}),
             product("borea", "Borea Lamp", {variant("BOR-SND", "Sand", 2000, 3)})}},
      {"categories", Array{category}},
      {"settings", settings},
      {"generatedAt", "2026-01-01T00:00:00Z"}});
}

// One tab: a store and its ports. Several share a disk.
struct Tab {
  explicit Tab(MemoryDisk& disk, std::uint64_t seed = 1, StoreOptions options = {})
      : random(seed),
        storage(disk),
        store(std::make_unique<Store>(clock, random, storage, transport, std::move(options))) {}

  ManualClock clock;
  SeededRandom random;
  MemoryStorage storage;
  ScriptedTransport transport;
  std::unique_ptr<Store> store;

  Store* operator->() const { return store.get(); }

  // Polls until nobody has anything to say, and the store has nothing left to do at once.
  Tab& settle() {
    const auto isBusy = [&] {
      return storage.hasAnswers() || transport.hasAnswers() || store->versions().pollAfterMs == 0;
    };
    for (int i = 0; i < 100 && isBusy(); ++i) store->poll();
    return *this;
  }

  Tab& open(int auroraPrice = 4900) {
    store->start();
    transport.answer(*transport.last("GET", "/api/catalog"), 200, catalogJson(auroraPrice));
    return settle();
  }

  Tab& answer(std::string_view method, std::string_view url, int status, std::string body) {
    const Request* request = transport.last(method, url);
    check(request != nullptr);
    transport.answer(*request, status, std::move(body));
    return settle();
  }

  Tab& fail(std::string_view method, std::string_view url) {
    transport.fail(*transport.last(method, url));
    return settle();
  }

  // Time passes, and the store is polled when it has asked for it.
  Tab& wait(std::int64_t ms) {
    clock.advance(ms);
    store->poll();
    return settle();
  }

  std::string cartText() const {
    std::string text;
    for (const CartLineView& line : store->cart().lines) {
      text += line.sku + "x" + std::to_string(line.quantity) + " ";
    }
    return text;
  }

  bool hasNotice(NoticeCode code) const {
    for (const NoticeView& notice : store->notices()) {
      if (notice.code == code) return true;
    }
    return false;
  }
};

inline CheckoutFields goodFields() {
  return {"ada@example.org", "Ada Lovelace", "Hauptstrasse 1", "", "20457", "Hamburg", "", "DE", ""};
}

// A tab whose checkout is filled in, with one lamp in the cart.
inline void fillCheckout(Tab& tab) {
  (void)tab->addLine("AUR-SND", 1);
  tab->saveCheckout(goodFields());
  tab->setGateway("stripe");
  tab.settle();
}

inline std::string placedJson(const std::string& id) {
  return R"({"ok":true,"value":{"order":{"id":")" + id +
         R"(","number":"VT-AAAA-BBBB"},"redirectUrl":"https://pay.example/c/1"}})";
}

}  // namespace vitrine
