// SPDX-License-Identifier: MIT
// A page's address as what it asks for, and the answer that every peer is compared in.

export const pageSize = 24;
export const maxFacetValues = 100;

export function parseQuery(address) {
  const query = {
    text: "",
    categories: [],
    brands: [],
    tags: [],
    options: new Map(),
    min: 0,
    max: Infinity,
    priced: false,
    rating: 0,
    stock: false,
    sale: false,
    sort: "relevance",
    page: 1,
  };
  for (const [name, value] of new URLSearchParams(address)) {
    if (name === "q") query.text = value;
    else if (name === "category") query.categories.push(value);
    else if (name === "brand") query.brands.push(value);
    else if (name === "tag") query.tags.push(value);
    else if (name.startsWith("opt.")) {
      const option = name.slice(4);
      query.options.set(option, [...(query.options.get(option) ?? []), value]);
    } else if (name === "min") [query.min, query.priced] = [Math.round(Number(value) * 100), true];
    else if (name === "max") [query.max, query.priced] = [Math.round(Number(value) * 100), true];
    else if (name === "rating") query.rating = Number(value);
    else if (name === "stock") query.stock = true;
    else if (name === "sale") query.sale = true;
    else if (name === "sort") query.sort = value;
    else if (name === "page") query.page = Number(value);
  }
  return query;
}
