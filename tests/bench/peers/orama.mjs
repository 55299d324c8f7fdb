// SPDX-License-Identifier: MIT
// Orama has filters, facets and sorting of its own; it knows products, not variants, and a facet
// counts under its own filter too.
import { create, insertMultiple, search } from "@orama/orama";
import { chainsOf, documentsOf, fields, typosAllowed, weights } from "../documents.mjs";
import { fold, wordsIn } from "../fold.mjs";
import { maxFacetValues, pageSize, parseQuery } from "../query.mjs";

const properties = fields;
const sorted = {
  price: ["price", "ASC"],
  "price-desc": ["price", "DESC"],
  newest: ["published", "DESC"],
  rating: ["average", "DESC"],
  popular: ["popularity", "DESC"],
  name: ["title", "ASC"],
};
const facetNames = {
  category: "categories",
  brand: "brands",
  tag: "tagNames",
  "opt.Size": "sizes",
  "opt.Colour": "colours",
};

function termsOf(query) {
  const where = {};
  if (query.categories.length) where.categories = { containsAny: query.categories };
  if (query.brands.length) where.brands = { in: query.brands };
  if (query.tags.length) where.tagNames = { containsAny: query.tags };
  if (query.options.has("Size")) where.sizes = { containsAny: query.options.get("Size") };
  if (query.options.has("Colour")) where.colours = { containsAny: query.options.get("Colour") };
  if (query.rating) where.average = { gte: query.rating };
  if (query.priced) where.price = { between: [query.min, query.max] };
  if (query.stock || query.options.size) where.inStock = true;
  if (query.sale) where.onSale = true;
  const [property, order] = sorted[query.sort] ?? [];
  return {
    term: fold(query.text),
    properties,
    boost: weights,
    threshold: 0,
    where,
    facets: Object.fromEntries(
      Object.values(facetNames).map((name) => [name, { limit: maxFacetValues }]),
    ),
    ...(property ? { sortBy: { property, order } } : {}),
    limit: pageSize,
    offset: (query.page - 1) * pageSize,
    ...(query.text ? { tolerance: toleranceOf(query.text) } : {}),
  };
}

const toleranceOf = (text) => Math.max(0, ...wordsIn(text).map(typosAllowed));

export const peer = {
  name: "Orama",
  readsTypos: true,
  async build(text) {
    const { products, categories } = JSON.parse(text);
    const chains = chainsOf(categories);
    const db = create({
      schema: {
        ...Object.fromEntries(fields.map((name) => [name, "string"])),
        categories: "enum[]",
        brands: "enum",
        tagNames: "enum[]",
        sizes: "enum[]",
        colours: "enum[]",
        average: "number",
        price: "number",
        published: "number",
        popularity: "number",
        inStock: "boolean",
        onSale: "boolean",
      },
      sort: { unsortableProperties: fields.slice(1) },
    });
    const documents = documentsOf({ products, categories }).map((document) => {
      const product = products[document.id];
      const values = (name) =>
        product.options?.find((option) => option.name === name)?.values ?? [];
      return {
        ...document,
        id: String(document.id),
        categories: chains.get(product.category._ref) ?? [],
        brands: product.brand,
        tagNames: product.tags,
        sizes: values("Size"),
        colours: values("Colour"),
        average: product.rating?.average ?? 0,
        price: Math.min(...product.variants.map((variant) => variant.priceMinor)),
        published: Date.parse(product.publishedAt),
        popularity: product.popularity,
        inStock: product.variants.some((variant) => variant.stock > 0),
        onSale: product.variants.some((variant) => variant.compareAtMinor > variant.priceMinor),
      };
    });
    await insertMultiple(db, documents, 1000);
    return { db, ids: products.map((product) => product._id) };
  },
  async find({ db }, text, typos) {
    const tolerance = typos ? { tolerance: toleranceOf(text) } : {};
    const { count, hits } = await search(db, {
      term: fold(text),
      properties,
      boost: weights,
      threshold: 0,
      limit: 10,
      ...tolerance,
    });
    return { total: count, rows: hits.map((hit) => Number(hit.id)) };
  },
  prepare: (_, address) => termsOf(parseQuery(address)),
  page: ({ db }, terms) => search(db, terms),
  describe({ ids }, answer) {
    const facets = Object.entries(facetNames).map(([name, property]) => [
      name,
      new Map(Object.entries(answer.facets[property].values)),
    ]);
    return {
      total: answer.count,
      ids: answer.hits.map((hit) => ids[Number(hit.id)]),
      facets: new Map(facets),
    };
  },
};
