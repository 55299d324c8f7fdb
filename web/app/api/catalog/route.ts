// SPDX-License-Identifier: MIT
// The product data API: what the engine in the browser loads. Public, revalidated by ETag. A catalog
// that is too large for that is asked for by SKU: ?sku=A,B.
import { createHash } from "node:crypto";
import { readCatalog } from "@/lib/catalog";
import { refuse } from "@/lib/reply";
import { withSkus } from "@/lib/shop-pages";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const copy = await readCatalog();
  if (copy === null) return refuse(503, "catalog_unavailable");
  const skus = new URL(request.url).searchParams.get("sku")?.split(",") ?? [];
  const body = await withSkus(copy, skus, (catalog) => catalog.catalogJson()).catch(() => null);
  if (body === null) return refuse(503, "catalog_unavailable");
  const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "public, max-age=0, s-maxage=60, stale-while-revalidate=600",
    ETag: etag,
  };
  if (request.headers.get("if-none-match") === etag)
    return new Response(null, { status: 304, headers });
  return new Response(body, { headers });
}
