// SPDX-License-Identifier: MIT
// The one query for the catalog. Asset fields come with the image, so no page needs a second
// request. Documents without a slug, and images that are no list, come too: the engine names them.
const image = `{
  _key, alt, optionValue,
  "url": asset->url,
  "width": asset->metadata.dimensions.width,
  "height": asset->metadata.dimensions.height,
  "lqip": asset->metadata.lqip
}`;

export const catalogQuery = `{
  "products": *[_type == "product"] | order(popularity desc, _id asc) {
    _id, _type, title, slug, brand, summary, description, tags, currency, featured, popularity,
    rating, publishedAt, options, variants, category,
    "categorySlug": category->slug.current,
    "images": coalesce(images[]${image}, images)
  },
  "categories": *[_type == "category"] | order(order asc, _id asc) {
    _id, _type, title, slug, summary, order,
    "image": image${image}
  },
  "settings": *[_id == "shop-settings"][0]
}`;
