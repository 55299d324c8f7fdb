// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "engine/core/check.h"
#include "engine/core/json.h"
#include "engine/groq/groq.h"

namespace vitrine::groq {

inline Value json(std::string_view text) {
  const auto value = decodeJson(text);
  check(value.has_value());
  return *value;
}

// A shop of three products, two categories, a draft and an order.
inline const Array& shopDocuments() {
  static const Value documents = json(R"([
    {"_id":"category-light","_type":"category","title":"Lighting",
        "slug":{"current":"lighting"},"order":2},
    {"_id":"category-sofa","_type":"category","title":"Sofas","slug":{"current":"sofas"},"order":1},
    {"_id":"product-aurora","_type":"product","title":"Aurora Lamp","slug":{"current":"aurora"},
     "category":{"_type":"reference","_ref":"category-light"},"tags":["new","glass"],"price":4900,
     "rating":4.5,"publishedAt":"2026-03-01T10:00:00Z","summary":"A lamp of blown glass",
     "variants":[{"_key":"a","sku":"AUR-S","stock":3},{"_key":"b","sku":"AUR-L","stock":0}]},
    {"_id":"product-birk","_type":"product","title":"Birk Sofa","slug":{"current":"birk"},
     "category":{"_type":"reference","_ref":"category-sofa"},"tags":["sale"],"price":89900,
     "publishedAt":"2026-01-15T10:00:00Z","summary":"Sits three, sleeps one",
     "variants":[{"_key":"a","sku":"BIR-G","stock":2}]},
    {"_id":"product-cirrus","_type":"product","title":"Cirrus Lamp","slug":{"current":"cirrus"},
     "category":{"_type":"reference","_ref":"category-light"},"tags":[],"price":12900,"rating":3,
     "publishedAt":"2026-02-01T10:00:00Z","summary":null,"variants":[]},
    {"_id":"drafts.product-birk","_type":"product","title":"Birk Sofa II"},
    {"_id":"order.1","_type":"order","status":"paid","totalMinor":4900}
  ])");
  return documents.items();
}

// The JSON text of a query's result over the shop; the message of its error otherwise.
inline std::string run(std::string_view text, const Value& params = {}, Options options = {}) {
  static const MemoryDataset shop{shopDocuments()};
  const auto query = parse(text, params, options.after.isNull() ? Mode::kNormal : Mode::kDelta);
  if (!query) return "parse error: " + query.error().message;
  options.now = Timestamp{1'795'000'000'000};
  const auto result = evaluate(*query, shop, params, options);
  return result ? encodeJson(*result) : "error: " + result.error().field;
}

}  // namespace vitrine::groq
