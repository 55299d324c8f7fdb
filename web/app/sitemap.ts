// SPDX-License-Identifier: MIT
import type { MetadataRoute } from "next";
import { readCatalog } from "@/lib/catalog";
import { catalogHref } from "@/lib/catalog-url";
import { shopUrl } from "@/lib/config";

export const dynamic = "force-dynamic";

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const catalog = (await readCatalog())?.catalog;
  const categories = catalog?.categories().map(({ slug }) => slug) ?? [];
  const slugs = catalog?.slugs() ?? [];
  const paths = [
    "/",
    "/catalog",
    "/delivery",
    ...categories.map((category) => catalogHref({ facets: { category: [category] } })),
    ...slugs.map((slug) => `/product/${encodeURIComponent(slug)}`),
  ];
  return paths.map((path) => ({ url: shopUrl + path }));
}
