// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/pricing/quote.h"

namespace vitrine {
namespace {

template <typename T, typename Encode>
Value listOf(const std::vector<T>& items, Encode encode) {
  Array array;
  array.reserve(items.size());
  for (const T& item : items) array.push_back(encode(item));
  return Value(std::move(array));
}

Value problemToValue(const QuoteProblem& problem) {
  Object members{{"code", errorCodeName(problem.code)},
                 {"sku", problem.sku},
                 {"field", problem.field},
                 {"message", problem.message},
                 {"blocks", problem.blocks}};
  if (problem.code == ErrorCode::kQuantityAboveStock) members.set("available", problem.available);
  if (problem.code == ErrorCode::kTotalChanged) {
    members.set("previousUnitMinor", problem.previousUnitMinor);
  }
  return Value(std::move(members));
}

Value adjustmentToValue(const Adjustment& adjustment) {
  Object members{{"rule", adjustment.rule},
                 {"label", adjustment.label},
                 {"amountMinor", adjustment.amountMinor}};
  if (!adjustment.sku.empty()) members.set("sku", adjustment.sku);
  return Value(std::move(members));
}

Value imageToValue(const ProductImage& image) {
  return Value(Object{{"url", image.url},
                      {"assetRef", image.assetRef},
                      {"width", image.width},
                      {"height", image.height},
                      {"alt", image.alt},
                      {"lqip", image.lqip}});
}

Value lineToValue(const QuoteLine& line) {
  Object members{{"sku", line.sku},
                 {"productId", line.productId},
                 {"slug", line.slug},
                 {"title", line.title},
                 {"optionText", line.optionText},
                 {"quantity", line.quantity},
                 {"stock", line.stock},
                 {"maxQuantity", line.maxQuantity},
                 {"unitPriceMinor", line.unitPriceMinor},
                 {"subtotalMinor", line.subtotalMinor},
                 {"discountMinor", line.discountMinor},
                 {"totalMinor", line.totalMinor},
                 {"taxMinor", line.taxMinor},
                 {"weightGrams", line.weightGrams},
                 {"found", line.found},
                 {"problems", listOf(line.problems, problemToValue)}};
  if (line.compareAtMinor) members.set("compareAtMinor", *line.compareAtMinor);
  if (line.image) members.set("image", imageToValue(*line.image));
  return Value(std::move(members));
}

Value choiceToValue(const ShippingChoice& choice) {
  Object members{{"methodId", choice.methodId},
                 {"name", choice.name},
                 {"priceMinor", choice.priceMinor},
                 {"listPriceMinor", choice.listPriceMinor},
                 {"missingForFreeMinor", choice.missingForFreeMinor},
                 {"minDays", choice.minDays},
                 {"maxDays", choice.maxDays},
                 {"selected", choice.selected}};
  if (choice.freeFromMinor) members.set("freeFromMinor", *choice.freeFromMinor);
  return Value(std::move(members));
}

}  // namespace

Value encodeQuote(const Quote& quote) {
  return Value(Object{{"currency", quote.currency},
                      {"lines", listOf(quote.lines, lineToValue)},
                      {"adjustments", listOf(quote.adjustments, adjustmentToValue)},
                      {"summary", listOf(quote.summary, adjustmentToValue)},
                      {"shippingChoices", listOf(quote.shippingChoices, choiceToValue)},
                      {"problems", listOf(quote.problems, problemToValue)},
                      {"couponCode", quote.couponCode},
                      {"country", quote.country},
                      {"countryAssumed", quote.countryAssumed},
                      {"shippingMethodId", quote.shippingMethodId},
                      {"shippingAssumed", quote.shippingAssumed},
                      {"subtotalMinor", quote.subtotalMinor},
                      {"discountMinor", quote.discountMinor},
                      {"shippingMinor", quote.shippingMinor},
                      {"taxMinor", quote.taxMinor},
                      {"shippingTaxMinor", quote.shippingTaxMinor},
                      {"taxIncluded", quote.taxIncluded},
                      {"taxName", quote.taxName},
                      {"taxBasisPoints", quote.taxBasisPoints},
                      {"totalMinor", quote.totalMinor},
                      {"quantity", quote.quantity},
                      {"weightGrams", quote.weightGrams},
                      {"canOrder", quote.canOrder}});
}

}  // namespace vitrine
