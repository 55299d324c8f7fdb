// SPDX-License-Identifier: MIT
import type { MetadataRoute } from "next";
import { readCatalog } from "@/lib/catalog";
import { catalogHref } from "@/lib/catalog-url";
import { shopUrl } from "@/lib/config";
import { readSlugs } from "@/lib/shop-pages";

export const dynamic = "force-dynamic";

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const copy = await readCatalog();
  const categories = copy?.catalog.categories().map(({ slug }) => slug) ?? [];
  const slugs = copy === null ? [] : await readSlugs(copy);
  const paths = [
    "/",
    "/catalog",
    "/delivery",
    ...categories.map((category) => catalogHref({ facets: { category: [category] } })),
    ...slugs.map((slug) => `/product/${encodeURIComponent(slug)}`),
  ];
  return paths.map((path) => ({ url: shopUrl + path }));
}
