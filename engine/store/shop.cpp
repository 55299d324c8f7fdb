// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/core/json.h"
#include "engine/store/shop_views.h"

namespace vitrine {
namespace {

bool isRejected(const std::vector<Rejection>& rejections, std::string_view id,
                const std::string& place) {
  for (const Rejection& rejection : rejections) {
    if (rejection.documentId == place) return true;
    if (!id.empty() && rejection.documentId == id) return true;
  }
  return false;
}

Value withoutRejected(const Value& documents, std::string_view list,
                      const std::vector<Rejection>& rejections) {
  Array kept;
  std::size_t index = 0;
  for (const Value& document : documents[list].items()) {
    const std::string place = std::string(list) + '[' + std::to_string(index++) + ']';
    if (!isRejected(rejections, document["_id"].asString(), place)) kept.push_back(document);
  }
  return documents.with(list, Value(std::move(kept)));
}

Rejection rejectionOf(const Value& value) {
  return {.documentId = value["documentId"].asString(""),
          .code = valueNamed<ErrorCode>(value["code"].asString()).value_or(ErrorCode::kInvalidValue),
          .field = value["field"].asString(""),
          .reason = value["reason"].asString("")};
}

Value valueOf(const Rejection& rejection) {
  return Object{{"documentId", rejection.documentId},
                {"code", errorCodeName(rejection.code)},
                {"field", rejection.field},
                {"reason", rejection.reason}};
}

}  // namespace

Result<Shop> decodeShop(std::string_view json) {
  auto documents = decodeCatalog(json);
  if (!documents) return fail(std::move(documents.error()));
  const Value manifest(Object{{"settings", documents->settings},
                              {"leftOut", documents->leftOut},
                              {"generatedAt", documents->generatedAt}});
  auto shop = shopOf(Catalog(std::move(documents->products), std::move(documents->categories),
                             decodeSearchSettings(documents->settings)),
                     manifest);
  if (!shop) return shop;
  shop->rejections.insert(shop->rejections.begin(), documents->rejections.begin(),
                          documents->rejections.end());
  return shop;
}

Result<Shop> shopOf(Catalog&& catalog, const Value& manifest) {
  auto prices = decodePriceList(manifest["settings"]);
  if (!prices) {
    const Error& error = prices.error();
    const std::string field = error.field.empty() ? "settings" : "settings." + error.field;
    return fail(error.code, field, error.message);
  }
  std::vector<Rejection> rejections;
  for (const Value& rejection : manifest["leftOut"].items()) {
    rejections.push_back(rejectionOf(rejection));
  }
  return Shop{std::move(catalog), std::move(*prices), std::move(rejections),
              manifest["generatedAt"].asString(""), manifest["version"].asString("")};
}

Result<std::string> cleanShopJson(std::string_view json) {
  const auto shop = decodeShop(json);
  if (!shop) return fail(shop.error());
  const auto documents = decodeJson(json);
  if (!documents) return fail(documents.error());
  const Value products = withoutRejected(*documents, "products", shop->rejections);
  const Value clean = withoutRejected(products, "categories", shop->rejections);
  Array leftOut;
  for (const Rejection& rejection : shop->rejections) leftOut.push_back(valueOf(rejection));
  return encodeJson(clean.with("leftOut", Value(std::move(leftOut))));
}

}  // namespace vitrine
