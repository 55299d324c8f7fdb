// SPDX-License-Identifier: MIT
// Which catalog it is now, and what has changed since the one that the page has. Pages ask every few
// seconds, most of them the same: a cache before the shop answers those of one second at once.
import { manifest } from "@/lib/catalog-snapshot";
import { refuse } from "@/lib/reply";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const have = new URL(request.url).searchParams.get("have") ?? "";
  const found = await manifest(have);
  if (found === null) return refuse(503, "catalog_unavailable");
  return new Response(found, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "public, max-age=0, s-maxage=1",
    },
  });
}
