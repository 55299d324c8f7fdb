// SPDX-License-Identifier: MIT
import type { MetadataRoute } from "next";
import { shopUrl } from "@/lib/config";

export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", disallow: ["/api/", "/cart", "/checkout", "/orders"] },
    sitemap: `${shopUrl}/sitemap.xml`,
  };
}
