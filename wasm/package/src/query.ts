// SPDX-License-Identifier: MIT
// Queries, pages and checkouts between the shape that pages use and the one that crosses the boundary.
import type { EngineCatalogPage, EngineCheckout, EngineQuery } from "./engine.js";
import type { CatalogPage, CatalogQuery, CheckoutProblem, CheckoutView, EngineError, Gateway } from "./types.js";

export function toEngineQuery(query: CatalogQuery): EngineQuery {
  return {
    text: query.text ?? "",
    facets: Object.entries(query.facets ?? {}).map(([facet, values]) => ({ facet, values: [...values] })),
    priceFrom: query.priceFrom ?? "",
    priceTo: query.priceTo ?? "",
    sort: query.sort ?? "",
    page: query.page ?? 1,
    pageSize: query.pageSize ?? 24,
    featured: query.featured ?? false,
    wholeFacet: query.wholeFacet ?? "",
  };
}

function fromEngineQuery(query: EngineQuery): CatalogQuery {
  return { ...query, facets: Object.fromEntries(query.facets.map(({ facet, values }) => [facet, values])) };
}

export function toCatalogPage(page: EngineCatalogPage): CatalogPage {
  return { ...page, query: fromEngineQuery(page.query) };
}

export function toCheckoutView(checkout: EngineCheckout): CheckoutView {
  const errors: Partial<Record<CheckoutProblem, EngineError>> = {};
  for (const error of checkout.errors) errors[error.field as CheckoutProblem] ??= error;
  return { ...checkout, errors, gateway: checkout.gateway as Gateway | null };
}
