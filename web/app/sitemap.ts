// SPDX-License-Identifier: MIT
import type { MetadataRoute } from "next";
import { readCatalog } from "@/lib/catalog";
import { shopUrl } from "@/lib/config";

export const dynamic = "force-dynamic";

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  const slugs = (await readCatalog())?.catalog.slugs() ?? [];
  const paths = [
    "/",
    "/catalog",
    "/delivery",
    ...slugs.map((slug) => `/product/${encodeURIComponent(slug)}`),
  ];
  return paths.map((path) => ({ url: shopUrl + path }));
}
