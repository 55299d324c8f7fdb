// SPDX-License-Identifier: MIT
// Plain JavaScript over the parsed objects, written to be obviously right: what the others answer
// is compared with this. A facet counts what choosing a value would show under the other filters.
import { chainsOf, documentsOf, fields, isFeaturedBefore, titleKey } from "../documents.mjs";
import { wordsIn } from "../fold.mjs";
import { maxFacetValues, pageSize, parseQuery } from "../query.mjs";

const without = {
  category: { categories: [] },
  brand: { brands: [] },
  tag: { tags: [] },
  rating: { rating: 0 },
  stock: { stock: false },
  sale: { sale: false },
  price: { priced: false, min: 0, max: Infinity },
};

function isActive(query, facet) {
  if (facet.startsWith("opt.")) return query.options.has(facet.slice(4));
  return {
    category: query.categories.length,
    brand: query.brands.length,
    tag: query.tags.length,
    rating: query.rating,
    stock: query.stock,
    sale: query.sale,
    price: query.priced,
  }[facet];
}

function relaxed(query, facet) {
  if (!isActive(query, facet)) return query;
  if (!facet.startsWith("opt.")) return { ...query, ...without[facet] };
  const options = new Map(query.options);
  options.delete(facet.slice(4));
  return { ...query, options };
}

const average = (product) => (product.rating?.count ? product.rating.average : 0);

function productFits(entry, query, words) {
  const { product, chain } = entry;
  if (query.brands.length > 0 && !query.brands.includes(product.brand)) return false;
  if (query.categories.length > 0 && !query.categories.some((slug) => chain.includes(slug)))
    return false;
  if (query.tags.length > 0 && !query.tags.some((tag) => product.tags.includes(tag))) return false;
  if (query.rating > 0 && average(product) < query.rating) return false;
  return words.every((word) => entry.text.includes(` ${word}`));
}

function variantFits({ product }, variant, query) {
  if (variant.priceMinor < query.min || variant.priceMinor > query.max) return false;
  if (query.sale && !(variant.compareAtMinor > variant.priceMinor)) return false;
  if ((query.stock || query.options.size > 0) && variant.stock <= 0) return false;
  if (query.options.size === 0) return true;
  for (const [name, values] of query.options) {
    const place = placeOf(product, name);
    if (place < 0 || !values.includes(variant.optionValues[place])) return false;
  }
  return true;
}

const placeOf = (product, name) =>
  product.options ? product.options.findIndex((option) => option.name === name) : -1;

// The values that a product has in a facet, thanks to the variants that fit.
function valuesOf(entry, variants, facet) {
  if (facet in entry.values) return entry.values[facet];
  if (facet === "stock") return variants.some((variant) => variant.stock > 0) ? ["1"] : [];
  if (facet === "sale")
    return variants.some((variant) => variant.compareAtMinor > variant.priceMinor) ? ["1"] : [];
  const place = placeOf(entry.product, facet.slice(4));
  if (place < 0) return [];
  const inStock = variants.filter((variant) => variant.stock > 0);
  return new Set(inStock.map((variant) => variant.optionValues[place]));
}

const comparisons = {
  relevance: () => 0,
  featured: () => 0,
  price: (a, b) => a.priceMin - b.priceMin,
  "price-desc": (a, b) => b.priceMax - a.priceMax,
  newest: (a, b) => b.entry.published - a.entry.published,
  rating: (a, b) => average(b.entry.product) - average(a.entry.product),
  popular: (a, b) => (b.entry.product.popularity ?? 0) - (a.entry.product.popularity ?? 0),
  name: (a, b) => (a.entry.title < b.entry.title ? -1 : a.entry.title > b.entry.title ? 1 : 0),
};

