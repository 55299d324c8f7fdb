// SPDX-License-Identifier: MIT
// A product as schema.org sees it. `<` is escaped, so no title can close the script element.
import type { ProductView, VariantView } from "@vitrine/engine";
import { decimalText } from "./money";
import { imageUrl } from "./picture";

export function productJson(product: ProductView, shopUrl: string): string {
  const url = `${shopUrl}/product/${encodeURIComponent(product.slug)}`;
  const value = {
    "@context": "https://schema.org",
    "@type": "Product",
    name: product.title,
    description: product.summary,
    brand: { "@type": "Brand", name: product.brand },
    category: product.categoryTitle,
    image: product.images.map((image) => imageUrl(image, 1200)),
    ...(product.rating === null ? {} : { aggregateRating: ratingOf(product.rating) }),
    offers: product.variants.map((variant) => offerOf(variant, url)),
  };
  return JSON.stringify(value).replaceAll("<", "\\u003c");
}

function offerOf(variant: VariantView, url: string) {
  const inStock = variant.stock !== "sold_out";
  return {
    "@type": "Offer",
    sku: variant.sku,
    url: `${url}?sku=${encodeURIComponent(variant.sku)}`,
    price: decimalText(variant.price),
    priceCurrency: variant.price.currency,
    availability: `https://schema.org/${inStock ? "InStock" : "OutOfStock"}`,
    itemCondition: "https://schema.org/NewCondition",
  };
}

function ratingOf(rating: NonNullable<ProductView["rating"]>) {
  return { "@type": "AggregateRating", ratingValue: rating.average, reviewCount: rating.count };
}
