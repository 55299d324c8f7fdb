// SPDX-License-Identifier: MIT
// Pages as schema.org sees them. `<` is escaped, so no title can close the script element.
import type { ProductView, VariantView } from "@vitrine/engine";
import { catalogHref } from "./catalog-url";
import { decimalText } from "./money";
import { imageUrl } from "./picture";

export function productJson(product: ProductView, shopUrl: string): string {
  const url = `${shopUrl}/product/${encodeURIComponent(product.slug)}`;
  const value = {
    "@context": "https://schema.org",
    "@type": "Product",
    "@id": url,
    url,
    name: product.title,
    description: product.summary,
    brand: { "@type": "Brand", name: product.brand },
    category: product.categoryTitle,
    image: product.images.map((image) => imageUrl(image, 1200)),
    ...(product.rating === null ? {} : { aggregateRating: ratingOf(product.rating) }),
    offers: product.variants.map((variant) => offerOf(variant, url)),
  };
  return scriptSafe(value);
}

export function breadcrumbJson(product: ProductView, shopUrl: string): string {
  const category = catalogHref({ facets: { category: [product.categorySlug] } });
  const places = [
    ["All products", "/catalog"],
    [product.categoryTitle, category],
    [product.title, `/product/${encodeURIComponent(product.slug)}`],
  ] as const;
  return scriptSafe({
    "@context": "https://schema.org",
    "@type": "BreadcrumbList",
    itemListElement: places.map(([name, path], index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: shopUrl + path,
    })),
  });
}

function scriptSafe(value: object): string {
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