export class ObjectCatalog {
  constructor({ products, categories }) {
    const chains = chainsOf(categories);
    const documents = documentsOf({ products, categories });
    this.entries = products.map((product, row) => ({
      product,
      chain: chains.get(product.category?._ref) ?? [],
      values: {
        category: chains.get(product.category?._ref) ?? [],
        brand: product.brand ? [product.brand] : [],
        tag: product.tags,
        rating: ["4", "3", "2", "1"].filter((value) => average(product) >= Number(value)),
      },
      text: fields
        .flatMap((name) => wordsIn(documents[row][name]).map((word) => ` ${word}`))
        .join(""),
      title: titleKey(product),
      published: Date.parse(product.publishedAt),
    }));
    this.facets = [
      "category",
      "brand",
      "tag",
      "rating",
      "stock",
      "sale",
      ...new Set(
        products.flatMap((product) => (product.options ?? []).map(({ name }) => `opt.${name}`)),
      ),
    ];
    this.listed = new Map(this.facets.map((facet) => [facet, this.#biggest(facet)]));
  }

  #biggest(facet) {
    const counts = new Map();
    for (const entry of this.entries) {
      const { product } = entry;
      const values = facet.startsWith("opt.")
        ? (product.options?.find(({ name }) => name === facet.slice(4))?.values ?? [])
        : valuesOf(entry, product.variants, facet);
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts]
      .sort((a, b) => b[1] - a[1])
      .slice(0, maxFacetValues)
      .map(([value]) => value);
  }

  // Shows each product that fits, with those of its variants that do.
  #forEachFitting(entries, query, words, see) {
    for (const entry of entries) {
      if (!productFits(entry, query, words)) continue;
      const { variants } = entry.product;
      const fitting = variants.every((variant) => variantFits(entry, variant, query))
        ? variants
        : variants.filter((variant) => variantFits(entry, variant, query));
      if (fitting.length > 0) see(entry, fitting);
    }
  }

  /** `given` are the rows that a text has left, best first; without them this finds the words. */
  page(query, given) {
    const entries = given ? given.map((row) => this.entries[row]) : this.entries;
    const words = given ? [] : wordsIn(query.text);
    const found = [];
    this.#forEachFitting(entries, query, words, (entry, variants) =>
      found.push({ entry, variants }),
    );
    const forEachUnder = (facet, see) => {
      if (isActive(query, facet)) this.#forEachFitting(entries, relaxed(query, facet), words, see);
      else for (const { entry, variants } of found) see(entry, variants);
    };
    const facets = new Map();
    for (const facet of this.facets) {
      const counts = new Map(this.listed.get(facet).map((value) => [value, 0]));
      forEachUnder(facet, (entry, variants) => {
        for (const value of valuesOf(entry, variants, facet)) {
          const count = counts.get(value);
          if (count !== undefined) counts.set(value, count + 1);
        }
      });
      facets.set(facet, counts);
    }
    let [priceMin, priceMax] = [Infinity, -Infinity];
    forEachUnder("price", (_, variants) => {
      for (const { priceMinor } of variants) {
        if (priceMinor < priceMin) priceMin = priceMinor;
        if (priceMinor > priceMax) priceMax = priceMinor;
      }
    });
    for (const hit of found) {
      const prices = hit.variants.map((variant) => variant.priceMinor);
      [hit.priceMin, hit.priceMax] = [Math.min(...prices), Math.max(...prices)];
    }
    const compare = comparisons[query.sort];
    const isRanked = given && query.sort === "relevance";
    if (!isRanked)
      found.sort((a, b) => compare(a, b) || isFeaturedBefore(a.entry.product, b.entry.product));
    const pages = Math.max(1, Math.ceil(found.length / pageSize));
    const begin = (Math.min(query.page, pages) - 1) * pageSize;
    const ids = found.slice(begin, begin + pageSize).map(({ entry }) => entry.product._id);
    return { total: found.length, ids, facets, priceMin, priceMax };
  }
}

export const peer = {
  name: "objects",
  build: (text) => new ObjectCatalog(JSON.parse(text)),
  prepare: (_, address) => parseQuery(address),
  page: (catalog, query) => catalog.page(query),
  describe: (_, answer) => answer,
};
