// SPDX-License-Identifier: MIT
// itemsjs is made for facets; it knows products, not variants, and finds whole words.
import itemsjs from "itemsjs";
import { chainsOf, documentsOf, fields } from "../documents.mjs";
import { fold } from "../fold.mjs";
import { maxFacetValues, pageSize, parseQuery } from "../query.mjs";

const aggregations = [
  "category",
  "brand",
  "tag",
  "rating",
  "stock",
  "sale",
  "opt.Size",
  "opt.Colour",
];
const sortings = {
  price: { field: "price", order: "asc" },
  "price-desc": { field: "price", order: "desc" },
  newest: { field: "published", order: "desc" },
  rating: { field: "average", order: "desc" },
  popular: { field: "popularity", order: "desc" },
  name: { field: "title", order: "asc" },
  featured: { field: ["featured", "popularity"], order: ["desc", "desc"] },
};

export const peer = {
  name: "itemsjs",
  build(text) {
    const { products, categories } = JSON.parse(text);
    const chains = chainsOf(categories);
    const items = documentsOf({ products, categories }).map((document) => {
      const product = products[document.id];
      const values = (name) =>
        product.options?.find((option) => option.name === name)?.values ?? [];
      const average = product.rating?.average ?? 0;
      return {
        ...document,
        texts: fields.map((name) => document[name]).join(" "),
        id: document.id + 1,
        category: chains.get(product.category._ref) ?? [],
        tag: product.tags,
        rating: ["4", "3", "2", "1"].filter((value) => average >= Number(value)),
        stock: product.variants.some((variant) => variant.stock > 0) ? ["1"] : [],
        sale: product.variants.some((variant) => variant.compareAtMinor > variant.priceMinor)
          ? ["1"]
          : [],
        "opt.Size": values("Size"),
        "opt.Colour": values("Colour"),
        average,
        price: Math.min(...product.variants.map((variant) => variant.priceMinor)),
        published: Date.parse(product.publishedAt),
        popularity: product.popularity,
        featured: product.featured ? 1 : 0,
      };
    });
    const engine = itemsjs(items, {
      sortings,
      aggregations: Object.fromEntries(
        aggregations.map((name) => [
          name,
          { size: maxFacetValues, conjunction: false, sort: "count" },
        ]),
      ),
      searchableFields: ["texts"],
    });
    return { engine, ids: products.map((product) => product._id) };
  },
  find({ engine }, text) {
    const { pagination, data } = engine.search({ query: fold(text), per_page: 10 });
    return { total: pagination.total, rows: data.items.map((item) => item.id - 1) };
  },
  prepare(_, address) {
    const query = parseQuery(address);
    const options = [...query.options].map(([name, values]) => [`opt.${name}`, values]);
    return {
      query: fold(query.text),
      filters: {
        category: query.categories,
        brand: query.brands,
        tag: query.tags,
        ...Object.fromEntries(options),
        rating: query.rating ? [String(query.rating)] : [],
        stock: query.stock || query.options.size ? ["1"] : [],
        sale: query.sale ? ["1"] : [],
      },
      ...(query.priced
        ? { filter: (item) => item.price >= query.min && item.price <= query.max }
        : {}),
      ...(query.sort === "relevance"
        ? query.text
          ? {}
          : { sort: "featured" }
        : { sort: query.sort }),
      page: query.page,
      per_page: pageSize,
    };
  },
  page: ({ engine }, wanted) => engine.search(wanted),
  describe({ ids }, { pagination, data }) {
    const facets = aggregations.map((name) => [
      name,
      new Map(data.aggregations[name].buckets.map((bucket) => [bucket.key, bucket.doc_count])),
    ]);
    return {
      total: pagination.total,
      ids: data.items.map((item) => ids[item.id - 1]),
      facets: new Map(facets),
    };
  },
};
