// SPDX-License-Identifier: MIT
#include <utility>

#include "engine/server/flows.h"
#include "engine/server/request.h"
#include "engine/server/shop_read.h"

namespace vitrine::server {

void startQuote(Run& run) {
  const ReadRequest read = readQuote(run.request);
  if (!read.errors.empty()) return respondErrors(run, 422, read.errors);
  askShop(run, read.request);
  run.phase = "quote.read";
}

void quoteRead(Run& run) {
  const ReadRequest read = readQuote(run.request);
  const Result<ShopRead> shop = shopRead(run, read.request);
  if (!shop) return respondLater(run, shop.error().code, shop.error().message);
  const Result<Quote> quote = quoteOf(read.request, *shop, run.now);
  if (!quote) return respondError(run, statusOf(quote.error().code), quote.error());
  respondValue(run, 200, Object{{"quote", encodeQuote(*quote)}});
}

}  // namespace vitrine::server
