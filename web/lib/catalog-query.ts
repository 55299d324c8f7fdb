// SPDX-License-Identifier: MIT
// The one query for the catalog. Asset fields come with the image, so no page needs a second
// request.
const image = `{
  _key, alt, optionValue,
  "url": asset->url,
  "width": asset->metadata.dimensions.width,
  "height": asset->metadata.dimensions.height,
  "lqip": asset->metadata.lqip
}`;

export const catalogQuery = `{
  "products": *[_type == "product" && defined(slug.current)] | order(popularity desc, _id asc) {
    _id, _type, title, slug, brand, summary, description, tags, currency, featured, popularity,
    rating, publishedAt, options, variants, category,
    "categorySlug": category->slug.current,
    "images": images[]${image}
  },
  "categories": *[_type == "category" && defined(slug.current)] | order(order asc, _id asc) {
    _id, _type, title, slug, summary, order,
    "image": image${image}
  },
  "settings": *[_id == "shop-settings"][0]
}`;
