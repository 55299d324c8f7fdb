// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "engine/catalog/query.h"
#include "engine/core/currency.h"

namespace vitrine {

// A query as tests and the bench write it, "q=lamp&brand=Nordlys&opt.Colour=Sand&min=20": q,
// category, brand, tag, opt.<name>, min, max, rating, stock, sale, sort (relevance, featured,
// price, price-desc, newest, rating, popular, name), page; 2nd to 5th may repeat. Canonical; what is
// unknown or makes no sense is left out. (The shop's own addresses are web/lib/catalog-url.ts.)
CatalogQuery parseQuery(std::string_view search, Currency currency);

}  // namespace vitrine
