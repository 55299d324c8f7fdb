// SPDX-License-Identifier: MIT
// What shops ask of their content, with how many times faster than groq-js the engine is to be at
// 10,000 products.

/** A query as long as storefronts write them, without parameters, to be parsed. */
export const longText = `*[_type == "product" && defined(slug.current) && !(_id in path("drafts.**"))]
  | order(featured desc, popularity desc) [0...24] {
    _id, title, "slug": slug.current, brand, tags,
    "category": category->{title, "slug": slug.current, "parent": parent->title},
    "prices": {"min": math::min(variants[].priceMinor), "max": math::max(variants[].priceMinor)},
    "inStock": count(variants[stock > 0]) > 0,
    "images": images[0..1]{alt, "url": asset->url},
    rating.average > 4 => {"badge": "loved"}
  }`;

const deep = (levels) =>
  levels === 0 ? "true" : `count(*[_type == "category" && ${deep(levels - 1)}]) > 0`;

/** @returns {{name: string, groq: string, params: object, bar?: number, isLong?: boolean}[]} */
export function groqQueries(documents) {
  const products = documents.filter(({ _type }) => _type === "product");
  const categories = documents.filter(({ _type }) => _type === "category");
  const product = products[products.length >> 1];
  const category = categories.find(({ _id }) => _id === product.category._ref);
  return [
    {
      name: "lookup by slug",
      groq: `*[_type == "product" && slug.current == $slug][0]`,
      params: { slug: product.slug.current },
      bar: 10_000,
    },
    {
      name: "listing",
      groq: `*[_type == "product" && "new" in tags] | order(popularity desc)[0...24]
        {title, brand, "category": category->title}`,
      params: {},
      bar: 300,
    },
    {
      name: "filter through a reference",
      groq: `*[_type == "product" && category->slug.current == $slug]{title}`,
      params: { slug: category.slug.current },
      bar: 300,
    },
    {
      name: "count of each category",
      groq: `*[_type == "category"][0...100]
        {title, "count": count(*[_type == "product" && references(^._id)])}`,
      params: {},
      bar: 5_000,
    },
    {
      name: "all documents, projected",
      groq: `*[_type == "product"]{_id, title, brand, "category": category->title,
        "prices": variants[].priceMinor}`,
      params: {},
      bar: 50,
    },
    {
      name: "text match",
      groq: `*[_type == "product" && title match $words]{title}`,
      params: { words: `${product.title.split(" ")[0].toLowerCase()}*` },
      bar: 100,
    },
    { name: "ten deep", groq: `{"any": ${deep(10)}}`, params: {}, isLong: true },
  ];
}
