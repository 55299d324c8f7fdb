// SPDX-License-Identifier: MIT
// The address of a catalog page holds text, facets, price, sort and page; both ways, in a stable
// order.
import type { CatalogQuery, CategoryView } from "@vitrine/engine";

const reserved = new Set(["q", "sort", "page", "price_from", "price_to"]);

export function queryOf(params: URLSearchParams): CatalogQuery {
  const facets = new Map<string, string[]>();
  for (const [name, value] of params) {
    if (reserved.has(name) || value === "" || !/^[^=&?#]{1,60}$/.test(name)) continue;
    facets.set(name, [...(facets.get(name) ?? []), value]);
  }
  const page = params.get("page") ?? "";
  return {
    ...given("text", params.get("q")),
    ...given("priceFrom", params.get("price_from")),
    ...given("priceTo", params.get("price_to")),
    ...given("sort", params.get("sort")),
    ...(/^\d{1,6}$/.test(page) ? { page: Number(page) } : {}),
    ...(facets.size > 0 ? { facets: Object.fromEntries(facets) } : {}),
  };
}

function given<Name extends string>(name: Name, value: string | null): { [K in Name]?: string } {
  return (value === null || value === "" ? {} : { [name]: value }) as { [K in Name]?: string };
}

export function catalogHref(query: CatalogQuery): string {
  const params = new URLSearchParams();
  if (query.text) params.set("q", query.text);
  for (const [facet, values] of Object.entries(query.facets ?? {})) {
    for (const value of values) params.append(facet, value);
  }
  if (query.priceFrom) params.set("price_from", query.priceFrom);
  if (query.priceTo) params.set("price_to", query.priceTo);
  if (query.sort) params.set("sort", query.sort);
  if (query.page !== undefined && query.page !== 1) params.set("page", String(query.page));
  const text = params.toString();
  return text === "" ? "/catalog" : `/catalog?${text}`;
}

/** Path and parameters of an address, spelled in one way. */
export function addressOf(href: string): string {
  const { pathname, searchParams } = new URL(href, "https://any");
  return `${pathname}?${searchParams.toString()}`;
}

export function paramsIn(address: string): URLSearchParams {
  return new URLSearchParams(address.split("?")[1] ?? "");
}

/** The same query with one facet value chosen or dropped; every such change starts at page one. */
export function withFacet(query: CatalogQuery, facet: string, value: string): CatalogQuery {
  const chosen = query.facets?.[facet] ?? [];
  // Four stars and more include five; everything else can be chosen beside others.
  const beside = facet === "rating" ? [] : chosen;
  const next = chosen.includes(value) ? chosen.filter((one) => one !== value) : [...beside, value];
  const others = Object.entries(query.facets ?? {}).filter(([name]) => name !== facet);
  const facets = Object.fromEntries(next.length > 0 ? [...others, [facet, next]] : others);
  return { ...firstPage(query), facets };
}

export function withoutFilter(query: CatalogQuery, facet: string, value: string): CatalogQuery {
  if (facet !== "price") return withFacet(query, facet, value);
  const { priceFrom: _from, priceTo: _to, ...rest } = firstPage(query);
  return rest;
}

/** Words typed over a page: editing them keeps its filters, new words search the whole shop. */
export function withText(query: CatalogQuery, text: string): CatalogQuery {
  const { text: before, ...rest } = firstPage(query);
  if (text === (before ?? "")) return query;
  if (before === undefined) return { text };
  return text === "" ? rest : { ...rest, text };
}

/** What stands in menus; the others are found inside these. */
export function isTop(category: CategoryView): boolean {
  return category.parentSlug === "";
}

/** The category that a page is narrowed to, if it is one. */
export function categoryOf(
  query: CatalogQuery,
  categories: readonly CategoryView[],
): CategoryView | undefined {
  const [slug, ...others] = query.facets?.category ?? [];
  return others.length === 0 ? categories.find((one) => one.slug === slug) : undefined;
}

export function firstPage(query: CatalogQuery): CatalogQuery {
  const { page: _page, ...rest } = query;
  return rest;
}

/** Search parameters as a Next.js page gets them. */
export type PageParams = Readonly<Record<string, string | readonly string[] | undefined>>;

export function paramsOf(given: PageParams): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    for (const one of value === undefined ? [] : [value].flat()) params.append(name, String(one));
  }
  return params;
}

export function single(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "string" ? value : value?.[0];
}
