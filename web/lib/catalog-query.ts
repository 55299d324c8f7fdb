// SPDX-License-Identifier: MIT
// The queries for the catalog. Asset fields come with the image, so no page needs a second request.
// Documents without a slug, and images that are no list, come too: the engine names them.
const image = `{
  _key, alt, optionValue,
  "url": asset->url,
  "width": asset->metadata.dimensions.width,
  "height": asset->metadata.dimensions.height,
  "lqip": asset->metadata.lqip
}`;

/** What is read of a product. */
export const productFields = `{
  _id, _type, title, slug, brand, summary, description, tags, currency, featured, popularity,
  rating, publishedAt, options, variants, category,
  "categorySlug": category->slug.current,
  "images": coalesce(images[]${image}, images)
}`;

const popularFirst = "popularity desc, _id asc";

const catalogOf = (slice: string) => `{
  "products": *[_type == "product"] | order(${popularFirst})${slice} ${productFields},
  "categories": *[_type == "category"] | order(order asc, _id asc) {
    _id, _type, title, slug, summary, order, parent,
    "image": image${image}
  },
  "settings": *[_id == "shop-settings"][0]
}`;

export const catalogQuery = catalogOf("");

/** Of a catalog that is too large to hold: all but most of its products. */
export const sampleQuery = catalogOf("[0...1000]");

export const productsOfIds = `*[_type == "product" && _id in $ids] ${productFields}`;

/** As many as a cart has lines at the most. */
export const skusMax = 100;
export const productsOfSkus = `*[_type == "product" && count(variants[sku in $skus]) > 0]
  [0...${skusMax}] ${productFields}`;

/** A product, first, and others of its category, from which the engine chooses the related ones. */
export const productAndKin = `*[_type == "product" && (slug.current == $slug ||
  category._ref in *[_type == "product" && slug.current == $slug].category._ref)]
  | order(slug.current == $slug desc, ${popularFirst})[0...40] ${productFields}`;

/** As many as fit into one sitemap. */
export const slugsQuery = `*[_type == "product"] | order(${popularFirst})[0...45000].slug.current`;
